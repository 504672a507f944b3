#!/bin/sh
# Builds everything that the tests look at, then runs them; $@ goes to pytest.
# Without a tool that only the system can give, the tests that need it are skipped and counted,
# unless SKIPS=forbidden.
set -eu
may_lack() { [ "${SKIPS:-}" != forbidden ]; }
.venv/bin/python tools/system_packages.py apt-test.txt || may_lack
make all || may_lack
make docs
exec .venv/bin/pytest -n 2 --dist loadfile "$@"
