#!/bin/sh
# Makes NotoSansSC-GB2312.otf from Debian's fonts-noto-cjk (NotoSansCJK-Regular.ttc, face 2 is SC)
# with fonttools' pyftsubset: the 6763 hanzi of GB 2312 with its punctuation and full-width forms.
# usage: subset.sh NotoSansCJK-Regular.ttc
set -e
python3 - > characters.txt <<'P'
cells = (bytes([0xA0 + row, 0xA0 + column]) for row in [1, 3, *range(16, 88)] for column in range(1, 95))
print("".join(sorted({c for cell in cells for c in cell.decode("gb2312", "ignore")} | set("〔〕。、·…—“”‘’"))), end="")
P
pyftsubset "$1" --font-number=2 --text-file=characters.txt --output-file=NotoSansSC-GB2312.otf \
  --layout-features='' --no-hinting --desubroutinize --notdef-outline \
  --name-IDs=0,1,2,4,5,6,13,14 --name-languages=0x409 \
  --drop-tables+=vmtx,vhea,VORG,BASE,GSUB,GPOS,GDEF
rm characters.txt

# DejaVuSans-page.ttf, for pages, from DejaVuSans.ttf of the module go-fonts/dejavu, the second argument: Latin, Greek, Cyrillic,
# signs of mathematics, arrows, shapes and mathematical letters.
pyftsubset "$2" --output-file=DejaVuSans-page.ttf --layout-features='' --no-hinting --notdef-outline --legacy-kern \
  --unicodes=20-17F,192,1FA-1FF,218-21B,2B0-2FF,300-36F,370-3FF,400-45F,1E00-1EFF,2000-22FF,2300-232A,23A1-23CC,2460-2473,2500-25FF,2605,2606,2610-2612,2660-2667,2713-2718,27C0-27FF,2900-2AFF,2C7C,A717-A721,FB00-FB04,FFFD,1D400-1D7FF \
  --drop-tables+=GSUB,GPOS,GDEF,FFTM,gasp
