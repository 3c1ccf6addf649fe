"""Old Excel files (.xls, and .et of WPS): read by xlrd, cell by cell as they are seen."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

import xlrd

from perfdesk.grid import Source, SourceDocument, SourceNote
from perfdesk.readers.refusals import damaged, protected
from perfdesk.readers.sheets import HIDDEN, MOST_CELLS, Sheet, SheetCell, sources_of
from perfdesk.readers.xlsx_book import STRUCK
from perfdesk.readers.xlsx_numbers import BUILTIN, show

_FORMULA_RECORD, _BEGIN, _END = 0x0006, 0x0809, 0x000A
_FORMULA = "这里是公式，读入的是上次计算的结果，请核对。"
_ERROR = "原表这里显示的是错误值，请核对。"


def read(data: bytes, name: str) -> SourceDocument:
    """Return the lines and tables of an old Excel file; `name` is the file's name for messages.

    Raises:
        UserError: E26 protected, E28 damaged.
    """
    try:
        # on demand: xlrd keeps the sheets' records, which tell where formulas stand
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO())
        sources: list[Source] = []
        notes: list[SourceNote] = []
        for number in range(book.nsheets):
            page = book.sheet_by_index(number)
            if page.visibility:
                notes.append(SourceNote(f"工作表“{page.name}”是隐藏的，没有导入；需要的话请先取消隐藏。"))
                continue
            sheet = _sheet(book, page, set(_formulas(book, number)))
            sources += sources_of(sheet, number)
            notes += sheet.notes
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        if "encrypt" in str(error).lower():
            raise protected(name) from error
        raise damaged(name) from error
    return SourceDocument(tuple(sources), tuple(notes))


def _sheet(book: Any, page: Any, formulas: set[tuple[int, int]]) -> Sheet:  # noqa: ANN401 - the library has no types
    sheet = Sheet(page.name)
    sheet.merges = [(top, left, bottom, right) for top, bottom, left, right in page.merged_cells]
    for row in range(page.nrows):
        if len(sheet.cells) > MOST_CELLS:
            sheet.notes.append(SourceNote(f"工作表“{page.name}”太大，第{row + 1}行以后没有读取。"))
            break
        info = page.rowinfo_map.get(row)
        for col in range(page.row_len(row)):
            cell = _cell(book, page, row, col)
            if (row, col) in formulas:
                cell.why.append(_FORMULA)
            column = page.colinfo_map.get(col)
            if cell.text and ((info and info.hidden) or (column and column.hidden)):
                cell.why.append(HIDDEN)
            if cell.text or cell.boxed or cell.why:
                sheet.cells[row, col] = cell
    return sheet


def _cell(book: Any, page: Any, row: int, col: int) -> SheetCell:  # noqa: ANN401 - as above
    kind, value = page.cell_type(row, col), page.cell_value(row, col)
    looks = book.xf_list[page.cell_xf_index(row, col)]
    lines = looks.border
    boxed = any((lines.left_line_style, lines.right_line_style, lines.top_line_style, lines.bottom_line_style))
    if kind == xlrd.XL_CELL_TEXT:
        why = [STRUCK.format(value[:50])] if book.font_list[looks.font_index].struck_out and value.strip() else []
        return SheetCell(value.replace("\r\n", "\n").replace("\r", "\n"), boxed, why)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        number = book.format_map.get(looks.format_key)
        code = BUILTIN.get(looks.format_key) or (number.format_str if number else "General")
        shown = show(repr(value), code, since_1904=bool(book.datemode))
        return SheetCell(shown.text, boxed, [shown.why] if shown.why else [])
    if kind == xlrd.XL_CELL_BOOLEAN:
        return SheetCell("TRUE" if value else "FALSE", boxed)
    if kind == xlrd.XL_CELL_ERROR:
        return SheetCell(str(xlrd.error_text_from_code.get(value, "#?")), boxed, [_ERROR])
    return SheetCell("", boxed)


def _formulas(book: Any, number: int) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - as above
    """Yield the places with formulas, which xlrd gives as plain values: read from the sheet's own records."""
    stream, at, depth = book.mem, book._sh_abs_posn[number], 0
    at += book.base
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        depth += (code == _BEGIN) - (code == _END)
        if depth <= 0:
            return
        if code == _FORMULA_RECORD and size >= 4 and at + 8 <= len(stream):
            yield struct.unpack_from("<HH", stream, at + 4)
        at += 4 + size
