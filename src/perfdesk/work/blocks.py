"""A block: a rectangle of the printed table, and what is done to all inputs in it.

Merged inputs are taken whole. Only whole cells that are typed into count as inputs: labels lie in the rectangle, are
copied along, and stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from perfdesk.grid import Cell, Grid, Kind
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.work import editing, tree_editing

LEVELS = ("level1", "level2")
Edit = tuple[str, str]
"""A path and the text that goes there."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows `top` … `bottom` and columns `left` … `right` of a grid; the ends are not part of it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, cell: Cell) -> bool:
        """Say whether a cell lies inside."""
        inside = self.top <= cell.row and cell.row_end <= self.bottom
        return inside and self.left <= cell.col and cell.col_end <= self.right


def of_cell(cell: Cell) -> Block:
    """Return the block that one cell is."""
    return Block(cell.row, cell.col, cell.row_end, cell.col_end)


def between(grid: Grid, one: Cell, other: Cell) -> Block:
    """Return the least block that holds two cells and cuts no merged input."""
    first, second = of_cell(one), of_cell(other)
    return grown(
        grid,
        Block(
            min(first.top, second.top),
            min(first.left, second.left),
            max(first.bottom, second.bottom),
            max(first.right, second.right),
        ),
    )


def grown(grid: Grid, block: Block) -> Block:
    """Return the least block around another that cuts no merged input; labels may be cut."""
    while True:
        met = [cell for cell in _met(grid, block) if is_input(cell)]
        larger = Block(
            min((block.top, *(cell.row for cell in met))),
            min((block.left, *(cell.col for cell in met))),
            max((block.bottom, *(cell.row_end for cell in met))),
            max((block.right, *(cell.col_end for cell in met))),
        )
        if larger == block:
            return block
        block = larger


def input_cells(grid: Grid, block: Block) -> list[Cell]:
    """Return the inputs of a block, row by row."""
    return [cell for cell in _met(grid, block) if is_input(cell) and block.holds(cell)]


def is_input(cell: Cell) -> bool:
    """Say whether a cell as a whole is typed into."""
    return cell.kind == "field" and cell.source is not None


def shape(grid: Grid, block: Block) -> tuple[int, int]:
    """Return how many rows and columns of inputs a clerk sees in a block."""
    found = input_cells(grid, block)
    return len({cell.row for cell in found}), len({cell.col for cell in found})


def cut(grid: Grid, block: Block) -> Grid:
    """Return a block as a grid of its own; of a cell that sticks out, the part inside."""
    cells = []
    for cell in _met(grid, block):
        top, left = max(cell.row, block.top), max(cell.col, block.left)
        rows, cols = min(cell.row_end, block.bottom) - top, min(cell.col_end, block.right) - left
        place = (top - block.top, left - block.left, rows, cols)
        cells.append(Cell(*place, text=cell.text, kind="field" if is_input(cell) else _fixed(cell)))
    return Grid(block.bottom - block.top, block.right - block.left, tuple(cells))


def _fixed(cell: Cell) -> Kind:
    return "blank" if cell.kind == "blank" else "label"


def rows_in(grid: Grid, block: Block) -> tuple[str, ...]:
    """Return the rows of indicators that lie in a block, by their ids; rows not there yet are left out."""
    found = (paths.split(cell.source or "") for cell in input_cells(grid, block))
    ids = (steps[1] for steps in found if steps[0] == "indicators" and steps[-1] not in LEVELS)
    return tuple(dict.fromkeys(each for each in ids if not each.startswith("+")))


def whole_rows(grid: Grid, block: Block) -> Block | None:
    """Return the block of the whole rows of indicators that a block meets; None if it meets none."""
    rows = [row for row in tree_rows(grid) if block.top <= row < block.bottom]
    if not rows:
        return None
    left = min(grid.at(row, col).col for row in rows for col in range(grid.n_cols) if _in_tree(grid.at(row, col)))
    return Block(rows[0], left, rows[-1] + 1, grid.n_cols)


