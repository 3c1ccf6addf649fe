"""What all Word files share, made once by python-docx and deflated once: settings, fonts, the plain style."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from perfdesk.page.lines import NOT_FIRST, NOT_LAST
from perfdesk.writers.faces import FACES
from perfdesk.writers.package import XML, Packed, pack

_DROPPED_SETTINGS = {
    *("zoom", "proofState", "themeFontLang", "clrSchemeMapping", "rsids", "shapeDefaults"),
    *("docId", "defaultImageDpi", "savePreviewPicture", "doNotAutoCompressPictures"),
}
_TAB_TWIPS = 420  # two characters of 10.5 pt, as `page.metrics` measures a tab
_KEPT_PARTS = {RT.STYLES, RT.SETTINGS, RT.FONT_TABLE}
_PLAIN = (
    '<w:pPr {ns}><w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct w:val="0"/>'
    '<w:topLinePunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
    '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0"/></w:pPr>'
)
_DEFAULTS = (
    "<w:docDefaults {ns}><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体" w:cs="宋体"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)


@dataclass(frozen=True)
class Shell:
    """The parts of a Word file that do not change, by name; `styles` is what precedes the file's own styles."""

    parts: dict[str, Packed]
    styles: str


@cache
def shell() -> Shell:
    """Return the shell; made on the first call (some 50 ms), kept from then on."""
    document = docx.Document()
    _drop_parts(document)
    _set_styles(document)
    _set_settings(document)
    _set_fonts(document)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as made:
        parts = {name: made.read(name) for name in sorted(made.namelist())}
    styles = parts.pop("word/styles.xml").decode().removesuffix("</w:styles>")
    for own in ("word/document.xml", "docProps/core.xml"):
        del parts[own]
    return Shell({name: pack(raw) for name, raw in parts.items()}, styles)


def _drop_parts(document: Document) -> None:
    for owner, kept in (
        (document.part, _KEPT_PARTS),
        (document.part.package, {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}),
    ):
        for key in [key for key, rel in owner.rels.items() if rel.reltype not in kept]:
            del owner.rels[key]


def _set_styles(document: Document) -> None:
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            root.remove(style)
    root.remove(root.find(qn("w:latentStyles")))
    root.replace(root.find(qn("w:docDefaults")), parse_xml(_DEFAULTS.format(ns=nsdecls("w"))))
    normal = document.styles["Normal"].element
    for tag in ("w:pPr", "w:rPr"):
        for old in normal.findall(qn(tag)):
            normal.remove(old)
    normal.append(parse_xml(_PLAIN.format(ns=nsdecls("w"))))


def _set_settings(document: Document) -> None:
    root = document.settings.element
    for old in [child for child in root if etree.QName(child).localname in _DROPPED_SETTINGS]:
        root.remove(old)
    for old in root.findall(".//" + qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            old.set(qn("w:val"), "15")
    root.find(qn("w:defaultTabStop")).set(qn("w:val"), str(_TAB_TWIPS))
    spacing = root.find(qn("w:characterSpacingControl"))
    for tag, marks in (("noLineBreaksBefore", NOT_FIRST), ("noLineBreaksAfter", NOT_LAST)):
        rule = parse_xml(f'<w:{tag} {nsdecls("w")} w:lang="zh-CN"/>')
        rule.set(qn("w:val"), "".join(sorted(marks)))
        spacing.addnext(rule)


def _set_fonts(document: Document) -> None:
    part = document.part.part_related_by(RT.FONT_TABLE)
    fonts = "".join(_font(name) for name in FACES.values())
    part._blob = f"{XML}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


def _font(name: str) -> str:
    instead = '<w:altName w:val="宋体"/>' if name != "宋体" else '<w:altName w:val="SimSun"/>'
    return (
        f'<w:font w:name="{name}">{instead}<w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
