"""Takes out of a text what publishing put in: web tags, entities, stars of bold text, blanks left by line ends."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from perfdesk.region import ENTITY, TAG

_LINE_TAG = re.compile(r"<br\s*/?>|</p>\s*<p(?:\s[^<>]*)?>|</div>\s*<div(?:\s[^<>]*)?>", re.IGNORECASE)
_BOLD = re.compile(r"\s*\*\*(?P<inside>[^*]+)\*\*\s*")
_HAN = r"\u3400-\u9fff\U00020000-\U000323af"
_MARK = r"，、。；：？！（）《》“”〔〕【】"
_BLANK = re.compile(f"(?<=[{_HAN}{_MARK}])[ \\t\\u00a0]+(?=[{_HAN}{_MARK}])")


@dataclass(frozen=True)
class Cleaned:
    """A text and the codes of what was taken out of it."""

    text: str
    codes: tuple[str, ...] = ()


def clean(text: str, *, loose: bool) -> Cleaned:
    """Return the text without tags and entities; from loose text also without blanks between Chinese characters."""
    codes = []
    now = _without_tags(text)
    bold = _BOLD.fullmatch(now) if loose and "*" in now else None
    now = bold["inside"] if bold else now
    if now != text:
        codes.append("I06")
    if loose:
        closed = _BLANK.sub("", now)
        if closed != now:
            codes.append("I07")
        now = closed.strip(" \t\u00a0\r\n")
    return Cleaned(now if now.strip() else "", tuple(codes))


def is_empty(text: str) -> bool:
    """Say whether nothing but blanks stands in a text, be they written as tags or entities; a box is something."""
    if not text.strip():
        return True
    return text[0] in "<&" and "<input" not in text.lower() and not _without_tags(text).strip()


def broken_by_blanks(text: str) -> bool:
    """Say whether blanks stand between Chinese characters, as line ends leave them."""
    return bool(_BLANK.search(text))


def _without_tags(text: str) -> str:
    if "<" in text:
        text = TAG.sub("", _LINE_TAG.sub("\n", text))
    if "&" in text and ENTITY.search(text):
        text = ENTITY.sub(lambda entity: html.unescape(entity.group()).replace("\u00a0", " "), text)
    return text
