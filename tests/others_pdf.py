"""PDF files as other programs draw them, from a table, by plain means; `others` has the other formats."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from others import rows_between
from perfdesk.grid import Cell, Grid, Sheet, SourceDocument, SourceTable
from perfdesk.page.metrics import SONG
from perfdesk.writers.pdf_text import register


@dataclass(frozen=True)
class Looks:
    """How a PDF draws its tables: width of a column, height of a line and size of text in points.

    Args:
        turn: degrees by which the whole page is turned.
        thin: lines are filled boxes, as Word draws them.
        signs: each sign is drawn by itself.
        backwards: the last cell is drawn first.
        watermark: slanting text over the page.
        field: the text of a box to fill in below the table.
    """

    column: float = 72.0
    line: float = 14.0
    pt: float = 9.0
    double: bool = False
    page_numbers: bool = False
    rows_on_page: int = 1000
    turn: int = 0
    thin: bool = False
    signs: bool = False
    backwards: bool = False
    watermark: str = ""
    field: str = ""


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
    canvas.setPageRotation(looks.turn)
    canvas.setFont(SONG, looks.pt)
    y = tall - 40.0
    for text in above:
        y -= looks.line
        canvas.drawString(40, y, text)
    y -= 6
    tops = [y]
    for height in heights:
        tops.append(tops[-1] - height * looks.line - 4)
    for cell, texts in reversed(wrapped.items()) if looks.backwards else wrapped.items():
        x, low = 40 + cell.col * looks.column, tops[cell.row_end]
        width, high = cell.cols * looks.column, tops[cell.row] - low
        for box in _lines((x, low, width, high), thin=looks.thin):
            canvas.rect(*box, stroke=not looks.thin, fill=looks.thin)
        if looks.double:
            canvas.rect(x + 1, low + 1, width - 2, high - 2)
        for number, text in enumerate(texts):
            _say(canvas, (x + 4, tops[cell.row] - (number + 1) * looks.line + 2), text, looks)
    if looks.page_numbers:
        canvas.drawString(60, 15, f"- {canvas.getPageNumber()} -")
    if looks.field:
        canvas.acroForm.textfield(name="x", value=looks.field, x=100, y=15, width=100, height=14)
    if looks.watermark:
        canvas.translate(200, 200)
        canvas.rotate(45)
        canvas.setFont(SONG, 40)
        canvas.drawString(0, 0, looks.watermark)
    canvas.showPage()


def _lines(box: tuple[float, float, float, float], *, thin: bool) -> list[tuple[float, float, float, float]]:
    """Return a box, or its four sides as boxes of half a point."""
    x, low, width, high = box
    sides = [(x, low, width, 0.5), (x, low + high, width, 0.5), (x, low, 0.5, high), (x + width, low, 0.5, high)]
    return sides if thin else [box]


def _say(canvas: Canvas, place: tuple[float, float], text: str, looks: Looks) -> None:
    x, y = place
    for piece in text if looks.signs else [text]:
        canvas.drawString(x, y, piece)
        x += register(SONG).stringWidth(piece, looks.pt)


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


def drawn(draw: object, **settings: object) -> bytes:
    """Return a PDF that a function has drawn on its canvas."""
    register(SONG)
    out = io.BytesIO()
    canvas = Canvas(out, **settings)  # type: ignore[arg-type]
    canvas.setFont(SONG, 10)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return out.getvalue()


def boxes(canvas: Canvas, rows: list[list[str]], top: float = 700.0) -> None:
    """Draw a table of boxes, 100 × 40 points each."""
    canvas.setFont(SONG, 10)
    for number, row in enumerate(rows):
        for col, text in enumerate(row):
            canvas.rect(50 + col * 100, top - number * 40, 100, 40)
            for line, piece in enumerate(text.split("\n")):
                canvas.drawString(54 + col * 100, top + 26 - number * 40 - line * 14, piece)


def texts(document: SourceDocument) -> list[list[str]]:
    """Return the texts of each table that was read."""
    found = [source for source in document.sources if isinstance(source, SourceTable)]
    return [[cell.text for cell in table.grid.cells] for table in found]
