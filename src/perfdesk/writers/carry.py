"""Which characters an Office document carries: all but those that XML has no way to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from perfdesk.grid import Cell, Grid, Paragraph, Sheet
from perfdesk.writers.notice import Notice

REPLACEMENT = "\ufffd"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

Tell = Callable[[str], None]


def lacks(text: str) -> list[str]:
    """Return the characters of `text` that XML cannot carry, each once, in order."""
    return list(dict.fromkeys(_NOT_IN_XML.findall(text)))


def carried(text: str) -> str:
    """Return `text` with U+FFFD in place of each character that XML cannot carry."""
    return _NOT_IN_XML.sub(REPLACEMENT, text)


def escaped(text: str) -> str:
    """Return `text`, free of what XML cannot carry, as XML character data."""
    if _NOT_IN_XML.search(text):
        text = carried(text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def quoted(text: str) -> str:
    """Return `text`, free of what XML cannot carry, as the value of an XML attribute in double quotes."""
    return escaped(text).replace('"', "&quot;")


def notices(sheet: Sheet, form: int) -> Iterator[Notice]:
    """Yield a notice for each character of the sheet that is replaced, by cell and line, in reading order."""
    for paragraph in sheet.above:
        yield from _of(paragraph, form, "表上方")
    for cell in sheet.grid.cells:
        if _NOT_IN_XML.search(cell.text):
            yield from _of(cell, form, place(sheet.grid, cell))
    for paragraph in sheet.below:
        yield from _of(paragraph, form, "表下方")


def place(grid: Grid, cell: Cell) -> str:
    """Return where a cell stands, as a clerk finds it: by its label, else its path, else row and column."""
    label = _label(grid, cell)
    if label:
        return label
    return cell.source or f"第{cell.row + 1}行第{cell.col + 1}列"


def _of(text: Cell | Paragraph, form: int, where: str) -> Iterator[Notice]:
    for char in lacks(text.text):
        yield Notice(form, where, char, f"文件无法保存这个字符，已用“{REPLACEMENT}”代替。")


def _label(grid: Grid, cell: Cell) -> str:
    """Return the cell's own fixed wording, the label right at its left, or that of its column; "" if there is none.

    A tall label at the left names a whole block: then the label of the column says more, in a list with the row.
    """
    if cell.kind == "label":
        return _plain(cell.text)
    left = [grid.at(cell.row, col) for col in range(cell.col - 1, -1, -1)]
    if left and left[0].kind == "label" and left[0].rows <= cell.rows and _plain(left[0].text):
        return _plain(left[0].text)
    above = [grid.at(row, cell.col) for row in range(cell.row - 1, -1, -1)]
    head = next((other for other in above if other.kind == "label" and _plain(other.text)), None)
    if head is not None and head.col == cell.col:
        below = grid.at(cell.row_end, cell.col) if cell.row_end < grid.n_rows else head
        listed = head.row_end < cell.row or (below.kind != "label" and below.col == cell.col)
        return _plain(head.text) + (f"（第{cell.row + 1}行）" if listed else "")
    for other in (*left, *above):
        if other.kind == "label" and _plain(other.text):
            return _plain(other.text)
    return ""


def _plain(text: str) -> str:
    return " ".join(carried(text).split())
