"""Row heights: every row as tall as its cells need; a tall cell shares its lack among its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perfdesk.grid import Grid


def row_heights(grid: Grid, least_mm: Sequence[float], needs_mm: Sequence[float]) -> list[float]:
    """Return the height in mm of every row, top row first; `grid.n_rows` entries.

    A tall cell that needs more room than its rows have shares the lack equally among them.

    Args:
        least_mm: no row is lower than this; `grid.n_rows` entries.
        needs_mm: the height that each cell's text needs, in the order of `grid.cells`.
    """
    heights = list(least_mm)
    tall = []
    for cell, need in zip(grid.cells, needs_mm, strict=True):
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], need)
        else:
            tall.append((cell.rows, cell.row, need))
    for rows, row, need in sorted(tall):
        _share(heights, range(row, row + rows), need)
    return heights


def stretch(heights: Sequence[float], wished_mm: Sequence[float], room_mm: float) -> list[float]:
    """Return heights brought nearer to `wished_mm` as far as `room_mm` of spare room goes, each in its share."""
    lacks = [max(wish - height, 0.0) for wish, height in zip(wished_mm, heights, strict=True)]
    whole = sum(lacks)
    if whole <= 0 or room_mm <= 0:
        return list(heights)
    part = min(room_mm / whole, 1.0)
    return [height + lack * part for height, lack in zip(heights, lacks, strict=True)]


def _share(heights: list[float], rows: Iterable[int], need: float) -> None:
    rows = list(rows)
    lack = need - sum(heights[row] for row in rows)
    if lack > 0:
        for row in rows:
            heights[row] += lack / len(rows)
