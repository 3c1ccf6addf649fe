"""Published text and the clipboard: lines, and tables of tab-separated cells as Word and Excel give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from perfdesk.errors import UserError
from perfdesk.grid import Cell, Grid, Source, SourceLine, SourceTable
from perfdesk.readers.drawn import undrawn
from perfdesk.readers.encoding import read_text_file
from perfdesk.readers.torn import Row, mended

_MARKDOWN_ROW = re.compile(r"^\s*\|.*\|\s*$")
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\u2028|\u2029|\x85")
_BLANKS = " \t\u00a0"
_PADDING = re.compile("[ \u00a0]*")
"""What may stand between the quote that ends a cell and the tab behind it."""
MOST_PLACES = 200_000
"""Places (rows × columns) of all tables of one text: some 1,000 forms."""
MOST_LINES = 40_000
"""Lines of one text that are not empty."""
_LONGEST_CELL = 200  # lines of a quoted cell
_MOST_SCANS = 100_000


def read(path: Path) -> list[Source]:
    """Return the lines and tables of a text file, in order.

    Raises:
        UserError: the file cannot be read, is empty, too large, or no text.
    """
    return read_text(read_text_file(path))


def read_text(text: str) -> list[Source]:
    """Return the lines and tables of a text, in order; tables are runs of lines with tabs, or Markdown tables.

    Raises:
        UserError: E21, more lines or cells than any collection of forms has.
    """
    reading = _Reading()
    for line in _lines(text):
        reading.add(line)
    reading.end_run()
    return reading.sources


@dataclass
class _Reading:
    """The sources read so far, the lines since the last empty one, and the rows of the table that is not ended yet."""

    sources: list[Source] = field(default_factory=list)
    run: list[Row | str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    n_tables: int = 0
    n_lines: int = 0
    n_places: int = 0
    after_text: bool = False

    def add(self, line: str) -> None:
        """Take one line: a row of a table, a line of text, or an empty line, which ends a table."""
        self.n_lines += bool(line)
        if self.n_lines > MOST_LINES:
            raise _too_large(f"超过 {MOST_LINES} 行")
        if not line.strip(_BLANKS) and "\t" not in line:
            self.end_run()
            self.after_text = False
            return
        cells = _row(line)
        if cells is None:
            self.run.append(line)
            return
        self._check(len(cells))
        self.run.append(Row(cells))

    def end_run(self) -> None:
        """Make lines and tables of the lines since the last empty one."""
        for each in mended(self.run):
            if isinstance(each, Row):
                self.rows.append(each)
                self.after_text = False
            else:
                self._add_text(each)
        self._end_table()
        self.run = []

    def _add_text(self, line: str) -> None:
        below_row = bool(self.rows)
        self._end_table()
        joined = self.after_text and line[0] in _BLANKS
        where = f"第{len(self.sources) + 1}段"
        self.sources.append(SourceLine(line.strip(_BLANKS), where, joined, below_row=below_row))
        self.after_text = True

    def _end_table(self) -> None:
        if self.rows:
            rows = [row.cells for row in self.rows]
            torn = tuple(number for number, row in enumerate(self.rows) if row.torn)
            self.n_tables += 1
            self.n_places += len(rows) * max(map(len, rows))
            self._check(0)
            self.sources.append(SourceTable(grid_of(rows), loose=True, where=f"第{self.n_tables}个表", torn=torn))
            self.rows = []

    def _check(self, more: int) -> None:
        if self.n_places + more * (len(self.run) + 1) > MOST_PLACES:
            raise _too_large(f"超过 {MOST_PLACES} 格")


def _too_large(how: str) -> UserError:
    return UserError(
        "E21",
        what=f"这份文字太多（{how}），不像是绩效目标表。",
        safe="没有读取，也没有任何内容被改动。",
        todo="请确认选对了内容，或拆成几份再导入。",
    )


def _lines(text: str) -> Iterator[str]:
    """Yield the lines; a line end inside a quoted cell (as Excel writes it) does not end the line."""
    lines = undrawn(_LINE_END.sub("\n", text).split("\n"))
    number = scans = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if ("\t" in line or line.startswith('"')) and scans < _MOST_SCANS:
            end = _quoted_end(lines, number - 1)
            scans += 1 if end is None and not _is_open(line, inside=False) else _LONGEST_CELL
            if end is not None and end >= number:
                line = "\n".join(lines[number - 1 : end + 1])
                number = end + 1
        yield line


def _quoted_end(lines: list[str], start: int) -> int | None:
    """Return the line in which the cell quoted in line `start` ends; None if none is open or it never ends."""
    if not _is_open(lines[start], inside=False):
        return None
    for number in range(start + 1, min(start + _LONGEST_CELL, len(lines))):
        if not _is_open(lines[number], inside=True):
            return number
    return None


def _is_open(line: str, *, inside: bool) -> bool:
    """Say whether a quoted cell is still open at the end of the line; only a quote at a cell's start opens one."""
    at, tab = 0, line.find("\t")
    while True:
        if not inside and line.startswith('"', at):
            inside, at = True, at + 1
        if inside:
            quote = line.find('"', at)
            if 0 <= tab < at:
                tab = line.find("\t", at)
            if quote < 0 <= tab or 0 <= tab < quote:  # a tab ends the cell: its first quote was a mere sign
                inside = False
            elif quote < 0:
                return True
            elif line.startswith('""', quote):
                at = quote + 2
                continue
            else:
                inside, at = False, quote + 1
        if 0 <= tab < at:
            tab = line.find("\t", at)
        if tab < 0:
            return False
        at = tab + 1
        tab = line.find("\t", at)


def _row(line: str) -> list[str] | None:
    """Return the cells of a line of a table, None if it is none."""
    if "\t" in line:
        return [_unquote(cell) for cell in _split(line)]
    if _MARKDOWN_ROW.match(line):
        return [cell.strip() for cell in line.strip()[1:-1].split("|")]
    return None


def _split(line: str) -> list[str]:
    cells, at = [], 0
    while True:
        end = line.find("\t", at)
        if line.startswith('"', at):
            close = at + 1
            while (close := line.find('"', close)) >= 0 and line.startswith('""', close):
                close += 2
            padding = _PADDING.match(line, close + 1)
            after = padding.end() if padding else close + 1
            if close >= 0 and (after == len(line) or line[after] == "\t"):
                end = after if after < len(line) else -1
        cells.append(line[at:] if end < 0 else line[at:end])
        if end < 0:
            return cells
        at = end + 1


def unquote(cell: str) -> str:
    """Return a cell without the quotes that Excel puts around a cell with line ends, tabs or quotes."""
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    if quoted and any(sign in inner for sign in ("\n", "\r", "\t", "\x0b", '""')):
        return inner.replace('""', '"')
    return cell


def _unquote(cell: str) -> str:
    bare = cell.rstrip(_BLANKS)
    inner = unquote(bare)
    return cell.strip(_BLANKS) if inner is bare else inner


def grid_of(rows: list[list[str]]) -> Grid:
    """Return the table of some rows of cells; a short row ends in a place that it does not have."""
    width = max(map(len, rows))
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    for number, row in enumerate(rows):
        if len(row) < width:
            cells.append(Cell(number, len(row), 1, width - len(row), kind="blank"))
    return Grid(len(rows), width, tuple(cells))
