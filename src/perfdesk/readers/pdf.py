"""PDF files with text: ruled tables with their merges, over several pages too, and the lines around them.

A PDF knows where signs stand and nothing of cells or paragraphs. What follows from the ruled lines is taken as read;
where a line end could be either, the cell is noted. A scanned document is named as such and yields nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from perfdesk.grid import Source, SourceDocument, SourceLine, SourceNote
from perfdesk.readers.columns import in_columns
from perfdesk.readers.pdf_columns import cells_of
from perfdesk.readers.pdf_lines import GAP, Char, TextLine, between_pages, join_lines, lines_of
from perfdesk.readers.pdf_pages import Box, PdfPage, pages
from perfdesk.readers.places import Met, table
from perfdesk.readers.refusals import not_readable, scanned

_NEAR_PT = 2.5
_SAME_SIDES_PT = 4.0
_FEW = 8  # characters on all pages; a scanned document may carry a page number
_MOST_ODD = 0.5
_HAN = re.compile("[\u3400-\u9fff]")
_HEADS = 2  # a row that is said again at the top of a page has at least as many texts
_PITCH = 1.45
_ROOM = 3.0  # below a line in the size of its text: where another line would have found room, the cell has ended
_PAGE_NUMBER = re.compile(r"^[\s\-—–－─第]*\d{1,4}[\s\-—–－─页/共0-9]*$")
_MARGIN = 0.1
_CONTINUED = "这一格跨页，前后两页的文字已接在一起，请核对。"
_PERHAPS = "这里在跨页处，前后两页的文字可能本是一格，请核对。"
_FILLED = "第{}页有填写框，其中的文字已按位置读入，请核对。"
_MARK = "这里有浅色或特别大的文字“{}”（像是水印），没有读入，请核对。"
_MARK_BESIDE = "第{}页有浅色的文字“{}”（像是水印），没有读入。"
_LIGHT = "这里的文字颜色很浅，可能是水印，请核对。"
_LARGE = 2.0  # text this many times the usual size belongs to no cell
_ODD = "这里有读不出的字（PDF 里没有写明是什么字），请核对。"


@dataclass
class _PdfCell(Met):
    """A cell with its lines, between which edges (in points) they stand, and where it ends below."""

    lines: list[TextLine] = field(default_factory=list)
    sides: tuple[float, float] = (0.0, 0.0)
    low: float = 0.0


@dataclass
class _Table:
    """A ruled table: its columns' edges in points, its cells, and how many rows it has."""

    edges: list[float]
    cells: list[_PdfCell]
    n_rows: int

    def texts(self, row: int) -> dict[int, _PdfCell]:
        """Return the cells with text that begin in a row, by column."""
        return {cell.col: cell for cell in self.cells if cell.row == row and cell.text.strip()}


@dataclass
class _Reading:
    sources: list[Source] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)
    open_: _Table | None = None
    tables: int = 0
    lines: list[TextLine] = field(default_factory=list)

    def finish(self) -> None:
        """Add the table that is open."""
        if self.open_ is None:
            return
        made = table(self.open_.cells, f"第{self.tables + 1}个表")
        self.open_ = None
        if made is not None:
            self.tables += 1
            self.sources.append(made)


def read(data: bytes, name: str) -> SourceDocument:
    """Return the lines and tables of a PDF; `name` is the file's name for messages.

    Raises:
        UserError: E25 it unpacks to too much, E26 protected, E27 scanned, E28 damaged, E29 no signs, only shapes.
    """
    reading = _Reading()
    seen = odd = chinese = 0
    for number, page in enumerate(pages(data, name), 1):
        signs = sum(bool(char.text.strip()) for char in page.chars)
        if page.pictured and not page.tables:
            reading.notes.append(SourceNote(f"第{number}页是图像（扫描件），没有读取。"))
            continue
        if page.why:
            reading.notes.append(SourceNote(f"第{number}页{page.why}，没有读全。"))
        reading.notes += [SourceNote(f"第{number}页{unread}。") for unread in page.unread]
        if any(char.filled for char in page.chars):
            reading.notes.append(SourceNote(_FILLED.format(number)))
        seen += signs
        odd += sum(char.odd for char in page.chars)
        chinese += sum(_HAN.match(char.text) is not None for char in page.chars)
        _read_page(reading, page, number)
    reading.finish()
    if seen < _FEW:
        raise scanned(name)
    if not chinese or odd > _MOST_ODD * seen:
        todo = "如果打开看得见中文，请用生成它的程序另存为 Word 或 Excel，或重新导出 PDF，再导入。"
        raise not_readable(name, "读不出中文的 PDF（文件里没有写明是什么字，或本来没有中文）", todo)
    document = SourceDocument(tuple(reading.sources), tuple(reading.notes))
    rows = cells_of(reading.lines) if not reading.tables else []
    return in_columns(document, rows) if rows else document


