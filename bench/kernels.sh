#!/bin/sh
# kernels.sh [ROUNDS]: measures Saddle, the floor and ipykernel side by side, and prints how they compare; then what a frame
# costs of a picture that moves.
# It builds what it needs in build/; without the Python registry it says so and ends with 3.
set -eu
cd "$(dirname "$0")/.."
folder=build/bench
requirements=bench/requirements.txt
if ! cmp -s "$requirements" "$folder/made-from"; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    if ! "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 -r "$requirements"; then
        rm -rf "$folder"
        echo "kernels: left out, the Python registry does not answer" >&2
        exit 3
    fi
    cp "$requirements" "$folder/made-from"
fi
make --silent build
CGO_ENABLED=0 "${GO:-go}" build -trimpath -ldflags '-s -w' -o build/floor ./bench/floor
failed=0
"$folder/bin/python" bench/kernels.py --rounds "${1:-15}" --saddle build/saddle --floor build/floor || failed=$?
"$folder/bin/python" bench/frames.py build/saddle || failed=$?
exit $failed
