"""PDF files as other programs draw them, from a table, by plain means; `others` has the other formats."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from others import rows_between
from perfdesk.grid import Cell, Grid, Sheet
from perfdesk.page.metrics import SONG
from perfdesk.writers.pdf_text import register


@dataclass(frozen=True)
class Looks:
    """How a PDF draws its tables: width of a column, height of a line and size of text in points."""

    column: float = 72.0
    line: float = 14.0
    pt: float = 9.0
    double: bool = False
    page_numbers: bool = False
    rows_on_page: int = 1000


def pdf(sheets: Sequence[Sheet], looks: Looks = Looks()) -> bytes:
    """Return a PDF of sheets as a plain program draws them: text wrapped at any character, lines around the cells."""
    register(SONG)
    out = io.BytesIO()
    canvas = Canvas(out)
    for sheet in sheets:
        tops = range(0, sheet.grid.n_rows, looks.rows_on_page)
        for top in tops:
            part = rows_between(sheet.grid, top, min(top + looks.rows_on_page, sheet.grid.n_rows))
            _pdf_page(canvas, part, [line.text for line in sheet.above] if top == 0 else [], looks)
    canvas.save()
    return out.getvalue()


def _pdf_page(canvas: Canvas, grid: Grid, above: Iterable[str], looks: Looks) -> None:
    wrapped = {cell: _wrapped(cell, looks) for cell in grid.cells}
    heights = [1] * grid.n_rows
    for cell in sorted(grid.cells, key=lambda cell: cell.rows):
        lack = len(wrapped[cell]) - sum(heights[cell.row : cell.row_end])
        heights[cell.row_end - 1] += max(lack, 0)
    above = list(above)
    tall = (sum(heights) + len(above) + 4) * (looks.line + 2) + 80
    canvas.setPageSize((grid.n_cols * looks.column + 80, tall))
    canvas.setFont(SONG, looks.pt)
    y = tall - 40.0
    for text in above:
        y -= looks.line
        canvas.drawString(40, y, text)
    y -= 6
    tops = [y]
    for height in heights:
        tops.append(tops[-1] - height * looks.line - 4)
    for cell, texts in wrapped.items():
        x, low = 40 + cell.col * looks.column, tops[cell.row_end]
        width, high = cell.cols * looks.column, tops[cell.row] - low
        canvas.rect(x, low, width, high)
        if looks.double:
            canvas.rect(x + 1, low + 1, width - 2, high - 2)
        for number, text in enumerate(texts):
            canvas.drawString(x + 4, tops[cell.row] - (number + 1) * looks.line + 2, text)
    if looks.page_numbers:
        canvas.drawString(60, 15, f"- {canvas.getPageNumber()} -")
    canvas.showPage()


def _wrapped(cell: Cell, looks: Looks) -> list[str]:
    room = cell.cols * looks.column - 8
    found: list[str] = []
    for text in cell.text.split("\n"):
        line = ""
        for char in text:
            if line and register(SONG).stringWidth(line + char, looks.pt) > room:
                found.append(line)
                line = ""
            line += char
        found.append(line)
    return found
