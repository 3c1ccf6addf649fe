"""V07: a rate, a satisfaction or a time limit in words only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.words import same_words

_RELATIVE = re.compile(r"较(?![少多高低好满大小快强优为])|比|环比|逐年|去年")
_WAY = re.compile(r"提升|提高|上升|下降|降低|增加|减少|增长|缩短")
_ALL = re.compile(r"百分百|百分之百")


def run(seen: Seen) -> Iterator[Finding]:
    """比率、满意度、期限这类可以量化的指标，指标值只写了“满意”“达标”“及时”。

    ## 为什么
    绩效目标以定量为主。满意度、合格率、完成期限都能用数字表示，只写“满意”时，无法判断是否完成。

    ## 怎么改
    满意度、比率写百分比，例如“≥90%”；期限写日期或者天数，例如“2026年12月前”“5个工作日内”。
    """
    for each in seen.of_kind("qualitative"):
        target = each.target
        if not (each.asks.rate or each.asks.time):
            continue
        if _RELATIVE.search(target.text) or _ALL.search(target.text) or same_words(target.text, each.name):
            continue
        if _WAY.search(target.text) and _WAY.search(each.name):
            continue  # N06 judges the one by the other
        wanted = "日期或者天数" if each.asks.time else "百分比"
        yield RULE.finding(seen, each.path, f"“{each.name.strip()}”的指标值“{target.text}”应当写成{wanted}。")


RULE = Rule("V07", "可以量化的指标没有量化", Severity.WARNING, run, source="财预〔2015〕88号：以定量为主（待核）")
