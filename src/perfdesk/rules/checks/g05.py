"""G05: the goal of several years is the goal of one."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.periods import several_years
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.words import same_words


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """跨年度的项目，中期目标与年度目标完全相同；只有一年的项目提示一下。

    ## 为什么
    三年的目标一年就完成，或者一年的目标做三年，都说不通；看不出每年要做到哪一步。

    ## 怎么改
    中期目标写整个期间的总量和效果，年度目标写当年的部分。一年期的项目可以相同。
    """
    mid, annual = seen.goals
    if not same_words(mid.text, annual.text):
        return
    several = several_years(seen)
    if several is None:
        yield Unsure(annual.path, "看不出项目是几年期，请先填写实施期间。")
    elif several:
        message = f"{seen.place(annual.path)}与{seen.place(mid.path)}完全相同，看不出当年要做到哪一步。"
        yield RULE.finding(seen, annual.path, message)
    else:
        message = f"{seen.place(annual.path)}与{seen.place(mid.path)}相同；项目只有一年的可以相同，请确认期间没有填错。"
        yield RULE.finding(seen, annual.path, message).ranked(Severity.HINT)


def _has_both(seen: Seen) -> bool:
    return len(seen.goals) == 2


RULE = Rule(
    "G05",
    "中期目标与年度目标相同",
    Severity.WARNING,
    run,
    source="财预〔2015〕88号：中期目标和年度目标（待核）",
    applies=_has_both,
)
