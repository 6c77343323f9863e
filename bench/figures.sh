#!/bin/sh
# figures.sh [ROUNDS]: draws the same figure with Saddle and with matplotlib by turns, and prints bytes and times.
# It builds what it needs in build/; without the Python registry it says so and ends with 3, with 1 where a target is missed.
set -eu
cd "$(dirname "$0")/.."
folder=build/figures
requirement=$(grep '^matplotlib==' bench/requirements.txt)
if [ "$(cat "$folder/made-from" 2>/dev/null || true)" != "$requirement" ]; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    if ! "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 "$requirement"; then
        rm -rf "$folder"
        echo "figures: left out, the Python registry does not answer" >&2
        exit 3
    fi
    echo "$requirement" >"$folder/made-from"
fi
CGO_ENABLED=0 "${GO:-go}" build -trimpath -ldflags '-s -w' -o build/figure ./bench/figure
build/figure build/figures/saddle.png
exec "$folder/bin/python" bench/figures.py --rounds "${1:-15}" --figure build/figure --keep build/figures/matplotlib.png
