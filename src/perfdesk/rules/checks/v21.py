"""V21: a unit that measures nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written

_STAFF = re.compile(
    r"(?:人员|聘用|工资|薪酬|补助|补贴|奖励|津贴|慰问|生活费|劳务|岗位)\S{0,6}标准$|人均\S{0,6}(?:标准|成本|费用)$"
)
_MONEY = re.compile(r"^(?:万|亿|千|百万)?元(?:/(?:年|月|次|季|季度|天|日))?$")


def run(seen: Seen) -> Iterator[Finding]:
    """单位不完整或者不可衡量，例如“1批”“1人/每周三”“12万元/年”没有写每人。

    ## 为什么
    一批可多可少，“每周三”不是单位，标准没有写“/人”时算不出总额，核对时都会有争议。

    ## 怎么改
    写成可以数的单位，例如“300份”“1人”“50次”；标准写全，例如“12万元/人/年”。
    """
    for each in seen.of_kind("number"):
        target = each.target
        if why := _why(each):
            yield RULE.finding(seen, each.path, f"指标值“{target.text}”{why}")


def _why(each: Written) -> str:
    unit = each.target.unit
    if "/每" in unit:
        return "把数量和频次写在一起，请分开写。"
    if unit == "批" and "数量" in each.kinds:
        return "的单位“批”可多可少，请写成可以数的单位。"
    if _MONEY.match(unit) and _STAFF.search(each.asks.text) and "每" not in each.target.prefix:
        return "没有写每人或者每户，算不出总额。"
    return ""


RULE = Rule("V21", "单位不完整", Severity.HINT, run, source="财预〔2021〕101号：指标值应有计量单位（待核）")
