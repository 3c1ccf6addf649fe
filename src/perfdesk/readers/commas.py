"""Text files whose cells are parted by commas or semicolons (.csv), as Excel and WPS save a sheet."""

from __future__ import annotations

import csv
import io
from collections import Counter

from perfdesk.grid import SourceTable
from perfdesk.readers.text import MOST_LINES, MOST_PLACES, grid_of

_SIGNS = ",;"
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_SHARE = 0.9
_LEAST_WIDE = 4  # rows of three cells or more in a table whose rows are of any length
_SHARE_RAGGED = 0.6


def read_commas(text: str, *, ragged: bool = False) -> SourceTable | None:
    """Return the table of a text whose lines nearly all have as many commas (or semicolons); None for any other.

    Args:
        ragged: rows may be of any length, as where somebody has taken the commas away at their ends.
    """
    if "\t" in text:
        return None
    for sign in _SIGNS:
        rows = _rows(text, sign, ragged=ragged)
        if rows:
            return SourceTable(grid_of(rows), loose=True, where="第1个表")
    return None


def _rows(text: str, sign: str, *, ragged: bool) -> list[list[str]]:
    """Return the rows of cells, empty ones left out; none if it is no such table."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) if any(map(str.strip, row))]
    except csv.Error:
        return []
    if not _LEAST_ROWS <= len(rows) <= MOST_LINES:
        return []
    if not (_is_ragged(rows) if ragged else _is_even(rows)) or len(rows) * max(map(len, rows)) > MOST_PLACES:
        return []
    return [[cell.strip(" \u00a0").replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]


def _is_even(rows: list[list[str]]) -> bool:
    ((width, often),) = Counter(map(len, rows)).most_common(1)
    return width >= _LEAST_COLUMNS and often >= _SHARE * len(rows)


def _is_ragged(rows: list[list[str]]) -> bool:
    """Say whether most rows have several cells, and enough of them three; a comma in a sentence has a blank behind."""
    wide = sum(len(row) >= _LEAST_COLUMNS for row in rows)
    parted = sum(len(row) > 1 for row in rows)
    spaced = sum(cell.startswith(" ") for row in rows for cell in row[1:])
    return wide >= _LEAST_WIDE and parted >= _SHARE_RAGGED * len(rows) and spaced * 5 <= sum(map(len, rows))
