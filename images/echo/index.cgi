#!/bin/sh
# Prints a greeting, the hostname of the task, and the version of the image if it has one.
read -r version </etc/version
printf 'Content-Type: text/plain\r\n\r\nHello Docker!!\n%s\n' "$(hostname)"
[ -z "$version" ] || printf 'version %s\n' "$version"
