"""Reads finished documents back, independently of the program: python-docx and openpyxl, not our readers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pdfplumber
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from perfdesk.grid import Sheet

Placed = tuple[int, int, int, int, str]
"""A cell: row, column, rows, columns, text; rows and columns counted from 0."""
_GOES_ON = re.compile(r"（续(行|段)）$")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass
class ReadForm:
    """One form as a document shows it."""

    lines_above: list[str] = field(default_factory=list)
    cells: list[Placed] = field(default_factory=list)
    lines_below: list[str] = field(default_factory=list)

    def text(self, row: int, col: int) -> str:
        """Return the text of the cell that covers a place."""
        found = [cell for cell in self.cells if 0 <= row - cell[0] < cell[2] and 0 <= col - cell[1] < cell[3]]
        assert len(found) == 1, f"{len(found)} cells at row {row}, column {col}"
        return found[0][4]


def expected(sheet: Sheet) -> ReadForm:
    """Return what a document of this sheet must show."""
    cells = [(cell.row, cell.col, cell.rows, cell.cols, cell.text) for cell in sheet.grid.cells]
    above = [line for one in sheet.above for line in one.text.split("\n")]
    below = [line for one in sheet.below for line in one.text.split("\n")]
    return ReadForm(above, dense(cells), below)


def dense(cells: list[Placed]) -> list[Placed]:
    """Return the cells in reading order, without rows in which no cell begins (no document can show those)."""
    begins = {row: number for number, row in enumerate(sorted({cell[0] for cell in cells}))}

    def place(row: int) -> int:
        return sum(begin < row for begin in begins)

    return sorted(
        (begins[row], col, place(row + rows) - begins[row], cols, text) for row, col, rows, cols, text in cells
    )


# --- Word ---


def docx_forms(path: Path) -> list[ReadForm]:
    """Return the forms of a Word file; continuation tables are joined to the table that they continue."""
    forms: list[ReadForm] = []
    lines: list[tuple[bool, str]] = []
    after = ""
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append((_begins_page(block), block.text))
            after = block.style.name or "" if block.style is not None else ""
        elif forms and (_caption(block).endswith("（续表）") or after == "续表"):
            _join(forms[-1], block)
            lines.clear()
        else:
            below = max((number for number, (breaks, _) in enumerate(lines) if breaks), default=0)
            if forms:
                forms[-1].lines_below = _said(lines[:below])
            forms.append(ReadForm(_said(lines[below:]), [cell for cell, _ in _docx_cells(block)]))
            lines.clear()
    if forms:
        forms[-1].lines_below = _said(lines)
    for form in forms:
        form.cells = dense(form.cells)
    return forms


def docx_tables(path: Path) -> list[list[Placed]]:
    """Return the tables of a Word file as they stand there, nothing joined."""
    return [[cell for cell, _ in _docx_cells(table)] for table in docx.Document(str(path)).tables]


def _said(lines: list[tuple[bool, str]]) -> list[str]:
    return [text for _, text in lines if text]


def _begins_page(paragraph: Paragraph) -> bool:
    own = paragraph._p.pPr
    return own is not None and (own.find(qn("w:pageBreakBefore")) is not None or own.find(qn("w:sectPr")) is not None)


def _caption(table: Table) -> str:
    found = table._tbl.tblPr.find(qn("w:tblCaption"))
    return "" if found is None else str(found.get(qn("w:val")))


def _docx_cells(table: Table) -> Iterator[tuple[Placed, str]]:
    """Yield each cell, and "行", "段" or "" for how it goes on from the table before."""
    rows = [list(_docx_row(tr)) for tr in table._tbl.tr_lst]
    for number, row in enumerate(rows):
        for col, tc in row:
            if tc.vMerge == "continue":
                continue
            end = number + 1
            while tc.vMerge == "restart" and end < len(rows) and _goes_down(rows[end], col, tc.grid_span):
                end += 1
            cell = _Cell(tc, table)
            style = cell.paragraphs[0].style
            joins = _GOES_ON.search(style.name or "") if style is not None else None
            yield (number, col, end - number, tc.grid_span, cell.text), joins[1] if joins else ""


def _docx_row(tr: Any) -> Iterator[tuple[int, Any]]:
    col = tr.grid_before
    for tc in tr.tc_lst:
        yield col, tc
        col += tc.grid_span


def _goes_down(row: list[tuple[int, Any]], col: int, cols: int) -> bool:
    return any(at == col and tc.grid_span == cols and tc.vMerge == "continue" for at, tc in row)


def _join(form: ReadForm, table: Table) -> None:
    """Add a continuation table to the form: heads printed again are skipped, cells that go on are joined."""
    heads = sum(tr.trPr is not None and tr.trPr.find(qn("w:tblHeader")) is not None for tr in table._tbl.tr_lst)
    offset = max(row + rows for row, _, rows, _, _ in form.cells)
    for (row, col, rows, cols, text), joins in _docx_cells(table):
        end = row + rows - heads
        if end <= 0:
            continue
        if joins:
            _go_on(form, (offset, col, end, cols), ("\n" if joins == "段" else "") + text)
        else:
            assert row >= heads, f"the head {text!r} reaches into the table"
            form.cells.append((offset + row - heads, col, rows, cols, text))


def _go_on(form: ReadForm, place: tuple[int, int, int, int], text: str) -> None:
    offset, col, more, cols = place
    for number, (row, at, rows, wide, before) in enumerate(form.cells):
        if row + rows == offset and at == col and wide == cols:
            form.cells[number] = (row, at, rows + more, wide, before + text)
            return
    raise AssertionError(f"nothing goes on at row {offset}, column {col}: {text!r}")


# --- Excel ---


def xlsx_forms(path: Path) -> dict[str, ReadForm]:
    """Return the forms of an Excel file by the names of their sheets; the table is what has lines around it."""
    with zipfile.ZipFile(path) as package:
        inline = "xl/sharedStrings.xml" not in package.namelist()
    book = openpyxl.load_workbook(path)
    return {sheet.title: _xlsx_form(sheet, inline=inline) for sheet in book.worksheets}


def _xlsx_form(sheet: Any, *, inline: bool) -> ReadForm:
    merged = {(span.min_row, span.min_col): span for span in sheet.merged_cells.ranges}
    covered = {place for span in sheet.merged_cells.ranges for place in span.cells}
    form = ReadForm()
    for row in sheet.iter_rows():
        for cell in row:
            place = (cell.row, cell.column)
            if place in covered and place not in merged:
                continue
            text = _xlsx_text(cell.value, inline=inline)
            if not cell.border.left.style:
                if text:
                    (form.lines_below if form.cells else form.lines_above).extend(text.split("\n"))
                continue
            span = merged.get(place)
            rows = span.max_row - span.min_row + 1 if span else 1
            cols = span.max_col - span.min_col + 1 if span else 1
            form.cells.append((cell.row - 1, cell.column - 1, rows, cols, text))
    form.cells = dense(form.cells)
    return form


def _xlsx_text(value: object, *, inline: bool) -> str:
    """Return the text; openpyxl reads the escape `_x005F_` in shared strings, but not in inline ones."""
    if value is None:
        return ""
    assert isinstance(value, str), f"{value!r} is no text"
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if inline else value


# --- PDF ---


@dataclass(frozen=True)
class Box:
    """A cell on a page: its edges in points from the upper left corner, and its lines without white space."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge."""
        return self.x0, self.top, self.x1, self.bottom


