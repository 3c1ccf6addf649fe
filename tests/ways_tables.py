"""Tables that others have built otherwise: rows, columns and merges changed, notes between; as Word and as Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import others
from others import lines, word, word_table
from perfdesk.grid import Cell, Grid, Sheet
from ways import one_sheet
from ways_word import MADE

BUILT: set[str] = set()
"""The names of the ways in this file."""
Change = Callable[[Sheet], Grid]


def built(function: Change) -> Change:
    """List a changed table twice: as a Word and as an Excel file."""
    MADE[f"word_{function.__name__}"] = lambda sheet, draft: word(
        lines(sheet), word_table(function(sheet)), others.below(sheet)
    )
    MADE[f"excel_{function.__name__}"] = lambda sheet, draft: one_sheet(others.with_grid(sheet, function(sheet)))
    BUILT.update({f"word_{function.__name__}", f"excel_{function.__name__}"})
    return function


def is_row(cell: Cell) -> bool:
    return (cell.source or "").startswith("indicators/")


def rows_of_indicators(grid: Grid) -> list[int]:
    return sorted({cell.row for cell in grid.cells if is_row(cell)})


def note(grid: Grid, text: str) -> Grid:
    return Grid(1, grid.n_cols, (Cell(0, 0, 1, grid.n_cols, text=text),))


def split(grid: Grid, row: int) -> tuple[Grid, Grid]:
    return others.rows_between(grid, 0, row), others.rows_between(grid, row, grid.n_rows)


@built
def merged_texts_repeated(sheet: Sheet) -> Grid:
    cells = [
        Cell(row, col, text=cell.text)
        for cell in sheet.grid.cells
        for row in range(cell.row, cell.row_end)
        for col in range(cell.col, cell.col_end)
    ]
    return Grid(sheet.grid.n_rows, sheet.grid.n_cols, tuple(cells))


@built
def tall_labels_repeated(sheet: Sheet) -> Grid:
    cells = [replace(cell, row=row, rows=1) for cell in sheet.grid.cells for row in range(cell.row, cell.row_end)]
    return Grid(sheet.grid.n_rows, sheet.grid.n_cols, tuple(cells))


@built
def tall_labels_once_the_rest_empty(sheet: Sheet) -> Grid:
    cells = [
        replace(cell, row=row, rows=1, text=cell.text if row == cell.row else "")
        for cell in sheet.grid.cells
        for row in range(cell.row, cell.row_end)
    ]
    return Grid(sheet.grid.n_rows, sheet.grid.n_cols, tuple(cells))


@built
def an_empty_row_below_each_row(sheet: Sheet) -> Grid:
    cells = [replace(cell, row=cell.row * 2, rows=cell.rows * 2 - 1) for cell in sheet.grid.cells]
    places = {
        (row, col) for cell in cells for row in range(cell.row, cell.row_end) for col in range(cell.col, cell.col_end)
    }
    n_rows, n_cols = sheet.grid.n_rows * 2, sheet.grid.n_cols
    cells += [Cell(row, col) for row in range(n_rows) for col in range(n_cols) if (row, col) not in places]
    return Grid(n_rows, n_cols, tuple(cells))


@built
def numbers_at_the_left(sheet: Sheet) -> Grid:
    return others.beside(sheet.grid, left="#")


@built
def remarks_at_the_right(sheet: Sheet) -> Grid:
    return others.beside(sheet.grid, right="已核")


@built
def numbers_at_the_left_and_remarks_at_the_right(sheet: Sheet) -> Grid:
    return others.beside(sheet.grid, left="#", right="已核")


@built
def an_empty_column_at_the_left(sheet: Sheet) -> Grid:
    return others.beside(sheet.grid, left="")


@built
def a_narrow_column_inside(sheet: Sheet) -> Grid:
    """Each cell that begins behind the second column does so one empty place further right."""
    grid, cells = sheet.grid, []
    for cell in grid.cells:
        shift = int(cell.col >= 2)
        more = int(cell.col < 2 < cell.col_end)
        cells.append(replace(cell, col=cell.col + shift, cols=cell.cols + more))
    covered = {row for cell in cells if cell.col <= 2 < cell.col_end for row in range(cell.row, cell.row_end)}
    cells += [Cell(row, 2) for row in range(grid.n_rows) if row not in covered]
    return Grid(grid.n_rows, grid.n_cols + 1, tuple(cells))


@built
def a_note_in_the_middle(sheet: Sheet) -> Grid:
    one, two = split(sheet.grid, rows_of_indicators(sheet.grid)[2])
    return others.stacked(one, note(sheet.grid, "注：以下指标由项目单位填写。"), two)


@built
def a_note_before_the_indicators(sheet: Sheet) -> Grid:
    one, two = split(sheet.grid, rows_of_indicators(sheet.grid)[0] - 1)
    return others.stacked(one, note(sheet.grid, "填报说明：指标不少于3条。"), two)


@built
def a_note_as_the_last_row(sheet: Sheet) -> Grid:
    return others.stacked(sheet.grid, note(sheet.grid, "注：1.金额单位按表头。2.本表一式两份。"))


@built
def heads_of_the_indicators_again(sheet: Sheet) -> Grid:
    grid = sheet.grid
    first = rows_of_indicators(grid)[0]
    one, two = split(grid, rows_of_indicators(grid)[3])
    return others.stacked(one, others.rows_between(grid, first - 1, first), two)


@built
def heads_of_the_indicators_gone(sheet: Sheet) -> Grid:
    return others.without_row(sheet.grid, rows_of_indicators(sheet.grid)[0] - 1)


@built
def no_satisfaction(sheet: Sheet) -> Grid:
    return others.without_row(sheet.grid, rows_of_indicators(sheet.grid)[-1])


@built
def a_target_and_its_unit_apart(sheet: Sheet) -> Grid:
    """The last column is two: the number, and its unit."""
    grid, cells = sheet.grid, []
    for cell in grid.cells:
        if cell.col_end < grid.n_cols:
            cells.append(cell)
        elif is_row(cell):
            at = next((n for n, sign in enumerate(cell.text) if n and not (sign.isdigit() or sign in "≥≤.")), 9)
            cells.append(replace(cell, text=cell.text[:at]))
            cells.append(Cell(cell.row, cell.col_end, cell.rows, 1, text=cell.text[at:]))
        else:
            cells.append(replace(cell, cols=cell.cols + 1))
    return Grid(grid.n_rows, grid.n_cols + 1, tuple(cells))


@built
def a_column_of_weights(sheet: Sheet) -> Grid:
    grid = sheet.grid
    rows = rows_of_indicators(grid)
    cells = [replace(c, cols=c.cols + 1) if c.col_end == grid.n_cols and c.row < rows[0] - 1 else c for c in grid.cells]
    cells = [replace(c, cols=c.cols + 1) if c.col_end == grid.n_cols and c.row > rows[-1] else c for c in cells]
    texts = {rows[0] - 1: "权重"} | dict.fromkeys(rows, "10")
    covered = {row for c in cells if c.col_end > grid.n_cols for row in range(c.row, c.row_end)}
    cells += [Cell(row, grid.n_cols, text=texts.get(row, "")) for row in range(grid.n_rows) if row not in covered]
    return Grid(grid.n_rows, grid.n_cols + 1, tuple(cells))


@built
def the_last_row_of_all_above_all(sheet: Sheet) -> Grid:
    one, two = split(sheet.grid, sheet.grid.n_rows - 1)
    return others.stacked(two, one) if not any(cell.row_end > one.n_rows for cell in one.cells) else sheet.grid


@built
def the_first_two_rows_changed_about(sheet: Sheet) -> Grid:
    ends = [row for row in range(1, sheet.grid.n_rows) if all(not c.row < row < c.row_end for c in sheet.grid.cells)]
    one, rest = split(sheet.grid, ends[0])
    two, rest = split(rest, (ends[1] if len(ends) > 1 else sheet.grid.n_rows) - ends[0])
    return others.stacked(two, one, rest)


@built
def labels_and_values_in_one_cell(sheet: Sheet) -> Grid:
    """The label at the left of the first value stands in the value's cell."""
    grid = sheet.grid
    value = next(c for c in grid.cells if c.kind == "field" and c.text and c.col and not is_row(c))
    label = grid.at(value.row, value.col - 1)
    if label.rows != value.rows or label.kind != "label":
        return grid
    whole = Cell(label.row, label.col, label.rows, label.cols + value.cols, text=f"{label.text}：{value.text}")
    return Grid(grid.n_rows, grid.n_cols, (*(c for c in grid.cells if c not in (label, value)), whole))


