#!/bin/sh
# browser.sh FOLDER: the kernel for a page's worker: worker.js and what it loads. RELEASE names the version.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(cd "$1" && pwd)
release=$(sed -n 's/^const release = "\(.*\)"/\1/p' cmd_version.go)

# gonum's plot brings LaTeX along with four fonts, which no picture here uses: the kernel is made with a copy that has neither.
plot=build/browser/plot-$("${GO:-go}" list -m -f '{{.Version}}' gonum.org/v1/plot)
if [ ! -d "$plot" ]; then
    mkdir -p build/browser
    copy=$(mktemp -d build/browser/copy.XXXXXX)
    cp -R "$("${GO:-go}" list -m -f '{{.Dir}}' gonum.org/v1/plot)/." "$copy"
    chmod -R u+w "$copy"
    rm "$copy/text/latex.go"
    mv "$copy" "$plot"
fi
cp go.mod build/browser/go.mod
cp go.sum build/browser/go.sum
"${GO:-go}" mod edit -replace="gonum.org/v1/plot=./$plot" build/browser/go.mod

# What is written once into every caller is loaded by every reader: functions are put into their callers only where numbers
# are computed and pictures are drawn. A pattern replaces those before it.
set -- '-gcflags=all=-l'
for package in runtime/... internal/... math/... cmp slices sort hash/... compress/... \
    saddle/numerics/expr/... saddle/numerics/program saddle/numerics/interval/... saddle/numerics/critical/jet \
    saddle/plotting/raster saddle/plotting/isoline; do
    set -- "$@" "-gcflags=$package="
done
GOMAXPROCS= GOOS=js GOARCH=wasm "${GO:-go}" build -modfile=build/browser/go.mod -tags page -trimpath -ldflags "-s -w -X main.release=$release" "$@" -o "$folder/saddle.wasm" ./kernel/browser/worker
# Of another Go's program slim knows nothing, and it says so: then that is loaded as it is.
"${GO:-go}" run ./packaging/slim "$folder/saddle.wasm" || true
gzip -9 -n -f "$folder/saddle.wasm"
cp kernel/browser/assets/*.js kernel/browser/assets/*.css "$folder"
cp kernel/language/widget/live.js "$folder/pointing.js"
cp "$("${GO:-go}" env GOROOT)/lib/wasm/wasm_exec.js" "$folder"
cp plotting/typeset/fonts/NotoSansSC-GB2312.otf "$folder"
