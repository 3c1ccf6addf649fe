"""G12: a goal or indicator copied from another form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits, words
from perfdesk.rules.words import bare, same_words


def run(seen: Seen) -> Iterator[Finding]:
    """目标与另一张表整段相同，指标写的是别的项目的对象，或者留着“跟踪期”“评价期”这样的自评用语。

    ## 为什么
    从别的表抄来的目标和指标与本项目对不上，自评时没有数据可填。

    ## 怎么改
    按本项目的工作内容重写；两个项目确实相同的，考虑合并。
    """
    for each in seen.typed:
        found = _foreign().search(each.text)
        if found is not None and (each.part != "field" or each.field.startswith("goal")):
            yield RULE.finding(seen, each.path, f"“{found[0]}”是自评报告里的说法，目标表里不用。")
    yield from _foreign_subjects(seen)


def _foreign_subjects(seen: Seen) -> Iterator[Finding]:
    """Yield a finding for a name about people whom nothing else in the form mentions (宣传对象 without 宣传)."""
    told: set[str] = set()
    for each in seen.written:
        if "对象" not in each.name:
            continue
        subject = next((word for word in words("G12")["subjects"] if each.asks.text.startswith(f"{word}对象")), None)
        if subject is None or each.name_path in told:
            continue
        told.add(each.name_path)
        others = (one.name for one in seen.written if one.indicator is not each.indicator)
        if subject not in seen.about and not any(subject in name for name in others):
            message = f"“{each.name.strip()}”里的“{subject}对象”与本项目看不出关系，请确认不是从别的表抄来的。"
            yield RULE.finding(seen, each.name_path, message)


@lru_cache(maxsize=1)
def _foreign() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("G12")["foreign"], key=lambda word: -len(word)))))


def across(forms: Sequence[Seen]) -> Iterator[Finding]:
    """Yield a finding for each goal that another project has too."""
    shortest = limits("G12")["shortest"]
    owners: dict[str, list[Seen]] = {}
    for seen in forms:
        for text in {bare(goal.text) for goal in seen.goals}:
            if len(text) >= shortest:
                owners.setdefault(text, []).append(seen)
    for seen in forms:
        told: set[str] = set()
        for goal in seen.goals:
            text = bare(goal.text)
            others = [one for one in owners.get(text, ()) if not _same_project(one, seen)]
            if others and text not in told:
                told.add(text)
                name = min(one.text("project_name").strip() for one in others)
                message = f"{seen.place(goal.path)}与“{name}”的目标整段相同，请按本项目重写。"
                yield RULE.finding(seen, goal.path, message)


def _same_project(one: Seen, other: Seen) -> bool:
    names = one.text("project_name"), other.text("project_name")
    return one is other or same_words(*names) or not (names[0].strip() and names[1].strip())


RULE = Rule(
    "G12",
    "从别的表抄来",
    Severity.HINT,
    run,
    source="财预〔2015〕88号：绩效目标应指向明确（待核）",
    across=across,
)
