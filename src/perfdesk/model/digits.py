"""Numbers in texts: half-width folding, exact decimals of bounded length, Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

MAX_LENGTH: Final = 400
"""A longer text is a sentence, not a value; the readers of this room do not look into it."""

_FULL = "０１２３４５６７８９．％＝＜＞－＋／﹪≧≦⩾⩽−‐‑￥＊"  # noqa: RUF001 (these are the signs to fold)
_HALF = "0123456789.%=<>-+/%≥≤≥≤---¥*"
_FOLDS: Final = {**dict(zip(map(ord, _FULL), _HALF, strict=True)), 0x200B: None, 0x2060: None, 0xFEFF: None}
_FOLDABLE = re.compile(rf"[\s{re.escape(_FULL)}\u200b\u2060\ufeff]")
_SPACE = re.compile(r"(?<![0-9.]) | (?![0-9.])")
_PLAIN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,10})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,10})?")

CHINESE_SIGNS: Final = "零一二三四五六七八九十百千万亿〇○壹贰貳叁參肆伍陆陸柒捌玖两兩拾佰仟萬億"
_CHINESE: Final = str.maketrans(CHINESE_SIGNS[15:], "零零一二二三三四五六六七八九二二十百千万亿")
_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_SECTION = re.compile(
    r"(?:([一二三四五六七八九])千)?(零)?(?:([一二三四五六七八九])百)?(零)?"
    r"(?:([一二三四五六七八九]?)(十))?(零)?([一二三四五六七八九])?"
)


def fold(text: str) -> str:
    """Return `text` with half-width digits and signs, and without white space except between two digits."""
    if not _FOLDABLE.search(text):
        return text
    return _SPACE.sub("", " ".join(text.translate(_FOLDS).split()))


def read_decimal(text: str) -> Decimal | None:
    """Return the exact value of "1234.50" or "1,234.50"; None for anything else or more than 18 + 10 digits."""
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return None


def read_chinese(text: str) -> int | None:
    """Return the value of a whole number in Chinese ("一百二十", "壹拾贰万"); None if it is not surely one.

    Spoken short forms ("一万五", "一百二") can mean two things and are not read.
    """
    if not text or len(text) > 40:
        return None
    above, sign, below = text.translate(_CHINESE).rpartition("亿")
    high = _below_yi(above) if sign else 0
    low = _below_yi(below, tail=bool(sign))
    if high is None or low is None or (sign and not high):
        return None
    return high * 10**8 + low


def read_chinese_digits(text: str) -> str | None:
    """Return the digits that "二〇二四" spells one by one ("2024"); None if another sign is among them."""
    values = [_DIGITS.get(sign) for sign in text.translate(_CHINESE)]
    if not values or None in values:
        return None
    return "".join(str(value) for value in values)


def _below_yi(text: str, *, tail: bool = False) -> int | None:
    if text.count("万") > 1:
        return None
    above, sign, below = text.rpartition("万")
    high = _below_wan(above, tail=tail) if sign else 0
    low = _below_wan(below, tail=tail or bool(sign))
    if high is None or low is None or (sign and not high):
        return None
    return high * 10**4 + low


def _below_wan(text: str, *, tail: bool) -> int | None:
    """Return the value of one group of four places; `tail`: a higher group stands before it."""
    if not text:
        return 0 if tail else None
    if text == "零":
        return None if tail else 0
    if text.endswith("零") or "零零" in text or (text.startswith("零") and not tail):
        return None
    joined = tail and text.startswith("零")
    found = _SECTION.fullmatch(text[1:] if joined else text)
    if found is None:
        return None
    thousands, zero_1, hundreds, zero_2, tens, ten, zero_3, ones = found.groups()
    first = (joined or not tail) and not (thousands or hundreds)
    if ones and not (ten or zero_1 or zero_2 or zero_3 or first):
        return None
    parts = ((thousands, 1000), (hundreds, 100), (tens or ("一" if ten else ""), 10), (ones, 1))
    return sum(_DIGITS[digit] * weight for digit, weight in parts if digit)
