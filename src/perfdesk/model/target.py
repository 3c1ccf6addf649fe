"""Targets: what "≥95%", "不少于4次", "2024年12月前" or "良好" says; where it is not sure, it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from perfdesk.model.dates import Date, make_date, read_period
from perfdesk.model.digits import CHINESE_SIGNS, MAX_LENGTH, fold, read_chinese, read_decimal
from perfdesk.model.units import TIMES, UNIT, split_unit

Operator = Literal["", "≥", "≤", ">", "<", "="]
Kind = Literal["number", "range", "date", "qualitative", "several", "empty", "unknown"]

_BEFORE: Final[dict[Operator, str]] = {
    "≥": "≥ >= => 不少于 不低于 不小于 不得少于 不得低于 不能少于 不能低于 大于等于 大于或等于 至少 最少 达到 达",
    "≤": "≤ <= =< 不超过 不超 不高于 不大于 不多于 不得超过 不得高于 不能超过 小于等于 小于或等于 至多 最多 控制在",
    ">": "> 大于 高于 多于 超过 超出 超",
    "<": "< 小于 低于 少于",
    "=": "= == 等于",
}
_AFTER: Final[dict[Operator, str]] = {
    "≥": "以上 及以上 含以上 （含）以上 (含)以上",
    "≤": "以内 之内 以下 及以下 （含）以下 (含)以下 （含）以内 (含)以内",
}


def _longest_first(words: dict[Operator, str]) -> tuple[tuple[str, Operator], ...]:
    pairs = [(word, operator) for operator, line in words.items() for word in line.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_BEFORE_WORDS: Final = _longest_first(_BEFORE)
_AFTER_WORDS: Final = _longest_first(_AFTER)
_BEFORE_ENDS: Final = tuple(word for word, _ in _BEFORE_WORDS)
_AFTER_ENDS: Final = tuple(word for word, _ in _AFTER_WORDS)
_ANY_BEFORE = "|".join(re.escape(word) for word, _ in _BEFORE_WORDS)
_ANY_AFTER = "|".join(re.escape(word) for word, _ in _AFTER_WORDS)

_NOTHING: Final = {"", "无", "暂无", "不适用", "/", "-", "--", "—", "——", "－"}
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_DIGITS_SURE = re.compile(rf"({_ANY_BEFORE})?(?:(百分之)([0-9.]+|[{CHINESE_SIGNS}]{{1,8}}))({_ANY_AFTER})?")
_TENTHS_SURE = re.compile(rf"({_ANY_BEFORE})?(?:([1-9一二两三四五六七八九])成([半五])?|(十)成)({_ANY_AFTER})?")
_CHINESE_SURE = re.compile(rf"({_ANY_BEFORE})?([{CHINESE_SIGNS}]{{1,12}})({UNIT})({_ANY_AFTER})?")
_CHINESE_MAYBE = re.compile(rf"(?<![上下每这同])[{CHINESE_SIGNS}](?!分|次性|致|定|般|流)(?:{UNIT})")
_PLACEHOLDER = re.compile(r"(?<![A-Za-z])[XxＸ](?![A-WYZa-wyz])|[*○]{2}|[≥≤<>=]")  # noqa: RUF001 (typed so)
_LABEL = re.compile(r"[㐀-鿿（）()%、]{0,20}[：:]?")
_VAGUE_BEFORE = re.compile(r"(?:约|近|大概|左右|接近|第|前|后|不|未|非|或|同比|达)$")
_VAGUE_AFTER = re.compile(r"左右|上下|^[余多来几十百千前后月]|以上|以内|以下|之内|之间|不等|内$|之前|以前|以后|或")
_SUFFIX = re.compile(r"[㐀-鿿A-Za-z（）()]{0,20}")
_TO = re.compile(r"(?:[-—–―─~～〜]{1,2}|至|到)")
_CUT = re.compile(r"[；;，、。\n]|(?<=[^0-9.,])[和及与](?=[0-9])|(?<![0-9]),|,(?![0-9])|[+](?=\D)")

_DONE = r"(?:(?:全部|按时|按期)?(?:完成|完工|竣工|验收|交付|上线|启用))?"
_LIMIT = rf"(?:[上下中]旬|底|末|初)?(前|之前|以前|内|之内|以内)?{_DONE}"
_QUARTER = r"(?:第?[一二三四1-4]季度|[上下]半年|全年)?"
_DATED = re.compile(rf"(?:于|在)?([0-9]{{4}})年度?(?:([0-9]{{1,2}})月(?:([0-9]{{1,2}})[日号])?)?{_QUARTER}{_LIMIT}")
_DASHED = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_LIMIT}")
_YEARLY = re.compile(
    rf"(?:当年|本年|次年|每年)?(1[0-2]|0?[1-9])月(?:(?:3[01]|[12][0-9]|0?[1-9])[日号])?"
    rf"(?:[上下中]旬|底|末|初)?(?:前|之前|以前){_DONE}"
)
_QUARTERLY = re.compile(
    rf"(?:当年|本年|次年|每年)?(?:第?[一二三四1-4]季度|[上下]半年)[底末初]?(?:前|之前|以前|内|之内){_DONE}"
)
_GRADES: Final = ("级", "类", "版", "等")
_PERIOD_SIGNS = re.compile(r"[年月日./]")


@dataclass(frozen=True, slots=True)
class Target:
    """A target as typed, and what was read from it.

    Args:
        text: what was typed, unchanged.
        kind: "number" (one quantity) · "range" · "date" (a day, a limit, a period) · "qualitative" (words, no
            quantity) · "several" (more than one quantity, see `parts`) · "empty" (nothing, or a word for
            nothing such as 无) · "unknown" (not sure; nothing is read).
        operator: "" if none was written.
        number: the quantity of a "number", exactly as written (95 for "95%").
        unit: a known unit ("%", "元/人/年", "个"); "" if none is known.
        low, high: the ends of a "range".
        date: the day, month or year of a "date"; None for a limit without year ("6月底前") or a period.
        period: first and last date of a "date" that is a span.
        prefix, suffix: words before the operator and after the unit ("执行率" 95%, 237个 "党支部").
        parts: the quantities of "several", in order.
    """

    text: str
    kind: Kind
    operator: Operator = ""
    number: Decimal | None = None
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    date: Date | None = None
    period: tuple[Date, Date] | None = None
    prefix: str = ""
    suffix: str = ""
    parts: tuple[Target, ...] = ()


def read_target(text: str) -> Target:
    """Return what `text` says; never an error, and kind "unknown" rather than a guess."""
    read = _read(fold(text.strip().replace("\n", "；")))
    return read if read.text == text else replace(read, text=text)


def normal_form(text: str) -> str | None:
    """Return the usual spelling of a target ("达到80%以上" → "≥80%", "95％" → "95%").

    None when `text` has it already, or when it is not sure that the meaning stays the same.
    """
    folded = fold(text)
    if len(folded) > MAX_LENGTH or "\n" in text:
        return None
    plain = _arabic(folded)
    target = _read(plain)
    found = _NUMBER.search(plain)
    if target.kind != "number" or target.prefix or found is None:
        return None
    if plain != folded and any(sign in folded for sign in "万亿萬億"):
        return None  # "1万元" would be the better spelling, not "10000元"
    if plain != folded and target.unit in _GRADES:
        return None  # "三级" is the name of a grade, not three of them
    if target.operator in (">", "≥") and target.number == 100 and target.unit == "%":
        return None  # nothing is above 100%: the clerk must say what was meant
    sign = "-" if plain[: found.start()].endswith("-") else ""
    usual = f"{target.operator}{sign}{found[0]}{target.unit}{target.suffix}"
    return usual if usual != text else None


def _read(folded: str) -> Target:
    if folded in _NOTHING:
        return Target(folded, "empty")
    if len(folded) > MAX_LENGTH:
        return Target(folded, "unknown" if _NUMBER.search(folded) else "qualitative")
    folded = _arabic(folded)
    numbers = list(_NUMBER.finditer(folded))
    if not numbers and _QUARTERLY.fullmatch(folded):
        return Target(folded, "date", operator="≤")
    if not numbers:
        return Target(folded, _wording(folded))
    dated = _dated(folded)
    if dated is not None:
        return dated
    if len(numbers) == 1:
        return _single(folded)
    if len(numbers) == 2:
        span = _range(folded, *numbers)
        if span is not None:
            return span
    return _several(folded)


def _arabic(folded: str) -> str:
    """Return `folded` with its one Chinese numeral or 百分之… in digits; as it is if that is not sure."""
    found = _DIGITS_SURE.fullmatch(folded)
    if found is not None:
        before, _, number, after = found.groups()
        value = number if read_decimal(number) is not None else _hundredths(number)
        return folded if value is None else f"{before or ''}{value}%{after or ''}"
    found = _TENTHS_SURE.fullmatch(folded)
    if found is not None:
        before, tenths, half, _, after = found.groups()
        share = (
            10 * (int(tenths) if tenths.isascii() else read_chinese(tenths) or 0) + (5 if half else 0)
            if tenths
            else 100
        )
        return f"{before or ''}{share}%{after or ''}"
    found = _CHINESE_SURE.fullmatch(folded)
    if found is not None:
        before, number, unit, after = found.groups()
        count = read_chinese(number)
        return folded if count is None else f"{before or ''}{count}{unit}{after or ''}"
    return folded


def _hundredths(number: str) -> int | None:
    return 100 if number in ("百", "佰") else read_chinese(number)


def _wording(folded: str) -> Kind:
    """Return "qualitative" for words; "unknown" for signs, placeholders and perhaps-numbers."""
    if _PLACEHOLDER.search(folded) or _CHINESE_MAYBE.search(folded):
        return "unknown"
    return "qualitative" if any(sign.isalpha() for sign in folded) else "unknown"


def _dated(folded: str) -> Target | None:
    period = read_period(folded) if _PERIOD_SIGNS.search(folded) else None
    if period is not None:
        return Target(folded, "date", period=period)
    if _YEARLY.fullmatch(folded) or _QUARTERLY.fullmatch(folded):
        return Target(folded, "date", operator="≤")
    found = _DATED.fullmatch(folded)
    digits = found.groups()[:3] if found else ()
    if found is None:
        found = _DASHED.fullmatch(folded)
        digits = (found[1], found[3], found[4]) if found else ()
    date = make_date(*digits) if found else None
    if found is None or date is None:
        return None
    return Target(folded, "date", operator="≤" if found.groups()[-1] else "", date=date)


def _single(folded: str) -> Target:
    """Return the one quantity of `folded`, which holds one run of digits."""
    unknown = Target(folded, "unknown")
    found = _NUMBER.search(folded)
    number = read_decimal(found[0]) if found else None
    if found is None or number is None:
        return unknown
    before, after = folded[: found.start()], folded[found.end() :]
    if before.endswith("-"):
        before, number = before[:-1], -number
        if before and not before.endswith(("≥", "≤", "<", ">", "=")):
            return unknown
    prefix, first = _operator_before(before)
    unit, suffix, last = _unit_after(after)
    operators = {operator for operator in (*first, last) if operator}
    sure = _LABEL.fullmatch(prefix) and not _VAGUE_BEFORE.search(prefix)
    if not sure or len(operators) > 1 or not _SUFFIX.fullmatch(suffix) or _VAGUE_AFTER.search(suffix):
        return unknown
    if last and suffix:
        return unknown
    operator = operators.pop() if operators else ""
    return Target(folded, "number", operator, number, unit, prefix=prefix, suffix=suffix)


def _operator_before(before: str) -> tuple[str, set[Operator]]:
    """Return what stands before the comparators at the end of `before`, and these."""
    found: set[Operator] = set()
    while before.endswith(_BEFORE_ENDS):
        for word, operator in _BEFORE_WORDS:
            if before.endswith(word) and not (word == "达" and before[-2:-1] not in ("", *"率度例比")):
                before = before[: -len(word)]
                found.add(operator)
                break
        else:
            break
    return before, found


def _unit_after(after: str) -> tuple[str, str, Operator]:
    """Return unit, words after it, and the comparator at the end."""
    for word, operator in _AFTER_WORDS if after.endswith(_AFTER_ENDS) else ():
        if after.endswith(word):
            unit, suffix = split_unit(after[: -len(word)])
            return unit, suffix, operator
    if after.endswith("内") and after[:-1] in TIMES:
        return after[:-1], "", "≤"
    unit, suffix = split_unit(after)
    return unit, suffix, ""


def _range(folded: str, first: re.Match[str], second: re.Match[str]) -> Target | None:
    low, high = read_decimal(first[0]), read_decimal(second[0])
    between, after = folded[first.end() : second.start()], folded[second.end() :]
    unit, suffix = split_unit(after)
    own, rest = split_unit(between)
    prefix = folded[: first.start()].removesuffix("在")
    if low is None or high is None or not _TO.fullmatch(rest) or own not in ("", unit) or suffix not in ("", "之间"):
        return None
    if not _LABEL.fullmatch(prefix) or _VAGUE_BEFORE.search(prefix) or _operator_before(prefix)[1]:
        return None
    if low > high or (not unit and 1900 <= low <= high < 2200):
        return None
    return Target(folded, "range", unit=unit, low=low, high=high, prefix=prefix)


def _several(folded: str) -> Target:
    pieces = [piece for piece in _CUT.split(folded) if piece]
    parts = tuple(_single(piece) for piece in pieces if _NUMBER.search(piece))
    if len(parts) < 2 or not all(part.kind == "number" and part.unit for part in parts):
        return Target(folded, "unknown")
    if all(part.unit in ("年", "年度", "月") for part in parts):
        return Target(folded, "unknown")  # "2026年、2027年" is a list of dates
    if any(len(_NUMBER.findall(piece)) > 1 for piece in pieces) or re.search(r"[0-9][，、][0-9]{3}", folded):
        return Target(folded, "unknown")
    return Target(folded, "several", parts=parts)
