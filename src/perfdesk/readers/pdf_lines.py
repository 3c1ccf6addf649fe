"""Characters on a page → lines of text; lines in a cell → its text, without blanks or line feeds made up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from perfdesk.page.lines import may_break

_SENTENCE_ENDS = "。；！？：;!?:"
_ITEM = re.compile(r"\s*(?:[(（]?[0-9０-９一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳]|目标\s*[0-9一二三四五六七八九十])")
_WORD = re.compile(r"[A-Za-z0-9]")
_SLACK_EM = 0.12
_WIDE_EM = 1.2
_OVER = 0.35
_SMALL = 0.75
_LIFT = 0.15
_POWERS = str.maketrans("23", "²³")
_WORD_GAP_EM = 0.22
_PADDING_MOST_PT = 9.0
_PADDING_LEAST_PT = 3.0

UNSURE_END = "这里的一行刚好排满，看不出原文在此处有没有换行，请核对。"
UNSURE_BLANK = "这里两行之间的字母或数字可能有空格，请核对。"
OVERLAP = "这里的文字互相重叠，可能混入了旁边一格的文字，请核对。"
RAISED = "这里有上标或下标，读成了普通文字，请核对。"
GAP = "这里的空格是按字间距读出的，请核对。"


@dataclass(frozen=True, slots=True)
class Char:
    """A character on a page; edges in points from the upper left corner, `size` in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    odd: bool = False  # drawn as another sign than it stands for
    faint: bool = False  # in a light colour
    filled: bool = False  # in a field that somebody has filled in

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of characters; `text` with the blanks that stand there, `why` it is not sure."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    chars: tuple[Char, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """The text of a cell, and why it is not sure."""

    text: str
    why: tuple[str, ...] = ()


def lines_of(chars: Sequence[Char], *, columns: bool = False) -> list[TextLine]:
    """Return the lines of some characters, top line first; `columns`: wide gaps become blanks too."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (one.bottom, one.x0)):
        if lines and abs(char.bottom - lines[-1][-1].bottom) <= max(char.size, lines[-1][-1].size) / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [made for line in lines if (made := _line(line, columns=columns)) is not None]


def _line(chars: list[Char], *, columns: bool) -> TextLine | None:
    chars = _once(sorted(chars, key=lambda one: one.x0))
    inked = [char for char in chars if char.text.strip()]
    if not inked:
        return None
    text, why = chars[0].text, dict[str, None]()
    for before, char in itertools.pairwise(chars):
        gap = (char.x0 - before.x1) / max(char.size, 1.0)
        if columns and gap > _WIDE_EM and before.text.strip():
            text += "  "
        elif gap > _WORD_GAP_EM and _WORD.match(before.text) and _WORD.match(char.text):
            text = f"{text} "
            why.setdefault(GAP)
        text += _raised(before, char, why)
        if _overlap(before, char):
            why.setdefault(OVERLAP)
    size = max(char.size for char in inked)
    edges = min(char.top for char in inked), max(char.bottom for char in inked)
    return TextLine(text, inked[0].x0, max(char.x1 for char in inked), *edges, size, tuple(chars), tuple(why))


def _overlap(before: Char, char: Char) -> bool:
    """Say whether two signs lie on each other; marks may, where a program sets them tightly."""
    over = before.x1 - char.x0 > _OVER * min(before.x1 - before.x0, char.x1 - char.x0)
    return over and before.text.isalnum() and char.text.isalnum()


def _raised(before: Char, char: Char, why: dict[str, None]) -> str:
    """Return the text of a character: a raised 2 or 3 is a power, any other small digit is told."""
    small = char.size < _SMALL * before.size and before.text.strip()
    if not small or not char.text.isdecimal():
        return char.text
    if char.text in "23" and before.bottom - char.bottom > _LIFT * before.size:
        return char.text.translate(_POWERS)
    why.setdefault(RAISED)
    return char.text


def _once(chars: list[Char]) -> list[Char]:
    """Leave out characters drawn twice at one place, as programs do to make them bold."""
    kept: list[Char] = []
    for char in chars:
        if not any(one.text == char.text and abs(one.x0 - char.x0) < 0.15 * char.size for one in kept[-2:]):
            kept.append(char)
    return kept


def join_lines(lines: Sequence[TextLine], left: float, right: float, pitch: float) -> Joined:
    """Return the text of a cell between two edges: a line that was only full goes on, one that ended early ended.

    Args:
        pitch: the usual distance of two lines in the size of their text, for empty lines between.
    """
    if not lines:
        return Joined("")
    padding = min(max(min(line.x0 for line in lines) - left, 0.0), _PADDING_MOST_PT)
    centred = len(lines) > 1 and all(abs((line.x0 - left) - (right - line.x1)) < line.size / 2 for line in lines)
    text, why = lines[0].text, dict.fromkeys(lines[0].why)
    least = min([two.bottom - one.bottom for one, two in itertools.pairwise(lines)], default=0.0)
    for one, two in itertools.pairwise(lines):
        room = (right - left - 2 * padding) - (one.x1 - one.x0) if centred else right - padding - one.x1
        empty = round((two.bottom - one.bottom) / max(min(least, pitch * one.size), 1.0)) - 1
        between, unsure = _between(one, two, room)
        if empty > 0:
            between, unsure = "\n" * (1 + min(empty, 20)), UNSURE_END
        if unsure:
            why.setdefault(unsure)
        why |= dict.fromkeys(two.why)
        text = (text.rstrip(" ") if "\n" in between and not text.endswith("\u00a0") else text) + between + two.text
    return Joined(text, tuple(why))


def between_pages(one: TextLine, two: TextLine, sides: tuple[float, float]) -> str:
    """Return what stands between the last line of a cell and its rest on the next page: "" or a line feed."""
    left, right = sides
    before, behind = max(one.x0 - left, 0.0), right - one.x1
    if before > _PADDING_LEAST_PT and abs(before - behind) < one.size / 2:  # in the middle: free on both sides
        return _between(one, two, before + behind - 2 * _PADDING_MOST_PT)[0]
    return _between(one, two, behind - min(before, _PADDING_MOST_PT))[0]


def _between(one: TextLine, two: TextLine, room: float) -> tuple[str, str]:
    """Return what stands between two lines ("" or a line feed), and what is not sure about it."""
    need = _first_unit(two)
    slack = _SLACK_EM * one.size
    if need <= room - slack:
        return "\n", "" if need <= room - one.size * 0.6 else UNSURE_END
    last, first = one.text[-1:], two.text[:1]
    if _WORD.match(last) and _WORD.match(first):
        return "", UNSURE_BLANK
    ends = one.text.rstrip()[-1:] in _SENTENCE_ENDS or _ITEM.match(two.text) is not None
    return "", UNSURE_END if ends or need <= room + slack else ""


def _first_unit(line: TextLine) -> float:
    """Return the width of what a line begins with and no layout would part."""
    chars = [char for char in line.chars if char.text]
    inked = next((number for number, char in enumerate(chars) if char.text.strip()), 0)
    end = inked
    while end + 1 < len(chars) and chars[end + 1].text.strip() and end - inked < 40:
        if may_break(chars[end].text[-1], chars[end + 1].text[0]):
            break
        end += 1
    return chars[end].x1 - chars[inked].x0
