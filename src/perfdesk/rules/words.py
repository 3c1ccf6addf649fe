"""Words compared as a reader compares them: widths, blanks and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return the letters, digits and Chinese characters of a text, in one width and case."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts have the same words; texts without any are never the same."""
    return bool(bare(one)) and bare(one) == bare(other)
