"""S05: no satisfaction."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import words


def run(seen: Seen) -> Iterator[Finding]:
    """没有满意度指标，或者填了“无”：面向公众的项目是提醒，内部的项目是提示。

    ## 为什么
    直接面向社会公众、涉及群众切身利益的项目必须设满意度指标；其他项目可以不设。

    ## 怎么改
    补一条，写明调查谁，例如“办事群众满意度≥90%”。只在机关内部使用的，可以留空。
    """
    if "满意度" in seen.kinds:
        return
    path, place = seen.empty_row("满意度")
    row = next((each for each in seen.written if "满意度" in each.kinds), None)
    where = row.name_path if row is not None else path
    finding = RULE.finding(seen, where, "没有满意度指标；面向公众的项目必须设置。").placed(place)
    public = any(word in seen.about for word in words("S05")["public"])
    yield finding if public else finding.ranked(Severity.HINT)


def _offered(seen: Seen) -> bool:
    return "满意度" in seen.offered and bool(seen.filled)


RULE = Rule(
    "S05",
    "没有满意度指标",
    Severity.WARNING,
    run,
    source="财预〔2021〕101号：满意度指标的设置（待核）",
    applies=_offered,
)
