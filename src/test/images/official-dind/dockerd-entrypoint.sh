#!/bin/sh
# Starts dockerd, as the official image's entrypoint does. Arguments that begin with a hyphen, and none, are dockerd's;
# anything else is a command of its own.
set -eu

say() {
    echo "dockerd-entrypoint.sh: $*" >&2
}

# usage: sign FOLDER NAME USAGE [NAMES]     a certificate by the CA in FOLDER/ca, with its key, in FOLDER/NAME
sign() {
    mkdir -p "$1/$2"
    [ -s "$1/$2/key.pem" ] || openssl genrsa -out "$1/$2/key.pem" 4096
    printf '[own]\nextendedKeyUsage = %s\n%s\n' "$3" "${4:-}" >"$1/$2/openssl.cnf"
    openssl req -new -key "$1/$2/key.pem" -subj "/CN=docker:dind $2" -out "$1/$2/csr.pem"
    openssl x509 -req -in "$1/$2/csr.pem" -CA "$1/ca/cert.pem" -CAkey "$1/ca/key.pem" -CAcreateserial -days 825 \
        -extfile "$1/$2/openssl.cnf" -extensions own -out "$1/$2/cert.pem"
    cp "$1/ca/cert.pem" "$1/$2/ca.pem"
    openssl verify -CAfile "$1/$2/ca.pem" "$1/$2/cert.pem"
}

# A server's certificate that somebody has put there is verified and used, unless the key of a CA lies beside it: then, and
# when there is nothing at all, the certificates are made by this script.
certificates() {
    server=$1/server
    if [ -s "$server/ca.pem" ] && [ -s "$server/cert.pem" ] && [ -s "$server/key.pem" ] && [ ! -s "$1/ca/key.pem" ]; then
        openssl verify -CAfile "$server/ca.pem" "$server/cert.pem"
        return
    fi
    if [ -s "$1/ca/key.pem" ] || [ ! -s "$1/ca/cert.pem" ]; then
        mkdir -p "$1/ca"
        [ -s "$1/ca/key.pem" ] || openssl genrsa -out "$1/ca/key.pem" 4096
        openssl req -new -x509 -key "$1/ca/key.pem" -subj '/CN=docker:dind CA' -days 825 \
            -addext keyUsage=critical,digitalSignature,keyCertSign -out "$1/ca/cert.pem"
    fi
    [ -s "$1/ca/key.pem" ] || return 0
    sign "$1" server serverAuth "subjectAltName = DNS:docker,DNS:localhost,DNS:$(hostname),IP:127.0.0.1"
    sign "$1" client clientAuth
    chmod 644 "$1/client/key.pem"
}

has_legacy_rules() {
    for table in /proc/net/ip_tables_names /proc/net/ip6_tables_names /proc/net/arp_tables_names; do
        if [ -n "$(cat "$table" 2>/dev/null)" ]; then
            return 0
        fi
    done
    return 1
}

legacy=/usr/local/sbin/.iptables-legacy
wants_legacy() {
    if [ -n "${DOCKER_IPTABLES_LEGACY+set}" ]; then
        [ -n "$DOCKER_IPTABLES_LEGACY" ]
        return
    fi
    if has_legacy_rules; then
        return 0
    fi
    if iptables -nL >/dev/null 2>&1; then
        return 1
    fi
    modprobe nf_tables || true
    if iptables -nL >/dev/null 2>&1; then
        return 1
    fi
    modprobe ip_tables ip6_tables || true
    "$legacy/iptables" -nL >/dev/null 2>&1
}

case ${1--} in
    -*)
        socket=unix:///var/run/docker.sock
        case ${DOCKER_HOST:-} in
            unix://*) socket=$DOCKER_HOST ;;
        esac
        if [ -n "${DOCKER_TLS_CERTDIR:-}" ]; then
            certificates "$DOCKER_TLS_CERTDIR"
            set -- dockerd --host="$socket" --host=tcp://0.0.0.0:2376 --tlsverify \
                --tlscacert "$DOCKER_TLS_CERTDIR/server/ca.pem" --tlscert "$DOCKER_TLS_CERTDIR/server/cert.pem" \
                --tlskey "$DOCKER_TLS_CERTDIR/server/key.pem" "$@"
        else
            set -- dockerd --host="$socket" --host=tcp://0.0.0.0:2375 "$@"
        fi
        ;;
esac

if [ "$1" != dockerd ]; then
    exec docker-entrypoint.sh "$@"
fi

find /run /var/run -iname 'docker*.pid' -exec rm -f {} + || true
if wants_legacy; then
    PATH=$legacy:$PATH
    export PATH
fi
iptables --version || say "iptables does not work"
exec dind docker-init -- "$@"
