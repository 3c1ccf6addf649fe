"""Which tables a form takes in Word: one, or one more for each page that Fit begins between two rows.

Word repeats only the first rows of a table, and the official heads stand in the middle; so a continuation is
a table of its own. A row taller than a page stays whole in its table and flows: its text stays in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from perfdesk.grid import Cell
from perfdesk.page.pages import Fit, Page

Joins = Literal["", "行", "段"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell, or the part of it that stands in one table.

    Args:
        row, rows: its place among the rows of the table.
        joins: "" where the cell begins; "行" where it goes on inside a line of text, "段" at a new line of text.
    """

    cell: Cell
    row: int
    rows: int
    text: str
    joins: Joins = ""

    @property
    def covers(self) -> range:
        """The rows of the table that it covers."""
        return range(self.row, self.row + self.rows)


@dataclass(slots=True)
class Table:
    """A table of the Word file: rows [`first`, `end`) of the grid, below `heads` rows printed again.

    Args:
        row_mm: the height of each row, heads first; 0 for a row taller than a page, which takes what it needs.
        flows: the rows (of this table) that may be parted by a page's end.
        stays: the rows that stay on the page of the row below.
    """

    first: int
    end: int
    heads: tuple[int, int]
    x_mm: float
    pages: list[int] = field(default_factory=list)
    row_mm: list[float] = field(default_factory=list)
    flows: set[int] = field(default_factory=set)
    stays: set[int] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def n_heads(self) -> int:
        """How many rows are column heads printed again."""
        return self.heads[1] - self.heads[0]

    @property
    def goes_on(self) -> bool:
        """Whether it continues a table on the page before."""
        return self.first > 0

    def by_row(self) -> list[list[Piece]]:
        """Return for each row the pieces that cover it, from left to right."""
        rows: list[list[Piece]] = [[] for _ in self.row_mm]
        for piece in self.pieces:
            for row in piece.covers:
                rows[row].append(piece)
        for pieces in rows:
            pieces.sort(key=lambda piece: piece.cell.col)
        return rows


def tables(fit: Fit) -> list[Table]:
    """Return the tables of a form from top to bottom; each page number is in the `pages` of one table at most."""
    made: list[Table] = []
    for number, page in enumerate(fit.pages):
        body = [row for row in page.rows if not row.head]
        if not body:
            continue
        if body[0].part == 0:
            made.append(_begin(page))
        table = made[-1]
        table.pages.append(number)
        for row in body:
            if row.part == 0:
                _add_row(table, fit, row.number, row.height_mm, row.parts > 1)
    for number, table in enumerate(made):
        table.pieces = _pieces(fit, made, number)
    return made


def _begin(page: Page) -> Table:
    heads = [row for row in page.rows if row.head]
    first = next(row.number for row in page.rows if not row.head)
    span = (heads[0].number, heads[-1].number + 1) if heads else (first, first)
    left = min((cell.x_mm for cell in page.cells), default=0.0)
    return Table(first, first, span, left, row_mm=[row.height_mm for row in heads])


def _add_row(table: Table, fit: Fit, number: int, height_mm: float, flows: bool) -> None:  # noqa: FBT001
    place = len(table.row_mm)
    table.row_mm.append(0.0 if flows else height_mm)
    table.end = number + 1
    if flows:
        table.flows.add(place)
    if any(first <= number < end - 1 for first, end in fit.sheet.together):
        table.stays.add(place)


def _pieces(fit: Fit, made: list[Table], number: int) -> list[Piece]:
    grid = fit.sheet.grid
    if len(made) == 1:
        return [Piece(cell, cell.row, cell.rows, cell.text) for cell in grid.cells]
    table = made[number]
    found = []
    for cell in grid.cells:
        span = _span(cell, table)
        if span is None:
            continue
        text, joins = _text(fit, made, number, cell)
        found.append(Piece(cell, span[0], span[1] - span[0], text, joins))
    return found


def _span(cell: Cell, table: Table) -> tuple[int, int] | None:
    """Return the rows of the table that the cell covers, (first, end); None if it is not in this table."""
    head_first, head_end = table.heads
    above = (max(cell.row, head_first) - head_first, min(cell.row_end, head_end) - head_first)
    shift = table.n_heads - table.first
    below = (max(cell.row, table.first) + shift, min(cell.row_end, table.end) + shift)
    in_heads, in_body = above[0] < above[1], below[0] < below[1]
    if in_heads and in_body:
        return above[0], below[1]
    if in_heads:
        return above
    return below if in_body else None


def _text(fit: Fit, made: list[Table], number: int, cell: Cell) -> tuple[str, Joins]:
    """Return the text of the cell that stands in table `number`, and how it joins what stands before."""
    body = [place for place, table in enumerate(made) if cell.row < table.end and cell.row_end > table.first]
    if number not in body or len(body) == 1:
        return cell.text, ""
    starts = {place: start for place in body if (start := _start(fit, made[place], cell)) is not None}
    starts[min(starts, default=body[0])] = 0  # whatever the pages say, no text is lost
    own = starts.get(number)
    if own is None:
        return "", "" if number == body[0] else "行"
    end = min((start for start in starts.values() if start > own), default=None)
    text = cell.text[own:end]
    if end is not None and text.endswith("\n"):
        text = text[:-1]
    if number == body[0]:
        return text, ""
    return text, "段" if own and cell.text[own - 1] == "\n" else "行"


def _start(fit: Fit, table: Table, cell: Cell) -> int | None:
    """Return where the part of the cell's text that stands in the table begins; None if no line stands there."""
    pages = (fit.pages[number] for number in table.pages)
    placed = (placed for page in pages for placed in page.cells if placed.cell is cell and not placed.head)
    return min((line.start for one in placed for line in one.lines), default=None)
