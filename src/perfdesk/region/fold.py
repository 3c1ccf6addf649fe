"""Folding: what two spellings of a label have in common; for comparing only, never for storing."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|font|input|td|tr|th|table|tbody|a|sup|sub)(?:\s[^<>]*)?/?>", re.I
)
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,9}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});")
"""A character written as web pages may write it; `html.unescape` leaves alone what is none."""
_LEFT_OUT = re.compile(rf"{TAG.pattern}|(?P<entity>{ENTITY.pattern})|^\s*\*\*|\*\*\s*$", re.I)
"""What labels are compared without: web tags, and the stars of bold Markdown at both ends; an entity is read."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－─", "-"))  # noqa: RUF001 - the dashes that labels are typed with
_BEFORE_LABEL = re.compile(r"^(?:[*★☆※●◆▲△]+|\(?[一二三四五六七八九十\d]{1,2}[)、.])")
_BLANKS = {chr(code) for code in (0x200B, 0xFEFF, 0x200E, 0x200F, 0x2060, 0xAD)}


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without tags, entities and white space, NFKC; `places[i]` is where character i stood in the text."""

    text: str
    places: tuple[int, ...]


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text as labels are compared: no tags, no white space, NFKC, one kind of dash."""
    return "".join("".join(map(_folded, piece)) for _, piece in _pieces_without_tags(text))


@lru_cache(maxsize=8192)
def fold_label(text: str) -> str:
    """Return a folded text without what some put around a label: a colon behind it, a star or a number before it."""
    folded = fold(text).rstrip(":")
    return _BEFORE_LABEL.sub("", folded) or folded


def fold_with_places(text: str) -> Folded:
    """Return the folded text with the place of each of its characters; linear in the length of the text."""
    characters: list[str] = []
    places: list[int] = []
    for start, piece in _pieces_without_tags(text):
        for offset, character in enumerate(piece):
            for part in _folded(character):
                characters.append(part)
                places.append(start + offset)
    return Folded("".join(characters), tuple(places))


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFKC", character).translate(_DASHES)
    return "".join(part for part in parts if not part.isspace() and part not in _BLANKS)


def _pieces_without_tags(text: str) -> list[tuple[int, str]]:
    if not any(sign in text for sign in "<&*"):
        return [(0, text)]
    pieces, end = [], 0
    for tag in _LEFT_OUT.finditer(text):
        pieces.append((end, text[end : tag.start()]))
        if tag["entity"]:
            sign = html.unescape(tag["entity"])
            pieces.append((tag.start(), sign if len(sign) == 1 else tag["entity"]))
        end = tag.end()
    pieces.append((end, text[end:]))
    return pieces
