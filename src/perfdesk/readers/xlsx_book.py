"""The parts of an Excel file: which sheets there are, shared texts, number formats and lines of cells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from perfdesk.readers.archive import Archive
from perfdesk.readers.docx_text import SYMBOL, in_symbols
from perfdesk.readers.refusals import damaged
from perfdesk.readers.xlsx_numbers import BUILTIN

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SIDES = ("left", "right", "top", "bottom")


STRUCK = "这里的“{}”加了删除线，已照样读入，请核对。"
RAISED = "这里的“{}”是上标或下标，读成了普通文字，请核对。"
_POWERS = str.maketrans("23", "²³")
_ON = ("1", "true")


@dataclass(frozen=True)
class Looks:
    """How a cell looks, as far as reading asks: its number format, a line at any side or through its text, its font."""

    code: str
    boxed: bool
    struck: bool = False
    font: str = ""


@dataclass(frozen=True)
class Text:
    """A text of a cell, and why it is not sure: it may be crossed out in part."""

    text: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetPart:
    """A sheet: its name, the name of its part, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """What all sheets share."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[Text, ...]
    looks: tuple[Looks, ...]
    since_1904: bool


def read_book(archive: Archive) -> Book:
    """Return what all sheets of an Excel file share.

    Raises:
        UserError: E25, E28 as `Archive.xml`.
    """
    main = next((part for part in ("xl/workbook.xml", "xl/workbook2.xml") if part in archive), None)
    if main is None:
        main = next((part for part in sorted(archive.names()) if re.match(r"xl/workbook\w*\.xml$", part)), None)
    if main is None:
        raise damaged(archive.name)
    root = archive.xml(main)
    targets = _targets(archive, main)
    sheets = []
    for number, sheet in enumerate(root.iterfind(f"{X}sheets/{X}sheet"), 1):
        part = targets.get(sheet.get(_R) or "", f"xl/worksheets/sheet{number}.xml")
        name = sheet.get("name") or f"第{number}个工作表"
        sheets.append(SheetPart(name, part, (sheet.get("state") or "visible") != "visible"))
    settings = root.find(f"{X}workbookPr")
    since_1904 = settings is not None and (settings.get("date1904") or "0") in ("1", "true")
    texts = tuple(_shared(archive)) if "xl/sharedStrings.xml" in archive else ()
    looks = tuple(_looks(archive.xml("xl/styles.xml"))) if "xl/styles.xml" in archive else ()
    return Book(tuple(sheets), texts, looks, since_1904)


def _targets(archive: Archive, main: str) -> dict[str, str]:
    """Return the names of the parts that the workbook points at, by key; what points outside is left out."""
    part = f"xl/_rels/{posixpath.basename(main)}.rels"
    if part not in archive:
        return {}
    targets = {}
    for relation in archive.xml(part).iter(_RELATION):
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[relation.get("Id") or ""] = path
    return targets


def _shared(archive: Archive) -> Iterator[Text]:
    for item in archive.xml("xl/sharedStrings.xml").iterfind(f"{X}si"):
        yield rich_text(item)


def rich_text(item: etree._Element) -> Text:
    """Return a text with its runs joined, readings left out, escapes such as `_x000D_` read."""
    first = item.find(f"{X}t")
    pieces = [first.text or "" if first is not None else ""]
    why: dict[str, None] = {}
    for run in item.iterfind(f"{X}r"):
        text = "".join(each.text or "" for each in run.iterfind(f"{X}t"))
        looks = run.find(f"{X}rPr")
        pieces.append(text if looks is None or not text.strip() else _looking(text, looks, why))
    return Text(unescape("".join(pieces)), tuple(why))


def _looking(text: str, looks: etree._Element, why: dict[str, None]) -> str:
    """Return a text as its looks mean it: a raised 2 or 3 is a power; what else they may mean is told."""
    font = looks.find(f"{X}rFont")
    text, known = in_symbols(text, "" if font is None else font.get("val") or "")
    if not known:
        why.setdefault(SYMBOL)
    if is_on(looks.find(f"{X}strike")):
        why.setdefault(STRUCK.format(text[:50]))
    align = looks.find(f"{X}vertAlign")
    raised = "" if align is None else align.get("val")
    if raised == "superscript" and text.strip() in ("2", "3"):
        return text.translate(_POWERS)
    if raised in ("superscript", "subscript"):
        why.setdefault(RAISED.format(text[:50]))
    return text


def is_on(switch: etree._Element | None) -> bool:
    """Say whether a switch such as `<strike/>` is there and not turned off."""
    return switch is not None and (switch.get("val") or "1").lower() in _ON


def unescape(text: str) -> str:
    """Return a text with the escapes of Excel read and line ends as line feeds."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _looks(root: etree._Element) -> Iterator[Looks]:
    codes = dict(BUILTIN)
    for each in root.iterfind(f"{X}numFmts/{X}numFmt"):
        codes[_number(each.get("numFmtId"))] = each.get("formatCode") or "General"
    boxed = [
        any(
            (side := border.find(f"{X}{name}")) is not None and side.get("style") not in (None, "none")
            for name in _SIDES
        )
        for border in root.iterfind(f"{X}borders/{X}border")
    ]
    fonts = list(root.iterfind(f"{X}fonts/{X}font"))
    struck = [is_on(font.find(f"{X}strike")) for font in fonts]
    names = [_name_of(font) for font in fonts]
    for each in root.iterfind(f"{X}cellXfs/{X}xf"):
        border, font = _number(each.get("borderId")), _number(each.get("fontId"))
        code = codes.get(_number(each.get("numFmtId")), "General")
        crossed, name = (struck[font], names[font]) if 0 <= font < len(fonts) else (False, "")
        yield Looks(code, 0 <= border < len(boxed) and boxed[border], crossed, name)


def _name_of(font: etree._Element) -> str:
    name = font.find(f"{X}name")
    return "" if name is None else name.get("val") or ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0
