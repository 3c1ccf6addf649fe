"""V05: a count without a unit, or with one that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from perfdesk.model.digits import CHINESE_SIGNS, read_chinese
from perfdesk.model.fields import normal_form
from perfdesk.rules.finding import Finding, Fix, Severity, Unsure, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import words

_YEAR: Final = 1900
_SCALES: Final = ("", "万", "亿", "万亿")
_AMOUNT: Final = ("金额", "成本", "单价", "总额")


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """数量、次数、人数、面积这类指标没有写单位，成本没有写“元”，工期没有写是几天，或者单位与名称不配。

    ## 为什么
    “20000”可以是两万份，也可以是两万元。没有单位，监控和自评时无法判断完成了多少。

    ## 怎么改
    在数字后面写单位，例如“≥20000份”“4次”。名称里已经写了单位的（例如“印刷数量（份）”）不用再写。
    """
    for each in seen.of_kind("unknown"):
        if each.asks.counts and any(sign.isdigit() for sign in each.target.text):
            yield Unsure(each.path, f"指标值“{each.target.text[:20]}”读不出是多少。")
    for each in seen.of_kind("number", "range", "qualitative"):
        target = each.target
        if each.asks.rate or each.asks.unit or (target.kind == "qualitative" and not _only_digits(target.text)):
            continue
        said = _missing(each)
        if said is not None:
            what, rank = said
            message = f"“{each.name.strip()}”的指标值“{target.text}”{what}。"
            yield RULE.finding(seen, each.path, message, _with_unit(each)).ranked(rank)
        elif target.unit and _misfits(each):
            message = f"“{each.name.strip()}”的指标值“{target.text}”，单位与名称不配，请核对。"
            yield RULE.finding(seen, each.path, message).ranked(Severity.WARNING)


def _missing(each: Written) -> tuple[str, Severity] | None:
    """Return what is missing behind a number, and how grave that is; None where nothing is."""
    target, asks = each.target, each.asks
    bare = target.unit in _SCALES and not target.suffix
    if bare and asks.counts:
        return "没有单位", Severity.HINT if target.number == 0 else Severity.ERROR  # none is none in any unit
    if asks.money and "成本" in each.kinds and (bare or target.unit.partition("/")[0] in _SCALES[1:]):
        return "没有写“元”，看不出是多少钱", Severity.WARNING
    if bare and asks.time and _may_be_a_length(each):
        return "没有单位，看不出是几天还是几个月", Severity.WARNING
    if bare and "数量" in each.kinds and not asks.empty and not asks.time:
        return "没有单位，看不出数的是什么", Severity.WARNING
    return None


def _may_be_a_length(each: Written) -> bool:
    """Tell whether a bare number can be a length of time, and not a year or a date that lost its looks."""
    number = each.target.number
    return number is not None and number == number.to_integral_value() and number < _YEAR


def _only_digits(text: str) -> bool:
    """Tell whether a text is a Chinese number and nothing else ("十二")."""
    return text.strip()[:1] in CHINESE_SIGNS and read_chinese(text.strip()) is not None


def _misfits(each: Written) -> bool:
    """Tell whether the end of the name asks for another kind of unit; a share in a count is another rule's."""
    unit = each.target.unit
    if not each.asks.text.endswith(_ends()):
        return False
    for end, signs in _fitting():
        if each.asks.text.endswith(end):
            return not any(sign in unit for sign in signs) and not (each.asks.whole and unit in ("%", "‰"))
    return False


@lru_cache(maxsize=1)
def _fitting() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((end, tuple(signs)) for end, signs in words("V05")["fitting"].items())


@lru_cache(maxsize=1)
def _ends() -> tuple[str, ...]:
    return tuple(end for end, _ in _fitting())


def _with_unit(each: Written) -> Fix | None:
    """Return the mending that adds the unit which the name itself says; None where it says none."""
    unit = each.asks.own_unit
    if not unit or each.target.kind == "qualitative":
        return None
    text = normal_form(each.target.text) or each.target.text.strip()
    return change(each.path, f"{text}{unit}", safe=True)


RULE = Rule("V05", "数量没有写单位", Severity.ERROR, run, source="财预〔2021〕101号：指标值应有计量单位（待核）")
