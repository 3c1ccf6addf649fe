"""Pages of a PDF as characters and the boxes of its ruled tables; the library that reads them is kept in bounds."""

from __future__ import annotations

import io
import logging
import re
import time
import unicodedata
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from perfdesk.errors import UserError
from perfdesk.readers.archive import MOST_BYTES
from perfdesk.readers.pdf_filled import filled, remarks
from perfdesk.readers.pdf_lines import Char
from perfdesk.readers.pdf_sides import open_sides
from perfdesk.readers.refusals import damaged, protected, unsafe

Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge in points from the upper left corner of the page."""

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_BLOCK = 1 << 20
_MOST_PAGES = 500
_MOST_CHARS = 60_000
_MOST_EDGES = 8_000
_SECONDS = 60.0
_THIN_PT = 3.0
_SOME = 2_000
_ASKEW = 0.1
_COVERED = 0.6
_UPRIGHT_PT = 8.0
_SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 3, "join_tolerance": 3}
_STAND_IN = "□"
_LIGHT = 0.55
_MOSTLY = 0.25
_USUAL_PT = 9.0

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it grumbles about is no help to a clerk


@dataclass(frozen=True)
class PdfPage:
    """A page: its characters, the cells of each of its tables, whether a picture covers it, its width and height.

    Args:
        open_ends: where upright lines end without a line across: a row that goes on over the page's end.
        unread: what stands on the page and was not read, in words.
    """

    chars: tuple[Char, ...]
    tables: tuple[tuple[Box, ...], ...]
    pictured: bool
    size: tuple[float, float]
    why: str = ""
    open_ends: tuple[float, ...] = ()
    unread: tuple[str, ...] = ()


def pages(data: bytes, name: str) -> Iterator[PdfPage]:
    """Yield the pages of a PDF.

    Raises:
        UserError: E25 it unpacks to too much, E26 protected, E28 damaged.
    """
    _weigh(data, name)
    began = time.monotonic()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for number, page in enumerate(document.pages):
                if number >= _MOST_PAGES or time.monotonic() - began > _SECONDS:
                    raise unsafe(name, "页数太多或页面过于复杂")
                yield _page(_upright(page))
                page.close()
    except UserError:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        if _is_locked(error):
            raise protected(name) from error
        raise damaged(name) from error


def _upright(page: Any) -> Any:  # noqa: ANN401 - the library has no types
    """Return the page turned so that most of its text stands upright, as a reader would turn it."""
    turns = Counter(turn for each in page.chars[:_SOME] if (turn := _turn(each)) is not None)
    ((turn, _),) = turns.most_common(1) or [(0, 0)]
    if turn == 0:
        return page
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate = (page.rotation + turn) % 360
    return Page(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _turn(char: dict[str, Any]) -> int | None:
    """Return by how many degrees, clockwise, a character has to be turned to stand upright; None if it is askew."""
    along, across, *_ = char["matrix"]
    if abs(across) <= _ASKEW * abs(along):
        return 0 if along > 0 else 180
    if abs(along) <= _ASKEW * abs(across):
        return 90 if across > 0 else 270
    return None


def _unread(page: Any, raw: list[dict[str, Any]]) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield what stands on a page and is not read: turned or slanting text, remarks laid over it."""
    askew = "".join(each["text"] for each in raw if _turn(each) != 0).strip()
    if askew:
        yield f"有横放或斜放的文字（水印）“{askew[:50]}”，没有读入"
    for text in remarks(page.annots):
        yield f"有批注“{text[:50]}”，没有读入"


def _is_locked(error: BaseException) -> bool:
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    return isinstance(inner, PDFPasswordIncorrect | PDFEncryptionError)


def _weigh(data: bytes, name: str) -> None:
    """Inflate every stream without keeping it, so that none can fill the memory.

    Raises:
        UserError: E25.
    """
    if _TWICE.search(data):
        raise unsafe(name, "内容被压缩了两次")
    whole = 0
    for found in _STREAM.finditer(data):
        begin = found.end()
        if data[begin : begin + 1] not in (b"\x78", b"\x68", b"\x58", b"\x48"):
            continue
        inflate = zlib.decompressobj()
        piece = data[begin : begin + _BLOCK]
        try:
            while piece and not inflate.eof:
                whole += len(inflate.decompress(piece, _BLOCK))
                if whole > MOST_BYTES:
                    raise unsafe(name, "解开后的内容过大")
                begin += 0 if inflate.unconsumed_tail else len(piece)
                piece = inflate.unconsumed_tail or data[begin : begin + _BLOCK]
        except zlib.error:
            continue