def _read_page(reading: _Reading, page: PdfPage, number: int) -> None:
    tables = [(boxes, _frame(boxes)) for boxes in page.tables if len(boxes) > 1]
    outside, inside = _parted(page.chars, [frame for _, frame in tables])
    read, marks = _without_marks(outside)
    lines = [line for line in read if not _is_page_number(line, page)]
    reading.notes += [SourceNote(_MARK_BESIDE.format(number, mark.text.strip()[:50]), mark.text) for mark in marks]
    blocks: list[tuple[float, TextLine | int]] = [(line.top, line) for line in lines]
    blocks += [(frame[1], place) for place, (_, frame) in enumerate(tables)]
    first = True
    for _, block in sorted(blocks, key=lambda each: each[0]):
        if isinstance(block, TextLine):
            reading.finish()
            why = [*block.why, *([_ODD] if any(char.odd for char in block.chars) else [])]
            notes = tuple(SourceNote(each, block.text) for each in why if each != GAP)
            reading.lines.append(block)
            reading.sources.append(SourceLine(block.text.strip(), f"第{number}页", notes=notes))
        else:
            boxes, frame = tables[block]
            made = _table(boxes, inside[block])
            _note_open(made, frame, page.open_ends)
            if first and reading.open_ is not None and _goes_on(reading.open_, made):
                _join(reading.open_, made)
            else:
                reading.finish()
                reading.open_ = made
        first = False


def _without_marks(chars: Sequence[Char]) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines of some characters, and apart from them light ones that lie beside or upon others."""
    lines = lines_of([char for char in chars if not char.faint], columns=True)
    faint = lines_of([char for char in chars if char.faint], columns=True)
    usual = median(line.size for line in lines) if lines else 0.0
    marks = [
        line
        for line in faint
        if line.size > _LARGE * usual > 0 or any(line.top < one.bottom and one.top < line.bottom for one in lines)
    ]
    return sorted([*lines, *(line for line in faint if line not in marks)], key=lambda line: line.top), marks


def _note_open(made: _Table, frame: Box, open_ends: Sequence[float]) -> None:
    """Note the row that the end of the page cuts without a line: the rest of it stands on another page."""
    for end in open_ends:
        for cell in made.cells:
            first = abs(frame[1] - end) <= _NEAR_PT and cell.row == 0
            last = abs(frame[3] - end) <= _NEAR_PT and cell.row_end == made.n_rows
            if (first or last) and cell.text.strip():
                cell.doubtful_row = _PERHAPS


def _frame(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _parted(chars: Sequence[Char], frames: Sequence[Box]) -> tuple[list[Char], list[list[Char]]]:
    """Return the characters outside all tables, and those in each."""
    outside: list[Char] = []
    inside: list[list[Char]] = [[] for _ in frames]
    for char in chars:
        x, y = char.middle
        place = next(
            (nth for nth, (x0, top, x1, bottom) in enumerate(frames) if x0 <= x < x1 and top <= y < bottom), None
        )
        (outside if place is None else inside[place]).append(char)
    return outside, inside


def _is_page_number(line: TextLine, page: PdfPage) -> bool:
    height = page.size[1]
    in_margin = line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height
    return in_margin and _PAGE_NUMBER.match(line.text) is not None


def _table(boxes: Sequence[Box], chars: Sequence[Char]) -> _Table:
    """Return a table: its cells by rows and columns, each character in the cell that its middle stands in."""
    xs = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    ys = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    cells: list[_PdfCell] = []
    owner: dict[tuple[int, int], int] = {}
    for x0, top, x1, bottom in boxes:
        row, col = _nearest(ys, top), _nearest(xs, x0)
        rows, cols = _nearest(ys, bottom) - row, _nearest(xs, x1) - col
        if rows < 1 or cols < 1:
            continue
        cells.append(_PdfCell(row, col, rows, cols))
        for place in ((r, c) for r in range(row, row + rows) for c in range(col, col + cols)):
            owner.setdefault(place, len(cells) - 1)
    texts: list[list[Char]] = [[] for _ in cells]
    for char in chars:
        x, y = char.middle
        number = owner.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
        if number is not None:
            texts[number].append(char)
        elif char.text.strip() and cells:
            near = min(range(len(cells)), key=lambda nth: abs(ys[cells[nth].row] - y) + abs(xs[cells[nth].col] - x))
            cells[near].why.append(f"表格里有不在任何格中的文字“{char.text}”。")
    usual = median(char.size for char in chars) if chars else 0.0
    for cell, own in zip(cells, texts, strict=True):
        cell.sides, cell.low = (xs[cell.col], xs[cell.col_end]), ys[cell.row_end]
        _say(cell, own, usual)
    return _Table(xs, cells, len(ys) - 1)


def _say(cell: _PdfCell, chars: Sequence[Char], usual: float) -> None:
    """Put its characters into a cell, but for a watermark's; `usual`: the size of text in this table."""
    large = _LARGE * usual
    own = [char for char in chars if char.size <= large and not char.faint]
    marks = [char for char in chars if char.size > large or char.faint] if len(own) < len(chars) else []
    if not any(char.text.strip() for char in own) and any(char.size <= large and char.text.strip() for char in marks):
        own = [char for char in chars if char.size <= large]
        marks = [char for char in marks if char.size > large]
        cell.why.append(_LIGHT)
    mark = "".join(char.text for char in marks).strip()
    cell.why += [_MARK.format(mark[:50])] if mark else []
    cell.lines = lines_of(own)
    joined = join_lines(cell.lines, *cell.sides, _PITCH)
    cell.text = joined.text
    cell.why += [*joined.why, *([_ODD] if any(char.odd for char in own) else [])]


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR_PT:
            edges.append(place)
    return edges


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda nth: abs(edges[nth] - place))


