#!/bin/sh
# Makes formulas.woff2 from TeX Gyre Pagella Math (texgyrepagella-math.otf, given as $1):
# the signs that formulas in lessons use, under a name of its own, as the font's licence asks.
# Needs fonttools and brotli for Python.
set -e
signs="U+0020-007E,U+00A0,U+00A8,U+00AC,U+00AF,U+00B0,U+00B1,U+00B4,U+00B7,U+00D7,U+00F7,U+0131,U+0237,U+02C6,U+02C7,U+02D8-02DC"
signs="$signs,U+0300-0304,U+0306-0308,U+030C,U+0338,U+0393,U+0394,U+0398,U+039B,U+039E,U+03A0,U+03A3,U+03A5,U+03A6,U+03A8,U+03A9"
signs="$signs,U+03B1-03C9,U+2009,U+2013,U+2014,U+2016,U+2018-201D,U+2020,U+2026,U+2032-2034,U+2102,U+210B,U+210E,U+210F,U+2110-2113"
signs="$signs,U+2115,U+2119-211D,U+2124,U+212C,U+2130,U+2131,U+2133,U+2190-2194,U+21A6,U+21D0,U+21D2,U+21D4,U+2200,U+2202,U+2203"
signs="$signs,U+2205,U+2207-2209,U+220F,U+2211-2213,U+2216-221A,U+221D,U+221E,U+2220,U+2223,U+2225,U+2227-222B,U+2234,U+223C,U+2243"
signs="$signs,U+2245,U+2248,U+2254,U+2260,U+2261,U+2264,U+2265,U+226A,U+226B,U+227A,U+227B,U+2282,U+2283,U+2286,U+2287,U+2295,U+2297"
signs="$signs,U+2299,U+22A4,U+22A5,U+22C5,U+22EE-22F1,U+2308-230B,U+23DE,U+23DF,U+27C2,U+27E8,U+27E9,U+27F5-27F6,U+27F9,U+27FA,U+2AAF,U+2AB0"
signs="$signs,U+1D400-1D4B5,U+1D53C,U+1D5B3,U+1D6C2-1D6DA,U+1D6E2-1D71B,U+1D736-1D74E,U+1D7CE-1D7D7"
pyftsubset "$1" --unicodes="$signs" --flavor=woff2 --layout-features= --no-hinting --desubroutinize \
    --drop-tables+=FFTM,DSIG --name-IDs=0 --output-file=formulas.woff2
python3 - <<'END'
from fontTools.ttLib import TTFont
font = TTFont("formulas.woff2")
for number, text in ((1, "Saddle Formulas"), (2, "Regular"), (4, "Saddle Formulas"), (6, "SaddleFormulas-Regular")):
    font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].setName(text, number, 1, 0, 0)
font["CFF "].cff.fontNames = ["SaddleFormulas-Regular"]
font.save("formulas.woff2")
END