def pdf_boxes(path: Path) -> list[list[Box]]:
    """Return for each page the cells of its tables in reading order, found by the lines that are drawn."""
    settings = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 1.5}
    pages = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found = {cell for table in page.find_tables(settings) for cell in table.cells}
            chars = page.chars
            boxes = [Box(*edges, lines=tuple(_lines_in(chars, edges))) for edges in found]
            pages.append(sorted(boxes, key=lambda box: (round(box.top), box.x0)))
    return pages


def _lines_in(chars: list[dict[str, Any]], edges: tuple[float, float, float, float]) -> Iterator[str]:
    """Yield the lines whose middle lies within the edges, top line first."""
    x0, top, x1, bottom = edges
    inside = [
        char
        for char in chars
        if x0 <= (char["x0"] + char["x1"]) / 2 < x1 and top <= (char["top"] + char["bottom"]) / 2 < bottom
    ]
    inside.sort(key=lambda char: char["bottom"])
    line: list[dict[str, Any]] = []
    for char in inside:
        if line and char["bottom"] - line[-1]["bottom"] > char["size"] / 2:
            yield _joined(line)
            line = []
        line.append(char)
    if line:
        yield _joined(line)


def _joined(line: list[dict[str, Any]]) -> str:
    return "".join("".join(char["text"] for char in sorted(line, key=lambda char: float(char["x0"]))).split())
