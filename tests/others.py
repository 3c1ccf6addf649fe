"""Documents as other people and programs make them: Word, Excel and web pages from a table, by plain means."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Border, Side

from perfdesk.grid import Cell, Grid, Sheet

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


def with_grid(sheet: Sheet, grid: Grid) -> Sheet:
    """Return the sheet with another table, as wide as it has to be."""
    return replace(sheet, grid=grid, columns_mm=(20.0,) * grid.n_cols, min_mm=(0.0,) * grid.n_rows)


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


def part_of(data: bytes, part: str) -> str:
    """Return the text of a part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode("utf-8")


def with_shared_texts(data: bytes) -> bytes:
    """Return an Excel file whose texts stand in a list of their own, as Excel writes them."""
    texts: list[str] = []

    def shared(found: re.Match[str]) -> str:
        texts.append(f"<si>{found[2]}</si>")
        return f'<c{found[1]} t="s"><v>{len(texts) - 1}</v></c>'

    sheet = "xl/worksheets/sheet1.xml"
    said = re.sub(r'<c((?: [rs]="\w+")*) t="inlineStr"><is>(.*?)</is></c>', shared, part_of(data, sheet), flags=re.S)
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    whole = with_new_part(data, "xl/sharedStrings.xml", f'<sst xmlns="{name}">{"".join(texts)}</sst>')
    return with_part(whole, sheet, lambda _: said)


def with_new_part(data: bytes, part: str, text: str) -> bytes:
    """Return an archive with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, text)
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