def _page(page: Any) -> PdfPage:  # noqa: ANN401 - the library has no types
    size = float(page.width), float(page.height)
    raw = page.chars
    if len(raw) > _MOST_CHARS:
        return PdfPage((), (), pictured=False, size=size, why="文字太多")
    faint = _faint(raw)
    chars = tuple(_char(each, faint) for each in raw if each["text"] and _turn(each) == 0)
    usual = Counter(round(char.size, 1) for char in chars if char.text.strip()).most_common(1)
    chars += tuple(filled(page.annots, usual[0][0] if usual else _USUAL_PT))
    unread = tuple(_unread(page, raw))
    covered = sum(map(_area, page.images)) > _COVERED * size[0] * size[1]
    rules = page.filter(_is_rule)
    if len(rules.edges) > _MOST_EDGES:
        return PdfPage(chars, (), covered, size, why="线条太多", unread=unread)
    ends = _ends(rules.edges)
    explicit = {"explicit_horizontal_lines": ends, "explicit_vertical_lines": open_sides(rules.edges)}
    found = rules.find_tables({**_SETTINGS, **explicit}) if rules.edges else []
    tables = tuple(tuple(map(_box, table.cells)) for table in found)
    across = [edge["top"] for edge in rules.edges if edge["orientation"] == "h"]
    open_ends = tuple(end for end in ends if all(abs(end - line) > _THIN_PT for line in across))
    return PdfPage(chars, tables, covered, size, open_ends=open_ends, unread=unread)


def _ends(edges: list[dict[str, Any]]) -> list[float]:
    """Return where the upright lines begin and end: a row that goes on over the page's end has no line there."""
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > _UPRIGHT_PT]
    if not upright:
        return []
    return [float(min(edge["top"] for edge in upright)), float(max(edge["bottom"] for edge in upright))]


def _is_rule(thing: dict[str, Any]) -> bool:
    """Say whether a thing on the page may be a line of a table; shaded areas are none."""
    kind = thing["object_type"]
    if kind == "rect":
        thick = thing["width"] > _THIN_PT and thing["height"] > _THIN_PT
        return not (thick and not thing.get("stroke"))
    return kind in ("line", "curve")


def _faint(raw: list[dict[str, Any]]) -> set[object]:
    """Return the light colours of text on a page most of whose text is dark: watermarks have them."""
    colours = Counter(_colour(each) for each in raw)
    light = {colour: often for colour, often in colours.items() if _lightness(colour) >= _LIGHT}
    return set(light) if sum(light.values()) < _MOSTLY * len(raw) else set()


def _colour(char: dict[str, Any]) -> tuple[float, ...]:
    said = char.get("non_stroking_color")
    values = said if isinstance(said, list | tuple) else [said]
    return tuple(float(value) for value in values if isinstance(value, int | float))


def _lightness(colour: tuple[float, ...]) -> float:
    """Return how light a colour is, from 0 (black) to 1; dark where it is not known."""
    match colour:
        case (grey,):
            return grey
        case (red, green, blue):
            return 0.3 * red + 0.6 * green + 0.1 * blue
        case (cyan, magenta, yellow, black):
            return (1 - black) * (1 - (0.3 * cyan + 0.6 * magenta + 0.1 * yellow))
    return 0.0


def _char(each: dict[str, Any], faint: Collection[object]) -> Char:
    text = each["text"]
    odd = each.get("tag") == "Span" and text == _STAND_IN
    if text.startswith("(cid:") or unicodedata.category(text[0]) in ("Cc", "Co", "Cs"):
        text, odd = "\ufffd", True
    edges = each["x0"], each["x1"], each["top"], each["bottom"]
    return Char(text, *edges, max(each["size"], 0.1), odd, faint=bool(faint) and _colour(each) in faint)


def _area(image: dict[str, Any]) -> float:
    return float(image["width"]) * float(image["height"])


def _box(cell: Any) -> Box:  # noqa: ANN401 - as above
    x0, top, x1, bottom = cell
    return float(x0), float(top), float(x1), float(bottom)
