"""N06: a name that says the direction, and a target that says the opposite or the same again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import words
from perfdesk.rules.words import bare

_HOW = re.compile(r"有效|明显|显著|逐步|逐年|进一步|持续|不断|有所|大幅|稳步|(?:较|比)(?:上年|去年|往年|以前)|同比|了$")


def run(seen: Seen) -> Iterator[Finding]:
    """名称里已经有“降低”“提高”，指标值写的是相反的方向，或者只是把方向再说一遍。

    ## 为什么
    “减少受灾＝上升”意思正好反了；“投诉率降低＝下降”等于没有指标值。

    ## 怎么改
    写出幅度，例如“降低5%”；或者名称改成“投诉率”，指标值写“≤2%”。
    """
    for each in seen.of_kind("qualitative"):
        name, value = each.name, each.target.text
        asked, said = _direction(name), _direction(value)
        if not asked or not said or any(word in name + value for word in words("N06")["neither"]):
            continue
        if asked != said and _only_direction(value):
            message = f"“{name.strip()}”与指标值“{value}”方向相反。"
            yield RULE.finding(seen, each.path, message)
        elif asked == said and bare(value) in _bare_directions():
            message = f"“{name.strip()}”已经写了方向，指标值“{value}”只是再说一遍。"
            yield RULE.finding(seen, each.path, message).ranked(Severity.WARNING)


def _direction(text: str) -> str:
    """Return "down" or "up"; "" where a text says neither or both."""
    said = [way for way in ("down", "up") if any(word in text for word in words("N06")[way])]
    return said[0] if len(said) == 1 else ""


def _only_direction(value: str) -> bool:
    """Tell whether a target says a direction and nothing else ("明显上升"); "缩短办理时间" may well raise something."""
    rest = _HOW.sub("", bare(value))
    return rest in _bare_directions()


def _bare_directions() -> frozenset[str]:
    return frozenset((*words("N06")["down"], *words("N06")["up"]))


RULE = Rule("N06", "名称与指标值的方向", Severity.ERROR, run, source="经验（待核）")
