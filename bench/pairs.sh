#!/bin/sh
# pairs.sh: draws ten figures with Saddle and with matplotlib and lays each two side by side, build/pairs/pair-01.png, … to be
# looked at. Without the Python registry it says so and ends with 3.
set -eu
cd "$(dirname "$0")/.."
folder=build/figures
requirement=$(grep '^matplotlib==' bench/requirements.txt)
if [ "$(cat "$folder/made-from" 2>/dev/null || true)" != "$requirement" ]; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    if ! "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 "$requirement"; then
        rm -rf "$folder"
        echo "pairs: left out, the Python registry does not answer" >&2
        exit 3
    fi
    echo "$requirement" >"$folder/made-from"
fi
CGO_ENABLED=0 "${GO:-go}" build -trimpath -ldflags '-s -w' -o build/saddle .
exec "$folder/bin/python" bench/pairs/pairs.py --saddle build/saddle --folder build/pairs
