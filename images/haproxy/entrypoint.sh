#!/bin/sh
# A load balancer for the tasks of a service. Its variables:
#   BACKEND     the target of requests, HOST:PORT, such as tasks.echo_proxy:80
#   PORT        the port to listen on; default 80
#   STATS_PORT  the port of the statistics page; default 1936. It has no password, since a lab is on the loopback address
#   SLOTS       the maximum number of tasks; default 20
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

# Each task that Docker's DNS returns uses one slot. Slots may be empty, so haproxy can start before its backend. When a task
# fails, haproxy uses another one. It repeats a request that was already sent only if it is a GET.
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
