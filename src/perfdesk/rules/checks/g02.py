"""G02: goals without any quantity."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import is_nothing
from perfdesk.rules.prose import quantities
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """目标里没有任何数量。年份、文号、“第五届”“24小时”这样的数字不算。

    ## 为什么
    绩效目标应当细化量化。只写“加强”“提升”，到年底没有办法核对，也对应不上指标。

    ## 怎么改
    写出做多少，例如“开展宣传活动12场”“培训360人”“巡检设备432次，完好率达到98%”。
    """
    goals = [goal for goal in seen.goals if not is_nothing(goal.text)]
    if not goals or any(next(quantities(goal.text), None) for goal in goals):
        return
    where = next((goal for goal in goals if goal.field == "goal_annual"), goals[0])
    yield RULE.finding(seen, where.path, "目标里没有任何数量，到年底没有办法核对。")


RULE = Rule("G02", "目标没有量化", Severity.WARNING, run, source="财预〔2015〕88号：绩效目标要细化量化（待核）")
