"""V06: a count whose target is no number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.model.digits import CHINESE_SIGNS
from perfdesk.model.units import UNIT
from perfdesk.rules.checks.v19 import is_relative
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import words
from perfdesk.rules.words import same_words

_ALL_DIGITS = re.compile(rf"[{CHINESE_SIGNS}半]+")
_HOW_MANY = re.compile(rf"[0-9０-９]|[{CHINESE_SIGNS}半][余多来几]?{UNIT}|[{CHINESE_SIGNS}][余多几]?以[上下内]")


def run(seen: Seen) -> Iterator[Finding]:
    """数量、次数、人数、套数这类指标，指标值没有数字，或者是百分比。

    ## 为什么
    问的是“多少”，答的是“达标”或者“95%”，到年底没有办法核对做了多少。

    ## 怎么改
    写出数字和单位，例如“83套”“≥12次”。要考核完成比例的，把名称改成“……完成率”。
    """
    for each in seen.of_kind("number", "qualitative"):
        target = each.target
        if not each.asks.whole or each.asks.unit in ("%", "％"):
            yield from _amounts(seen, each)
            continue
        if _against(target.text):
            continue  # "同比下降5%" of a number is a number too; V19 asks where none is said
        name = each.name.strip()
        if target.kind == "number" and target.unit in ("%", "‰", "百分比"):
            message = f"“{name}”要写数量，指标值“{target.text}”却是百分比。"
            yield RULE.finding(seen, each.path, message)
        elif target.kind == "qualitative" and not _says_number(target.text) and not same_words(target.text, name):
            yield RULE.finding(seen, each.path, f"“{name}”要写数量，指标值“{target.text}”里没有数字。")


def _amounts(seen: Seen, each: Written) -> Iterator[Finding]:
    """Yield a finding for an amount of work without a number: 工程量 "按实结算"."""
    target, name = each.target, each.name.strip()
    if (
        target.kind != "qualitative"
        or "数量" not in each.kinds
        or not each.asks.text.endswith(tuple(words("V06")["amounts"]))
    ):
        return
    if not _says_number(target.text) and not _against(target.text) and not same_words(target.text, name):
        message = f"“{name}”要写数量，指标值“{target.text}”里没有数字。"
        yield RULE.finding(seen, each.path, message).ranked(Severity.WARNING)


def _against(text: str) -> bool:
    return is_relative(text) or "只减不增" in text or "零增长" in text


def _says_number(text: str) -> bool:
    """Tell whether words say a number, and not only have a sign of one in them ("统一配备")."""
    return bool(_HOW_MANY.search(text) or _ALL_DIGITS.fullmatch(text.strip()))


RULE = Rule("V06", "数量指标没有数字", Severity.ERROR, run, source="财预〔2015〕88号：绩效目标要细化量化（待核）")
