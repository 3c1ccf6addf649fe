"""V13: several quantities in one target."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """一格指标值里有两个以上的数量。

    ## 为什么
    一个指标只有一个指标值，才能算完成率和得分。“50期节目，1次见面会”完成了一半时，不知道怎样计分。

    ## 怎么改
    拆成几行指标，每行一个数量，例如“节目期数”“见面会次数”。
    """
    for each in seen.of_kind("several"):
        target = each.target
        message = f"指标值“{target.text}”里有{len(target.parts)}个数量，请拆成{len(target.parts)}行指标。"
        yield RULE.finding(seen, each.path, message)


RULE = Rule("V13", "一格有几个数量", Severity.HINT, run, source="财预〔2021〕101号：一个指标一个指标值（待核）")
