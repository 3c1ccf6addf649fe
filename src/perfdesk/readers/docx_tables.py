"""Word tables: cells with their true merges; the parts of a table that goes on over pages put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from perfdesk.grid import SourceNote
from perfdesk.readers.docx_text import Said, Styles, W, is_on, read_paragraph
from perfdesk.readers.places import Met

_GOES_ON = re.compile(r"（续(行|段)）$")
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_NEAR_TWIPS = 60
_MOST_COLUMNS = 500
_LARGE = 3
"""A table inside a cell with more rows than this is a table of its own."""
_HIDDEN_ROW = "这一行在原文中是隐藏的，请核对。"
_NEW_ROW = "这一行是修订时新增的，请核对。"
_UNDER = "这一格在原文中并入上一格，其中看不见的文字没有读入。"
_NESTED = "这一格里还有一个表格，已按行读作文字，请核对。"
_REVISED_CELL = "这一格有修订（合并、拆分或增删），请核对。"


@dataclass
class WordCell(Met):
    """A cell of a Word table; `joins` says how it goes on from the table before: "行", "段" or ""."""

    joins: str = ""
    merge: str = ""


@dataclass
class WordTable:
    """A Word table before it joins others.

    Args:
        edges: the columns' edges in twips, one more than columns.
        heads: how many rows at the top are printed again on each page.
        inner: cells with nested tables that are tables of their own, by their row.
        boxes: text boxes that hang on its cells.
    """

    cells: list[WordCell]
    edges: list[int]
    heads: int
    n_rows: int
    notes: list[SourceNote] = field(default_factory=list)
    inner: dict[int, list[tuple[WordCell, list[etree._Element]]]] = field(default_factory=dict)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def rows_end(self) -> int:
        """The first row below the table."""
        return max((cell.row_end for cell in self.cells), default=0)


def children(parent: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """Yield the children with one of some tags, content controls and wrappers opened."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, wanted)


_ROW, _CELL = frozenset({f"{W}tr"}), frozenset({f"{W}tc"})
_BLOCKS = frozenset({f"{W}p", f"{W}tbl"})


def read_table(table: etree._Element, styles: Styles) -> WordTable:
    """Return a table of a Word document."""
    edges = _grid_edges(table)
    made = WordTable([], edges, 0, 0)
    above: dict[int, WordCell] = {}
    for tr in children(table, _ROW):
        own = tr.find(f"{W}trPr")
        if own is not None and own.find(f"{W}del") is not None:
            text = "".join(each.text or "" for each in tr.iter(f"{W}t", f"{W}delText"))
            made.notes.append(SourceNote("修订中删去的一行没有读入。", text))
            continue
        if own is not None and is_on(own.find(f"{W}tblHeader")) and made.heads == made.n_rows:
            made.heads += 1
        above = _read_row(made, tr, own, styles, above)
        made.n_rows += 1
    width = max((cell.col_end for cell in made.cells), default=0)
    while len(edges) <= width:
        edges.append(edges[-1] + 1000)
    return made


def _grid_edges(table: etree._Element) -> list[int]:
    edges = [0]
    for column in list(table.iterfind(f"{W}tblGrid/{W}gridCol"))[:_MOST_COLUMNS]:
        edges.append(edges[-1] + max(_number(column.get(f"{W}w"), 1000), 1))
    return edges


def _number(text: str | None, other: int) -> int:
    try:
        return min(int(float(text)), 100_000) if text else other
    except (ValueError, OverflowError):
        return other


def _read_row(
    made: WordTable,
    tr: etree._Element,
    own: etree._Element | None,
    styles: Styles,
    above: dict[int, WordCell],
) -> dict[int, WordCell]:
    """Add a row; return the cells that stand at its lower edge, by column."""
    row, col = made.n_rows, _before(own)
    here: dict[int, WordCell] = {}
    last: WordCell | None = None
    cells = list(children(tr, _CELL))
    for tc in cells[:_MOST_COLUMNS]:
        looks = tc.find(f"{W}tcPr")
        span = max(1, min(_number(_val(looks, "gridSpan"), 1), _MOST_COLUMNS - min(col, _MOST_COLUMNS - 1)))
        if _val(looks, "hMerge") == "continue" and last is not None:
            last.cols += span
            col += span
            continue
        cell = WordCell(row, col, 1, span, merge=_merge(looks))
        standing = above.get(col)
        nested = _fill(cell, tc, styles, made)
        if cell.merge == "continue" and standing is not None and standing.merge and standing.cols == span:
            if cell.text.strip():
                standing.why.append(_UNDER)
                made.notes.append(SourceNote(_UNDER, cell.text, standing.row, standing.col))
            standing.rows += 1
            cell = standing
        else:
            _note_row(cell, own, looks)
            made.cells.append(cell)
            _take_nested(made, cell, nested, alone=len(cells) == 1)
        here[col] = cell
        last = cell
        col += span
    return here


