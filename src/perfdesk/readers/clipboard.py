"""The clipboard: one table, made of the HTML and the text that Excel, WPS, Word and browsers put there together.

The HTML knows which cells are merged, the text knows every blank; where both have the same shape each gives what it
knows. Nothing that stood there is lost without a name: what cannot stand in a draft is cleaned and counted, what was
hidden is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from perfdesk.errors import UserError
from perfdesk.grid import Cell, Grid, SourceDocument, SourceTable
from perfdesk.readers.places import MOST_PLACES
from perfdesk.readers.text import unquote

_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"(?=\t|\r|\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_ROW_END = re.compile(r"\r\n|\r|\n")
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,6})|0*(\d{1,7}));?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that a draft can hold, and what was taken out of it: "U+0000" → how often."""

    text: str
    gone: Counter[str]


@dataclass(frozen=True, slots=True)
class Clip:
    """What stands on the clipboard.

    Args:
        grid: its cells; places that a short row does not have are of kind "blank".
        text: all of it as one text, for an input that takes lines.
        is_table: it came as a table; else each line is a row of its own.
        gone: characters that were cleaned away, "U+0000" → how often.
        unread: texts that were hidden in the source or stood where no cell is, each with the reason.
    """

    grid: Grid
    text: str
    is_table: bool
    gone: Counter[str]
    unread: tuple[tuple[str, str], ...] = ()


def cleaned(text: str) -> Cleaned:
    """Return the text without characters that no document can hold; every kind of line end becomes a line feed."""
    gone = Counter(f"U+{ord(char):04X}" for char in _UNFIT.findall(text))
    return Cleaned(_BREAK.sub("\n", _UNFIT.sub("", text) if gone else text), gone)


def read_clipboard(web: str, text: str) -> Clip | None:
    """Return what the clipboard holds as HTML (`web`) and as text; None if neither holds anything.

    Raises:
        UserError: E28, there is HTML alone, and it cannot be read.
    """
    gone = Counter(f"U+{ord(char):04X}" for char in _UNFIT.findall(text))
    rows = split_cells(_UNFIT.sub("", text) if gone else text)
    whole = _BREAK.sub("\n", rows[0][0] if len(rows) == 1 == len(rows[0]) else _UNFIT.sub("", text)).removesuffix("\n")
    table, lost = _web_table(web, needed=not text)
    if table is not None:
        grid, unread = table
        grid = _with_exact_texts(grid, rows)
        return Clip(grid, whole or "\n".join(cell.text for cell in grid.cells), True, gone or lost, unread)
    if not rows:
        return None
    return Clip(_grid(rows), whole, any(len(row) > 1 for row in rows), gone)


def split_cells(text: str) -> list[list[str]]:
    """Return the rows of a text of cells parted by tabs, exactly; cells may be quoted as Excel quotes them.

    What lies beyond the greatest table that is read comes back whole, as the last cell of the last row.
    """
    rows: list[list[str]] = []
    row: list[str] = []
    at = places = 0
    while at < len(text) or row:
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        found = quoted or _PLAIN.match(text, at)
        piece = found.group() if found is not None else ""
        row.append(_BREAK.sub("\n", unquote(piece) if quoted else piece))
        at += len(piece)
        places += 1
        if text.startswith("\t", at):
            at += 1
            if places > MOST_PLACES:
                return [*rows, [*row, _BREAK.sub("\n", text[at:])]]
            continue
        end = _ROW_END.match(text, at)
        at = end.end() if end is not None else at
        rows.append(row)
        row = []
        if places > MOST_PLACES and at < len(text):
            return [*rows, [_BREAK.sub("\n", text[at:])]]
    return rows


_Table = tuple[Grid, tuple[tuple[str, str], ...]]


def _web_table(web: str, *, needed: bool) -> tuple[_Table | None, Counter[str]]:
    """Return the tables and lines of the HTML as one grid; None if there is no table in it."""
    from perfdesk.readers import html  # noqa: PLC0415 -- the window cleans what is pasted, and starts without lxml

    lost: Counter[str] = Counter()
    if not web.strip():
        return None, lost
    lost.update(f"U+{ord(char):04X}" for char in _UNFIT.findall(web))
    plain = _REFERENCE.sub(lambda found: _reference(found, lost), _UNFIT.sub("", web))
    try:
        document = html.read_html(plain)
    except UserError:
        if needed:
            raise
        return None, lost
    if not needed and not any(isinstance(each, SourceTable) for each in document.sources):
        return None, lost
    return _stacked(document), lost


def _reference(found: re.Match[str], lost: Counter[str]) -> str:
    """Return a character reference as it stood, "" if it stands for what no document can hold."""
    code = int(found[1], 16) if found[1] else int(found[2])
    if code > 0x10FFFF or _UNFIT.match(chr(code)):
        lost[f"U+{code:04X}"] += 1
        return ""
    return "\n" if _BREAK.match(chr(code)) else found.group()


def _stacked(document: SourceDocument) -> _Table | None:
    """Return tables and lines of a document one below the other."""
    cells: list[Cell] = []
    unread = [(note.was, note.why) for note in document.notes if note.was.strip()]
    top = width = 0
    for source in document.sources:
        if not isinstance(source, SourceTable):
            cells.append(Cell(top, 0, text=source.text))
            top, width = top + 1, max(width, 1)
            continue
        grid = source.grid
        cells += [_moved(cell, top) for cell in grid.cells]
        unread += [(note.was, note.why) for note in source.notes if note.was.strip() and note.row is None]
        top, width = top + grid.n_rows, max(width, grid.n_cols)
    if not top:
        return None
    return Grid(top, width, (*cells, *_holes(cells, top, width))), tuple(unread)


def _moved(cell: Cell, down: int) -> Cell:
    return Cell(cell.row + down, cell.col, cell.rows, cell.cols, text=cell.text, kind=cell.kind)


def _holes(cells: Sequence[Cell], n_rows: int, n_cols: int) -> list[Cell]:
    """Return a blank cell for the end of each row that is shorter than the widest."""
    ends = [0] * n_rows
    for cell in cells:
        for row in range(cell.row, cell.row_end):
            ends[row] = max(ends[row], cell.col_end)
    return [Cell(row, end, 1, n_cols - end, kind="blank") for row, end in enumerate(ends) if end < n_cols]


def _with_exact_texts(grid: Grid, rows: Sequence[Sequence[str]]) -> Grid:
    """Return the grid with the blanks that the text has and HTML has not, where both have the same cells."""
    if len(rows) != grid.n_rows or any(len(row) > grid.n_cols for row in rows):
        return grid
    found = []
    for cell in grid.cells:
        row = rows[cell.row]
        text = row[cell.col] if cell.col < len(row) else ""
        same = cell.kind != "blank" and "".join(text.split()) == "".join(cell.text.split())
        found.append(Cell(cell.row, cell.col, cell.rows, cell.cols, text=text, kind=cell.kind) if same else cell)
    return Grid(grid.n_rows, grid.n_cols, tuple(found))


def _grid(rows: Sequence[Sequence[str]]) -> Grid:
    width = max(map(len, rows))
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(len(rows), width, (*cells, *_holes(cells, len(rows), width)))
