"""S09: too few indicators, or too many."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import OUTPUT, kinds_of
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits
from perfdesk.rules.sums import amount_of

_AMOUNTS = ("amount_annual", "fund_annual", "fund_total")
_OUTPUTS = frozenset(OUTPUT)


def run(seen: Seen) -> Iterator[Finding]:
    """三级指标少于三条或者多于二十条；一百万元以上的项目，产出指标少于三条。

    ## 为什么
    指标太少，看不出钱花在哪里；太多，每条的分值就很小，填报和自评也吃力。

    ## 怎么改
    按主要支出方向设置，每个方向一到两条，抓住关键的几件事。
    """
    limit = limits("S09")
    count = len(seen.filled)
    outputs = sum(bool(kinds_of(each.level2) & _OUTPUTS) for each in seen.filled)
    if count < limit["fewest"] or count > limit["most"]:
        message = f"一共{count}条三级指标，一般在{limit['fewest']}条到{limit['most']}条之间。"
        yield RULE.finding(seen, None, message).placed("绩效指标")
    elif _yuan(seen) >= limit["large_yuan"] and outputs < limit["large_outputs"]:
        message = f"项目金额在{int(limit['large_yuan'] / 10000)}万元以上，产出指标只有{outputs}条，宜再补充。"
        yield RULE.finding(seen, None, message).placed("产出指标")


def _yuan(seen: Seen) -> int:
    shown = [name for name in _AMOUNTS if name in seen.template.fields]
    return max((int(yuan) for name in shown if (yuan := amount_of(seen, name))), default=0)


def _any_row(seen: Seen) -> bool:
    return bool(seen.filled)


RULE = Rule("S09", "指标太少或太多", Severity.HINT, run, source="经验（待核）", applies=_any_row)