@built
def an_empty_value_taken_in_by_its_label(sheet: Sheet) -> Grid:
    """An empty field and the label at its left are one cell."""
    grid = sheet.grid
    for value in grid.cells:
        label = grid.at(value.row, value.col - 1) if value.col else value
        if value.kind == "field" and not value.text and label.kind == "label" and label.rows == value.rows:
            whole = replace(label, cols=label.cols + value.cols)
            return Grid(grid.n_rows, grid.n_cols, (*(c for c in grid.cells if c not in (label, value)), whole))
    return grid


@built
def every_column_three(sheet: Sheet) -> Grid:
    return others.stretched(sheet.grid, lambda col: 2)


@built
def values_over_two_rows(sheet: Sheet) -> Grid:
    """The rows of indicators are two rows tall each, as some forms leave room."""
    rows = rows_of_indicators(sheet.grid)
    ends = [0]
    for row in range(sheet.grid.n_rows):
        ends.append(ends[-1] + 1 + (row in rows))
    cells = [replace(c, row=ends[c.row], rows=ends[c.row_end] - ends[c.row]) for c in sheet.grid.cells]
    return Grid(ends[-1], sheet.grid.n_cols, tuple(cells))


@built
def a_value_broken_into_two_rows(sheet: Sheet) -> Grid:
    """The first long value begins in one row and goes on in the next."""
    cell = next(c for c in sheet.grid.cells if c.kind == "field" and len(c.text) > 20)
    grid = values_over_row(sheet.grid, cell.row)
    own = grid.at(cell.row, cell.col)
    two = (
        replace(own, rows=1, text=own.text[:9]),
        Cell(own.row + 1, own.col, own.rows - 1, own.cols, text=own.text[9:]),
    )
    return Grid(grid.n_rows, grid.n_cols, (*(c for c in grid.cells if c is not own), *two))


def values_over_row(grid: Grid, row: int) -> Grid:
    cells = [replace(c, row=c.row + (c.row > row), rows=c.rows + (c.row <= row < c.row_end)) for c in grid.cells]
    return Grid(grid.n_rows + 1, grid.n_cols, tuple(cells))
