#!/bin/sh
# Starts swarmlab with its arguments. Drops root privileges unless Docker's socket belongs to root's group: swarmlab then runs
# as nobody, in the group of the socket.
set -eu

socket=/var/run/docker.sock

# Options for little memory instead of speed, since the dashboard has few requests.
set -- /opt/java/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss512k -XX:-UsePerfData \
    -Xms8m -Xmx96m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 \
    -XX:SharedArchiveFile=/opt/swarmlab/classes -Xlog:disable -Xlog:all=error:stderr \
    -cp /opt/swarmlab/swarmlab.jar dev.swarmlab.SwarmLab "$@"

if [ "$(id -u)" != 0 ]; then
    exec "$@"
fi
group=$(stat -c %g "$socket" 2>/dev/null || echo none)
case $group in
    none)
        echo "entrypoint.sh: there is no $socket; mount the socket of a manager" >&2
        group=65534
        ;;
    0)
        echo "entrypoint.sh: $socket belongs to root's group, so swarmlab runs as root" >&2
        exec "$@"
        ;;
esac
# The full path, since the setpriv of busybox lacks these options.
exec /bin/setpriv --reuid 65534 --regid "$group" --clear-groups --no-new-privs --bounding-set -all -- "$@"
