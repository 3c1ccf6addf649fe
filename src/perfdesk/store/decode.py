"""Bytes of unknown origin as text, and text as JSON, within limits: neither can crash, hang or fill the memory."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from typing import Any

from perfdesk.errors import UserError

MAX_BYTES = 24 * 1024 * 1024  # 500 forms of 60 indicators take some 12 MB
MAX_PARTS = 500_000  # brackets and commas; 500 forms of 60 indicators have 340,000
MAX_RECORDS = 150_000  # of them opening braces, which cost most; those 500 forms have 122,000
MAX_FORMS = 5_000
MAX_DEPTH = 40

_SAFE = "文件没有改动。"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "带标记的 UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


class BrokenError(ValueError):
    """The text is not JSON, or not all of it."""


class Real(float):
    """A number that remembers how it was written, so that 12.50 can become the text "12.50"."""

    written: str

    def __new__(cls, written: str) -> Real:
        """Make the number of its JSON spelling."""
        number = super().__new__(cls, written)
        number.written = written
        return number


@dataclass
class Parsed:
    """What came out of a text: the tree, and what standard JSON does not have or had to be changed.

    Args:
        doubled: (key, value) of keys that came twice in one record; the last one is in the tree.
        odd: numbers that no program can count with (NaN, 1e400); they are texts in the tree.
    """

    tree: object = None
    doubled: list[tuple[str, object]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def too_large(size: int) -> UserError:
    """Return what to tell the clerk of a file larger than any draft."""
    return UserError(
        "E62",
        what=f"文件太大（{size / 1_000_000:.0f} MB），不是绩效目标草稿（上限 {MAX_BYTES // 1_000_000} MB）。",
        safe=_SAFE,
        todo="请检查是否选错了文件。",
    )


def too_deep() -> UserError:
    """Return what to tell the clerk of a file nested deeper, or of more parts, than any draft."""
    return UserError(
        "E63",
        what="文件内部结构异常复杂，不是绩效目标草稿，没有读取。",
        safe=_SAFE,
        todo="请检查是否选错了文件，或打开备份。",
    )


def to_text(data: bytes) -> tuple[str, str, bool]:
    """Return (text, name of the encoding if it is not plain UTF-8 else "", whether bytes could not be read)."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            text, broken = _decode(data[len(mark) :], codec)
            return text, name, broken
    if len(data) >= 2 and (data[0] == 0) != (data[1] == 0):
        text, broken = _decode(data, "utf-16-be" if data[0] == 0 else "utf-16-le")
        return text, "UTF-16", broken
    text, broken = _decode(data, "utf-8")
    if broken and _mostly_wrong(text):
        other, other_broken = _decode(data, "gb18030")
        if not _mostly_wrong(other):
            return other, "GB 18030", other_broken
    return text, "", broken


def parse(text: str) -> Parsed:
    """Return the JSON of `text`.

    Raises:
        BrokenError: it is not JSON.
        UserError: it is nested too deep or has too many parts to be a draft.
    """
    records = text.count("{")
    if records > MAX_RECORDS or records + text.count("[") + text.count(",") > MAX_PARTS:
        raise too_deep()
    found = Parsed()
    try:
        found.tree = _decoder(found).decode(text)
    except RecursionError:
        raise too_deep() from None
    except ValueError as error:
        raise BrokenError(str(error)) from None
    if not shallow(found.tree):
        raise too_deep()
    return found


def shallow(tree: object, depth: int = MAX_DEPTH) -> bool:
    """Tell whether the tree is nested at most `depth` deep."""
    level = [tree]
    for _ in range(depth):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
            if isinstance(child, dict | list)
        ]
        if not level:
            return True
    return False


def _decode(data: bytes, codec: str) -> tuple[str, bool]:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return data.decode(codec, errors="replace"), True
    return text, bool(decoder.getstate()[0])  # bytes of a character that was cut in two


def _mostly_wrong(text: str) -> bool:
    wrong = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return wrong > beyond_ascii - wrong


def _decoder(found: Parsed) -> json.JSONDecoder:
    def record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            left = dict(made)
            for key, value in reversed(pairs):
                if key in left:
                    del left[key]  # the last one is the one that counts
                elif value != made[key]:
                    found.doubled.append((key, value))
        return made

    def odd(written: str) -> str:
        found.odd.append(written)
        return written

    def whole(written: str) -> int | str:
        return int(written) if len(written) <= 300 else odd(written)

    def real(written: str) -> Real | str:
        number = Real(written)
        return odd(written) if number in (float("inf"), float("-inf")) else number

    return json.JSONDecoder(
        object_pairs_hook=record, parse_float=real, parse_int=whole, parse_constant=odd, strict=False
    )
