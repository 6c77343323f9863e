#!/bin/sh
# pairs.sh: draws ten figures with Saddle and with matplotlib and lays each two side by side, build/pairs/pair-01.png, … to be
# looked at. Without the Python registry it says so and ends with 3.
set -eu
cd "$(dirname "$0")/.."
. bench/matplotlib.sh
matplotlib pairs
CGO_ENABLED=0 "${GO:-go}" build -trimpath -ldflags '-s -w' -o build/saddle .
exec build/figures/bin/python bench/pairs/pairs.py --saddle build/saddle --folder build/pairs
