#!/bin/sh
# Installs exactly what the lock $1 names, each file checked against its hash.
set -eu
echo "installing $1 …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1" 2>.venv/pip.log ||
  { echo "$1 could not be installed: $(grep -m 1 ERROR .venv/pip.log || tail -n 1 .venv/pip.log)" >&2; exit 1; }
