"""V08: a target in words that can mean anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfdesk.model.digits import fold
from perfdesk.model.units import UNIT
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import words
from perfdesk.rules.words import bare, same_words

_SAYS_LITTLE = ("degree", "change", "more")
_ABOUT = re.compile(rf"(?:大约|约|大概|接近|近)[0-9.,]+(?:{UNIT})?|[0-9.,]+(?:{UNIT})?(?:左右|上下)")


def run(seen: Seen) -> Iterator[Finding]:
    """指标值是“良好”“全年”“效果显著”这类没有标准的说法；可持续影响写“短期”的是提醒。

    ## 为什么
    定性的指标值也要可以衡量。“良好”没有说明怎样才算良好；可持续影响指的是长期的影响，写“短期”与指标本身相反。

    ## 怎么改
    能用数字的写数字，“90%左右”写成“≥90%”；不能用数字的，写到年底可以核对的状态，例如“建立台账并按季更新”“制度印发执行”。
    """
    yield from _about(seen)
    for each in seen.of_kind("qualitative"):
        target = each.target
        if each.asks.rate or each.asks.time or same_words(target.text, each.name):
            continue
        if "可持续影响" in each.kinds and any(word in target.text for word in words("V08")["short"]):
            message = f"可持续影响是长期的影响，指标值“{target.text}”与它相反。"
            yield RULE.finding(seen, each.path, message).ranked(Severity.WARNING)
        elif bare(target.text) in _vague() or _change().fullmatch(bare(target.text)):
            message = f"指标值“{target.text}”没有标准，看不出怎样算完成。"
            yield RULE.finding(seen, each.path, message).ranked(Severity.HINT)


def _about(seen: Seen) -> Iterator[Finding]:
    """Yield a finding for each number that is only about right ("90%左右")."""
    for each in seen.of_kind("unknown", "number"):
        if _ABOUT.fullmatch(fold(each.target.text)):
            message = f"指标值“{each.target.text}”没有界限，看不出怎样算完成。"
            yield RULE.finding(seen, each.path, message).ranked(Severity.HINT)


@lru_cache(maxsize=1)
def _change() -> re.Pattern[str]:
    """Return the pattern of a change that says no more than its way ("得到改善"), or of a bare grade ("较强")."""
    data = {key: "|".join(map(re.escape, sorted(words("V08")[key], key=len, reverse=True))) for key in _SAYS_LITTLE}
    return re.compile(f"(?:{data['degree']})*(?:{data['change']})|{data['more']}")


@lru_cache(maxsize=1)
def _vague() -> frozenset[str]:
    return frozenset(bare(word) for word in words("V08")["vague"])


RULE = Rule("V08", "指标值含糊", Severity.WARNING, run, source="财预〔2015〕88号：定性表述须可衡量（待核）")
