#!/bin/sh
# Makes .venv with $PYTHON, or says in one line why it cannot.
set -eu
python=${PYTHON:-python3}
command -v "$python" >/dev/null || { echo "no $python here: install Python 3.11 or newer" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "$("$python" --version) is too old: the edition needs Python 3.11 or newer (make PYTHON=…)" >&2; exit 1; }
"$python" -c 'import ensurepip' 2>/dev/null ||
  { echo "$python has no venv: on Debian, install python3-venv" >&2; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv
touch .venv/python
