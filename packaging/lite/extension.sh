#!/bin/sh
# extension.sh FOLDER: JupyterLite's extension with the kernel inside, for share/jupyter/labextensions. Needs Node and npm.
# SADDLE_BROWSER names a folder that has the kernel already.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund --silent
rm -rf "$1" ../../build/lite/labextension
node node_modules/@jupyter/builder/lib/build-labextension.js --core-package-file node_modules/@jupyterlab/core-meta/core.package.json .
mkdir -p "$(dirname "$1")"
mv ../../build/lite/labextension "$1"
if [ -n "${SADDLE_BROWSER:-}" ]; then
    cp -R "$SADDLE_BROWSER" "$1/static/kernel"
else
    ../browser.sh "$1/static/kernel"
fi
cp ../../kernel/kernelspec/logos/logo-svg.svg "$1/static/kernel/"
