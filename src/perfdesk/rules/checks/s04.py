"""S04: no effect."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import BENEFIT
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """效益指标全空或者全填“无”；只剩可持续影响的是提醒。

    ## 为什么
    效益指标说明办这件事有什么用，每个项目都必须有。

    ## 怎么改
    至少填写社会效益、经济效益、生态效益中的一项，能用数字的用数字。
    """
    found = seen.kinds & set(BENEFIT)
    kind = "社会效益" if "社会效益" in seen.offered else next(iter(sorted(seen.offered & set(BENEFIT))))
    path, place = seen.empty_row(kind)
    if not found:
        yield RULE.finding(seen, path, "没有任何效益指标。").placed(place)
    elif found == {"可持续影响"} and len(seen.offered & set(BENEFIT)) > 1:
        message = "效益指标只有可持续影响一类，宜补上社会、经济或者生态效益。"
        yield RULE.finding(seen, path, message).placed(place).ranked(Severity.WARNING)


def _offered(seen: Seen) -> bool:
    return bool(seen.offered & set(BENEFIT))


RULE = Rule(
    "S04",
    "没有效益指标",
    Severity.ERROR,
    run,
    source="财预〔2021〕101号：效益指标必须设置（待核）",
    applies=_offered,
)