def _before(own: etree._Element | None) -> int:
    found = None if own is None else own.find(f"{W}gridBefore")
    return 0 if found is None else max(0, min(_number(found.get(f"{W}val"), 0), _MOST_COLUMNS - 1))


def _val(looks: etree._Element | None, name: str) -> str | None:
    found = None if looks is None else looks.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val") or "continue"


def _merge(looks: etree._Element | None) -> str:
    return _val(looks, "vMerge") or ""


def _note_row(cell: WordCell, own: etree._Element | None, looks: etree._Element | None) -> None:
    if own is not None and is_on(own.find(f"{W}hidden")):
        cell.why.append(_HIDDEN_ROW)
    if own is not None and own.find(f"{W}ins") is not None and cell.text.strip():
        cell.why.append(_NEW_ROW)
    if looks is not None and any(looks.find(f"{W}{name}") is not None for name in ("cellIns", "cellDel", "cellMerge")):
        cell.why.append(_REVISED_CELL)


def _fill(cell: WordCell, tc: etree._Element, styles: Styles, made: WordTable) -> list[etree._Element]:
    """Take the text of a cell; return the tables inside it."""
    lines, nested = [], []
    for number, block in enumerate(children(tc, _BLOCKS)):
        if block.tag == f"{W}tbl":
            nested.append(block)
            continue
        if number == 0:
            found = _GOES_ON.search(styles.name(block))
            cell.joins = found[1] if found else ""
        said = read_paragraph(block, styles)
        lines.append(said.text)
        _tell(cell, said)
        made.boxes += said.boxes
    if nested and lines and not lines[-1]:
        lines.pop()  # Word asks for an empty paragraph behind a table
    cell.text = "\n".join(lines)
    return nested


def _tell(cell: WordCell, said: Said) -> None:
    cell.why += [why for why in said.why if why not in cell.why]


def _take_nested(made: WordTable, cell: WordCell, nested: list[etree._Element], *, alone: bool) -> None:
    """Keep tables that fill a row of their own, or are large; read others as text of their cell."""
    least = 1 if alone else _LARGE
    if any(len(list(children(each, _ROW))) > least and _n_cols(each) > 1 for each in nested):
        made.inner.setdefault(cell.row, []).append((cell, nested))
        return
    for each in nested:
        rows = []
        for tr in children(each, _ROW):
            texts = ["".join(text.text or "" for text in tc.iter(f"{W}t")) for tc in children(tr, _CELL)]
            rows.append("\t".join(texts))
        cell.text = "\n".join(filter(None, [cell.text, *rows]))
        cell.why.append(_NESTED)


def _n_cols(table: etree._Element) -> int:
    return max((len(list(children(tr, _CELL))) for tr in children(table, _ROW)), default=0)


def join(first: WordTable, second: WordTable) -> None:
    """Add the table `second` below `first`: heads printed again are dropped, cells that go on are joined."""
    _match_columns(first, second)
    offset, heads = first.rows_end, second.heads
    for note in second.notes:
        row = None if note.row is None else offset + note.row - heads
        first.notes.append(SourceNote(note.why, note.was, row, note.col))
    for cell in second.cells:
        if cell.row_end <= heads:
            continue
        rows = cell.row_end - max(cell.row, heads)
        begin = offset + max(cell.row, heads) - heads
        before = _ending_at(first, cell, begin) if cell.joins and begin == offset else None
        if before is None:
            if cell.joins:
                cell.why.append("这一格接着上一页，而上一页没有找到它的开头，请核对。")
            cell.row, cell.rows = begin, rows
            first.cells.append(cell)
            continue
        before.rows += rows
        before.text += ("\n" if cell.joins == "段" else "") + cell.text
        before.why += [why for why in cell.why if why not in before.why]
    first.boxes += second.boxes
    first.n_rows = first.rows_end


def _ending_at(table: WordTable, cell: WordCell, row: int) -> WordCell | None:
    found = [each for each in table.cells if each.row_end == row and each.col == cell.col and each.cols == cell.cols]
    return found[0] if len(found) == 1 else None


def _match_columns(first: WordTable, second: WordTable) -> None:
    """Give both tables the same columns: programs drop those that no cell of a table begins or ends at."""
    pairs = zip(first.edges, second.edges, strict=False)
    if len(first.edges) == len(second.edges) and all(abs(one - two) <= _NEAR_TWIPS for one, two in pairs):
        return
    edges: list[int] = []
    for edge in sorted({*first.edges, *second.edges}):
        if not edges or edge - edges[-1] > _NEAR_TWIPS:
            edges.append(edge)
    for table in (first, second):
        number = [_nearest(edges, edge) for edge in table.edges]
        for cell in table.cells:
            col = number[cell.col]
            cell.cols = max(number[cell.col_end] - col, 1)
            cell.col = col
        table.edges = edges


def _nearest(edges: list[int], edge: int) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - edge))
