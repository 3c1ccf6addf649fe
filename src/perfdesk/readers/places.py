"""Cells as a reader meets them → a table without holes; what does not fit is told, never lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from perfdesk.grid import Cell, Grid, SourceNote, SourceTable

MOST_PLACES = 200_000
"""Places (rows × columns) of one table; what lies beyond is left out with a note."""


@dataclass
class Met:
    """A cell as it stood in the document, why it is not sure, and why its row may be none; from 0."""

    row: int
    col: int
    rows: int = 1
    cols: int = 1
    text: str = ""
    why: list[str] = field(default_factory=list)
    doubtful_row: str = ""

    @property
    def row_end(self) -> int:
        """The first row below."""
        return self.row + self.rows

    @property
    def col_end(self) -> int:
        """The first column right of it."""
        return self.col + self.cols


def table(met: Iterable[Met], where: str, notes: Sequence[SourceNote] = ()) -> SourceTable | None:
    """Return the table that the cells make; None if there is none.

    Places that no cell covers become cells of kind "blank". Where two cells claim a place, the first keeps it, the
    other shrinks or goes, and a note keeps its text. Rows in which no cell begins are left out.
    """
    cells = sorted(met, key=lambda cell: (cell.row, cell.col))
    if not cells:
        return None
    n_cols = max(cell.col_end for cell in cells)
    last = max(MOST_PLACES // n_cols, 1)
    told = list(notes)
    if any(cell.row_end > last for cell in cells):
        told.append(SourceNote(f"表格太大，第{last}行以后没有读取（{where}）。"))
    cells = _tiled([cell for cell in cells if cell.row_end <= last and cell.col >= 0], told, where)
    if not cells:
        return None
    cells, told = _dense(cells, told)
    n_rows = max(cell.row_end for cell in cells)
    made = [Cell(cell.row, cell.col, cell.rows, cell.cols, text=cell.text) for cell in cells]
    made += _holes(n_rows, n_cols, cells)
    told += [SourceNote(why, cell.text, cell.row, cell.col) for cell in cells for why in cell.why]
    rows = [cell for cell in cells if cell.doubtful_row]
    told += [SourceNote(cell.doubtful_row, cell.text, cell.row, cell.col, whole_row=True) for cell in rows]
    return SourceTable(Grid(n_rows, n_cols, tuple(made)), loose=False, where=where, notes=tuple(told))


def _tiled(cells: Sequence[Met], told: list[SourceNote], where: str) -> list[Met]:
    taken: set[tuple[int, int]] = set()
    kept = []
    for cell in cells:
        places = _places(cell)
        if not taken.isdisjoint(places):
            place = (cell.row, cell.col)
            if cell.text.strip() or place in taken:
                why = f"这里的单元格互相重叠，请核对（{where}第{cell.row + 1}行）。"
                told.append(SourceNote(why, cell.text, *place))
            if place in taken:
                continue
            cell.rows = cell.cols = 1
            places = [place]
        taken.update(places)
        kept.append(cell)
    return kept


def _places(cell: Met) -> list[tuple[int, int]]:
    return [(row, col) for row in range(cell.row, cell.row_end) for col in range(cell.col, cell.col_end)]


def _dense(cells: Sequence[Met], told: Sequence[SourceNote]) -> tuple[list[Met], list[SourceNote]]:
    """Leave out the rows in which no cell begins: a tall row that its program has drawn as several."""
    begins = sorted({cell.row for cell in cells})
    number = {row: nth for nth, row in enumerate(begins)}
    ends = [*begins, max(cell.row_end for cell in cells)]

    def place(row: int) -> int:
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if ends[middle] < row else (low, middle)
        return low

    for cell in cells:
        end = min(place(cell.row_end), len(begins))
        cell.row, cell.rows = number[cell.row], max(end - number[cell.row], 1)
    moved = [
        SourceNote(note.why, note.was, number.get(note.row, note.row), note.col)
        for note in told
        if note.row is not None
    ]
    return list(cells), [*(note for note in told if note.row is None), *moved]


def _holes(n_rows: int, n_cols: int, cells: Sequence[Met]) -> list[Cell]:
    """Return a blank cell for each run of places that nothing covers."""
    open_ = bytearray(b"\1" * (n_rows * n_cols))
    for cell in cells:
        for row in range(cell.row, cell.row_end):
            start = row * n_cols + cell.col
            open_[start : start + cell.cols] = bytes(cell.cols)
    holes = []
    for row in range(n_rows):
        col = open_.find(1, row * n_cols, (row + 1) * n_cols)
        while col >= 0:
            end = open_.find(0, col, (row + 1) * n_cols)
            end = (row + 1) * n_cols if end < 0 else end
            holes.append(Cell(row, col - row * n_cols, 1, end - col, kind="blank"))
            col = open_.find(1, end, (row + 1) * n_cols)
    return holes
