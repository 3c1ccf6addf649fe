"""Documents as other people and programs make them: Word, Excel, web pages and PDF from a table, by plain means."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Border, Side
from reportlab.pdfgen.canvas import Canvas

from perfdesk.grid import Cell, Grid, Sheet
from perfdesk.page.metrics import SONG
from perfdesk.writers.pdf_text import register

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LINKS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
Say = Callable[[Cell], str]
"""A cell → what stands between <w:tc> and </w:tc>, without the cell's properties."""


# --- tables changed before they are written ---


@dataclass
class Table:
    """Rows of cells that somebody may have changed; (column, columns, text, goes on from above)."""

    grid: Grid

    def cells(self) -> list[Cell]:
        return list(self.grid.cells)


def changed(grid: Grid, change: Callable[[Cell], Cell]) -> Grid:
    """Return the table with each cell changed, in its place."""
    return Grid(grid.n_rows, grid.n_cols, tuple(map(change, grid.cells)))


def relabelled(grid: Grid, change: Callable[[str], str]) -> Grid:
    """Return the table with other wording of its fixed labels."""
    return changed(
        grid,
        lambda cell: replace(cell, text=change(cell.text)) if cell.kind == "label" and not cell.parts else cell,
    )


def unmerged(grid: Grid, *, down: bool = True, across: bool = True) -> Grid:
    """Return the table without merges: the text in the first place, the others empty."""
    cells = []
    for cell in grid.cells:
        rows, cols = (1 if down else cell.rows), (1 if across else cell.cols)
        for row in range(cell.row, cell.row_end, rows):
            for col in range(cell.col, cell.col_end, cols):
                first = (row, col) == (cell.row, cell.col)
                cells.append(Cell(row, col, rows, cols, text=cell.text if first else ""))
    return Grid(grid.n_rows, grid.n_cols, tuple(cells))


def without_row(grid: Grid, row: int) -> Grid:
    """Return the table without one of its rows; tall cells lose a place."""
    cells = []
    for cell in grid.cells:
        rows = cell.rows - (cell.row <= row < cell.row_end)
        if rows:
            cells.append(replace(cell, row=cell.row - (cell.row > row), rows=rows))
    return Grid(grid.n_rows - 1, grid.n_cols, tuple(cells))


def stretched(grid: Grid, extra: Callable[[int], int]) -> Grid:
    """Return the table with `extra(col)` more columns inside each column."""
    ends = [0]
    for col in range(grid.n_cols):
        ends.append(ends[-1] + 1 + extra(col))
    cells = [replace(cell, col=ends[cell.col], cols=ends[cell.col_end] - ends[cell.col]) for cell in grid.cells]
    return Grid(grid.n_rows, ends[-1], tuple(cells))


def beside(grid: Grid, *, left: str | None = None, right: str | None = None) -> Grid:
    """Return the table with one more column at a side; its texts are `left` or `right`, "#" for the row's number."""
    shift = int(left is not None)
    cells = [replace(cell, col=cell.col + shift) for cell in grid.cells]
    for row in range(grid.n_rows):
        if left is not None:
            cells.append(Cell(row, 0, text=left.replace("#", str(row + 1))))
        if right is not None:
            cells.append(Cell(row, grid.n_cols + shift, text=right.replace("#", str(row + 1))))
    return Grid(grid.n_rows, grid.n_cols + shift + int(right is not None), tuple(cells))


def stacked(*grids: Grid) -> Grid:
    """Return some tables as one, one below the other; the last column of a narrow one is wider."""
    width, top, cells = max(grid.n_cols for grid in grids), 0, []
    for grid in grids:
        for cell in grid.cells:
            more = width - grid.n_cols if cell.col_end == grid.n_cols else 0
            cells.append(replace(cell, row=cell.row + top, cols=cell.cols + more))
        top += grid.n_rows
    return Grid(top, width, tuple(cells))


def rows_between(grid: Grid, first: int, end: int) -> Grid:
    """Return some rows of a table as a table; tall cells are cut, their text stays above."""
    cells = []
    for cell in grid.cells:
        top, bottom = max(cell.row, first), min(cell.row_end, end)
        if top < bottom:
            cells.append(replace(cell, row=top - first, rows=bottom - top, text=cell.text if cell.row == top else ""))
    return Grid(end - first, grid.n_cols, tuple(cells))


def titled(sheet: Sheet) -> Grid:
    """Return the table with the lines above it as its first rows, merged over all columns."""
    n_cols, lines = sheet.grid.n_cols, [line.text for line in sheet.above]
    return stacked(*(Grid(1, n_cols, (Cell(0, 0, 1, n_cols, text=text),)) for text in lines), sheet.grid)


# --- Word ---


def run(text: str, looks: str = "") -> str:
    """Return a text as a run; line feeds as line breaks."""
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{pieces}</w:r>"


def paragraph(text: str) -> str:
    """Return a text as a paragraph."""
    return f"<w:p>{run(text)}</w:p>"


def text_box(text: str) -> str:
    """Return a paragraph with nothing but a text box."""
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return f"<w:p><w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r></w:p>"


def said(cell: Cell) -> str:
    """Return the paragraphs of a cell, one for each line."""
    return "".join(map(paragraph, cell.text.split("\n")))


