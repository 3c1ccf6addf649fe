"""Web pages and what browsers, Word and Excel put on the clipboard as HTML: lines and tables with their merges.

Nothing is loaded: no pictures, no styles, no scripts, no network.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from perfdesk.grid import Source, SourceDocument, SourceLine, SourceNote
from perfdesk.readers.encoding import decoded, with_losses_told
from perfdesk.readers.html_hidden import is_hidden, mark_hidden
from perfdesk.readers.places import MOST_PLACES, Met, table
from perfdesk.readers.refusals import damaged

_SKIPPED = {"script", "style", "head", "template", "noscript", "title", "object", "iframe"}
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul", "ol", "dd", "dt", "section", "article"}
_ROWS = {"thead", "tbody", "tfoot"}
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_FRAGMENT = re.compile(r"<!--StartFragment-->(.*?)<!--EndFragment-->", re.S)
_SHEET = re.compile(r"<style\b[^>]*>.*?</style>", re.S | re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 1000
_MANY_ROWS = 5  # a table beside others in a row that has more than these lays nothing out: it is what the page is about
_DEEPEST = 200
_POWERS = str.maketrans("23", "²³")
_DELETED = "这里有修订：删去的“{}”没有读入，请核对。"
_STRUCK = "这里的“{}”加了删除线，已照样读入，请核对。"
_RAISED = "这里的“{}”是上标或下标，读成了普通文字，请核对。"
_UNSEEN = "这里有隐藏的内容，没有读入。"
_HIDDEN_CELL = "这里在网页中是隐藏的，请核对。"
_NESTED = "这一格里还有一个表格，已按行读作文字，请核对。"


def read(data: bytes, name: str) -> SourceDocument:
    """Return the lines and tables of a web page; `name` is the file's name for messages.

    Raises:
        UserError: E22, E23 no text; E28 no page.
    """
    said = decoded(data, name)
    return with_losses_told(read_html(said.text, name), said.why)


def read_html(text: str, name: str = "剪贴板") -> SourceDocument:
    """Return the lines and tables of HTML, of the fragment that is marked as copied if there is one.

    Raises:
        UserError: E28 no page.
    """
    fragment = _FRAGMENT.search(text)
    if fragment is not None and "<table" in fragment[1].lower():
        text = "".join(_SHEET.findall(text[: fragment.start()])) + fragment[1]
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(_DECLARED.sub("", text).replace("\0", ""), parser=parser)
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise damaged(name) from error
    mark_hidden(root)
    walk = _Walk()
    walk.blocks(root, 0)
    walk.end_line()
    return SourceDocument(tuple(walk.sources), tuple(walk.notes))


@dataclass
class _Walk:
    """Goes through a page and collects lines and tables."""

    sources: list[Source] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)
    _line: str = ""
    _tables: int = 0

    def blocks(self, parent: etree._Element, depth: int) -> None:
        """Read an element of the page that is no table."""
        self._line += parent.text or ""
        for child in parent:
            if isinstance(child.tag, str) and depth < _DEEPEST:
                self._child(child, depth)
            self._line += child.tail or ""

    def _child(self, child: etree._Element, depth: int) -> None:
        tag = str(child.tag).lower()
        if tag in _SKIPPED:
            return
        if is_hidden(child) or tag == "del":
            if _plain(child):
                why = _DELETED.format(_plain(child)[:50]) if tag == "del" else _UNSEEN
                self.notes.append(SourceNote(why, _plain(child)))
            return
        if tag == "table":
            self.end_line()
            self._table(child, depth)
            return
        if tag in _BLOCKS or tag == "br":
            self.end_line()
        self.blocks(child, depth + 1)
        if tag in _BLOCKS:
            self.end_line()

    def end_line(self) -> None:
        """Add the line that is open."""
        text, self._line = _BLANKS.sub(" ", self._line.replace("\u00a0", " ")).strip(), ""
        if text:
            self.sources.append(SourceLine(text, f"第{len(self.sources) + 1}段"))

    def _table(self, element: etree._Element, depth: int) -> None:
        rows = list(_rows(element))
        hidden = set(_hidden_columns(element))
        if any(_holds(row, len(rows)) for row in rows):
            self._unfold(rows, depth)
        else:
            self._add(rows, hidden)

    def _unfold(self, rows: list[etree._Element], depth: int) -> None:
        """Read a table that only lays out the page: what stands in a row that holds a table stands by itself."""
        plain: list[etree._Element] = []
        for row in rows:
            if _holds(row, len(rows)):
                self._add(plain)
                plain = []
                for cell in row:
                    self.blocks(cell, depth + 1)
                    self.end_line()
            else:
                plain.append(row)
        self._add(plain)

    def _add(self, rows: list[etree._Element], hidden: Collection[int] = ()) -> None:
        met = list(_cells(rows))
        for cell in met:
            if cell.text and hidden and all(col in hidden for col in range(cell.col, cell.col_end)):
                cell.why.append(_HIDDEN_CELL)
        if len(met) == 1:
            lines = [line for line in met[0].text.split("\n") if line.strip()]
            self.sources += [SourceLine(line, f"第{len(self.sources) + 1}段") for line in lines]
            return
        made = table(met, f"第{self._tables + 1}个表")
        if made is not None:
            self._tables += 1
            self.sources.append(made)


def _holds(row: etree._Element, n_rows: int) -> bool:
    """Say whether a row of a table of `n_rows` holds a table of its own: alone in its cell, or larger than all."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    least = 1 if len(cells) == 1 else max(n_rows, _MANY_ROWS)
    return any(len(list(_rows(each))) > least for cell in cells for each in cell.iter("table"))


