"""Fields that somebody has filled in on a PDF: their texts as characters at their places; other remarks as words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from perfdesk.readers.pdf_lines import Char

_BUTTON = 1 << 16  # a field of kind button that only does something
_RADIO = 1 << 15
_LINE = 1.3
_MOST = 3000  # characters of one field
_DEEPEST = 8


def filled(annots: list[dict[str, Any]], size: float) -> Iterator[Char]:
    """Yield the characters of the fields that are filled in; `size` of the text of the page, in points."""
    for each in annots:
        data = each.get("data") or {}
        text = _value(data)
        if _kind(data.get("Subtype")) != "Widget" or not text.strip():
            continue
        lines = text[:_MOST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        middle, tall = (each["top"] + each["bottom"]) / 2, size * _LINE
        for number, line in enumerate(lines):
            bottom = middle + size / 2 + (number - (len(lines) - 1) / 2) * tall
            wide = min((each["x1"] - each["x0"]) / max(len(line), 1), size)
            for nth, sign in enumerate(line):
                left = each["x0"] + nth * wide
                yield Char(sign, left, left + wide, bottom - size, bottom, size, filled=True)


def remarks(annots: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what somebody has written on a page beside its text."""
    for each in annots:
        if _kind((each.get("data") or {}).get("Subtype")) not in ("Widget", "Link", "Popup"):
            text = decoded(each.get("contents")).strip()
            if text:
                yield text


def _value(data: dict[str, Any]) -> str:
    kind = _kind(_own(data, "FT"))
    if kind == "Btn":
        flags = _own(data, "Ff") or 0
        if isinstance(flags, int) and flags & _BUTTON:
            return ""
        return "□" if _kind(resolve1(data.get("AS"))) in ("", "Off") else "☑"
    said = _own(data, "V")
    if isinstance(said, list):
        return "、".join(decoded(resolve1(each)) for each in said)
    return decoded(said)


def _own(data: dict[str, Any], key: str) -> Any:  # noqa: ANN401 - whatever the file says
    """Return an entry of a field, from the field above it where it has none itself."""
    for _ in range(_DEEPEST):
        if key in data:
            return resolve1(data[key])
        above = resolve1(data.get("Parent"))
        if not isinstance(above, dict):
            return None
        data = above
    return None


def _kind(said: object) -> str:
    name = said.name if isinstance(said, PSLiteral) else said
    return name.decode("latin-1") if isinstance(name, bytes) else name if isinstance(name, str) else ""


def decoded(said: object) -> str:
    """Return a text of a PDF: UTF-16 or UTF-8 with a mark, else Latin."""
    if isinstance(said, bytes):
        for mark, code in ((b"\xfe\xff", "utf-16"), (b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
            if said.startswith(mark):
                return said.decode(code, "replace")
        return said.decode("latin-1")
    return said if isinstance(said, str) else ""
