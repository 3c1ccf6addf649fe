"""Word files (.docx): lines and tables with their true merges, in the order of the document.

Tracked changes are read as accepted, comments are ignored, hidden text is left out; each of these is told. Tables of
our own files that go on over pages are joined again.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from perfdesk.grid import Source, SourceDocument, SourceLine, SourceNote, SourceTable
from perfdesk.readers.archive import Archive, open_archive
from perfdesk.readers.docx_tables import WordCell, WordTable, join, read_table
from perfdesk.readers.docx_text import Styles, W, mark_prompts, read_paragraph
from perfdesk.readers.places import Met, table
from perfdesk.readers.refusals import damaged

_GOES_ON = "续表"
_PASSED = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DEEPEST = 8
_MARGIN_PART = re.compile(r"(?:^|/)(?:header|footer)\d*\.xml$")
_PAGE_NUMBER = re.compile(r"[第共页，,、/／\-—－–·.\d一二三四五六七八九十Pageof]*", re.I)
_IN_MARGIN = "页眉或页脚里的文字没有读入，需要的话请自行填写。"
_EMBEDDED = "文档里嵌有其他文档（对象），没有读取。"


def read(data: bytes, name: str) -> SourceDocument:
    """Return the lines and tables of a Word file; `name` is the file's name for messages.

    Raises:
        UserError: E25 unsafe, E26 protected, E28 damaged.
    """
    archive = open_archive(data, name)
    archive.check_xml()
    main = _main_part(archive)
    styles = posixpath.join(posixpath.dirname(main), "styles.xml")
    root = archive.xml(main)
    body = root.find(f"{W}body")
    if body is None:
        raise damaged(name)
    mark_prompts(root)
    walk = _Walk(Styles.of(archive.xml(styles) if styles in archive else None))
    walk.blocks(body)
    walk.finish_table()
    inside = any("/embeddings/" in part for part in archive.names()) or root.find(f".//{W}altChunk") is not None
    notes = [SourceNote(_EMBEDDED)] if inside else []
    notes += _page_margins(archive, walk)
    return SourceDocument(tuple(walk.sources), (*notes, *walk.notes))


def _page_margins(archive: Archive, walk: _Walk) -> Iterator[SourceNote]:
    """Yield a note for each text in the heads and feet of pages that the document itself has not; no page numbers."""
    said = [source.text for source in walk.sources if isinstance(source, SourceLine)]
    said += [cell.text for source in walk.sources if isinstance(source, SourceTable) for cell in source.grid.cells]
    known = {"".join(text.split()) for text in said}
    for part in sorted(archive.names()):
        root = archive.xml_if_whole(part) if _MARGIN_PART.search(part) else None
        if root is not None:
            for paragraph in root.iter(f"{W}p"):
                text = read_paragraph(paragraph, walk.styles).text.strip()
                bare = "".join(text.split())
                if bare and bare not in known and not _PAGE_NUMBER.fullmatch(bare):
                    known.add(bare)
                    yield SourceNote(_IN_MARGIN, text)


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for relation in archive.xml("_rels/.rels").iter(_RELATIONS):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                target = (relation.get("Target") or "").lstrip("/")
                if target in archive:
                    return target
    return "word/document.xml"


@dataclass
class _Walk:
    """Goes through the blocks of a document and collects what stands there."""

    styles: Styles
    sources: list[Source] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)
    _table: WordTable | None = None
    _after: str = ""  # the style of the paragraph before
    _tables: int = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> None:
        """Read the blocks of a part of the document, top first."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self._read_table(child, depth)
            elif child.tag in _PASSED:
                self.blocks(child, depth)
            elif child.tag in (f"{W}del", f"{W}moveFrom") and any(child.iter(f"{W}delText")):
                text = "".join(each.text or "" for each in child.iter(f"{W}delText"))
                self.notes.append(SourceNote("修订中删去的一段没有读入。", text))

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        said = read_paragraph(paragraph, self.styles)
        self._after = self.styles.name(paragraph)
        if said.text.strip() or said.boxes:
            self.finish_table()
        lines = [line for line in said.text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            notes = tuple(SourceNote(why, line) for why in said.why) if number == 0 else ()
            self.sources.append(SourceLine(line, f"第{len(self.sources) + 1}段", notes=notes))
        if said.why and not lines:
            self.notes += [SourceNote(why) for why in said.why]
        self._boxes(said.boxes, depth)

    def _boxes(self, boxes: Iterable[etree._Element], depth: int) -> None:
        """Read what stands in text boxes behind the paragraph or table that they hang on."""
        for box in boxes:
            if depth < _DEEPEST:
                self.blocks(box, depth + 1)
                self.finish_table()

    def _read_table(self, element: etree._Element, depth: int) -> None:
        read = read_table(element, self.styles)
        caption = element.find(f"{W}tblPr/{W}tblCaption")
        goes_on = caption is not None and (caption.get(f"{W}val") or "").endswith(f"（{_GOES_ON}）")
        if self._table is not None and (goes_on or self._after == _GOES_ON):
            join(self._table, read)
        else:
            self.finish_table()
            self._table = read
        self._after = ""
        if read.inner and depth < _DEEPEST:
            self._unfold(read, depth)

    def _unfold(self, outer: WordTable, depth: int) -> None:
        """Put the tables that fill a row of `outer` in its place, the rows above and below around them."""
        self._table = None
        top = 0
        for row, inner in sorted(outer.inner.items()):
            self._emit(outer, (top, row))
            tables = {id(cell): found for cell, found in inner}
            for cell in outer.cells:
                if cell.row == row:
                    self._lines(cell)
                    for each in tables.get(id(cell), ()):
                        self._read_table(each, depth + 1)
                        self.finish_table()
            top = row + 1
        self._emit(outer, (top, outer.rows_end))
        self._boxes(outer.boxes, depth)

    def _lines(self, cell: WordCell) -> None:
        """Add the text of a cell as lines."""
        lines = [line for line in cell.text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            notes = tuple(SourceNote(why, line) for why in cell.why) if number == 0 else ()
            self.sources.append(SourceLine(line, notes=notes))

    def finish_table(self) -> None:
        """Add the table that is open, now that nothing more joins it."""
        if self._table is not None:
            done, self._table = self._table, None
            self._emit(done, (0, done.rows_end))
            self._boxes(done.boxes, 0)

    def _emit(self, done: WordTable, rows: tuple[int, int]) -> None:
        """Add some rows of a table; a single cell is a line."""
        first, end = rows
        cells = [cell for cell in done.cells if first <= cell.row < end]
        if len(cells) == 1:
            self._lines(cells[0])
            return
        met = [Met(cell.row - first, cell.col, cell.rows, cell.cols, cell.text, cell.why) for cell in cells]
        whole = done.notes if not done.inner else ()
        made = table(met, f"第{self._tables + 1}个表", whole)
        if made is not None:
            self._tables += 1
            self.sources.append(made)
