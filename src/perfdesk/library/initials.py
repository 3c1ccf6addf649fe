"""Pinyin initials of Chinese characters, all readings, from a bundled table: no dictionary is loaded at run time."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from math import prod

from perfdesk import paths

MOST = 64
"""So many spellings of one name are kept; a name with more polyphones is found by the first of each."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    found: dict[str, str] = {}
    text = (paths.resources() / "library" / "initials.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        letter, _, characters = line.partition(" ")
        for character in characters:
            found[character] = found.get(character, "") + letter
    return found


def folded(text: str) -> str:
    """Return the text in one width and lower case, character by character: places stay the same."""
    return "".join(map(_fold, text))


@lru_cache(maxsize=16384)
def spellings(name: str) -> tuple[str, ...]:
    """Return the ways to type a name by initials, each as long as the name; signs without Pinyin stand as folded."""
    table = _table()
    signs = folded(name)
    readings = [table.get(sign, sign) for sign in signs]
    if prod(map(len, readings)) > MOST:
        readings = [
            reading if len(reading) == 1 or place < 3 else reading[:1] for place, reading in enumerate(readings)
        ]
    if prod(map(len, readings)) > MOST:
        readings = [reading[:1] for reading in readings]
    return tuple("".join(letters) for letters in product(*readings))


def letters_of(sign: str) -> str:
    """Return the initials that a character may be typed by, "" if it has none."""
    return _table().get(sign, "")


@lru_cache(maxsize=4096)
def _fold(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).casefold()
    return plain if len(plain) == 1 else sign
