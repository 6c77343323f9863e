#!/bin/sh
# browser.sh PYTHON: the tests of the site, in two browsers side by side; what the second says comes at the end.
set -eu
cd "$(dirname "$0")"
said=$(mktemp)
"$1" -m unittest -v test_site_live test_site >"$said" 2>&1 &
other=$!
failed=0
"$1" -m unittest -v test_site_lab || failed=1
wait "$other" || failed=1
cat "$said"
rm "$said"
exit "$failed"
