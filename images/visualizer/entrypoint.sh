#!/bin/sh
# Starts swarmlab with the arguments that it gets, as a user that may open Docker's socket and nothing else: root's rights
# go where the socket belongs to a group other than root's.
set -eu

socket=/var/run/docker.sock

# Little memory rather than the last bit of speed: one page is asked for now and then.
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
        echo "entrypoint.sh: there is no $socket; mount the one of a manager" >&2
        group=65534
        ;;
    0)
        echo "entrypoint.sh: $socket belongs to root's group, so this stays root" >&2
        exec "$@"
        ;;
esac
# By its path: busybox has a setpriv of its own, which can't do this.
exec /bin/setpriv --reuid 65534 --regid "$group" --clear-groups --no-new-privs --bounding-set -all -- "$@"
