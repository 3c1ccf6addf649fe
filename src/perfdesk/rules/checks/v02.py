"""V02: a target that only says the name again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from perfdesk.model.fields import normal_form
from perfdesk.rules.finding import Finding, Fix, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.words import bare, same_words

_TAIL = re.compile(r"(?:率|满意度|比例|占比)$")


def run(seen: Seen) -> Iterator[Finding]:
    """指标值照抄三级指标名称，或者以“执行率”“满意度”这类名称开头。

    ## 为什么
    指标值是到年底可以核对的数量或水平。照抄名称等于没有目标，无法监控，也无法自评；把名称的一部分写进指标值，
    汇总时读不出数值。

    ## 怎么改
    指标值只写数量、比率或者可以核对的状态，例如“≥95%”“237个”“2026年12月前”；名称写在三级指标一栏。
    """
    for each in seen.written:
        text = each.target.text
        if each.target.kind != "empty" and same_words(text, each.name):
            yield RULE.finding(seen, each.path, f"指标值“{text}”与指标名称相同，没有写出要达到的数量或水平。")
        elif each.target.kind == "number" and _TAIL.search(_prefix(each)):
            said = _says(each.name, _prefix(each))
            what = "指标值里不用再写名称" if said else "请写进指标名称，指标值只写数量或者水平"
            message = f"指标值“{text}”以“{_prefix(each)}”开头，{what}。"
            fix = _shorter(each) if said else None  # without its name the number would be about something else
            rank = Severity.WARNING if said else Severity.HINT
            yield replace(RULE.finding(seen, each.path, message, fix), severity=rank)


def _prefix(each: Written) -> str:
    return each.target.prefix.rstrip("：:为是")


def _says(name: str, prefix: str) -> bool:
    """Tell whether a name speaks of what the prefix names: they share two neighbouring characters."""
    return any(prefix[at : at + 2] in name for at in range(len(prefix) - 1))


def _shorter(each: Written) -> Fix | None:
    """Return the mending that leaves the name out; safe only where the indicator's name says it already."""
    text, prefix = each.target.text.strip(), _prefix(each)
    if not text.startswith(prefix):
        return None
    rest = text[len(prefix) :].lstrip("：:为是 ")
    return change(each.path, normal_form(rest) or rest, safe=bare(prefix) in bare(each.name))


RULE = Rule(
    "V02",
    "指标值照抄名称",
    Severity.ERROR,
    run,
    source="财预〔2015〕88号：绩效目标要细化量化（待核）",
)