def tree_rows(grid: Grid) -> list[int]:
    """Return the rows of the grid in which indicators stand."""
    return sorted({cell.row for cell in grid.cells if _in_tree(cell)})


# --- what is done to all of it ---


def write(draft: Draft, number: int, edits: Iterable[Edit], template: Template) -> Draft:
    """Return the draft with texts at these paths; a level name moves the rows under it, as typing does."""
    edits = list(edits)
    before = draft.forms[number]
    made = editing.set_texts(draft, number, [each for each in edits if not _is_level(each[0])])
    for path, text in edits:
        if _is_level(path) and text.strip():
            rows = tree_editing.rows_under(before, path)
            made = relevel(made, number, rows, (paths.split(path)[-1], text), template)
    return made


def relevel(draft: Draft, number: int, rows: Collection[str], named: tuple[str, str], template: Template) -> Draft:
    """Return the draft with another level (`named`: "level1" or "level2", and the name) for these rows."""
    act = tree_editing.set_level1 if named[0] == "level1" else tree_editing.set_level2
    return act(draft, number, rows, named[1], template)


def clear(draft: Draft, number: int, grid: Grid, block: Block) -> Draft:
    """Return the draft with every input of a block empty; names of levels stay."""
    return editing.clear(draft, number, [cell.source or "" for cell in input_cells(grid, block)])


def fill(draft: Draft, number: int, grid: Grid, block: Block, text: str) -> Draft:
    """Return the draft with one text in every input of a block; names of levels stay."""
    found = [cell.source or "" for cell in input_cells(grid, block)]
    return editing.set_texts(draft, number, [(path, text) for path in found if not _is_level(path)])


def fill_down(draft: Draft, number: int, grid: Grid, block: Block, template: Template) -> Draft:
    """Return the draft with the top row of a block copied down; a block of one row takes the row above."""
    cells = [cell for cell in input_cells(grid, block) if not _is_level(cell.source or "")]
    if len({cell.row for cell in cells}) == 1:
        for cell in cells:
            draft = editing.fill_down(draft, number, cell.source or "", template)
        return draft
    edits = []
    for column in sorted({cell.col for cell in cells}):
        first, *rest = (cell.source or "" for cell in cells if cell.col == column)
        edits += [(path, paths.get(draft, number, first)) for path in rest]
    return editing.set_texts(draft, number, edits)


def fill_right(draft: Draft, number: int, grid: Grid, block: Block, template: Template) -> Draft:
    """Return the draft with the left of a block copied to the right, row by row.

    In rows of indicators a name goes to names and a target to targets: from the leftmost horizon of the block to the
    others in it, or to the next one if the block has no other.
    """
    edits: list[Edit] = []
    cells = [cell for cell in input_cells(grid, block) if not _is_level(cell.source or "")]
    for row in sorted({cell.row for cell in cells}):
        first: dict[str, str] = {}
        alone: dict[str, str] = {}
        for path in (cell.source or "" for cell in cells if cell.row == row):
            part = paths.split(path)[-1] if path.startswith("indicators/") else ""
            if part in first:
                edits.append((path, paths.get(draft, number, first[part])))
                alone.pop(part, None)
            else:
                first[part] = alone[part] = path
        for path in alone.values():
            right = editing.right_of(path, template)
            edits += [(right, paths.get(draft, number, path))] if right is not None else []
    return editing.set_texts(draft, number, edits)


def _is_level(path: str) -> bool:
    return paths.split(path)[-1] in LEVELS


def _in_tree(cell: Cell) -> bool:
    return is_input(cell) and (cell.source or "").startswith("indicators/")


def _met(grid: Grid, block: Block) -> Iterator[Cell]:
    """Yield every cell that has a place in a block, in reading order, each once."""
    seen: set[tuple[int, int]] = set()
    for row in range(block.top, block.bottom):
        col = block.left
        while col < block.right:
            cell = grid.at(row, col)
            if (cell.row, cell.col) not in seen:
                seen.add((cell.row, cell.col))
                yield cell
            col = cell.col_end
