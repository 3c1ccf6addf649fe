"""Numbers of an Excel cell as its format shows them: 12.50 stays "12.50", a date is a date."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
}
"""The formats without wording of their own, as a Chinese Excel shows them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<skip>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<ampm>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.I | re.S,
)
_COLOURS = {"black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"}
_COLOURS |= {"黑色", "蓝色", "青色", "绿色", "洋红", "红色", "白色", "黄色"}
_STRANGE = "这里的数字格式不认识，显示可能与原表不同，请核对。"
_LONGEST = 255
_LAST_DAY = 2_958_466
_MOST_DIGITS = 15
_SEEN_DIGITS = 10
_ROUNDED = "原表存的是 {}，显示时四舍五入，这里按显示的读取，请核对。"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it is seen; `why` tells what makes it unsure, "" if nothing does."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def show(raw: str, code: str, *, since_1904: bool = False) -> Shown:
    """Return a stored number as the format `code` shows it; a format that is not known here is told.

    Args:
        raw: the number as the file has it.
        since_1904: days are counted from 1904, as old Macintosh files do.
    """
    try:
        number = Decimal(raw.strip())
    except InvalidOperation:
        return Shown(raw, "这里存的不是数值，请核对。")
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return Shown(raw, "这里的数值超出范围，请核对。")
    if len(code) > _LONGEST:
        return Shown(_general(number), "这里的数字格式太长，没有照它显示。")
    sections = _sections(code)
    tokens, minus = _section(sections, number)
    if not tokens and len(sections) > 1:
        return Shown(_general(number), "这里存有数值，原表不显示它，请核对。")
    kinds = {token.kind for token in tokens}
    if not tokens or "general" in kinds or "text" in kinds:
        return _with_words(tokens, number)
    if "date" in kinds:
        return _date(tokens, number, since_1904=since_1904)
    if "exponent" in kinds or "condition" in kinds or any(token.text == "/" for token in tokens):
        return Shown(_general(number), _STRANGE)
    if "digits" not in kinds:
        return Shown(_literals(tokens), f"这里存的是数值 {_general(number)}，原表显示为别的文字，请核对。")
    return _number(tokens, number, minus=minus)


