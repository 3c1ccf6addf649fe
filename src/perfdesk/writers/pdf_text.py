"""Text in PDF: bundled fonts embedded as subsets, every character drawn by a font that has it, or as a box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from perfdesk.grid import Face, Style
from perfdesk.page.metrics import FONTS, HEI, SONG, advances, drawers, font_file, main_font
from perfdesk.page.pages import Line

MM = 72 / 25.4
_BASELINE_EM = 0.38  # from the middle of a line down to the baseline: the em box of Chinese faces is 0.88 + 0.12
_BOX = (0.18, -0.08, 0.64, 0.88)  # x, y, width, height in em: upright, so that no one takes it for a check box □
_STAND_IN = "□"
_TAB = "\t"
_FIXED_BLANK = "\u00a0"
_UNTOUCHED = (
    0x10FFFE  # reportlab turns U+00A0 into a plain blank, so it is drawn under this code, which is no character
)
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
_KEPT = 20_000  # lines remembered; more than 1,000 forms have in common
_to_unicode = ttfonts.makeToUnicodeCMap


def _with_high_planes(name: str, subset: Sequence[int]) -> str:
    """Write characters above U+FFFF as UTF-16 pairs; reportlab writes five digits, which copy back as other signs."""
    text: str = _to_unicode(name, subset)
    for code in subset:
        if code > 0xFFFF:
            actual = _FIXED_BLANK if code == _UNTOUCHED else chr(code)
            text = text.replace(f"<{code:04X}>", f"<{actual.encode('utf-16-be').hex().upper()}>")
    return text


ttfonts.makeToUnicodeCMap = _with_high_planes  # type: ignore[assignment] # parameter names differ


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """The outlines of a font, cut from its bytes one by one; reportlab copies all 14 MB for each subset."""

    data: bytes
    start: int

    def __getitem__(self, part: slice) -> bytes:
        return self.data[self.start + part.start : self.start + part.stop]


def _table(face: Any, tag: str) -> bytes | _Glyphs:  # noqa: ANN401 - reportlab has no types
    start, length = face.get_table_pos(tag)
    return _Glyphs(face._ttf_data, start) if tag == "glyf" else face._ttf_data[start : start + length]


@cache
def register(name: str) -> ttfonts.TTFont:
    """Return a bundled font, made known to reportlab on first use."""
    font = ttfonts.TTFont(name, str(font_file(name)))
    face: Any = font.face
    face.get_table = partial(_table, face)
    if ord(_FIXED_BLANK) in face.charToGlyph:
        face.charToGlyph[_UNTOUCHED] = face.charToGlyph[ord(_FIXED_BLANK)]
        face.charWidths[_UNTOUCHED] = face.charWidths[ord(_FIXED_BLANK)]
    pdfmetrics.registerFont(font)
    return font


def forget(canvas: Canvas) -> None:
    """Let go of a document that was not finished; its fonts would keep it for ever."""
    document: Any = canvas
    for name in FONTS:
        if name in pdfmetrics.getRegisteredFontNames():
            register(name).state.pop(document._doc, None)


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that one subset of a font draws, at `x_em` of their line; no font: one character, a tab or a box."""

    x_em: float
    font: str
    codes: str


class Typist:
    """Writes lines of text as drawing operators of one document."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas: Any = canvas  # its stub hides what the fast way needs
        self._codes: dict[tuple[str, str], tuple[str, str]] = {}
        self._runs: dict[tuple[str, Face], tuple[_Run, ...]] = {}

    def block(
        self,
        lines: Sequence[Line],
        box: tuple[float, float, float, float],
        style: Style,
        sizes: tuple[float, float, float],
    ) -> Iterator[str]:
        """Yield the operators of lines in the middle of a box.

        Args:
            box: x, y, width, height in mm from the upper left corner of the paper.
            sizes: the size in pt, the height of a line and of the paper in mm.
        """
        x, y, width, height = box
        pt, line_mm, paper_mm = sizes
        y += (height - len(lines) * line_mm) / 2
        share = _SHARES[style.align]
        bold = style.bold and main_font(style.font) != HEI
        for number, line in enumerate(lines):
            baseline = (paper_mm - y - (number + 0.5) * line_mm) * MM - _BASELINE_EM * pt
            left = (x + max(width - line.width_mm, 0.0) * share) * MM
            for run in self._set(line.text, style.font):
                at = left + run.x_em * pt
                if not run.font and run.codes == _TAB:
                    yield self._unseen(_TAB, " ", pt, (at, baseline))
                elif not run.font:
                    yield from self._box(run.codes, pt, (at, baseline))
                elif bold:
                    yield f"BT {run.font} {pt:g} Tf 2 Tr 1 0 0 1 {at:.3f} {baseline:.3f} Tm ({run.codes}) Tj 0 Tr ET"
                else:
                    yield f"BT {run.font} {pt:g} Tf 1 0 0 1 {at:.3f} {baseline:.3f} Tm ({run.codes}) Tj ET"

    def _set(self, text: str, face: Face) -> tuple[_Run, ...]:
        """Return the runs of a line; lines that come again in other forms are set once."""
        found = self._runs.get((text, face))
        if found is None:
            if len(self._runs) >= _KEPT:
                self._runs.clear()
            found = self._runs[text, face] = tuple(self._fresh(text, face))
        return found

    def _fresh(self, text: str, face: Face) -> Iterator[_Run]:
        widths, fonts = advances(face), drawers(face)
        x = start = 0.0
        used, codes = "", ""
        for char in text:
            font = fonts[char]
            name, code = self._code(font, char) if font else ("", char)
            if codes and (name != used or not name):
                yield _Run(start, used, codes)
                codes = ""
            if not codes:
                start, used = x, name
            codes += code
            x += widths[char]
        if codes:
            yield _Run(start, used, codes)

    def _code(self, font: str, char: str) -> tuple[str, str]:
        """Return the PDF's name of the subset that has the character, and its code in it."""
        found = self._codes.get((font, char))
        if found is None:
            document = self._canvas._doc
            face = register(font)
            (subset, code), *_ = face.splitString(chr(_UNTOUCHED) if char == _FIXED_BLANK else char, document)
            found = (face.getSubsetInternalName(subset, document), self._canvas._escape(code))
            self._codes[font, char] = found
        return found

    def _box(self, char: str, pt: float, at: tuple[float, float]) -> Iterator[str]:
        """Yield a box that copies back as the character it stands for, where the character can be written at all."""
        x, y = at
        left, low, width, height = (pt * part for part in _BOX)
        box = f"{x + left:.3f} {y + low:.3f} {width:.3f} {height:.3f} re S"
        if unicodedata.category(char) in ("Cc", "Cs"):
            yield box
            return
        yield self._unseen(char, _STAND_IN, pt, at, box)

    def _unseen(self, char: str, stand_in: str, pt: float, at: tuple[float, float], ink: str = "") -> str:
        """Return the operators of a character that copies back, while another one stands there without ink."""
        x, y = at
        name, code = self._code(SONG, stand_in)
        actual = char.encode("utf-16-be").hex().upper()
        unseen = f"BT {name} {pt:g} Tf 3 Tr 1 0 0 1 {x:.3f} {y:.3f} Tm ({code}) Tj 0 Tr ET"
        return f"/Span <</ActualText <FEFF{actual}>>> BDC {unseen} {ink} EMC"


__all__ = ["MM", "Typist", "register"]
