"""Widths of characters, and which of the bundled fonts draws each; reads one small table, opens no font."""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from perfdesk.grid import Face
from perfdesk.paths import resources

MM_PER_PT = 25.4 / 72
BOX_EM = 1.0
"""The width of the box that stands for a character in no font, in em."""
TAB_EM = 2.0
"""The width of a tab in em: room, and no ink. Word's stops (`docx_shell`) are as far apart in a text of 10.5 pt."""
UNDRAWN = ""
"""Stands for a font where a character takes room and nothing is drawn."""

SONG, HEI, RARE, MARKS = "NotoSerifSC-Regular", "NotoSansSC-Bold", "RareHan-Regular", "Marks-Regular"
FONTS = (SONG, HEI, RARE, MARKS)
_CHAINS = {SONG: (SONG, RARE, MARKS, HEI), HEI: (HEI, SONG, RARE, MARKS)}
_FACES: dict[Face, str] = {"宋体": SONG, "仿宋": SONG, "黑体": HEI, "小标宋": HEI}
T = TypeVar("T")
_KEPT = 30_000  # characters remembered per chain; more than any document has


@dataclass(frozen=True, slots=True)
class _Font:
    """Runs of characters of equal width, in order; widths in units of 1/`per_em` em."""

    per_em: int
    starts: array[int]
    lengths: array[int]
    widths: array[int]

    def width(self, code: int) -> float | None:
        """Return the width in em, None if the font lacks the character."""
        at = bisect_right(self.starts, code) - 1
        if at < 0 or code >= self.starts[at] + self.lengths[at]:
            return None
        return self.widths[at] / self.per_em


class _Table(dict[str, T], Generic[T]):
    """Answers by character, worked out on first use; forgets all when it grows too large."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, char: str) -> T:
        if len(self) >= _KEPT:
            self.clear()
        answer = self[char] = self._make(char)
        return answer


def font_file(name: str) -> Path:
    """Return the path of a bundled font; `name` is one of `FONTS`."""
    return resources() / "fonts" / f"{name}.ttf"


def main_font(face: Face) -> str:
    """Return the bundled font that stands for an official face."""
    return _FACES[face]


@cache
def advances(face: Face) -> _Table[float]:
    """Return the widths of a face: character → width in em, a box for what no font has."""
    return _advances_of(_FACES[face])


@cache
def drawers(face: Face) -> _Table[str | None]:
    """Return which font draws what: character → name of the font, `UNDRAWN` for a tab, None if no font has it."""
    return _drawers_of(_FACES[face])


def width_mm(text: str, face: Face, pt: float) -> float:
    """Return the width of a line of text in mm."""
    return sum(map(advances(face).__getitem__, text)) * pt * MM_PER_PT


def missing(text: str) -> list[str]:
    """Return the characters that no bundled font can draw, each once, in order; line feeds are not characters."""
    fonts = drawers("宋体")
    return [char for char in dict.fromkeys(text) if char != "\n" and fonts[char] is None]


@cache
def _advances_of(main: str) -> _Table[float]:
    chain = [_fonts()[name] for name in _CHAINS[main]]

    def width(char: str) -> float:
        code = ord(char)
        if char == "\t":
            return TAB_EM
        return next((found for font in chain if (found := font.width(code)) is not None), BOX_EM)

    return _Table(width)


@cache
def _drawers_of(main: str) -> _Table[str | None]:
    chain = [(name, _fonts()[name]) for name in _CHAINS[main]]

    def drawer(char: str) -> str | None:
        code = ord(char)
        if char == "\t":
            return UNDRAWN
        return next((name for name, font in chain if font.width(code) is not None), None)

    return _Table(drawer)


@cache
def _fonts() -> dict[str, _Font]:
    """Read the table of widths that `resources/fonts/make_fonts.py` wrote."""
    data = (resources() / "fonts" / "widths.bin").read_bytes()
    fonts, at = {}, 0
    for name in FONTS:
        count, per_em = struct.unpack_from("<II", data, at)
        at += 8
        columns = []
        for _ in range(3):
            columns.append(array("I", struct.unpack_from(f"<{count}I", data, at)))
            at += 4 * count
        fonts[name] = _Font(per_em, *columns)
    return fonts
