"""What lies over the cells of a sheet: text boxes and check boxes go into the empty cell below them, with a doubt."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from perfdesk.grid import SourceNote
from perfdesk.readers.archive import Archive
from perfdesk.readers.sheets import Sheet, SheetCell
from perfdesk.readers.xlsx_book import X

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:excel}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_CHECKS = ("Checkbox", "Radio")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z&])')
_PAGE = re.compile(r"[第共页，,、/／\-—.\d\s]*")
_BOXED = "这里的文字写在盖着单元格的文本框里，已读入它所在的格，请核对。"
_CHECKED = "这里的勾选框是控件，按它的勾选读入，请核对。"
_UNREAD = "工作表里有文本框或勾选框，其中的“{}”没有读入。"
_BROKEN = "工作表“{}”上的图形（文本框、勾选框等）读不出来，没有读入。"
_IN_MARGIN = "页眉或页脚里的文字没有读入，需要的话请自行填写。"


@dataclass(frozen=True)
class _Shape:
    """A text box or check box: where its upper left corner lies (row, column, offset), and what it says."""

    place: tuple[int, int, int]
    text: str
    check: bool = False


def read_shapes(archive: Archive, part: str, sheet: Sheet) -> None:
    """Put what lies over the cells of a sheet into them where they are empty; note what is left, and page margins."""
    found: dict[tuple[int, int], list[_Shape]] = {}
    for shape in sorted(_shapes(archive, part, sheet), key=lambda each: each.place):
        found.setdefault(_cell_under(sheet, shape.place[:2]), []).append(shape)
    for place, shapes in found.items():
        text = (" " if all(each.check for each in shapes) else "\n").join(each.text for each in shapes)
        cell = sheet.cells.setdefault(place, SheetCell("", boxed=False))
        if cell.text.strip():
            cell.why.append(_UNREAD.format(text[:100]))
            continue
        cell.text = text
        cell.why.append(_CHECKED if all(each.check for each in shapes) else _BOXED)


def margins_of(root: etree._Element, sheet: Sheet) -> Iterator[SourceNote]:
    """Yield a note for what stands in the heads and feet of a sheet's pages and not in the sheet; no page numbers."""
    known = {"".join(cell.text.split()) for cell in sheet.cells.values()}
    for each in root.iterfind(f"{X}headerFooter/*"):
        text = _CODE.sub(" ", each.text or "").strip()
        if not _PAGE.fullmatch(text) and "".join(text.split()) not in known:
            yield SourceNote(_IN_MARGIN, " ".join(text.split()))


def _cell_under(sheet: Sheet, place: tuple[int, int]) -> tuple[int, int]:
    for top, left, bottom, right in sheet.merges:
        if top <= place[0] < bottom and left <= place[1] < right:
            return top, left
    return place


def _shapes(archive: Archive, part: str, sheet: Sheet) -> Iterator[_Shape]:
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    linked = archive.xml_if_whole(links)
    for link in linked.iter(_RELATION) if linked is not None else ():
        target = link.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        kind = (link.get("Type") or "").rpartition("/")[2]
        if path not in archive or kind not in ("drawing", "vmlDrawing"):
            continue
        root = archive.xml_if_whole(path)
        if root is None:
            sheet.notes.append(SourceNote(_BROKEN.format(sheet.name)))
        else:
            yield from _boxes(root) if kind == "drawing" else _checks(root)


def _boxes(root: etree._Element) -> Iterator[_Shape]:
    """Yield the text boxes of a drawing; controls stand there a second time, under a choice."""
    for anchor in root.iter(f"{_D}twoCellAnchor", f"{_D}oneCellAnchor"):
        parent = anchor.getparent()
        if parent is not None and parent.tag == _CHOICE:
            continue
        lines = ["".join(each.text or "" for each in line.iter(f"{_A}t")) for line in anchor.iter(f"{_A}p")]
        text = "\n".join(line for line in lines if line.strip())
        if text:
            yield _Shape((_at(anchor, "row"), _at(anchor, "col"), _at(anchor, "colOff")), text)


def _at(anchor: etree._Element, name: str) -> int:
    return _number(anchor.findtext(f"{_D}from/{_D}{name}"))


def _checks(root: etree._Element) -> Iterator[_Shape]:
    """Yield the check boxes and option buttons of an old drawing, each with a box as a clerk would type it."""
    for shape in root.iter(f"{_V}shape"):
        data = shape.find(f"{_O}ClientData")
        if data is None or data.get("ObjectType") not in _CHECKS:
            continue
        edges = [_number(each) for each in (data.findtext(f"{_O}Anchor") or "").split(",")]
        if len(edges) > 2:
            sign = "☑" if _number(data.findtext(f"{_O}Checked")) else "□"
            text = "".join("".join(str(each) for each in box.itertext()) for box in shape.iter(f"{_V}textbox"))
            yield _Shape((edges[2], edges[0], edges[1]), f"{sign}{''.join(text.split())}", check=True)


def _number(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
