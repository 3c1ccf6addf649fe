"""What all Excel files share, made once by openpyxl and deflated once; and the cell styles of one file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache, lru_cache

import openpyxl
from lxml import etree

from perfdesk.grid import Style
from perfdesk.writers.faces import FACES
from perfdesk.writers.package import XML, Packed, pack

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NORMAL = '<font><sz val="11"/><color theme="1"/><name val="宋体"/><family val="3"/><charset val="134"/></font>'
_SIDES = ("left", "right", "top", "bottom")
_THIN = "".join(f'<{side} style="thin"><color rgb="FF000000"/></{side}>' for side in _SIDES)
_BORDERS = f"<border><left/><right/><top/><bottom/><diagonal/></border><border>{_THIN}<diagonal/></border>"
_PLAIN_XF = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>perfdesk</Application></Properties>"
)
AS_TEXT, GENERAL = 49, 0


@dataclass(frozen=True)
class Shell:
    """The parts of an Excel file that do not change, by name; `styles`: what stands around the file's own styles.

    The own styles go between the four pieces: fonts, borders, formats of cells.
    """

    parts: dict[str, Packed]
    styles: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: its face and size, whether it has lines, how it treats what is typed into it.

    Args:
        top: the text begins at the top (it goes over a page's end), else it stands in the middle.
        text: the format is "text", so that an amount typed again stays as it was typed.
        marked: Excel shows an apostrophe before the text while it is edited: it begins like a formula.
    """

    style: Style
    pt: float
    boxed: bool
    top: bool
    text: bool
    marked: bool


@cache
def shell() -> Shell:
    """Return the shell; made on the first call (some 100 ms), kept from then on."""
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with zipfile.ZipFile(out) as made:
        theme, styles = made.read("xl/theme/theme1.xml"), made.read("xl/styles.xml")
        links = made.read("_rels/.rels")
    parts = {"_rels/.rels": pack(links), "docProps/app.xml": pack(XML + _APP), "xl/theme/theme1.xml": pack(theme)}
    return Shell(parts, _around(styles))


def _around(styles: bytes) -> tuple[str, str, str, str]:
    """Return openpyxl's styles in four pieces, without fonts, borders and formats of cells."""
    root = etree.fromstring(styles)
    for tag in ("numFmts", "colors"):
        for old in root.findall(_NS + tag):
            root.remove(old)
    for tag in ("fonts", "borders", "cellXfs"):
        for own in root.findall(_NS + tag):
            own.clear()
            own.text = "|"
    first, second, third, last = etree.tostring(root, encoding="unicode").split("|")
    return XML + first, second, third, last


class Looks:
    """The cell styles that a file uses, found while its sheets are written."""

    def __init__(self) -> None:
        self._ids: dict[Look, int] = {}

    def of(self, look: Look) -> int:
        """Return the number of the format of cells."""
        return self._ids.setdefault(look, len(self._ids) + 1)

    def part(self) -> Packed:
        """Return the part `xl/styles.xml`."""
        return _styles(tuple(self._ids))


@lru_cache(maxsize=64)
def _styles(looks: tuple[Look, ...]) -> Packed:
    fonts: dict[str, int] = {_NORMAL: 0}
    formats = [_PLAIN_XF]
    for look in looks:
        number = fonts.setdefault(_font(look), len(fonts))
        formats.append(_format(look, number))
    before, between, then, after = shell().styles
    return pack(before + "".join(fonts) + between + _BORDERS + then + "".join(formats) + after)


def _font(look: Look) -> str:
    bold = "<b/>" if look.style.bold else ""
    return (
        f'<font>{bold}<sz val="{look.pt:g}"/><color rgb="FF000000"/><name val="{FACES[look.style.font]}"/>'
        '<family val="3"/><charset val="134"/></font>'
    )


def _format(look: Look, font: int) -> str:
    marked = ' quotePrefix="1"' if look.marked else ""
    align = f'horizontal="{look.style.align}" vertical="{"top" if look.top else "center"}" wrapText="1"'
    return (
        f'<xf numFmtId="{AS_TEXT if look.text else GENERAL}" fontId="{font}" fillId="0" borderId="{int(look.boxed)}"'
        f' xfId="0"{marked} applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">'
        f"<alignment {align}/></xf>"
    )
