#!/bin/sh
# environment.sh FOLDER REQUIREMENTS [IMPORTS]: makes a virtual environment with real Jupyter clients in FOLDER,
# unless it is there already. Where the Python registry cannot be reached it takes Debian's packages.
# Ends with 3, and a line that says what is left out, where neither is to be had.
set -eu
folder=$1
requirements=$2
stamp=$folder/made-from
imports=${3:-import jupyter_client, jupyter_kernel_test, nbclient, nbconvert}

if [ -f "$stamp" ] && ! grep -vxFf "$stamp" "$requirements" >/dev/null && "$folder/bin/python" -c "$imports" 2>/dev/null; then
    exit 0
fi
rm -rf "$folder"

python=
for name in python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import ensurepip, venv' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -n "$python" ] && "$python" -m venv "$folder" &&
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 -r "$requirements"; then
    cp "$requirements" "$stamp"
    exit 0
fi

echo "clients: the Python registry does not answer; trying Debian's packages" >&2
rm -rf "$folder"
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    {
        apt-get update
        apt-get install -y --no-install-recommends python3-venv python3-jupyter-client python3-nbclient \
            python3-nbconvert python3-jupyter-kernel-test
    } >/dev/null 2>&1 || true
fi
if /usr/bin/python3 -c "$imports" 2>/dev/null && /usr/bin/python3 -m venv --system-site-packages --without-pip "$folder"; then
    cp "$requirements" "$stamp"
    exit 0
fi
rm -rf "$folder"
echo "clients: left out jupyter_kernel_test, nbclient and nbconvert: neither the Python registry nor Debian's packages answer" >&2
exit 3
