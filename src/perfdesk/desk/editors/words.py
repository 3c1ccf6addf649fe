"""Where words begin and end in a Chinese text: runs of Chinese characters, figures with their signs, punctuation.

Qt takes a whole Chinese sentence, commas included, for one word.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

Kind = Literal["space", "chinese", "figure", "sign"]
_INSIDE = frozenset(".,:/-．")
"""Signs that stand inside a figure: 1,850.5, 12:30, 2026-12-31."""
_AFTER = frozenset("%％‰℃")


def bounds(text: str, at: int) -> tuple[int, int]:
    """Return start and end of the word that character `at` belongs to; the last one beyond the end."""
    if not text:
        return 0, 0
    at = max(0, min(at, len(text) - 1))
    kind = kind_at(text, at)
    start = end = at
    while start and kind_at(text, start - 1) == kind:
        start -= 1
    while end < len(text) and kind_at(text, end) == kind:
        end += 1
    return start, end


def following(text: str, at: int) -> int:
    """Return where the next word begins."""
    if at >= len(text):
        return len(text)
    kind = kind_at(text, at)
    while at < len(text) and kind_at(text, at) == kind:
        at += 1
    while at < len(text) and kind_at(text, at) == "space":
        at += 1
    return at


def preceding(text: str, at: int) -> int:
    """Return where the word before begins."""
    while at and kind_at(text, at - 1) == "space":
        at -= 1
    kind = kind_at(text, at - 1) if at else "space"
    while at and kind_at(text, at - 1) == kind:
        at -= 1
    return at


def kind_at(text: str, at: int) -> Kind:
    """Return what kind of word a character belongs to."""
    char = text[at]
    if char.isspace():
        return "space"
    if char.isalnum():
        return "chinese" if unicodedata.category(char) == "Lo" else "figure"
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    inside = char in _INSIDE and _is_figure(before) and _is_figure(after)
    return "figure" if inside or (char in _AFTER and _is_figure(before)) else "sign"


def _is_figure(char: str) -> bool:
    return char.isalnum() and unicodedata.category(char) != "Lo"