def word_table(grid: Grid, say: Say = said, row_head: Callable[[int], str] = lambda row: "") -> str:
    """Return a table as WordprocessingML, with gridSpan and vMerge."""
    rows = []
    for row in range(grid.n_rows):
        cells, col = [], 0
        while col < grid.n_cols:
            cell = grid.at(row, col)
            span = f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
            merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
            inner = say(cell) if cell.row == row else "<w:p/>"
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>")
            col = cell.col_end
        rows.append(f"<w:tr>{row_head(row)}{''.join(cells)}</w:tr>")
    columns = '<w:gridCol w:w="1100"/>' * grid.n_cols
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word(*blocks: str, styles: str = "") -> bytes:
    """Return a Word file of blocks (paragraphs and tables as XML)."""
    out = io.BytesIO()
    names = " ".join(
        f'xmlns:{key}="{value}"'
        for key, value in {
            "w": W,
            "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
            "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
            "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
            "v": "urn:schemas-microsoft-com:vml",
        }.items()
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _LINKS)
        body = f"{''.join(blocks)}<w:sectPr/>"
        package.writestr("word/document.xml", f"{_HEAD}<w:document {names}><w:body>{body}</w:body></w:document>")
        if styles:
            package.writestr("word/styles.xml", f"{_HEAD}<w:styles {names}>{styles}</w:styles>")
    return out.getvalue()


def lines(sheet: Sheet) -> str:
    """Return the lines above the table as paragraphs."""
    return "".join(paragraph(line.text) for line in sheet.above)


def below(sheet: Sheet) -> str:
    """Return the lines below the table as paragraphs."""
    return "".join(paragraph(line.text) for line in sheet.below)


# --- Excel ---

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
Put = Callable[[object, Cell], None]


def put_text(place: object, cell: Cell) -> None:
    """Write a cell as text."""
    place.value = cell.text or None  # type: ignore[attr-defined]
    place.data_type = "s" if cell.text else "n"  # type: ignore[attr-defined]


def excel_sheet(
    page: object, sheet: Sheet, put: Put = put_text, at: tuple[int, int] = (1, 1), *, boxed: bool = True
) -> int:
    """Write lines and table on a sheet; return the first row below."""
    row, left = at
    for line in sheet.above:
        page.cell(row, left, line.text)  # type: ignore[attr-defined]
        page.merge_cells(start_row=row, end_row=row, start_column=left, end_column=left + sheet.grid.n_cols - 1)  # type: ignore[attr-defined]
        row += 1
    for cell in sheet.grid.cells:
        for r in range(cell.row, cell.row_end):
            for c in range(cell.col, cell.col_end):
                if boxed:
                    page.cell(row + r, left + c).border = _BOX  # type: ignore[attr-defined]
        put(page.cell(row + cell.row, left + cell.col), cell)  # type: ignore[attr-defined]
        if cell.rows * cell.cols > 1:
            page.merge_cells(  # type: ignore[attr-defined]
                start_row=row + cell.row,
                end_row=row + cell.row_end - 1,
                start_column=left + cell.col,
                end_column=left + cell.col_end - 1,
            )
    row += sheet.grid.n_rows
    for line in sheet.below:
        page.cell(row, left, line.text)  # type: ignore[attr-defined]
        row += 1
    return row


def excel(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    """Return an Excel file that `fill` has filled."""
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return an archive with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, change(raw.decode("utf-8")).encode("utf-8") if name == part else raw)
    return out.getvalue()


# --- web pages ---


def web_table(grid: Grid, inner: Callable[[Cell], str] | None = None) -> str:
    """Return a table as HTML with rowspan and colspan."""
    rows = []
    for row in range(grid.n_rows):
        cells = []
        for cell in grid.starting_in(row):
            text = inner(cell) if inner else html.escape(cell.text).replace("\n", "<br>")
            cells.append(f'<td rowspan="{cell.rows}" colspan="{cell.cols}">{text}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"


def web(*blocks: str, charset: str = "utf-8") -> bytes:
    """Return a web page."""
    page = f"<!DOCTYPE html><html><head><meta charset={charset}><title>x</title></head><body>{''.join(blocks)}</body>"
    return page.encode(charset)


def web_lines(sheet: Sheet) -> str:
    """Return the lines above the table as paragraphs of a web page."""
    return "".join(f"<p>{html.escape(line.text)}</p>" for line in sheet.above)


# --- PDF ---


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


def drawn(*rows: str) -> Grid:
    """Return a table from its sketch: cells parted by "|", "^" goes on from above, "<" from the left."""
    texts = [[text.strip() for text in row.split("|")] for row in rows]
    width = max(map(len, texts))
    places = [[*row, *[""] * (width - len(row))] for row in texts]
    cells = []
    for row, line in enumerate(places):
        for col, text in enumerate(line):
            if text in ("^", "<"):
                continue
            cols = next((n for n in range(1, width - col) if line[col + n] != "<"), width - col)
            down = (n for n in range(1, len(places) - row) if places[row + n][col] != "^")
            cells.append(Cell(row, col, next(down, len(places) - row), cols, text=text))
    return Grid(len(places), width, tuple(cells))
