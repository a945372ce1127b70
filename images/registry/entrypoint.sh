#!/bin/sh
# Compatible with the official registry:3 image. The arguments are a configuration file, a registry command or any command.
case $1 in
    *.yml | *.yaml) set -- registry serve "$@" ;;
    serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
