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
