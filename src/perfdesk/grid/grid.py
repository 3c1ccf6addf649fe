"""A table: rows × columns, every place covered by exactly one cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from perfdesk.grid.cell import Cell


@dataclass(frozen=True)
class Grid:
    """A table of `n_rows` × `n_cols` places, each covered by exactly one cell.

    Cells are kept in reading order (by row, then column).

    Raises:
        ValueError: two cells overlap, a place is left open, or a cell sticks out.
    """

    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    _places: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.col)))
        object.__setattr__(self, "cells", ordered)
        object.__setattr__(self, "_places", tuple(_tile(self.n_rows, self.n_cols, ordered)))

    def with_cells(self, cells: tuple[Cell, ...]) -> Grid:
        """Return the grid with other cells in the very same places, number by number; quicker than a new grid.

        Raises:
            ValueError: a cell stands elsewhere than the one it takes the place of.
        """
        for one, two in zip(self.cells, cells, strict=True):
            if one is not two and (one.row, one.col, one.rows, one.cols) != (two.row, two.col, two.rows, two.cols):
                raise ValueError(f"cell at row {two.row}, column {two.col} takes the place of another")
        made = object.__new__(Grid)
        for name, value in (("n_rows", self.n_rows), ("n_cols", self.n_cols), ("cells", cells)):
            object.__setattr__(made, name, value)
        object.__setattr__(made, "_places", self._places)
        return made

    def at(self, row: int, col: int) -> Cell:
        """Return the cell that covers the place (`row`, `col`)."""
        return self.cells[self._places[row * self.n_cols + col]]

    def starting_in(self, row: int) -> Iterator[Cell]:
        """Yield the cells whose top row is `row`, from left to right."""
        for col in range(self.n_cols):
            cell = self.at(row, col)
            if cell.row == row and cell.col == col:
                yield cell

    def is_start(self, row: int, col: int) -> bool:
        """Say whether a cell begins at the place (`row`, `col`)."""
        cell = self.at(row, col)
        return cell.row == row and cell.col == col


def _tile(n_rows: int, n_cols: int, cells: tuple[Cell, ...]) -> list[int]:
    """Return for each place the number of its cell.

    Raises:
        ValueError: see `Grid`.
    """
    places = [-1] * (n_rows * n_cols)
    for number, cell in enumerate(cells):
        inside = cell.row >= 0 and cell.col >= 0 and cell.row_end <= n_rows and cell.col_end <= n_cols
        if not inside or cell.rows < 1 or cell.cols < 1:
            raise ValueError(f"cell at row {cell.row}, column {cell.col} sticks out of {n_rows} × {n_cols}")
        for row in range(cell.row, cell.row_end):
            for place in range(row * n_cols + cell.col, row * n_cols + cell.col_end):
                if places[place] >= 0:
                    raise ValueError(f"two cells overlap at row {row}, column {place % n_cols}")
                places[place] = number
    if -1 in places:
        place = places.index(-1)
        raise ValueError(f"row {place // n_cols}, column {place % n_cols} is left open")
    return places
