"""A grid is covered exactly once, or it cannot be made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.grid import Cell, Grid


def test_a_table_with_tall_and_wide_cells_is_made() -> None:
    cells = (Cell(0, 0, rows=2, text="总体目标"), Cell(0, 1, cols=2, text="年度目标"), Cell(1, 1), Cell(1, 2))
    grid = Grid(2, 3, cells)
    assert [grid.at(row, col).text for row in range(2) for col in range(3)] == [
        *("总体目标", "年度目标", "年度目标"),
        *("总体目标", "", ""),
    ]


def test_cells_are_kept_in_reading_order() -> None:
    grid = Grid(2, 2, (Cell(1, 1), Cell(0, 1), Cell(1, 0), Cell(0, 0)))
    assert [(cell.row, cell.col) for cell in grid.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ((Cell(0, 0), Cell(0, 1, rows=2), Cell(1, 0), Cell(1, 1)), "overlap"),
        ((Cell(0, 0, cols=2), Cell(0, 1), Cell(1, 0), Cell(1, 1)), "overlap"),
        ((Cell(0, 0), Cell(0, 1), Cell(1, 0)), "row 1, column 1 is left open"),
        ((), "row 0, column 0 is left open"),
        ((Cell(0, 0, rows=3, cols=2),), "sticks out"),
        ((Cell(0, 0, rows=2), Cell(0, 1, rows=2, cols=2)), "sticks out"),
        ((Cell(-1, 0, rows=3, cols=2),), "sticks out"),
        ((Cell(0, -1, rows=2, cols=3),), "sticks out"),
        ((Cell(0, 0, rows=0), Cell(0, 0, rows=2, cols=2)), "sticks out"),
        ((Cell(0, 0, rows=2, cols=2), Cell(1, 1, cols=0)), "sticks out"),
    ],
)
def test_a_table_with_a_hole_or_an_overlap_is_refused(cells: tuple[Cell, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Grid(2, 2, cells)


def test_equal_cells_in_another_order_make_an_equal_table() -> None:
    assert Grid(1, 2, (Cell(0, 0), Cell(0, 1))) == Grid(1, 2, (Cell(0, 1), Cell(0, 0)))
    assert Grid(1, 2, (Cell(0, 0), Cell(0, 1))) != Grid(1, 2, (Cell(0, 0, cols=2),))


def test_the_cells_that_start_in_a_row_come_from_left_to_right() -> None:
    grid = Grid(2, 3, (Cell(0, 0, rows=2), Cell(0, 1, cols=2), Cell(1, 1), Cell(1, 2)))
    assert [(cell.row, cell.col) for cell in grid.starting_in(1)] == [(1, 1), (1, 2)]
    assert grid.is_start(0, 0)
    assert not grid.is_start(1, 0)
    assert not grid.is_start(0, 2)


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[Cell]]:
    """Return rows, columns and cells that cover them, made by cutting the whole again and again."""
    n_rows, n_cols = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    done, todo = [], [Cell(0, 0, n_rows, n_cols)]
    while todo:
        cell = todo.pop()
        if cell.rows > 1 and draw(st.booleans()):
            cut = draw(st.integers(1, cell.rows - 1))
            todo.append(Cell(cell.row, cell.col, cut, cell.cols))
            todo.append(Cell(cell.row + cut, cell.col, cell.rows - cut, cell.cols))
        elif cell.cols > 1 and draw(st.booleans()):
            cut = draw(st.integers(1, cell.cols - 1))
            todo.append(Cell(cell.row, cell.col, cell.rows, cut))
            todo.append(Cell(cell.row, cell.col + cut, cell.rows, cell.cols - cut))
        else:
            done.append(cell)
    return n_rows, n_cols, draw(st.permutations(done))


@given(tilings())
def test_every_place_belongs_to_the_cell_that_covers_it(tiling: tuple[int, int, list[Cell]]) -> None:
    n_rows, n_cols, cells = tiling
    grid = Grid(n_rows, n_cols, tuple(cells))
    for row in range(n_rows):
        for col in range(n_cols):
            cell = grid.at(row, col)
            assert cell.row <= row < cell.row_end
            assert cell.col <= col < cell.col_end
    assert [cell for row in range(n_rows) for cell in grid.starting_in(row)] == list(grid.cells)


@given(tilings(), st.data())
def test_a_missing_or_doubled_cell_is_always_noticed(tiling: tuple[int, int, list[Cell]], data: st.DataObject) -> None:
    n_rows, n_cols, cells = tiling
    one = data.draw(st.sampled_from(cells))
    with pytest.raises(ValueError, match="left open"):
        Grid(n_rows, n_cols, tuple(cell for cell in cells if cell is not one))
    with pytest.raises(ValueError, match="overlap"):
        Grid(n_rows, n_cols, (*cells, one))
