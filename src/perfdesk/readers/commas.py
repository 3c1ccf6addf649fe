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


def read_commas(text: str) -> SourceTable | None:
    """Return the table of a text whose lines nearly all have as many commas (or semicolons); None for any other."""
    if "\t" in text:
        return None
    for sign in _SIGNS:
        rows = _rows(text, sign)
        if rows:
            return SourceTable(grid_of(rows), loose=True, where="第1个表")
    return None


def _rows(text: str, sign: str) -> list[list[str]]:
    """Return the rows of cells, empty ones left out; none if it is no such table."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) if any(map(str.strip, row))]
    except csv.Error:
        return []
    if not _LEAST_ROWS <= len(rows) <= MOST_LINES:
        return []
    ((width, often),) = Counter(map(len, rows)).most_common(1)
    if width < _LEAST_COLUMNS or often < _SHARE * len(rows) or len(rows) * max(map(len, rows)) > MOST_PLACES:
        return []
    return [[cell.strip(" \u00a0").replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]
