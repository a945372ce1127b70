#!/bin/sh
# A reverse proxy for the tasks of a service. Its variables:
#   BACKEND_HOST   the target of requests, HOST:PORT, such as tasks.echo_api:8080
#   SERVICE_PORTS  the ports to listen on, separated by spaces or commas; default 80
set -eu

if [ "${1-}" != nginx ]; then
    exec "$@"
fi
case ${BACKEND_HOST:-} in
    ?*:[0-9]*) ;;
    *)
        echo "entrypoint.sh: BACKEND_HOST must be HOST:PORT, such as tasks.echo_api:8080, not '${BACKEND_HOST:-}'" >&2
        exit 1
        ;;
esac
listen=
for port in $(echo "${SERVICE_PORTS:-80}" | tr , ' '); do
    listen="$listen listen $port;"
done

# Tasks start and end, and Docker's DNS returns the running ones. nginx resolves a name again only when the name is in a
# variable. It caches an answer for one second, can start before its backend, and tries the next task when one has ended.
cat >/etc/nginx/nginx.conf <<CONFIGURATION
user nobody nogroup;
worker_processes 2;
pid /run/nginx.pid;
error_log /dev/stderr warn;
events {}
http {
    access_log /dev/stdout;
    server_tokens off;
    resolver 127.0.0.11 valid=1s ipv6=off;
    resolver_timeout 2s;
    server {
       $listen
        location / {
            set \$backend $BACKEND_HOST;
            proxy_pass http://\$backend;
            proxy_http_version 1.1;
            proxy_set_header Host \$host;
            proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
            proxy_connect_timeout 500ms;
            proxy_next_upstream error timeout http_502 http_503 http_504;
            proxy_next_upstream_tries 5;
            proxy_next_upstream_timeout 5s;
        }
    }
}
CONFIGURATION
exec "$@"