# --- tables over several pages ---


def _goes_on(above: _Table, below: _Table) -> bool:
    """Say whether a table at the top of a page may continue the one that ended the page before."""
    sides = (above.edges[0] - below.edges[0], above.edges[-1] - below.edges[-1])
    return all(abs(side) <= _SAME_SIDES_PT for side in sides)


def _join(above: _Table, below: _Table) -> None:
    """Add a table below another; a row that a page's end has parted is put together and noted."""
    edges = _edges([*above.edges, *below.edges])
    for each in (above, below):
        number = [_nearest(edges, edge) for edge in each.edges]
        for cell in each.cells:
            end = number[min(cell.col_end, len(number) - 1)]
            cell.col = number[cell.col]
            cell.cols = max(end - cell.col, 1)
        each.edges = edges
    _drop_heads(above, below)
    parted = _parted_row(above, below)
    offset = above.n_rows - (1 if parted else 0)
    standing = {(cell.col, cell.cols): cell for cell in above.cells if cell.row_end == above.n_rows}
    for cell in below.cells:
        before = standing.get((cell.col, cell.cols)) if cell.row == 0 else None
        if before is not None and (parted or (before.rows > 1 and cell.text == before.text)):
            before.rows += cell.rows - (1 if parted else 0)
            if cell.text.strip() and cell.text != before.text:
                before.text += between_pages(before.lines[-1], cell.lines[0], before.sides) + cell.text
                before.why += [_CONTINUED, *cell.why]
                before.lines = cell.lines
            continue
        cell.row += offset
        above.cells.append(cell)
    above.n_rows = offset + below.n_rows


def _drop_heads(above: _Table, below: _Table) -> None:
    """Leave out the rows at the top of a page that say again what a row of the table before says."""
    said = [{col: cell.text for col, cell in above.texts(row).items()} for row in range(above.n_rows)]
    heads = 0
    while heads < below.n_rows - 1:
        here = {col: cell.text for col, cell in below.texts(heads).items()}
        if len(here) < _HEADS or not any(here.items() <= row.items() and len(row) <= len(here) + 1 for row in said):
            break
        heads += 1
    kept = [cell for cell in below.cells if cell.row_end > heads]
    for cell in kept:
        cell.row, cell.rows = max(cell.row - heads, 0), cell.row_end - max(cell.row, heads)
    below.cells, below.n_rows = kept, below.n_rows - heads


def _parted_row(above: _Table, below: _Table) -> bool:
    """Say whether the first row of a page is the rest of the last row of the page before; note it where unsure."""
    ending = {cell.col: cell for cell in above.cells if cell.row_end == above.n_rows}
    begins = {cell.col: cell for cell in below.cells if cell.row == 0}
    rest = {col: cell for col, cell in begins.items() if cell.lines and cell.text != _text_at(ending, col)}
    spans = [{col: cell.cols for col, cell in cells.items()} for cells in (ending, begins)]
    if not rest or any(not _text_at(ending, col) for col in rest):
        return False
    full = [_is_full(ending[col], cell.lines[0]) for col, cell in rest.items()]
    own = [cell for cell in ending.values() if cell.row == above.n_rows - 1 and cell.lines]
    long = len(rest) < len(own) or all(len(ending[col].lines) > 1 for col in rest)  # else all of a row goes on at once
    if spans[0] == spans[1] and all(full) and long:
        return True
    tight = any(_ends_low(cell) for cell in own)
    if sum(full) * 2 >= len(full) or (tight and len(rest) < len(own)):
        for cell in rest.values():
            cell.why.append(_PERHAPS)
            ending[cell.col].why.append(_PERHAPS)
    return False


def _is_full(cell: _PdfCell, rest: TextLine) -> bool:
    """Say whether the last line of a cell fills it to its right edge and to the end of the page."""
    return not between_pages(cell.lines[-1], rest, cell.sides) and _ends_low(cell)


def _ends_low(cell: _PdfCell) -> bool:
    return cell.low - cell.lines[-1].bottom < _ROOM * cell.lines[-1].size


def _text_at(cells: Mapping[int, _PdfCell], col: int) -> str:
    return cells[col].text if col in cells else ""
