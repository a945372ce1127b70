#!/bin/sh
# The entrypoint of a node, with the contract of the official docker:dind image: arguments are dockerd's options;
# with /certs/server/{ca,cert,key}.pem it listens on TCP port 2376 for clients with a certificate from that CA.
# Without them there is only the unix socket: no certificates are made up, and no port is ever open to everybody.
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

# Programs that look for it know by this that they are in a container; AppArmor profiles are the outer engine's.
export container=docker

if [ -d /sys/kernel/security ] && ! mountpoint -q /sys/kernel/security; then
    mount -t securityfs none /sys/kernel/security 2>/dev/null || true
fi
if ! mountpoint -q /tmp; then
    mount -t tmpfs none /tmp
fi

# cgroup v2: a group that hands controllers down may have no processes of its own, so they move to a group beside
# the containers'. A concurrent exec puts a new one there, hence more than one try.
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

# As on a host that booted with systemd, for containers that mount with propagation.
mount --make-rshared /

. /usr/local/lib/choose-iptables

# What an earlier life of this container left: their process ids mean something else now.
rm -f /run/docker.pid /run/docker.sock /run/docker/containerd/containerd.pid

# docker-init hands signals to dockerd and reaps orphans; its end is the end of every process in the container.
exec docker-init -- dockerd "$@"
