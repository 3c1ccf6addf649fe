"""The text of Word paragraphs: as it is printed once all changes are accepted; what is left out is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PASSED = {
    f"{W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "bdo", "dir", "customXml", "sdtContent", "sdt")
}
_PASSED |= {f"{_MATH}{name}" for name in ("oMath", "oMathPara", "r")}
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_OFF = {"0", "false", "off", "none"}
_WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0xFC: "√", 0xFB: "×", 0x52: "☑", 0x54: "☒", 0xA3: "□"}
_WINGDINGS |= {0x50: "√", 0x51: "☒", 0x53: "☒"}
_OVER = re.compile(r"^\s*EQ\s*\\o\s*(?:\\a[clr]\s*)?\(\s*(.*?)\s*[,，;；]\s*(.*?)\s*\)\s*$", re.I)
_BOXED_SIGNS = {"√": "☑", "✓": "☑", "✔": "☑", "×": "☒", "✕": "☒"}
_BLANKS = " \t\r\n"
_POWERS = str.maketrans("23", "²³")
_MOST_CIRCLED = 20
_PROMPT = "prompt"
"""An attribute of our own, at the runs of content controls that show what to type."""

REVISED = "这里有修订：新增的文字已读入，删去的没有读入，请核对。"
DELETED = "这里有修订：删去的“{}”没有读入，请核对。"
HIDDEN = "这里有隐藏的文字“{}”，没有读入。"
PICTURE = "这里有图片，图片里的内容没有读入。"
NUMBERED = "这里有自动编号，编号没有读入，请核对。"
BOXED = "这里有文本框，其中的文字读在了后面，请核对。"
NOTED = "这里有脚注或尾注，没有读入。"
STRUCK = "这里的“{}”加了删除线，已照样读入，请核对。"
RAISED = "这里的“{}”是上标或下标，读成了普通文字，请核对。"
PLACEHOLDER = "这里还是没有填写的提示文字“{}”，留空。"
SYMBOL = "这里有特殊字体的符号，可能没有读对。"
MATH = "这里有公式，请核对。"
DRAWN = "这里有用域画出的符号“{}”，没有读入。"


@dataclass
class Said:
    """The text of one paragraph or cell, why it is not sure, and the text boxes that hang on it."""

    text: str = ""
    why: dict[str, None] = field(default_factory=dict)
    boxes: list[etree._Element] = field(default_factory=list)
    code: str = ""
    """What the field that is open has as its code."""

    def tell(self, why: str) -> None:
        """Note a reason once."""
        self.why.setdefault(why)


@dataclass(frozen=True)
class Styles:
    """What is needed of a document's styles: their names, and which hide their text or number it."""

    names: dict[str, str]
    hidden: frozenset[str]
    numbered: frozenset[str]

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Return the styles of a document; `root` is its part styles.xml, None if it has none."""
        names, hidden, numbered = {}, set(), set()
        for style in () if root is None else root.iterfind(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            name = style.find(f"{W}name")
            names[key] = (name.get(f"{W}val") or "") if name is not None else ""
            if is_on(style.find(f"{W}rPr/{W}vanish")):
                hidden.add(key)
            if style.find(f"{W}pPr/{W}numPr") is not None:
                numbered.add(key)
        return cls(names, frozenset(hidden), frozenset(numbered))

    def name(self, paragraph: etree._Element) -> str:
        """Return the name of a paragraph's style, "" if it has none."""
        return self.names.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), "")


