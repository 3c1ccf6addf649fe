"""The cells of the lines of a PDF without ruled lines, told by where texts begin and how far lines stand apart."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from perfdesk.readers.pdf_lines import Char, TextLine

_WIDE_EM = 1.2
_GAP_EM = 0.3
_NEAR_PT = 2.0
_NEAR_EM = 0.95
_MUDDLED = 0.05
_OFTEN = 3  # so many texts begin in one place before it is a column
_PITCH = 1.12  # lines of one cell stand no farther apart than this, in the least distance
_SHARE = 0.25  # of the lines stand farther apart, where cells of several lines can be told from rows

Piece = tuple[float, str]
"""Where a text begins, in points from the left, and the text."""


def cells_of(lines: Sequence[TextLine]) -> list[list[str]]:
    """Return the texts of each line by columns; [] for a line whose texts go on in the cells of the line before.

    Nothing at all if lines of different rows stand between each other: nobody can tell which belong together.
    """
    if _is_muddled(lines):
        return []
    apart = [_pieces(line, ()) for line in lines]
    starts = sorted(left for pieces in apart if len(pieces) > 1 for left, _ in pieces)
    columns = [left for left in starts if _near(starts, left) >= _OFTEN]
    found = [_pieces(line, columns) for line in lines]
    least = _least(lines)
    above = 0
    for number in range(1, len(lines)):
        pitch = lines[number].bottom - lines[number - 1].bottom
        if 0 < pitch <= least * _PITCH and _hang(found[number], found[above]):
            found[above] = [(left, text + _below(found[number], left)) for left, text in found[above]]
            found[number] = []
        else:
            above = number
    return [[text for _, text in pieces] for pieces in found]


def _is_muddled(lines: Sequence[TextLine]) -> bool:
    """Say whether many lines stand nearer to the next than their text is high, as in the middle of tall cells."""
    pitches = [(two.bottom - one.bottom) / max(one.size, 1.0) for one, two in itertools.pairwise(lines)]
    near = sum(0 < pitch < _NEAR_EM for pitch in pitches)
    return near > max(1, _MUDDLED * len(lines))


def _pieces(line: TextLine, columns: Sequence[float]) -> list[Piece]:
    """Return the texts of a line, parted at wide gaps and at gaps before a column."""
    inked = [char for char in line.chars if char.text.strip()]
    pieces: list[list[Char]] = [inked[:1]]
    for before, char in itertools.pairwise(inked):
        gap = (char.x0 - before.x1) / max(char.size, 1.0)
        if gap > _WIDE_EM or (gap > _GAP_EM and _near(columns, char.x0)):
            pieces.append([])
        pieces[-1].append(char)
    return [(piece[0].x0, "".join(char.text for char in piece)) for piece in pieces if piece]


def _near(places: Sequence[float], place: float) -> int:
    return bisect_left(places, place + _NEAR_PT) - bisect_left(places, place - _NEAR_PT)


def _least(lines: Sequence[TextLine]) -> float:
    """Return the distance of two lines of one cell in points, 0 if rows cannot be told from lines."""
    pitches = [two.bottom - one.bottom for one, two in itertools.pairwise(lines)]
    pitches = [pitch for pitch in pitches if pitch > 0]
    least = min((pitch for pitch in pitches if sum(abs(pitch - each) < 1 for each in pitches) > 1), default=0.0)
    farther = sum(pitch > least * _PITCH for pitch in pitches)
    return least if farther > _SHARE * len(pitches) else 0.0


def _hang(pieces: Sequence[Piece], above: Sequence[Piece]) -> bool:
    """Say whether each text stands below the beginning of one in the line above."""
    return len(above) > 1 and all(any(abs(left - start) <= _NEAR_PT for start, _ in above) for left, _ in pieces)


def _below(pieces: Sequence[Piece], left: float) -> str:
    return next((text for start, text in pieces if abs(start - left) <= _NEAR_PT), "")
