#!/bin/sh
# Says hello, which task it is that answers, and of which version it is if it has one.
read -r version </etc/version
printf 'Content-Type: text/plain\r\n\r\nHello Docker!!\n%s\n' "$(hostname)"
[ -z "$version" ] || printf 'version %s\n' "$version"
