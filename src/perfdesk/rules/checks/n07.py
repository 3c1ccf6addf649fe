"""N07: spending the budget as an indicator."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import read_name
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """用“预算执行率”“资金支出进度”“控制在预算内”作绩效指标。

    ## 为什么
    预算执行率在自评时单独计分，占10分，不再列作成本、质量或时效指标；花完钱也不等于办成事。

    ## 怎么改
    成本指标写单价、标准或总额，例如“≤2000元/人”；质量、时效写工作本身的质量和时间。
    """
    amounts = {each.name_path for each in seen.of_kind("number") if "元" in each.target.unit}
    for _, rows in seen.names:
        for _indicator, name, path in rows:
            asks = read_name(name)
            if asks.budget and (asks.rate or path not in amounts):
                message = f"“{name.strip()}”是预算执行情况，自评时单独计分，不宜再作绩效指标。"
                yield RULE.finding(seen, path, message)


RULE = Rule("N07", "预算执行作指标", Severity.WARNING, run, source="财预〔2021〕101号：预算执行率单列（待核）")
