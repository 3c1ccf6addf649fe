"""A sheet: a grid with its looks (paper, widths, faces), ready for every writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from perfdesk.grid.cell import Part
from perfdesk.grid.grid import Grid

Align = Literal["left", "center", "right"]
Face = Literal["宋体", "仿宋", "黑体", "小标宋"]


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: the face's official name, its size in points and the floor it may shrink to."""

    font: Face = "宋体"
    pt: float = 10.5
    min_pt: float = 9.0
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper in mm; margins are top, right, bottom, left."""

    width_mm: float = 210.0
    height_mm: float = 297.0
    margins_mm: tuple[float, float, float, float] = (20.0, 15.0, 15.0, 15.0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line above or below the table; `parts` as in `Cell`, `style` a name in the sheet's styles."""

    text: str
    style: str = "line"
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One form as it will be seen: lines above, the table, lines below.

    Args:
        name: the project's name (sheet tab, outline, file name); may be empty.
        columns_mm: the width of each column, `grid.n_cols` entries.
        min_mm: the least height of each row, `grid.n_rows` entries, 0 where nothing is asked.
        head_rows: rows (first, end) printed again at the top of a continuation page; None if there are none.
        head_until: the first row that no longer stands under those heads; None: all rows below do.
        together: ranges of rows (first, end) that stay on one page.

    Raises:
        ValueError: `columns_mm` or `min_mm` do not fit the grid.
    """

    name: str
    title: str
    paper: Paper
    grid: Grid
    columns_mm: tuple[float, ...]
    min_mm: tuple[float, ...]
    styles: Mapping[str, Style]
    above: tuple[Paragraph, ...] = ()
    below: tuple[Paragraph, ...] = ()
    head_rows: tuple[int, int] | None = None
    head_until: int | None = None
    together: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if len(self.columns_mm) != self.grid.n_cols:
            raise ValueError(f"{len(self.columns_mm)} widths for {self.grid.n_cols} columns")
        if len(self.min_mm) != self.grid.n_rows:
            raise ValueError(f"{len(self.min_mm)} least heights for {self.grid.n_rows} rows")
