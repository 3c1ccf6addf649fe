"""A sheet has one width per column and one least height per row."""

from __future__ import annotations

import pytest

from perfdesk.grid import Cell, Grid, Paper, Sheet


@pytest.mark.parametrize(
    ("columns", "heights", "why"),
    [((1.0,), (0.0,), "1 widths for 2 columns"), ((1.0, 1.0), (0.0, 0.0), "2 least heights for 1 rows")],
)
def test_a_sheet_that_does_not_fit_its_table_is_refused(
    columns: tuple[float, ...], heights: tuple[float, ...], why: str
) -> None:
    grid = Grid(1, 2, (Cell(0, 0), Cell(0, 1)))
    with pytest.raises(ValueError, match=why):
        Sheet("", "", Paper(), grid, columns_mm=columns, min_mm=heights, styles={})
