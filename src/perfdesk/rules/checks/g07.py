"""G07: a goal of several years that speaks of this year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.periods import read_year, several_years
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_THIS = re.compile(r"本年度|本年(?!龄)|今年|当年(?!度?的?收)")
_YEAR = re.compile(r"(?<![0-9\-—–~至到])((?:19|20)[0-9]{2})\s*年度?(?!\s*[-—–~至到])")


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """跨年度项目的中期目标里写了“本年度”“今年”或者当年的年份。

    ## 为什么
    中期目标管的是整个期间，写“本年度”多半是从年度目标抄来的。

    ## 怎么改
    改成整个期间的说法，例如“三年累计”“到2028年”；只是当年的内容移到年度目标。
    """
    goal = next((each for each in seen.goals if each.field == "goal_mid"), None)
    several = several_years(seen)
    if goal is None or several is False:
        return
    found = _THIS.search(goal.text)
    if several is None:
        if found is not None:
            yield Unsure(goal.path, "看不出项目是几年期，请先填写实施期间。")
        return
    year = read_year(seen.text("year"))
    if found is None and year is not None:
        found = next((each for each in _YEAR.finditer(goal.text) if int(each[1]) == year), None)
    if found is not None:
        message = f"{seen.place(goal.path)}管的是整个期间，里面写了“{found[0]}”。"
        yield RULE.finding(seen, goal.path, message)


RULE = Rule("G07", "中期目标写了当年", Severity.HINT, run, source="财预〔2015〕88号：中期目标和年度目标（待核）")
