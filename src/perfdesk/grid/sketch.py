"""A table as text, for goldens and the command line: `^` the cell above goes on, `<` the cell on the left."""

from __future__ import annotations

from perfdesk.grid.grid import Grid
from perfdesk.grid.sheet import Sheet


def sketch(grid: Grid) -> str:
    """Return the grid, one line per row, places parted by " | "; line ends inside a cell are shown as "⏎"."""
    lines = [" | ".join(_place(grid, row, col) for col in range(grid.n_cols)).rstrip() for row in range(grid.n_rows)]
    return "\n".join(lines) + "\n"


def sketch_sheet(sheet: Sheet) -> str:
    """Return the lines above, the table and the lines below, as text."""
    above = [paragraph.text for paragraph in sheet.above]
    below = [paragraph.text for paragraph in sheet.below]
    return "\n".join([*above, sketch(sheet.grid).rstrip("\n"), *below]) + "\n"


def _place(grid: Grid, row: int, col: int) -> str:
    cell = grid.at(row, col)
    if cell.col < col:
        return "<"
    if cell.row < row:
        return "^"
    return cell.text.replace("\n", "⏎")
