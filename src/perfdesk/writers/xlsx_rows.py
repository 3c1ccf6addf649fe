"""Which Excel rows a form takes: one for each line and table row, or several where 409 points are too few."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from perfdesk.grid import Cell
from perfdesk.page.pages import Fit, Page, PlacedParagraph
from perfdesk.writers.xlsx_heights import spare_heights

TALLEST_PT = 409.5
MOST_UNITS = 32_767
MOST_LINE_FEEDS = 253
_STEP_PT = 0.75  # a pixel: Excel rounds each row's height to it


@dataclass(slots=True)
class Block:
    """A merged stretch of Excel rows [`first`, `end`) and columns [`left`, `right`), counted from 0.

    Args:
        cell: the cell of the table; None for a line outside it.
        top: its text begins at its top, because it goes over the end of a page.
    """

    first: int
    end: int
    left: int
    right: int
    text: str
    style: str
    cell: Cell | None = None
    top: bool = False


@dataclass(slots=True)
class Plan:
    """The Excel rows of one sheet.

    Args:
        heights_pt: the height of each Excel row.
        begins: the Excel row at which each row of the grid begins, and at last the row below the table.
        new_pages: the Excel rows that begin a page, without the first.
        split: the cells whose text is longer than one Excel cell holds, with where it is parted first.
    """

    heights_pt: list[float] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    new_pages: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    split: list[tuple[Cell, int]] = field(default_factory=list)

    def add(self, start_mm: float, end_mm: float, least: int = 1) -> int:
        """Add the Excel rows for what stands between two heights of a page; return the first.

        Edges are rounded, not heights, so that rounding never adds up.
        """
        first = len(self.heights_pt)
        start, end = _pt(start_mm), _pt(end_mm)
        rows = max(least, math.ceil((end - start) / TALLEST_PT))
        edges = [_round(start + (end - start) * part / rows) for part in range(rows + 1)]
        self.heights_pt += [max(_STEP_PT, edges[row + 1] - edges[row]) for row in range(rows)]
        return first


def plan(fitted: Fit) -> Plan:
    """Return the Excel rows of a form, from top to bottom."""
    made = Plan()
    cells = [(cell, cut(cell.text)) for cell in fitted.sheet.grid.cells]
    least: dict[int, int] = {}
    for cell, pieces in cells:
        if len(pieces) > 1:
            least[cell.row] = max(least.get(cell.row, 1), len(pieces))
            made.split.append((cell, len(pieces[0])))
    more = spare_heights(fitted)
    for number, page in enumerate(fitted.pages):
        if number:
            made.new_pages.append(len(made.heights_pt))
        _add_page(made, fitted, page, least, more)
    for cell, pieces in cells:
        _add_cell(made, cell, pieces)
    return made


def cut(text: str) -> list[str]:
    """Part a text that is too long for one Excel cell; the pieces joined are the text."""
    if len(text) <= MOST_LINE_FEEDS:
        return [text]
    pieces = []
    while (end := _fits(text)) < len(text):
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def _fits(text: str) -> int:
    """Return how many characters from the beginning one Excel cell holds."""
    if len(text) * 2 <= MOST_UNITS and text.count("\n") <= MOST_LINE_FEEDS:
        return len(text)
    units = feeds = 0
    for place, char in enumerate(text):
        units += 2 if char > "\uffff" else 1
        feeds += char == "\n"
        if units > MOST_UNITS or feeds > MOST_LINE_FEEDS:
            return place
    return len(text)


def _add_page(made: Plan, fitted: Fit, page: Page, least: dict[int, int], more: dict[int, float]) -> None:
    rows = [row for row in page.rows if not row.head]
    begun = [placed for placed in page.paragraphs if not placed.lines or placed.lines[0].start == 0]
    above = [placed for placed in begun if page.rows and placed.y_mm < page.rows[0].y_mm]
    below = begun[len(above) :]
    for number, placed in enumerate(above):
        end = above[number + 1].y_mm if number + 1 < len(above) else page.rows[0].y_mm
        _add_line(made, fitted, placed, made.add(placed.y_mm, end))
    moved = 0.0
    for row in rows:
        extra = more.get(row.number, 0.0) if row.part == row.parts - 1 else 0.0
        start, end = row.y_mm + moved, row.y_mm + row.height_mm + moved + extra
        moved += extra
        first = made.add(start, end, least.get(row.number, 1) if row.part == 0 else 1)
        if row.part == 0:
            made.begins[row.number :] = [first]
        made.begins[row.number + 1 :] = [len(made.heights_pt)]
    y_mm = rows[-1].y_mm + rows[-1].height_mm if rows else fitted.sheet.paper.margins_mm[0]
    for placed in below:
        end = placed.y_mm + placed.height_mm
        _add_line(made, fitted, placed, made.add(y_mm, end))
        y_mm = end


def _add_line(made: Plan, fitted: Fit, placed: PlacedParagraph, first: int) -> None:
    one = placed.paragraph
    pieces = cut(one.text)
    made.heights_pt += [_STEP_PT] * (len(pieces) - (len(made.heights_pt) - first))
    place = (first, len(made.heights_pt), 0, fitted.sheet.grid.n_cols)
    made.blocks += _blocks(place, pieces, one.style, None, len(pieces) > 1)


def _add_cell(made: Plan, cell: Cell, pieces: list[str]) -> None:
    first, end = made.begins[cell.row], made.begins[cell.row_end]
    top = bool(made.new_pages) and any(first < page < end for page in made.new_pages)
    if len(pieces) == 1:
        made.blocks.append(Block(first, end, cell.col, cell.col_end, pieces[0], cell.style, cell, top))
    else:
        made.blocks += _blocks((first, end, cell.col, cell.col_end), pieces, cell.style, cell, True)


def _blocks(
    place: tuple[int, int, int, int],
    pieces: list[str],
    style: str,
    cell: Cell | None,
    top: bool,  # noqa: FBT001
) -> Iterator[Block]:
    """Yield one block for each piece of the text, one below the other."""
    first, end, left, right = place
    rows, count = end - first, len(pieces)
    for number, text in enumerate(pieces):
        start, stop = first + rows * number // count, first + rows * (number + 1) // count
        yield Block(start, stop, left, right, text, style, cell, top)


def _pt(mm: float) -> float:
    return mm * 72 / 25.4


def _round(pt: float) -> float:
    return round(pt / _STEP_PT) * _STEP_PT
