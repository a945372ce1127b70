#!/bin/sh
# Says hello, and which task it is that answers.
printf 'Content-Type: text/plain\r\n\r\nHello Docker!!\n%s\n' "$(hostname)"