def _hidden_columns(element: etree._Element) -> Iterator[int]:
    """Yield the columns that a table hides, from 0."""
    number = 0
    for column in element.iter("col"):
        span = _span(column, "span") or 1
        if is_hidden(column):
            yield from range(number, number + span)
        number += span


def _plain(element: etree._Element) -> str:
    return _BLANKS.sub(" ", "".join(str(text) for text in element.itertext())).strip()


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows as they are shown: what belongs at the foot stands last, wherever it is written."""
    for child in sorted(element, key=lambda child: child.tag == "tfoot"):
        if child.tag == "tr":
            yield child
        elif child.tag in _ROWS:
            yield from (row for row in child if row.tag == "tr")


def _each_cell(element: etree._Element) -> Iterator[etree._Element]:
    return (cell for row in _rows(element) for cell in row if cell.tag in ("td", "th"))


def _cells(rows: list[etree._Element]) -> Iterator[Met]:
    """Yield the cells of some rows; each goes to the first place in its row that is still free."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        col = 0
        hidden = is_hidden(row)
        for element in row:
            if element.tag not in ("td", "th") or len(taken) > MOST_PLACES:
                continue
            while (number, col) in taken:
                col += 1
            wide, tall = _span(element, "colspan"), _span(element, "rowspan") or len(rows)
            cell = Met(number, col, min(tall, len(rows) - number), wide or 1)
            _fill(cell, element)
            if (hidden or is_hidden(element)) and cell.text:
                cell.why.append(_HIDDEN_CELL)
            taken.update((r, c) for r in range(number, cell.row_end) for c in range(col, cell.col_end))
            yield cell
            col = cell.col_end


def _span(element: etree._Element, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return min(int(text), _MOST_SPAN) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _fill(cell: Met, element: etree._Element) -> None:
    pieces: list[str] = []
    _say(element, pieces, cell, 0)
    lines = [_BLANKS.sub(" ", line.replace("\u00a0", " ")).strip() for line in "".join(pieces).split("\v")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    cell.text = "\n".join(lines)


def _say(element: etree._Element, pieces: list[str], cell: Met, depth: int) -> None:
    """Collect the text of a cell; a vertical tab stands for the end of a line."""
    pieces.append((element.text or "").replace("\v", " "))
    for child in element:
        tag = str(child.tag).lower() if isinstance(child.tag, str) else ""
        if tag == "br":
            pieces.append("\v")
        elif tag == "input":
            pieces.append(_box(child))
        elif tag and tag not in _SKIPPED and depth < _DEEPEST:
            _say_child(child, tag, pieces, cell, depth)
        pieces.append((child.tail or "").replace("\v", " "))


def _say_child(child: etree._Element, tag: str, pieces: list[str], cell: Met, depth: int) -> None:
    if is_hidden(child):
        if _plain(child):
            cell.why.append(_UNSEEN)
        return
    if tag in ("del", "s", "strike", "sup", "sub", "select"):
        pieces.append(_looking(child, tag, cell))
        return
    if tag == "table" and _NESTED not in cell.why and len(list(_each_cell(child))) > 1:
        cell.why.append(_NESTED)
    last = next((piece for piece in reversed(pieces) if piece.strip(" \t\r\n")), "")
    block = tag in _BLOCKS and any(piece.strip() for piece in pieces) and not last.endswith("\v")
    pieces.append("\v" if block else "")
    _say(child, pieces, cell, depth + 1)
    if tag in _BLOCKS:
        pieces.append("\v")
    elif tag in ("td", "th"):
        pieces.append("\t ")


def _looking(child: etree._Element, tag: str, cell: Met) -> str:
    """Return a text as its looks mean it: crossed out, raised, chosen from a list; what is not sure is told."""
    text = _plain(child)
    if tag == "select":
        options = list(child.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return "、".join(map(_plain, chosen))
    if tag == "sup" and text in ("2", "3"):
        return text.translate(_POWERS)
    why = _DELETED if tag == "del" else _RAISED if tag.startswith("su") else _STRUCK
    if text:
        cell.why.append(why.format(text[:50]))
    return "" if tag == "del" else text


def _box(element: etree._Element) -> str:
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□"
    return "" if kind == "hidden" else element.get("value") or ""
