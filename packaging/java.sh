# Finds Java and runs swarmlab with it. The launchers read this file; those of a release contain it.
# shellcheck shell=sh

minimum=17

fail() {
    printf 'swarmlab: %s\n' "$@" >&2
    exit 1
}

# Sets version to the major version of the Java in a folder, read from its file release; 0 when it has none.
read_version() {
    version=0
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            value=${value#1.}
            version=${value%%[!0-9]*}
            return
        fi
    done <"$1/release"
}

# Sets java_home and java_version to the newest Java with the given program. Fails when it is too old or there is none.
find_newest() {
    java_home=
    java_version=0
    on_path=$(command -v java 2>/dev/null || true)
    if [ -L "$on_path" ]; then
        on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    fi
    for folder in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* /opt/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/*; do
        if [ -z "$folder" ] || [ ! -x "$folder/bin/$1" ]; then
            continue
        fi
        read_version "$folder"
        if [ "${version:-0}" -gt "$java_version" ]; then
            java_home=$folder
            java_version=$version
        fi
    done
    [ "$java_version" -ge "$minimum" ]
}

# Sets java_home and java_version to the Java in SWARMLAB_JAVA_HOME, or else to the newest one with the given program.
select_java() {
    if [ -n "${SWARMLAB_JAVA_HOME:-}" ]; then
        java_home=$SWARMLAB_JAVA_HOME
        read_version "$java_home"
        java_version=$version
    else
        find_newest "$1"
    fi
}

select_java_to_run() {
    select_java java ||
        fail "Java $minimum or newer is missing; install it, for example: apt-get install openjdk-17-jre-headless"
}

# Options for a short run: only the C1 compiler, and the serial garbage collector.
run_java() {
    if [ "$java_version" -ge 24 ]; then
        set -- --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$@"
    fi
    exec "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable "$@"
}

# usage: run_swarmlab JAR ARCHIVE_OPTION ARGUMENT...; the option is empty without an archive
run_swarmlab() {
    jar=$1
    archive_option=$2
    shift 2
    set -- -cp "$jar" dev.swarmlab.SwarmLab "$@"
    [ -t 2 ] && set -- -Dswarmlab.terminal=true "$@"
    [ -t 0 ] && [ -t 1 ] && set -- -Dswarmlab.interactive=true "$@"
    [ -t 0 ] && [ -t 2 ] && set -- -Dswarmlab.prompt=true "$@"
    [ -n "$archive_option" ] && set -- "$archive_option" "$@"
    run_java "$@"
}
