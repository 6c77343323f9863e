#!/bin/sh
# install.sh ENVIRONMENT: makes this machine's wheel and puts it into a virtual environment. Where that has no pip, which
# is so with Debian's packages, the kernelspec of build/saddle alone.
set -eu
if "$1/bin/python" -c 'import pip' 2>/dev/null; then
    wheel=$("$1/bin/python" packaging/wheel.py build/wheels)
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall "$wheel"
else
    VIRTUAL_ENV=$(cd "$1" && pwd) build/saddle install --sys-prefix
fi
