#!/bin/sh
# The contract of the official registry:3 image: a configuration file, a command of the registry's, or any command.
case $1 in
    *.yml | *.yaml) set -- registry serve "$@" ;;
    serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
