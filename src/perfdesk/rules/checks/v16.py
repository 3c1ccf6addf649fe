"""V16: at least everything."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """指标值写成“≥100%”。

    ## 为什么
    合格率、完成率最高就是100%，“≥”没有意义；写错了数字的也容易这样漏过去。

    ## 怎么改
    改成“100%”。增长率、完成率确实可以超过100%的，不用改。
    """
    for each in seen.of_kind("number"):
        target = each.target
        if target.operator not in ("≥", ">") or target.unit not in ("%", "百分比"):
            continue
        if target.number == 100 and "增" not in each.name:
            message = f"指标值“{target.text}”最高就是100%，不用写“{target.operator}”。"
            yield RULE.finding(seen, each.path, message, change(each.path, "100%", safe=False))


RULE = Rule("V16", "“≥100%”", Severity.HINT, run, source="经验（待核）")
