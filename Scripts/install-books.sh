#!/usr/bin/env bash
# Installs every edition that the official files of a folder make.
# usage: install-books.sh OSTEON DATA
set -euo pipefail
exec "$1" book install "$2"
