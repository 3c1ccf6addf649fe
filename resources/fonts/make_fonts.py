"""Make the bundled fonts from their public sources: `python make_fonts.py FOLDER_OF_INPUTS`.

Inputs (see README.md): NotoSerifSC_400Regular.ttf, NotoSansSC_700Bold.ttf, HanaMinA.ttf, HanaMinB.ttf,
DejaVuSans.ttf, and of Unihan 15.0 the four files Unihan_<part>.txt.bz2 of `UNIHAN`.
Writes the fonts, `widths.bin` (what page/ measures with) and SHA256SUMS beside this file. Needs fontTools only.
"""

from __future__ import annotations

import bz2
import hashlib
import struct
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FONTS = ("NotoSerifSC-Regular.ttf", "NotoSansSC-Bold.ttf", "RareHan-Regular.ttf", "Marks-Regular.ttf")
OLD_RANGES = {"GKX", "GHZ", "GHZR", "GZJW", "GZH", "GZ", "GXHZ", "GDZ"}
"""G sources that are old dictionaries (康熙字典, 汉语大字典, …) or Zhuang writing: too many for names."""
EVERYDAY = ("kUnihanCore2020", "kDefinition", "kIRG_HSource", "kIRG_JSource", "kIRG_MSource", "kMandarin")
UNIHAN = ("IRGSources", "Readings", "DictionaryLikeData", "Variants")
MARK_BLOCKS = (
    (0xA0, 0x52F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x2BFF),
    (0xFB00, 0xFB06),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFFC, 0xFFFD),
)


def main(inputs: Path) -> None:
    """Make every font, then the table of widths and the sums."""
    serif = _cut(inputs / "NotoSerifSC_400Regular.ttf", None)
    serif.save(HERE / FONTS[0])
    song = set(serif.getBestCmap())
    _cut(inputs / "NotoSansSC_700Bold.ttf", None).save(HERE / FONTS[1])
    _rare(inputs, song).save(HERE / FONTS[2])
    marks = {code for first, last in MARK_BLOCKS for code in range(first, last + 1)} - song
    small = _cut(inputs / "DejaVuSans.ttf", marks)
    _rename(small, "Perfdesk Marks")
    small.save(HERE / FONTS[3])
    (HERE / "widths.bin").write_bytes(b"".join(_widths(HERE / name) for name in FONTS))
    names = [*FONTS, "widths.bin"]
    sums = [f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names)]
    (HERE / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


def _cut(path: Path, codes: set[int] | None) -> TTFont:
    """Return the font without hints and layout tables, with `codes` only (None: all that it has)."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += [
        "GSUB",
        "GPOS",
        "GDEF",
        "BASE",
        "vhea",
        "vmtx",
        "VORG",
        "DSIG",
        "STAT",
        "meta",
        "FFTM",
        "MATH",
    ]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap() if codes is None else codes)
    subsetter.subset(font)
    if codes is not None:
        font["head"].modified = font["head"].created
    return font


def _rare(inputs: Path, song: set[int]) -> TTFont:
    """Return one font of the rare characters that the Song font lacks, from both Hanazono fonts."""
    wanted = _wanted(inputs) - song
    parts, left = [], wanted
    for name in ("HanaMinA.ttf", "HanaMinB.ttf"):
        has = set(TTFont(inputs / name, lazy=True).getBestCmap()) & left
        left -= has
        part = HERE / f".{name}"
        _cut(inputs / name, has).save(part)
        parts.append(part)
    merged = Merger().merge([str(part) for part in parts])
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = TTFont(parts[0])["head"].created
    for part in parts:
        part.unlink()
    _rename(merged, "Perfdesk Rare Han")
    return merged


def _wanted(inputs: Path) -> set[int]:
    """Return the rare characters worth having: in use today, a variant of another, or with a reading to type."""
    wanted = {*range(0xF900, 0xFB00), *range(0x2E80, 0x2FE0)}
    for name in UNIHAN:
        with bz2.open(inputs / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("U+"):
                    continue
                code, key, value = line.rstrip("\n").split("\t", 2)
                source = value.split("-")[0]
                if key in EVERYDAY or key.endswith("Variant") or (key == "kIRG_GSource" and source not in OLD_RANGES):
                    wanted.add(int(code[2:], 16))
    return wanted


def _rename(font: TTFont, family: str) -> None:
    """Give the font a name of its own: the licences reserve the original names. The copyright lines stay."""
    postscript = family.replace(" ", "") + "-Regular"
    texts = {1: family, 2: "Regular", 3: postscript, 4: family, 6: postscript}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)


def _widths(path: Path) -> bytes:
    """Return the advances as runs of equal width: count of runs and units per em, then start, length, advance."""
    font = TTFont(path, lazy=True)
    advances, cmap = font["hmtx"].metrics, font.getBestCmap()
    runs: list[list[int]] = []
    for code in sorted(cmap):
        width = advances[cmap[code]][0]
        if runs and runs[-1][0] + runs[-1][1] == code and runs[-1][2] == width:
            runs[-1][1] += 1
        else:
            runs.append([code, 1, width])
    columns = [struct.pack(f"<{len(runs)}I", *column) for column in zip(*runs, strict=True)]
    return struct.pack("<II", len(runs), font["head"].unitsPerEm) + b"".join(columns)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
