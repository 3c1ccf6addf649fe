"""The paper's own fonts as glyphs: each text once turned into runs with exact places, never through a rounded size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, groupby

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QRawFont

from perfdesk.errors import UserError
from perfdesk.grid import Face
from perfdesk.page.metrics import FONTS, MM_PER_PT, UNDRAWN, advances, drawers, font_file

SIZE = 100.0
"""Glyphs are made at this many px an em and scaled when drawn: `setPixelSize` would round 14.4 to 14."""


@dataclass(frozen=True)
class Glyphs:
    """A line of text ready to draw at `SIZE` px an em, from its baseline's left end.

    Args:
        runs: the glyphs, font by font.
        boxes: where a box stands for a character that no font has, px.
    """

    runs: tuple[QGlyphRun, ...]
    boxes: tuple[float, ...]


def mm_per_unit(pt: float) -> float:
    """Return how many mm one px of `Glyphs` takes in a face of `pt` points."""
    return pt * MM_PER_PT / SIZE


@lru_cache(maxsize=20_000)
def glyphs(text: str, face: Face, *, embedded: bool = False) -> Glyphs:
    """Return the glyphs of one line; made once per text and face.

    Args:
        embedded: for a PDF or a printer, which then carries fonts and text instead of outlines.
    """
    widths = advances(face)
    fonts = drawers(face)
    starts = list(accumulate((widths[char] * SIZE for char in text), initial=0.0))
    runs, boxes = [], []
    for name, group in groupby(range(len(text)), key=lambda at: fonts[text[at]]):
        places = list(group)
        if name is None:
            boxes += [starts[at] for at in places]
        elif name != UNDRAWN:
            raw = _embedded(name) if embedded else _raw_font(name)
            runs.append(_run(raw, "".join(text[at] for at in places), [starts[at] for at in places]))
    return Glyphs(tuple(runs), tuple(boxes))


def document_font(pt: float) -> QFont:
    """Return the paper's Song with its fallbacks as a font for Qt's own widgets."""
    font = QFont()
    font.setFamilies([family for family, _ in _families().values()])
    font.setPointSizeF(pt)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _run(raw: QRawFont, text: str, starts: list[float]) -> QGlyphRun:
    run = QGlyphRun()
    run.setRawFont(raw)
    run.setGlyphIndexes(raw.glyphIndexesForString(text))
    run.setPositions([QPointF(x, 0.0) for x in starts])
    return run


@cache
def _raw_font(name: str) -> QRawFont:
    """Return a bundled font by its file, so that a font of the same name in the system cannot take its place.

    Raises:
        UserError: E71, the font is missing or damaged.
    """
    font = QRawFont(str(font_file(name)), SIZE, QFont.HintingPreference.PreferNoHinting)
    if not font.isValid():
        raise UserError(
            "E71",
            what=f"随程序安装的字体“{name}”缺失或损坏。",
            safe="草稿文件没有改动。",
            todo="请重新安装 perfdesk。",
        )
    return font


@cache
def _embedded(name: str) -> QRawFont:
    """Return a bundled font as the application's: only such a font does Qt embed."""
    family, style = _families()[name]
    font = QFontDatabase.font(family, style, 10)
    font.setPixelSize(int(SIZE))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QRawFont.fromFont(font)


@cache
def _families() -> dict[str, tuple[str, str]]:
    """Return family and style of each bundled font, made known to the application."""
    found = {}
    for name in FONTS:
        number = QFontDatabase.addApplicationFont(str(font_file(name)))
        family = QFontDatabase.applicationFontFamilies(number)[0]
        found[name] = (family, QFontDatabase.styles(family)[0])
    return found
