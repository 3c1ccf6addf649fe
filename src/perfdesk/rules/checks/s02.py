"""S02: no quantity."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import OUTPUT
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """没有数量指标。

    ## 为什么
    数量和质量指标原则上都要设置。没有数量，看不出做了多少。

    ## 怎么改
    补一条数量指标，例如“聘请执勤人员人数”“巡查次数”。
    """
    if "数量" not in seen.kinds and seen.kinds & set(OUTPUT):
        path, place = seen.empty_row("数量")
        yield RULE.finding(seen, path, "没有数量指标，看不出做了多少。").placed(place)


def _offered(seen: Seen) -> bool:
    return "数量" in seen.offered


RULE = Rule(
    "S02",
    "没有数量指标",
    Severity.WARNING,
    run,
    source="财预〔2021〕101号：数量和质量指标原则上均需设置（待核）",
    applies=_offered,
)