def is_on(switch: etree._Element | None) -> bool:
    """Say whether a switch such as `<w:vanish/>` is there and not turned off."""
    return switch is not None and (switch.get(f"{W}val") or "1").lower() not in _OFF


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def read_paragraph(paragraph: etree._Element, styles: Styles) -> Said:
    """Return the text of a paragraph, line breaks as line feeds."""
    said = Said()
    pieces = list(_pieces(paragraph, styles, said, inserted=False))
    said.text = "".join(pieces)
    own = paragraph.find(f"{W}pPr")
    if own is not None and said.text.strip():
        numbers = own.find(f"{W}numPr/{W}numId")
        plain = numbers is None and _value(own.find(f"{W}pStyle")) in styles.numbered
        if plain or (numbers is not None and _value(numbers) not in ("", "0")):
            said.tell(NUMBERED)
        if own.find(f"{W}rPr/{W}del") is not None or own.find(f"{W}rPr/{W}ins") is not None:
            said.tell(REVISED)
    return said


def _pieces(parent: etree._Element, styles: Styles, said: Said, *, inserted: bool) -> Iterator[str]:
    for child in parent:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child, styles, said, inserted=inserted)
        elif tag in _INSERTED:
            yield from _pieces(child, styles, said, inserted=True)
        elif tag in _DELETED:
            gone = _text_in(child)
            if gone:
                said.tell(DELETED.format(gone))
        elif tag in _PASSED:
            if str(tag).startswith(_MATH):
                said.tell(MATH)
                yield from (text.text or "" for text in child.iterfind(f"{_MATH}t"))
            yield from _pieces(child, styles, said, inserted=inserted)
        elif tag == f"{_MC}AlternateContent":
            yield from _pieces(_one_choice(child), styles, said, inserted=inserted)


def _text_in(element: etree._Element) -> str:
    """Return the beginning of what stands in an element, deleted or not, for a note."""
    return "".join(text.text or "" for text in element.iter(f"{W}delText", f"{W}t"))[:100]


def _one_choice(child: etree._Element) -> etree._Element:
    """Return the newer of the two ways in which a thing is written, so that it is not read twice."""
    found = child.find(f"{_MC}Choice")
    return child if found is None else found


def mark_prompts(root: etree._Element) -> None:
    """Mark the runs of content controls that nobody has filled: what stands there only says what to type."""
    for shown in root.iter(f"{W}showingPlcHdr"):
        control = shown.getparent()
        inside = control.getparent() if control is not None and control.tag == f"{W}sdtPr" else None
        for run in inside.iter(f"{W}r") if inside is not None and is_on(shown) else ():
            run.set(_PROMPT, "1")


def _run(run: etree._Element, styles: Styles, said: Said, *, inserted: bool) -> Iterator[str]:
    looks = run.find(f"{W}rPr")
    if run.get(_PROMPT):
        if _text_in(run):
            said.tell(PLACEHOLDER.format(_text_in(run)))
        return
    if looks is not None:
        vanish = looks.find(f"{W}vanish")
        hidden = is_on(vanish) if vanish is not None else _value(looks.find(f"{W}rStyle")) in styles.hidden
        if hidden:
            if _text_in(run):
                said.tell(HIDDEN.format(_text_in(run)))
            return
    raised = "" if looks is None else _value(looks.find(f"{W}vertAlign"))
    for child in run:
        piece = _piece(child, styles, said)
        if piece and inserted:
            said.tell(REVISED)
        if piece.strip() and looks is not None:
            piece = _looking(piece, looks, raised, said)
        yield piece


def in_symbols(text: str, font: str) -> tuple[str, bool]:
    """Return what the letters of a symbol font show, and whether all of them are known."""
    known = True
    signs = []
    for letter in text:
        code = ord(letter) - 0xF000 if 0xF020 <= ord(letter) <= 0xF0FF else ord(letter)
        drawn = code != ord(letter) or (font.lower().startswith("wingdings") and 0x20 < code <= 0xFF)
        signs.append(_WINGDINGS.get(code, letter) if drawn else letter)
        known = known and not (drawn and code not in _WINGDINGS)
    return "".join(signs), known


