"""G01: a goal that is blank."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.naming import is_nothing
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """目标没有填写。

    ## 为什么
    绩效目标是申请预算的前提，没有目标的项目不得安排预算。

    ## 怎么改
    写明做什么、做多少、达到什么效果；年度目标写当年的，中期目标写整个期间的。
    """
    for goal in seen.goals:
        if not is_nothing(goal.text):
            continue
        if seen.is_lost(goal.path):
            yield Unsure(goal.path, "原表的目标在公布或转换时丢了，请先确认导入的存疑。")
        else:
            yield RULE.finding(seen, goal.path, f"{seen.place(goal.path)}没有填写。")


RULE = Rule("G01", "目标没有填写", Severity.ERROR, run, source="财预〔2015〕88号：绩效目标的设定（待核）")
