"""File names that every system takes: Windows, sticks with FAT, Linux; also for names that a project gave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_BYTES = 200  # of UTF-8; systems allow 255, which is only 85 汉字, and a temp name needs room

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_BLANKS = re.compile(r"\s+")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)


def safe_name(text: str, *, suffix: str = "", taken: Collection[str] = (), empty: str = "未命名") -> str:
    """Return a file name (no folder) for `text` that every system accepts.

    At most 200 bytes of UTF-8, suffix included; no reserved Windows name, no sign that Windows forbids, no control
    or direction mark, no blank or dot at either end; differs from every name in `taken`, capitals aside.

    Args:
        text: what the file shall be called, such as a project name.
        suffix: kept whole at the end, such as ".docx".
        taken: names that are already used in that folder.
        empty: the name if nothing of `text` can be used.
    """
    stem = _clean(text) or empty
    used = {_folded(name) for name in taken}
    number = 1
    while True:
        mark = "" if number == 1 else f"（{number}）"
        name = _shortened(stem, MAX_BYTES - _size(mark + suffix)) + mark + suffix
        if _folded(name) not in used:
            return name
        number += 1


def _clean(text: str) -> str:
    # a lone surrogate cannot be encoded, a direction mark can make "fdp.exe" look like "exe.pdf"
    visible = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or not _hidden(sign))
    plain = _BLANKS.sub(" ", _FORBIDDEN.sub("_", visible)).strip(" .~")
    first, dot, rest = plain.partition(".")
    return f"{first.rstrip()}_{dot}{rest}" if _RESERVED.fullmatch(first.rstrip()) else plain


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _shortened(stem: str, size: int) -> str:
    cut = stem.encode("utf-8")[: max(size, 0)].decode("utf-8", errors="ignore")
    return cut if cut == stem else cut.rstrip(" .")
