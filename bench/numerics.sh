#!/bin/sh
# numerics.sh [ROUNDS [--processor] [ROW...]]: times derivatives, eigenvectors, whole runs, walks and a search of Saddle, of Go
# written by hand, of gonum, NumPy, SciPy, PyTorch, JAX and CasADi by turns, and prints the ratios; of the rows whose name has one
# of the given words in it, or of all.
# It builds what it needs in build/; without the Python registry it says so and ends with 3. What else cannot be had is left
# out; TORCH=no leaves PyTorch out, which is some gigabytes.
set -eu
cd "$(dirname "$0")/.."
folder=build/numerics
requirements=bench/numerics-requirements.txt
made="$(cat $requirements) ${TORCH:-yes}"
install() { "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 "$(grep "^$1==" $requirements)"; }
if [ "$(cat "$folder/made-from" 2>/dev/null || true)" != "$made" ]; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    if ! install numpy; then
        rm -rf "$folder"
        echo "numerics: left out, the Python registry does not answer" >&2
        exit 3
    fi
    for peer in scipy casadi jax torch; do
        if [ $peer = torch ] && [ "${TORCH:-yes}" = no ]; then
            continue
        fi
        install $peer || echo "numerics: $peer could not be had" >&2
    done
    echo "$made" >"$folder/made-from"
fi
CGO_ENABLED=0 "${GO:-go}" build -trimpath -ldflags '-s -w' -o build/numerics-go ./bench/numerics
rounds=${1:-5}
[ $# -eq 0 ] || shift
# Settings for the sake of other programs' old OpenBLAS make NumPy's slow.
exec env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE "$folder/bin/python" bench/numerics/compare.py --rounds "$rounds" --go build/numerics-go "$@"
