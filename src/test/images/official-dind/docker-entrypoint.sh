#!/bin/sh
# Runs a command in a container of this image. docker's own subcommands and options need no `docker` before them.
set -eu

case $1 in
    -*) set -- docker "$@" ;;
    *) ! docker help "$1" >/dev/null 2>&1 || set -- docker "$@" ;;
esac
exec "$@"
