"""V07: a rate, a satisfaction or a time limit in words only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.words import same_words

_RELATIVE = re.compile(r"较(?![少多高低好满大小快强优为])|比(?!较)|逐年|去年")
_WAY = re.compile(r"提升|提高|上升|下降|降低|增加|减少|增长|缩短")
_ALL = re.compile(r"百分百|百分之百")
_NO_MORE = re.compile(r"只减不增|零增长|不增加")
_BY_RULE = re.compile(
    r"(?:按|按照|依据|依照|根据|参照|执行|符合)\S{0,16}(?:标准|规定|文件|政策|合同|协议|定额|批复|办法)"
)


def run(seen: Seen) -> Iterator[Finding]:
    """比率、满意度、期限、成本这类可以量化的指标，指标值只写了“满意”“达标”“及时”“控制在预算内”。

    ## 为什么
    绩效目标以定量为主。满意度、合格率、完成期限都能用数字表示，只写“满意”时，无法判断是否完成。

    ## 怎么改
    满意度、比率写百分比，例如“≥90%”；期限写日期或者天数，例如“2026年12月前”“5个工作日内”；
    成本写金额，例如“≤2000元/人”“≤18万元”。
    """
    for each in seen.of_kind("qualitative"):
        target = each.target
        if not (each.asks.rate or each.asks.time):
            yield from _money(seen, each)
            continue
        if _RELATIVE.search(target.text) or _ALL.search(target.text) or same_words(target.text, each.name):
            continue
        if _WAY.search(target.text) and _WAY.search(each.name):
            continue  # N06 judges the one by the other
        wanted = "日期或者天数" if each.asks.time else "百分比"
        yield RULE.finding(seen, each.path, f"“{each.name.strip()}”的指标值“{target.text}”应当写成{wanted}。")


def _money(seen: Seen, each: Written) -> Iterator[Finding]:
    """Yield a finding for a cost that no amount is written for ("控制在预算内"); what a rule fixes is a hint."""
    text = each.target.text
    if not each.asks.money or "成本" not in each.kinds or same_words(text, each.name):
        return
    if _RELATIVE.search(text) or _NO_MORE.search(text):
        return
    finding = RULE.finding(seen, each.path, f"“{each.name.strip()}”的指标值“{text}”应当写成金额。")
    yield finding.ranked(Severity.HINT) if _BY_RULE.search(text) else finding


RULE = Rule("V07", "可以量化的指标没有量化", Severity.WARNING, run, source="财预〔2015〕88号：以定量为主（待核）")
