"""Where the rows and columns of a pasted table fall on a form.

Source and form are both taken as rows and columns in which cells begin, so that merges need not agree. The columns of
the form count with its labels where the source has the same labels (or names of levels), else inputs alone count. A
paste that begins among the indicators stays among them, one that begins outside stays outside, unless the source shows
the labels of the form beyond.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from perfdesk.grid import Cell, Grid
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.region.fold import fold
from perfdesk.work import blocks
from perfdesk.work.blocks import LEVELS, Block, is_input


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paste goes: the form as it is printed, and the block under the cursor (one cell, or several)."""

    draft: Draft
    number: int
    template: Template
    grid: Grid
    block: Block


MOST_COLS = 100
MOST_PLACES = 20_000
"""Columns and places of a source that are laid on a form; no form is so large."""


class Table:
    """The source: texts by the how-manieth row and column in which cells begin; `beyond`: cells of no form's size."""

    def __init__(self, grid: Grid) -> None:
        cells = [cell for cell in grid.cells if cell.kind != "blank"]
        cols = sorted({cell.col for cell in cells})[:MOST_COLS]
        rows = sorted({cell.row for cell in cells})[: max(MOST_COLS, MOST_PLACES // max(1, len(cols)))]
        self.rows = {row: at for at, row in enumerate(rows)}
        self.cols = {col: at for at, col in enumerate(cols)}
        self.beyond = [cell for cell in cells if cell.text.strip() and self._is_beyond(cell)]
        cells = [cell for cell in cells if not self._is_beyond(cell)]
        self.texts: dict[tuple[int, int], str] = {}
        self.tall: dict[tuple[int, int], int] = {}
        self.origin: dict[tuple[int, int], tuple[int, int]] = {}
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.col)):
            at = (self.rows[cell.row], self.cols[cell.col])
            self.texts[at] = cell.text
            self.tall[at] = sum(row in self.rows for row in range(cell.row, cell.row_end))
            self.origin[at] = (cell.row + 1, cell.col + 1)
        self.filled = {row for (row, _), text in self.texts.items() if text.strip()}

    def _is_beyond(self, cell: Cell) -> bool:
        return cell.row not in self.rows or cell.col not in self.cols

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return len(self.rows), len(self.cols)