def is_date(code: str) -> bool:
    """Say whether a format shows dates or times."""
    return any(token.kind == "date" for token in _sections(code)[0])


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    sections: list[list[_Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind, text = found.lastgroup or "other", found[found.lastgroup or 0]
        if kind == "other" and text == ";":
            sections.append([])
        elif kind == "bracket":
            sections[-1] += _bracket(text)
        elif kind not in ("skip", "fill"):
            literal = kind in ("quoted", "escaped")
            sections[-1].append(_Token("literal" if literal else kind, text))
    return tuple(map(tuple, sections))


def _bracket(text: str) -> list[_Token]:
    if text.startswith("$"):
        sign = text[1:].split("-", maxsplit=1)[0]
        return [_Token("literal", sign)] if sign else []
    if re.fullmatch("h+|m+|s+", text, re.I):
        return [_Token("condition", text)]
    known = text.lower() in _COLOURS or text.lower().startswith(("color", "dbnum0", "颜色"))
    return [] if known else [_Token("condition", text)]


def _section(sections: tuple[tuple[_Token, ...], ...], number: Decimal) -> tuple[tuple[_Token, ...], bool]:
    """Return the section for a number, and whether a minus has to be put before it."""
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], number < 0


def _general(number: Decimal) -> str:
    """Return a number as it was typed: up to 15 digits, no exponent."""
    short = Decimal(f"{number:.{_MOST_DIGITS - 1}E}") if number else Decimal(0)
    text = f"{short:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_seen(number: Decimal) -> tuple[str, str]:
    """Return a number as a cell without a format shows it, with ten digits if it has decimals; and why it is unsure."""
    whole = _general(number)
    if "." not in whole or len(whole.lstrip("-0.").replace(".", "")) <= _SEEN_DIGITS:
        return whole, ""
    return _general(Decimal(f"{number:.{_SEEN_DIGITS - 1}E}")), _ROUNDED.format(whole)


def _literals(tokens: tuple[_Token, ...]) -> str:
    return "".join(token.text for token in tokens if token.kind in ("literal", "other"))


def _with_words(tokens: tuple[_Token, ...], number: Decimal) -> Shown:
    text, why = _as_seen(number)
    if not any(token.kind in ("general", "text") for token in tokens):
        return Shown(text, why)
    shown = [token for token in tokens if token.kind != "condition"]
    said = "".join(text if token.kind in ("general", "text") else token.text for token in shown)
    return Shown(said, why if len(shown) == len(tokens) else _STRANGE)


def _number(tokens: tuple[_Token, ...], number: Decimal, *, minus: bool) -> Shown:
    value = abs(number)
    value *= Decimal(100) ** sum(token.kind == "percent" for token in tokens)
    runs = [token.text for token in tokens if token.kind == "digits"]
    if len(runs) > 1 or runs[0].count(".") > 1:
        return Shown(_general(number), _STRANGE)
    whole, _, part = runs[0].partition(".")
    scaled = value / Decimal(1000) ** (len(whole) - len(whole.rstrip(",")))
    places = len(part.replace(",", ""))
    rounded = Decimal(f"{scaled:.{_MOST_DIGITS - 1}E}") if scaled else scaled
    shown = rounded.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if rounded.adjusted() < 25 else rounded
    digits = _spaced(shown, whole, part)
    text = "".join(digits if token.kind == "digits" else token.text for token in tokens)
    why = "" if shown == rounded else _ROUNDED.format(_general(number))
    return Shown(("-" if minus and shown else "") + text, why)


def _spaced(shown: Decimal, whole: str, part: str) -> str:
    """Return the digits with as many zeros as the format asks for, and thousands parted if it says so."""
    left, _, right = f"{shown:f}".partition(".")
    least = sum(sign == "0" for sign in whole)
    left = left.lstrip("0").rjust(least, "0")
    if "," in whole.rstrip(","):
        left = f"{int(left):,}".rjust(least, "0") if left else ""
    keep = sum(sign == "0" for sign in part)
    while len(right) > keep and right.endswith("0"):
        right = right[:-1]
    return f"{left}.{right}" if right or "." in part else left


def _date(tokens: tuple[_Token, ...], number: Decimal, *, since_1904: bool) -> Shown:
    if not 0 <= number < _LAST_DAY or any(token.kind == "condition" for token in tokens):
        return Shown(_general(number), "这里的日期不认识，请核对。")
    when = _moment(number, since_1904=since_1904)
    if when is None:
        return Shown(_general(number), "这里的日期不认识，请核对。")
    half = any(token.kind == "ampm" for token in tokens)
    text = "".join(_date_piece(tokens, place, when, half=half) for place in range(len(tokens)))
    kinds = {token.text[0].lower() for token in tokens if token.kind == "date"}
    unsure = "y" not in kinds or "d" not in kinds or any(re.fullmatch("m{3,}|d{3,}", t.text, re.I) for t in tokens)
    why = f"这里存的是日期 {when:%Y-%m-%d}，按原表的显示读取，请核对。" if unsure else ""
    return Shown(text, why)


def _moment(number: Decimal, *, since_1904: bool) -> datetime.datetime | None:
    days = int(number)
    seconds = int(((number - days) * 86_400).to_integral_value(ROUND_HALF_UP))
    if since_1904:
        first = datetime.datetime(1904, 1, 1)
    else:
        first = datetime.datetime(1899, 12, 31) if days < 60 else datetime.datetime(1899, 12, 30)
        if days == 60:
            return None  # 29 February 1900: a day that Excel knows and no calendar has
    try:
        return first + datetime.timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None


def _date_piece(tokens: tuple[_Token, ...], place: int, when: datetime.datetime, *, half: bool) -> str:
    token = tokens[place]
    if token.kind == "ampm":
        return "上午" if when.hour < 12 else "下午"
    if token.kind != "date":
        return token.text
    sign, size = token.text[0].lower(), len(token.text)
    if sign == "y":
        return f"{when.year:04}" if size > 2 else f"{when.year % 100:02}"
    if sign == "d":
        return f"{when.day:0{min(size, 2)}}"
    if sign == "h":
        hour = (when.hour % 12 or 12) if half else when.hour
        return f"{hour:0{min(size, 2)}}"
    if sign == "s":
        return f"{when.second:0{min(len(token.text.split('.')[0]), 2)}}"
    return f"{when.minute if _is_minute(tokens, place) else when.month:0{min(size, 2)}}"


def _is_minute(tokens: tuple[_Token, ...], place: int) -> bool:
    """Say whether an "m" means minutes: it stands behind hours or before seconds."""
    near = [token.text[0].lower() for token in tokens if token.kind == "date"]
    at = sum(token.kind == "date" for token in tokens[:place])
    return (at > 0 and near[at - 1] == "h") or (at + 1 < len(near) and near[at + 1] == "s")
