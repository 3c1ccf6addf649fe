"""V12: a target that is a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.checks.v14 import copies_goal
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits


def run(seen: Seen) -> Iterator[Finding]:
    """指标值写成了一句话：超过三十个字，或者带句号。

    ## 为什么
    指标值应当是数量、比率或者简短的状态。整句话里既有做什么又有为什么，到年底没有办法核对。

    ## 怎么改
    只留下可以核对的部分，例如“整治完成率100%”；其余的话写进年度目标。
    """
    longest = int(limits("V12")["longest"])
    for each in seen.written:
        text = each.target.text.strip()
        if (len(text) > longest or "。" in text) and not copies_goal(seen, text):
            short = text if len(text) <= longest else f"{text[:20]}…"
            yield RULE.finding(seen, each.path, f"指标值“{short}”是一句话，不是可以核对的数量或状态。")


RULE = Rule("V12", "指标值是一句话", Severity.WARNING, run, source="财预〔2015〕88号：绩效目标要细化量化（待核）")
