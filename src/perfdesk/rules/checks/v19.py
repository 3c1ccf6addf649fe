"""V19: better than before, and nobody knows what was before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_RELATIVE = re.compile(
    r"(?:较|比|同)(?:之前|以前|以往|往年|上一?年度?|去年|上期|同期|前期|过去|前)|同比|环比|逐年|逐步(?:提|增|改|降|减|下)|比上年|"
    r"不(?:高|低|多|少|大|小)于(?:上|去)一?年|上一?年度?水平"
)


def run(seen: Seen) -> Iterator[Finding]:
    """指标值只说“较上年提升”，没有写提升多少，也没有写上年是多少。

    ## 为什么
    没有基数，到年底无法比较；提高一点点也算完成，说明不了效果。

    ## 怎么改
    写出幅度，例如“较上年提升5%”；或者直接写今年要达到的水平，例如“≥92%（上年90%）”。
    """
    for each in seen.of_kind("qualitative", "unknown"):
        text = each.target.text
        if is_relative(text) and not any(sign.isdigit() for sign in text):
            yield RULE.finding(seen, each.path, f"指标值“{text}”没有写基数和幅度，到年底无法比较。")


def is_relative(text: str) -> bool:
    """Tell whether a target is set against another year or time ("同比下降5%", "不高于上年")."""
    return _RELATIVE.search(text) is not None


RULE = Rule("V19", "相对值没有基数", Severity.HINT, run, source="财预〔2015〕88号：定性表述须可衡量（待核）")
