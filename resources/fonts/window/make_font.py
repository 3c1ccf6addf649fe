"""Make the font of the window for computers without a Chinese one: `python make_font.py NotoSansSC_400Regular.ttf`.

Keeps the characters of GB 2312 and the signs that the window uses; the rest falls back to the fonts of the paper.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent / "NotoSansSC-Regular.ttf"
SIGNS = "◆▲●✓○◇△×÷±≥≤≠–—…·•↶↷←↑→↓▾▸＋－⏎℃㎡㎞㎏№€£¥"
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG", "STAT", "meta"]


def gb2312() -> set[int]:
    """Return every character of GB 2312, and ASCII."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    signs = (pair.decode("gb2312", errors="ignore") for pair in pairs)
    return {ord(sign) for sign in signs if sign} | set(range(0x20, 0x17F))


def main(source: Path) -> None:
    """Write the subset beside this file."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"])
    options.drop_tables += DROPPED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=gb2312() | set(map(ord, SIGNS)))
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    font.save(OUT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
