"""S01: no output at all."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import OUTPUT
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """没有任何产出指标。

    ## 为什么
    产出指标说明钱花了以后做成了什么，每个项目都必须有。

    ## 怎么改
    按主要工作内容，至少填写数量和质量指标。
    """
    if not seen.kinds & set(OUTPUT):
        path, place = seen.empty_row("数量")
        yield RULE.finding(seen, path, "没有任何产出指标。").placed(place)


RULE = Rule("S01", "没有产出指标", Severity.ERROR, run, source="财预〔2021〕101号：产出指标必须设置（待核）")
