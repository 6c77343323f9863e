#!/bin/sh
# numerics.sh [ROUNDS]: times derivatives, eigenvectors, whole runs and a search of Saddle, of Go written by hand, of gonum,
# NumPy and PyTorch by turns, and prints the ratios.
# It builds what it needs in build/; without the Python registry it says so and ends with 3. PyTorch, some gigabytes, is left
# out where it cannot be had, or with TORCH=no.
set -eu
cd "$(dirname "$0")/.."
folder=build/numerics
requirements=bench/numerics-requirements.txt
made="$(cat $requirements) ${TORCH:-yes}"
install() { "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 "$1"; }
if [ "$(cat "$folder/made-from" 2>/dev/null || true)" != "$made" ]; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    if ! install "$(grep '^numpy==' $requirements)"; then
        rm -rf "$folder"
        echo "numerics: left out, the Python registry does not answer" >&2
        exit 3
    fi
    if [ "${TORCH:-yes}" = no ] || ! install "$(grep '^torch==' $requirements)"; then
        echo "numerics: without PyTorch, which was not wanted or could not be had" >&2
    fi
    echo "$made" >"$folder/made-from"
fi
CGO_ENABLED=0 "${GO:-go}" build -trimpath -ldflags '-s -w' -o build/numerics-go ./bench/numerics
exec "$folder/bin/python" bench/numerics.py --rounds "${1:-5}" --go build/numerics-go