def _looking(piece: str, looks: etree._Element, raised: str, said: Said) -> str:
    """Return a text as its looks mean it: a raised 2 or 3 is a power; what else they may mean is told."""
    fonts = looks.find(f"{W}rFonts")
    piece, known = in_symbols(piece, "" if fonts is None else fonts.get(f"{W}ascii") or "")
    if not known:
        said.tell(SYMBOL)
    if is_on(looks.find(f"{W}strike")) or is_on(looks.find(f"{W}dstrike")):
        said.tell(STRUCK.format(piece[:50]))
    if raised == "superscript" and piece.strip() in ("2", "3"):
        return piece.translate(_POWERS)
    if raised in ("superscript", "subscript"):
        said.tell(RAISED.format(piece[:50]))
    return piece


def _piece(child: etree._Element, styles: Styles, said: Said) -> str:  # house: one line for each kind of sign
    tag = child.tag
    if tag == f"{W}t":
        text = child.text or ""
        return text if child.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip(_BLANKS)
    if tag == f"{W}tab":
        return "\t"
    if tag in (f"{W}br", f"{W}cr"):
        return "" if child.get(f"{W}type") in ("page", "column") else "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        return _symbol(child, said)
    if tag == f"{W}instrText":
        said.code += child.text or ""
        return ""
    if tag == f"{W}fldChar":
        return _drawn(child, said) + _box(child)
    if tag == f"{W}ruby":
        base = child.find(f"{W}rubyBase")
        return "" if base is None else "".join(_pieces(base, styles, said, inserted=False))
    if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        said.tell(NOTED)
    elif tag in _PICTURES:
        _picture(child, said)
    elif tag == f"{_MC}AlternateContent":
        return "".join(_piece(each, styles, said) for each in _one_choice(child))
    return ""


def _symbol(child: etree._Element, said: Said) -> str:
    try:
        code = int(child.get(f"{W}char") or "", 16)
    except ValueError:
        code = 0
    font = (child.get(f"{W}font") or "").lower()
    if font.startswith("wingdings") and code & 0xFF in _WINGDINGS:
        return _WINGDINGS[code & 0xFF]
    said.tell(SYMBOL)
    return chr(code) if 0x20 <= code < 0xD800 else "\ufffd" if code else ""


def _drawn(child: etree._Element, said: Said) -> str:
    """Return the sign that a field draws by putting two over each other, once it ends; "" for any other field."""
    place = child.get(f"{W}fldCharType")
    code, said.code = said.code, said.code if place == "separate" else ""
    if place != "end" or not code.strip().upper().startswith("EQ"):
        return ""
    found = _OVER.match(code)
    outer, inner = (found[1], found[2]) if found else ("", "")
    if outer in ("□", "☐") and inner in _BOXED_SIGNS:
        return _BOXED_SIGNS[inner]
    if outer in ("○", "\u3007", "◯") and inner.isdecimal() and 0 < int(inner) <= _MOST_CIRCLED:
        return chr(0x2460 + int(inner) - 1)
    said.tell(DRAWN.format(code.strip()[:50]))
    return ""


def _box(child: etree._Element) -> str:
    """Return the sign of an old check box, the chosen text of an old list, "" for any other field."""
    chosen = child.find(f"{W}ffData/{W}ddList")
    if chosen is not None:
        entries = [_value(each) for each in chosen.iterfind(f"{W}listEntry")]
        number = _value(chosen.find(f"{W}result")) or _value(chosen.find(f"{W}default")) or "0"
        return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
    box = child.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    checked = box.find(f"{W}checked")
    return "☑" if is_on(checked if checked is not None else box.find(f"{W}default")) else "□"


def _picture(child: etree._Element, said: Said) -> None:
    boxes = [box for box in child.iter(f"{W}txbxContent") if any(text.text for text in box.iter(f"{W}t"))]
    if boxes:
        said.tell(BOXED)
        said.boxes += boxes[:1] if child.find(f".//{_MC}AlternateContent") is not None else boxes
    elif any(str(each.tag).endswith(("}blip", "}imagedata", "}OLEObject")) for each in child.iter()):
        said.tell(PICTURE)
