#!/bin/sh
# Installs a release of swarmlab into a folder of this user. Needs no root.
set -eu

usage() {
    cat <<'TEXT'
usage: install.sh [--version VERSION] [--prefix FOLDER]

Installs swarmlab: on Linux with its own Java, elsewhere a jar that needs Java 17 or newer. Nothing is installed when a
checksum is wrong.

  --version VERSION   The version. Default: the one in the release's SHA256SUMS.
  --prefix FOLDER     Where to install: the program in FOLDER/bin. Default: ~/.local, or the variable PREFIX.
  --help              Show this help.

Variables:
  SWARMLAB_BASE_URL   URL or folder of the release, which has the file SHA256SUMS. {version} in it is replaced by the
                      version. Required.

Example:
  SWARMLAB_BASE_URL=https://example.com/swarmlab/1.0.0 sh install.sh --prefix ~/.local
TEXT
}

fail() {
    printf 'install.sh: %s\n' "$@" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# usage: fetch NAME; copies a file of the release to the temporary folder
fetch() {
    case $base in
        http://* | https://*)
            if has curl; then
                curl --fail --silent --show-error --location --output "$temporary/$1" "$base/$1"
            elif has wget; then
                wget -q -O "$temporary/$1" "$base/$1"
            else
                fail "curl and wget are missing; install one of them"
            fi || fail "cannot download $base/$1"
            ;;
        *)
            cp -p "$base/$1" "$temporary/$1" || fail "cannot read $base/$1"
            ;;
    esac
}

checksum() {
    if has sha256sum; then
        sha256sum "$1"
    elif has shasum; then # macOS
        shasum -a 256 "$1"
    else
        fail "sha256sum and shasum are missing; install one of them, for example: apt-get install coreutils"
    fi | cut -d ' ' -f 1
}

# usage: fetch_verified NAME
fetch_verified() {
    expected=$(sum_of "$1")
    [ -n "$expected" ] || fail "the release has no $1"
    fetch "$1"
    actual=$(checksum "$temporary/$1")
    [ "$actual" = "$expected" ] ||
        fail "the checksum of $1 is wrong, so nothing was installed" "expected $expected" "but was  $actual"
}

# The checksum of a file in SHA256SUMS; nothing when it is not in there.
sum_of() {
    while read -r sum name; do
        if [ "${name#\*}" = "$1" ]; then
            echo "$sum"
        fi
    done <"$temporary/SHA256SUMS"
}

# The version of the release, from the name of its jar.
released_version() {
    sed -n 's/.* \*\{0,1\}swarmlab-\([0-9].*\)\.jar$/\1/p' "$temporary/SHA256SUMS"
}

self_contained() {
    [ "$(uname -s)" = Linux ] || return 0
    [ -z "$(ls /lib/ld-musl-* 2>/dev/null)" ] || return 0 # Alpine: the Java of a release needs glibc
    case $(uname -m) in
        x86_64 | amd64) machine=x64 ;;
        aarch64 | arm64) machine=aarch64 ;;
        *) return 0 ;;
    esac
    name=swarmlab-$version-linux-$machine
    [ -z "$(sum_of "$name.tar.gz")" ] || echo "$name"
}

# usage: put_documents FOLDER; manual pages and completion scripts, where shells and man look for them
put_documents() {
    mkdir -p "$prefix/share"
    cp -R "$1/." "$prefix/share"
}

link_program() {
    mkdir -p "$prefix/bin"
    ln -sf "../lib/swarmlab/bin/swarmlab" "$prefix/bin/swarmlab"
}

install_self_contained() {
    fetch_verified "$1.tar.gz"
    mkdir -p "$prefix/lib"
    rm -rf "$prefix/lib/swarmlab.new"
    mkdir "$prefix/lib/swarmlab.new"
    tar -xzf "$temporary/$1.tar.gz" -C "$prefix/lib/swarmlab.new"
    rm -rf "$prefix/lib/swarmlab"
    mv "$prefix/lib/swarmlab.new/$1" "$prefix/lib/swarmlab"
    rmdir "$prefix/lib/swarmlab.new"
    link_program
    put_documents "$prefix/lib/swarmlab/share"
    echo "Installed swarmlab $version with its own Java in $prefix/lib/swarmlab"
}

install_jar() {
    fetch_verified "swarmlab-$version.jar"
    fetch_verified swarmlab
    chmod 755 "$temporary/swarmlab"
    # The launcher finds Java, or says what is missing. It runs before anything is installed.
    "$temporary/swarmlab" man-pages "$temporary/share/man/man1" || fail "swarmlab does not run here, so nothing was installed"
    for script in bash:bash-completion/completions/swarmlab zsh:zsh/site-functions/_swarmlab \
        fish:fish/vendor_completions.d/swarmlab.fish; do
        file=$temporary/share/${script#*:}
        mkdir -p "${file%/*}"
        "$temporary/swarmlab" completion "${script%%:*}" >"$file"
    done
    rm -rf "$prefix/lib/swarmlab"
    mkdir -p "$prefix/lib/swarmlab/bin" "$prefix/lib/swarmlab/share/swarmlab"
    cp "$temporary/swarmlab" "$prefix/lib/swarmlab/bin/swarmlab"
    cp "$temporary/swarmlab-$version.jar" "$prefix/lib/swarmlab/share/swarmlab/swarmlab.jar"
    link_program
    put_documents "$temporary/share"
    echo "Installed swarmlab $version in $prefix/lib/swarmlab. It runs with the newest Java of this computer."
}

version=
prefix=${PREFIX:-${HOME:-}/.local}
while [ $# -gt 0 ]; do
    case $1 in
        --version | --prefix)
            [ $# -ge 2 ] || fail "$1 needs a value; see install.sh --help"
            if [ "$1" = --version ]; then version=$2; else prefix=$2; fi
            shift 2
            ;;
        --version=*) version=${1#*=} && shift ;;
        --prefix=*) prefix=${1#*=} && shift ;;
        --help | -h) usage && exit 0 ;;
        *) fail "unknown argument $1; see install.sh --help" ;;
    esac
done
base=${SWARMLAB_BASE_URL:-}
[ -n "$base" ] || fail "SWARMLAB_BASE_URL is not set; set it to the URL or folder of a release; see install.sh --help"
case $base in
    *'{version}'*)
        [ -n "$version" ] || fail "SWARMLAB_BASE_URL contains {version}, so --version is required"
        base=${base%%'{version}'*}$version${base#*'{version}'}
        ;;
esac
base=${base%/}
case $base in
    file://*) base=$(printf '%s' "${base#file://}" | sed 's/%20/ /g') ;;
esac
case $prefix in
    /*) ;;
    *) prefix=$PWD/$prefix ;;
esac

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
trap 'exit 130' INT TERM
fetch SHA256SUMS
if [ -z "$version" ]; then
    version=$(released_version)
    [ -n "$version" ] || fail "SHA256SUMS of $base names no jar of swarmlab"
fi
[ -n "$(sum_of "swarmlab-$version.jar")" ] || fail "$base has no version $version of swarmlab"

name=$(self_contained)
if [ -n "$name" ]; then
    install_self_contained "$name"
else
    install_jar
fi

case :$PATH: in
    *:"$prefix/bin":*) echo "Run: swarmlab --help" ;;
    *) echo "$prefix/bin is not on your PATH. Add this line to ~/.profile: export PATH=\"$prefix/bin:\$PATH\"" ;;
esac
