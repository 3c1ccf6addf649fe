"""Excel files (.xlsx): each sheet as lines and tables with their merged ranges, every cell as it is seen.

Formulas are never computed: the value that Excel kept is read and told. Hidden rows and columns are read and told,
hidden sheets are left out and told.
"""

from __future__ import annotations

import re

from lxml import etree

from perfdesk.grid import Source, SourceDocument, SourceNote
from perfdesk.readers.archive import open_archive
from perfdesk.readers.docx_text import SYMBOL, in_symbols
from perfdesk.readers.refusals import damaged
from perfdesk.readers.sheets import HIDDEN, MOST_CELLS, Sheet, SheetCell, sources_of
from perfdesk.readers.xlsx_book import STRUCK, Book, Looks, SheetPart, Text, X, read_book, rich_text, unescape
from perfdesk.readers.xlsx_numbers import show
from perfdesk.readers.xlsx_shapes import margins_of, read_shapes

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")
_PLAIN = Looks("General", boxed=False)
_MOST_MERGES = 20_000
_ON = ("1", "true")
_FORMULA = "这里是公式，读入的是上次计算的结果，请核对。"
_NO_RESULT = "这里是公式，文件里没有它的结果，留空。"
_ERROR = "原表这里显示的是错误值，请核对。"


def read(data: bytes, name: str) -> SourceDocument:
    """Return the lines and tables of an Excel file; `name` is the file's name for messages.

    Raises:
        UserError: E25 unsafe, E26 protected, E28 damaged.
    """
    archive = open_archive(data, name)
    archive.check_xml()
    book = read_book(archive)
    sources: list[Source] = []
    notes: list[SourceNote] = []
    for number, part in enumerate(book.sheets):
        if part.part not in archive or "/worksheets/" not in f"/{part.part}":
            continue
        if part.hidden:
            notes.append(SourceNote(f"工作表“{part.name}”是隐藏的，没有导入；需要的话请先取消隐藏。"))
            continue
        root = archive.xml(part.part)
        sheet = _read_sheet(root, book, part)
        read_shapes(archive, part.part, sheet)
        notes += margins_of(root, sheet)
        sources += sources_of(sheet, number)
        notes += sheet.notes
    if not any(part.part in archive for part in book.sheets):
        raise damaged(name)
    return SourceDocument(tuple(sources), tuple(notes))


def _read_sheet(root: etree._Element, book: Book, part: SheetPart) -> Sheet:
    sheet = Sheet(part.name)
    for column in root.iterfind(f"{X}cols/{X}col"):
        if column.get("hidden") in _ON or _is_nothing(column.get("width")):
            sheet.hidden_columns.append((_number(column.get("min")) - 1, _number(column.get("max"))))
    for merge in list(root.iterfind(f"{X}mergeCells/{X}mergeCell"))[:_MOST_MERGES]:
        first, _, last = (merge.get("ref") or "").partition(":")
        one, two = _place(first), _place(last or first)
        if one is not None and two is not None:
            rows, cols = sorted((one[0], two[0])), sorted((one[1], two[1]))
            sheet.merges.append((rows[0], cols[0], rows[1] + 1, cols[1] + 1))
    row = 0
    for element in root.iterfind(f"{X}sheetData/{X}row"):
        row = _number(element.get("r")) - 1 if element.get("r") else row
        if len(sheet.cells) > MOST_CELLS:
            sheet.notes.append(SourceNote(f"工作表“{part.name}”太大，第{row + 1}行以后没有读取。"))
            break
        _read_row(sheet, element, row, book)
        row += 1
    return sheet


def _read_row(sheet: Sheet, element: etree._Element, row: int, book: Book) -> None:
    hidden = element.get("hidden") in _ON or _is_nothing(element.get("ht"))
    col = 0
    for each in element.iterfind(f"{X}c"):
        place = _place(each.get("r") or "")
        if place is not None:
            col = place[1]
        style = _number(each.get("s"))
        looks = book.looks[style] if style < len(book.looks) else _PLAIN
        cell = _cell(each, looks, book)
        if cell.text or cell.boxed or cell.why:
            if cell.text and (hidden or any(first <= col < end for first, end in sheet.hidden_columns)):
                cell.why.append(HIDDEN)
            sheet.cells[row, col] = cell
        col += 1


def _cell(element: etree._Element, looks: Looks, book: Book) -> SheetCell:
    kind = element.get("t") or "n"
    raw = inline = None
    formula = False
    for child in element:
        if child.tag == f"{X}v":
            raw = child.text
        elif child.tag == f"{X}f":
            formula = True
        elif child.tag == f"{X}is":
            inline = rich_text(child)
    cell = SheetCell("", looks.boxed)
    value = _told(inline, cell) if inline is not None else None
    if value is None and raw is not None:
        value = _value(raw, kind, looks, book, cell)
    cell.text = value or ""
    cell.text, known = in_symbols(cell.text, looks.font if kind != "n" else "")
    if not known:
        cell.why.append(SYMBOL)
    if looks.struck and cell.text:
        cell.why.append(STRUCK.format(cell.text[:50]))
    if formula:
        cell.why.append(_NO_RESULT if raw is None else _FORMULA)
    return cell


def _value(raw: str, kind: str, looks: Looks, book: Book, cell: SheetCell) -> str:
    if kind == "s":
        number = _number(raw.strip())
        if number < len(book.texts):
            return _told(book.texts[number], cell)
        cell.why.append("这里的文字在文件中找不到，留空。")
        return ""
    if kind in ("str", "inlineStr"):
        return unescape(raw)
    if kind == "b":
        return "TRUE" if raw.strip() in _ON else "FALSE"
    if kind == "e":
        cell.why.append(_ERROR)
        return raw
    if kind == "d":
        cell.why.append("这里的日期按文件中的写法读取，请核对。")
        return raw
    shown = show(raw, looks.code, since_1904=book.since_1904)
    if shown.why:
        cell.why.append(shown.why)
    return shown.text


def _is_nothing(size: str | None) -> bool:
    """Say whether a row or column has no height or width: nobody sees it."""
    return size is not None and size.strip("0") in ("", ".")


def _told(text: Text, cell: SheetCell) -> str:
    cell.why += text.why
    return text.text


def _number(text: str | None) -> int:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdecimal() else 0


def _place(ref: str) -> tuple[int, int] | None:
    """Return row and column (from 0) of a reference such as "B12"; None if it is none."""
    found = _PLACE.match(ref)
    if found is None or not int(found[2]):
        return None
    col = 0
    for letter in found[1].upper():
        col = col * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, col - 1
