"""Breaks a text into lines as Chinese typesetting asks: marks, words and numbers stay where they belong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from perfdesk.grid import Face
from perfdesk.page.metrics import MM_PER_PT, advances
from perfdesk.page.pages import Line

NOT_FIRST = frozenset(
    "!%),.:;?]}¢°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"  # noqa: RUF001 - signs of the rule
)
"""Signs that may not begin a line."""
NOT_LAST = frozenset("$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")  # noqa: RUF001 - signs of the rule
"""Signs that may not end a line."""
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:'/_-+#@&~=\\")
_BEFORE_NUMBERS = frozenset("≥≤><=±≈＞＜≧≦＝−")
_PAIRED = frozenset("—…‥─")
_JOINTS = frozenset("-/.,_&=~:@")
_BLANK = " "
_NO_INK = (_BLANK, "\t")
_GLUE = "\u00a0"
_SLACK_EM = 1e-6
_SHORT = 300  # characters of a text whose lines are remembered with thousands of others


def break_lines(text: str, face: Face, pt: float, width_mm: float) -> tuple[Line, ...]:
    """Return the lines of a text, top line first; none for an empty text.

    Every character but the line feeds stands on exactly one line; the width of a line is that without the blanks and
    tabs at its end. A blank that does not fit may hang over by less than the padding of a cell; all else fits
    `width_mm`, a word longer than a line is broken, and only a character wider than the line sticks out.
    """
    if not text:
        return ()
    if len(text) <= _SHORT:
        return _short(text, face, pt, width_mm)
    return _long(text, face, pt, width_mm)


def _break(text: str, face: Face, pt: float, width_mm: float) -> tuple[Line, ...]:
    widths, per_em = advances(face), pt * MM_PER_PT
    room, hang = width_mm / per_em, 1.0 / per_em
    lines: list[Line] = []
    start = 0
    for paragraph in text.split("\n"):
        ends = [0.0, *accumulate(map(widths.__getitem__, paragraph))]
        at, size = 0, len(paragraph)
        while True:
            end = size if ends[size] - ends[at] <= room + _SLACK_EM else _line_end(paragraph, at, ends, (room, hang))
            ink = end
            while ink > at and paragraph[ink - 1] in _NO_INK:
                ink -= 1
            lines.append(Line(paragraph[at:end], start + at, (ends[ink] - ends[at]) * per_em))
            at = end
            if at >= size:
                break
        start += size + 1
    return tuple(lines)


_short = lru_cache(maxsize=16_384)(_break)
_long = lru_cache(maxsize=64)(_break)


def _line_end(text: str, start: int, ends: Sequence[float], rooms: tuple[float, float]) -> int:
    """Return where the line that begins at `start` ends; `rooms`: of the line and for blanks beyond it, in em."""
    limit = ends[start] + rooms[0] + _SLACK_EM
    end = bisect_right(ends, limit, start + 1) - 1
    if end == start:
        return start + 1
    over = end
    while over < len(text) and text[over] == _BLANK and ends[over + 1] <= limit + rooms[1]:
        over += 1
    if over > end:
        return over
    at = end
    while at > start and not may_break(text[at - 1], text[at], ends[at + 1] - ends[at]):
        at -= 1
    return at if at > start else _joint(text, start, end)


def may_break(before: str, after: str, width: float = 1.0) -> bool:
    """Say whether a line may end between two characters; `width` is that of the second, 0 for one that joins."""
    if after in NOT_FIRST or after == _BLANK or before in NOT_LAST or _GLUE in (before, after) or width == 0:
        return False
    if before == after and before in _PAIRED:
        return False
    return not ((before in _WORD or before in _BEFORE_NUMBERS) and after in _WORD)


def _joint(text: str, start: int, end: int) -> int:
    """Return where a word that fills the whole line is parted: after a joint in its second half, else at the end."""
    at = end
    while at > (start + end) // 2 + 1:
        if text[at - 1] in _JOINTS and text[at] not in NOT_FIRST:
            return at
        at -= 1
    return end
