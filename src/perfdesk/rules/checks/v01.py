"""V01: a name without a target."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """写了三级指标名称，没有填指标值。

    ## 为什么
    没有指标值的指标无法监控，也无法自评，财政审核时会退回。

    ## 怎么改
    填上到年底可以核对的数量、比率或状态；这个指标不需要的，删去整行。
    """
    for each in seen.of_kind("empty"):
        if each.target.text.strip() or each.asks.empty:
            continue
        if seen.is_lost(each.path):
            yield Unsure(each.path, "原表的这一格在公布或转换时丢了，请先确认导入的存疑。")
        else:
            yield RULE.finding(seen, each.path, f"指标“{each.name.strip()}”没有填指标值。")


RULE = Rule("V01", "有名称没有指标值", Severity.ERROR, run, source="财预〔2015〕88号：绩效目标要细化量化（待核）")
