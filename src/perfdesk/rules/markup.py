"""What comes along with pasting: tags, entities, marks of Markdown, control characters."""

from __future__ import annotations

import html
import re
from functools import lru_cache

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,400})?/?>|<!--.*?-->")
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|middot|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,4});")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\ufffd]")
_BOLD = re.compile(r"(?<![≥≤<>=＜＞])(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$\n?|(?<![0-9年])-{3,}(?![0-9])", re.MULTILINE)
_LIKELY = re.compile(r"[<&*_#=]|-{3}|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd]")
_PATTERNS = (_TAG, _ENTITY, _CONTROL, _BOLD, _HEADING, _LINE)


def first_mark(text: str) -> str | None:
    """Return the first mark in a text, None if it has none."""
    if not _LIKELY.search(text):
        return None
    return next((found[0] for pattern in _PATTERNS if (found := pattern.search(text))), None)


def cleaned(text: str) -> str:
    """Return a text without tags, marks and control characters; what they enclose stays."""
    for _ in range(8):
        before = text
        text = html.unescape(text) if _ENTITY.search(text) else text
        text = _TAG.sub("", text.replace("\xa0", " "))
        text = _HEADING.sub("", _LINE.sub("", _BOLD.sub(r"\2", text)))
        text = _CONTROL.sub("", text)
        if text == before:
            break
    return text.strip()


@lru_cache(maxsize=131072)
def unmarked(text: str) -> str:
    """Return a text as it reads once it is cleaned; as it is if there is nothing to clean."""
    return text if first_mark(text) is None else cleaned(text)
