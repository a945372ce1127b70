#!/bin/sh
# The entrypoint of a node, compatible with the official docker:dind image. The arguments are options of dockerd. With the
# files /certs/server/{ca,cert,key}.pem, dockerd listens on TCP port 2376 for clients with a certificate of that CA. Without
# them it listens only on the unix socket: this script creates no certificates, and no port is open without TLS.
set -eu

case ${1--} in
    -*) ;;
    dockerd) shift ;;
    *) exec "$@" ;;
esac

certificates=${DOCKER_TLS_CERTDIR:-/certs}/server
if [ -s "$certificates/ca.pem" ] && [ -s "$certificates/cert.pem" ] && [ -s "$certificates/key.pem" ]; then
    set -- --host=tcp://0.0.0.0:2376 --tlsverify --tlscacert="$certificates/ca.pem" \
        --tlscert="$certificates/cert.pem" --tlskey="$certificates/key.pem" "$@"
fi
set -- --host=unix:///var/run/docker.sock "$@"

# Programs read this variable to detect a container. AppArmor profiles belong to the outer engine.
export container=docker

if [ -d /sys/kernel/security ] && ! mountpoint -q /sys/kernel/security; then
    mount -t securityfs none /sys/kernel/security 2>/dev/null || true
fi
if ! mountpoint -q /tmp; then
    mount -t tmpfs none /tmp
fi

# cgroup v2: a group that delegates controllers to its children may have no processes. So they move to a child group. An exec
# at the same time adds a new process to the group, so this is tried several times.
delegate_controllers() {
    while read -r process; do
        echo "$process" >/sys/fs/cgroup/init/cgroup.procs || true
    done </sys/fs/cgroup/cgroup.procs
    sed -e 's/ / +/g' -e 's/^/+/' /sys/fs/cgroup/cgroup.controllers >/sys/fs/cgroup/cgroup.subtree_control
}
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    mkdir -p /sys/fs/cgroup/init
    tries=20
    until delegate_controllers 2>/dev/null; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ]; then
            echo "dockerd-entrypoint.sh: cannot delegate cgroup controllers; limits on containers will not work" >&2
            break
        fi
    done
fi

# As systemd does on a host, for containers with mount propagation.
mount --make-rshared /

. /usr/local/lib/choose-iptables

# Files of an earlier run of this container: their process ids may now belong to other processes.
rm -f /run/docker.pid /run/docker.sock /run/docker/containerd/containerd.pid

# docker-init forwards signals to dockerd and reaps orphaned processes. When it ends, the container ends.
exec docker-init -- dockerd "$@"
