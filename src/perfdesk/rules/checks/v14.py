"""V14: a target copied from the goal."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits
from perfdesk.rules.words import bare


def run(seen: Seen) -> Iterator[Finding]:
    """指标值整段照抄目标。

    ## 为什么
    目标说明要做什么，指标值说明做到多少。照抄目标，等于没有指标值，也没有办法监控和自评。

    ## 怎么改
    从目标里找出可以核对的数量或状态，例如“系统故障修复及时率≥95%”，分成几行指标。
    """
    for each in seen.written:
        text = each.target.text.strip()
        if copies_goal(seen, text):
            yield RULE.finding(seen, each.path, f"指标值“{text[:20]}…”照抄了目标，没有写出要达到的数量或水平。")


def copies_goal(seen: Seen, text: str) -> bool:
    """Tell whether a target repeats a goal of its form, or most of it."""
    if len(text) < limits("V14")["shortest"]:
        return False
    return any(_alike(bare(text), bare(goal.text)) for goal in seen.goals)


@lru_cache(maxsize=4096)
def _alike(target: str, goal: str) -> bool:
    limit = limits("V14")
    if len(target) < limit["shortest"] or len(goal) < limit["shortest"]:
        return False
    if goal in target or (target in goal and len(target) >= limit["covers"] * len(goal)):
        return True
    if len(target) < limit["alike"] * len(goal):
        return False
    blocks = SequenceMatcher(None, goal, target, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) > float(limit["alike"]) * len(goal)


RULE = Rule("V14", "指标值照抄目标", Severity.ERROR, run, source="财预〔2015〕88号：绩效目标要细化量化（待核）")
