"""Pages: where every cell and every line of text stands, in mm; what PDF, preview, printer and screen all draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from perfdesk.grid import Cell, Paragraph, Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """A line of laid-out text; `start` is the place of its first character in the text of the cell."""

    text: str
    start: int
    width_mm: float


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell on one page; a cell that goes over pages is placed on each, with the lines that stand there.

    Args:
        cell: the cell of the sheet's grid.
        row, rows: its place among the rows of this page (`Page.rows`).
        x_mm, y_mm: its upper left corner, from the corner of the paper.
        lines: the lines of its text on this page, top line first.
        pt, line_mm: size of the face and height of one line.
        head: a column head printed again on a continuation page.
    """

    cell: Cell
    row: int
    rows: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    lines: tuple[Line, ...]
    pt: float
    line_mm: float
    head: bool = False


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph above or below the table."""

    paragraph: Paragraph
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    lines: tuple[Line, ...]
    pt: float
    line_mm: float


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row on one page: row `number` of the sheet's grid, or a piece of it where a row is taller than a page.

    Args:
        part, parts: this is piece `part` (from 0) of `parts` pieces.
        head: a column head printed again on a continuation page.
    """

    number: int
    y_mm: float
    height_mm: float
    part: int = 0
    parts: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form."""

    number: int
    paragraphs: tuple[PlacedParagraph, ...]
    rows: tuple[PageRow, ...]
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True)
class Fit:
    """A sheet with its sizes: what every writer uses, so that all break lines and pages alike.

    Args:
        pt: the size of each style's face, by style name (the sheet's own, or shrunk towards its floor).
        line_mm: the height of one line of each style, by style name.
        row_mm: the height of each row of the grid, `grid.n_rows` entries (a row taller than a page is whole here).
        padding_mm: the room between a cell's line and its text, left/right and top/bottom.
    """

    sheet: Sheet
    pt: Mapping[str, float]
    line_mm: Mapping[str, float]
    row_mm: tuple[float, ...]
    padding_mm: tuple[float, float]
    pages: tuple[Page, ...]


__all__ = ["Cell", "Fit", "Line", "Page", "PageRow", "PlacedCell", "PlacedParagraph"]
