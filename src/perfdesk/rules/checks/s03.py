"""S03: no quality."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import OUTPUT
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """没有质量指标。

    ## 为什么
    数量和质量指标原则上都要设置。只有数量，看不出做得好不好。

    ## 怎么改
    补一条质量指标，例如“验收合格率”“补助发放准确率”。版式没有印质量一行的，可以添加。
    """
    if "质量" not in seen.kinds and seen.kinds & set(OUTPUT):
        path, place = seen.empty_row("质量")
        yield RULE.finding(seen, path, "没有质量指标，看不出做得好不好。").placed(place)


def _offered(seen: Seen) -> bool:
    return "质量" in seen.offered


RULE = Rule(
    "S03",
    "没有质量指标",
    Severity.WARNING,
    run,
    source="财预〔2021〕101号：数量和质量指标原则上均需设置（待核）",
    applies=_offered,
)
