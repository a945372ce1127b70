#!/bin/sh
# A reverse proxy to the tasks of a service, told by its environment:
#   BACKEND_HOST   where requests go, HOST:PORT, such as tasks.echo_api:8080
#   SERVICE_PORTS  the ports to listen on, with spaces or commas between them; 80 when it is empty
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

# Tasks come and go, and Docker's DNS knows which there are. nginx asks it again only for names in variables; it knows
# nothing for longer than a second, starts before the backend does, and tries the next task where one has just left.
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
