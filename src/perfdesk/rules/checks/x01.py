"""X01: the same project on two forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.words import bare


def run(seen: Seen) -> Iterator[Finding]:
    """同一批表里有两张表的项目名称相同。

    ## 为什么
    多半是复制后忘了改名称，或者同一个项目填了两次，预算会重复。

    ## 怎么改
    删去重复的一张，或者改成各自的项目名称。
    """
    yield from ()


def across(forms: Sequence[Seen]) -> Iterator[Finding]:
    """Yield a finding for each form whose project another form has too."""
    owners: dict[tuple[str, str], list[Seen]] = {}
    for seen in forms:
        name = bare(seen.text("project_name"))
        if name:
            owners.setdefault((name, bare(seen.text("executing_unit"))), []).append(seen)
    for same in owners.values():
        if len(same) > 1:
            for seen in same:
                name = seen.text("project_name").strip()
                message = f"有{len(same)}张表的项目名称都是“{name}”，请确认没有重复。"
                yield RULE.finding(seen, seen.field_path("project_name"), message)


RULE = Rule("X01", "同一项目填了两次", Severity.WARNING, run, source="填报常见差错（公开的表）", across=across)
