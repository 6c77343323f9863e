#!/bin/sh
# figures.sh [ROUNDS [OPTION …]]: draws the same figure with Saddle and with matplotlib by turns, and prints bytes and times.
# It builds what it needs in build/; without the Python registry it says so and ends with 3, with 1 where a target is missed.
set -eu
cd "$(dirname "$0")/.."
. bench/matplotlib.sh
matplotlib figures
CGO_ENABLED=0 "${GO:-go}" build -trimpath -ldflags '-s -w' -o build/figure ./bench/figure
build/figure build/figures/saddle.png
rounds=${1:-15}
[ $# -eq 0 ] || shift
exec build/figures/bin/python bench/figures.py --rounds "$rounds" "$@" --figure build/figure --keep build/figures/matplotlib.png