class Frame:
    """The form as the source falls on it.

    `rows` and `cols` are the rows and columns of the grid for those of the source, in order; there may be more.
    """

    def __init__(self, place: Place, table: Table) -> None:
        self.place = place
        self.grid = place.grid
        self.table = table
        self.parts = _tree_columns(place)
        self.tree = set(blocks.tree_rows(self.grid))
        self.in_tree = place.block.top in self.tree
        self.rows, self.cols = self._laid()

    def part(self, col: int) -> str:
        """Return what a column of the indicators shows, "" for other columns."""
        return self.parts.get(col, ("", ""))[1]

    def named(self, at: int, part: str) -> str:
        """Return what a row of the source says in the columns of a part, "" if nothing."""
        found = (self.table.texts.get((at, j), "").strip() for j, col in enumerate(self.cols) if self.part(col) == part)
        return next((text for text in found if text), "")

    def is_row(self, at: int, *, level: bool) -> bool:
        """Say whether a row of the source clearly is a row of indicators: a name and something beside it.

        Args:
            level: whether it may name its level 2 too.
        """
        texts = ((self.table.texts.get((at, j), ""), col) for j, col in enumerate(self.cols))
        filled = {self.part(col) for text, col in texts if text.strip()}
        return "name" in filled and len(filled) > 1 and (level or not self.named(at, "level2"))

    def end_of_group(self) -> int:
        """Return how many rows belong to the level 2 that the first row belongs to."""
        mine = self.group(self.rows[0])
        return next((at for at, row in enumerate(self.rows) if self.group(row) != mine), len(self.rows))

    def _laid(self) -> tuple[list[int], list[int]]:
        """Return the rows and columns of the grid that the source's rows and columns fall on."""
        n_rows, n_cols = self.table.shape
        block, grid = self.place.block, self.grid
        region = self._region()
        first = region[:n_rows]
        every = [row for row in range(block.top, grid.n_rows) if _begins(grid, row, block.left)]
        if n_rows > len(region) or first != every[:n_rows]:
            cols = _columns(grid, every[:n_rows], block.left, labels=True)
            if self._agrees(every, cols) and self._names_labels(every, cols):
                return every, cols
        cols = _columns(grid, first, block.left, labels=True)
        reached = (grid.at(row, col) for row in first for col in cols[:n_cols])
        if all(map(is_input, reached)) or not self._agrees(first, cols):
            cols = _columns(grid, first, block.left, labels=False)
        return region, cols

    def _region(self) -> list[int]:
        """Return the rows from the cursor on, as far as they are of one kind: indicators, or none."""
        block, grid = self.place.block, self.grid
        found = []
        for row in range(block.top, grid.n_rows):
            if (row in self.tree) != self.in_tree:
                break
            if self.in_tree or any(is_input(cell) and cell.col >= block.left for cell in grid.starting_in(row)):
                found.append(row)
        return found

    def _agrees(self, rows: Sequence[int], cols: Sequence[int]) -> bool:
        """Say whether what would fall on labels is the same label, a level's name, or nothing."""
        return all(
            not text.strip() or at[0] >= len(rows) or at[1] >= len(cols) or self._fits(rows[at[0]], cols[at[1]], text)
            for at, text in self.table.texts.items()
        )

    def _fits(self, row: int, col: int, text: str) -> bool:
        cell = self.grid.at(row, col)
        if is_input(cell):
            return True
        if cell.kind == "label" and alike(text, cell.text):
            return True
        level = self.part(col)
        taxonomy = self.place.template.taxonomy
        find: Mapping[str, Callable[[str], object]] = {"level1": taxonomy.find_level1, "level2": taxonomy.find_level2}
        return row in self.tree and level in find and find[level](text) is not None

    def _names_labels(self, rows: Sequence[int], cols: Sequence[int]) -> bool:
        """Say whether the source shows a label of the form where the form has it."""
        for (i, j), text in self.table.texts.items():
            cell = self.grid.at(rows[i], cols[j]) if i < len(rows) and j < len(cols) else None
            if cell is not None and cell.kind == "label" and text.strip() and cell.row not in self.tree:
                return True
        return False

    def group(self, row: int) -> tuple[str, str]:
        """Return level 1 and level 2 of a row of the grid."""
        step = self.row_step(row)
        if step.startswith("+"):
            return paths.levels_of_new(step)
        found = paths.find_indicator(self.place.draft.forms[self.place.number], step)
        return (found.level1, found.level2) if found is not None else ("", "")

    def row_step(self, row: int) -> str:
        cells = (cell for cell in self.grid.starting_in(row) if is_input(cell))
        steps = (paths.split(cell.source or "") for cell in cells)
        return next((each[1] for each in steps if each[0] == "indicators" and each[-1] not in LEVELS), "")


def alike(text: str, label: str) -> bool:
    """Say whether a text is a label; a sign such as ":", of which nothing is left to compare, is none."""
    return bool(fold(text)) and fold(text) == fold(label)


def _begins(grid: Grid, row: int, left: int) -> bool:
    """Say whether a cell begins in a row, from a column on."""
    return any(grid.is_start(row, col) for col in range(left, grid.n_cols))


def _columns(grid: Grid, rows: Sequence[int], left: int, *, labels: bool) -> list[int]:
    """Return the columns from `left` on in which cells begin; without `labels`, those in which inputs begin."""
    found = set()
    for row in rows:
        for col in range(left, grid.n_cols):
            cell = grid.at(row, col)
            if cell.col == col and (labels or is_input(cell)):
                found.add(col)
    return sorted(found)


def _tree_columns(place: Place) -> dict[int, tuple[str, str]]:
    """Return what each column of the indicators shows: column of the grid → horizon and part."""
    block = place.template.indicators
    if block is None:
        return {}
    col = block.head.w if block.head else 0
    found: dict[int, tuple[str, str]] = {}
    for column in block.columns:
        found[col] = (column.horizon or "", column.part)
        col += column.w
    return found
