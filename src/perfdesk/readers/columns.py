"""Documents without any table whose lines stand in columns: a table of their texts, and every cell is in doubt.

A PDF without ruled lines and a text lined up with blanks say no more than this; their labels are still labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from perfdesk.grid import SourceDocument, SourceLine, SourceNote, SourceTable
from perfdesk.readers.text import grid_of

_LEAST_ROWS = 4
_WIDE = re.compile(r"[ \u00a0]{2,}|\u3000[ \u3000\u00a0]*(?=\S)")
_WHY = "原文没有表格线，各格是按空白划分的，请核对。"


def in_columns(document: SourceDocument, rows: Sequence[Sequence[str]] = ()) -> SourceDocument:
    """Return the document with the lines that stand in columns as a table; as it is if it has one, or no columns.

    Args:
        rows: the cells of each line, where the reader knows them better than by wide blanks; [] for a line whose
            texts stand in the cells of a line before it.
    """
    lines = [each for each in document.sources if isinstance(each, SourceLine)]
    if len(lines) < len(document.sources):
        return document
    rows = rows or [[cell.strip() for cell in _WIDE.split(line.text) if cell.strip()] for line in lines]
    wide = [number for number, row in enumerate(rows) if len(row) > 1]
    if len(wide) < _LEAST_ROWS:
        return document
    first, end = wide[0], wide[-1] + 1
    while end < len(rows) and not rows[end]:
        end += 1
    kept = [number for number in range(first, end) if rows[number]]
    grid = grid_of([list(rows[number]) for number in kept])
    told = [SourceNote(_WHY, cell.text, cell.row, cell.col) for cell in grid.cells if cell.text]
    told += [
        replace(note, was=cell.text, row=cell.row, col=cell.col)
        for cell in grid.cells
        for note in lines[kept[cell.row]].notes
        if cell.text
    ]
    table = SourceTable(grid, loose=True, where="第1个表", notes=tuple(told))
    return SourceDocument((*lines[:first], table, *lines[end:]), document.notes)
