#!/bin/sh
# A load balancer before the tasks of a service, told by its environment:
#   BACKEND     where requests go, HOST:PORT, such as tasks.echo_proxy:80
#   PORT        the port to listen on; 80 when it is empty
#   STATS_PORT  the port of the statistics page; 1936 when it is empty. It has no password: a lab is on loopback
#   SLOTS       the most tasks that can be told apart; 20 when it is empty
set -eu

if [ "${1-}" != haproxy ]; then
    exec "$@"
fi
case ${BACKEND:-} in
    ?*:[0-9]*) ;;
    *)
        echo "entrypoint.sh: BACKEND must be HOST:PORT, such as tasks.echo_proxy:80, not '${BACKEND:-}'" >&2
        exit 1
        ;;
esac

# Each task that Docker's DNS tells of takes one slot. A slot is empty until then, so haproxy starts before its backend
# does. What fails at one task is tried at another, unless it may have changed something.
cat >/etc/haproxy/haproxy.cfg <<CONFIGURATION
global
    log stdout format raw local0
    uid 65534
    gid 65534
    maxconn 2000
    hard-stop-after 5s

resolvers docker
    nameserver dns 127.0.0.11:53
    accepted_payload_size 8192
    resolve_retries 3
    timeout resolve 500ms
    timeout retry 500ms
    hold valid 1s
    hold nx 1s
    hold obsolete 1s

defaults
    mode http
    log global
    option redispatch 1
    retries 5
    retry-on conn-failure empty-response response-timeout junk-response 502 503 504
    timeout connect 500ms
    timeout queue 5s
    timeout client 30s
    timeout server 30s
    timeout http-keep-alive 5s

frontend front
    bind :${PORT:-80}
    option httplog
    option dontlognull
    http-request disable-l7-retry unless METH_GET
    default_backend tasks

backend tasks
    balance roundrobin
    server-template task ${SLOTS:-20} $BACKEND resolvers docker init-addr none check inter 500ms fall 1 rise 1

listen statistics
    bind :${STATS_PORT:-1936}

    stats enable
    stats uri /
    stats refresh 2s
CONFIGURATION
exec "$@"
