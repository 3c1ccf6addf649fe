"""H08: words that are taken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, mended
from perfdesk.rules.settings import words


def run(seen: Seen) -> Iterator[Finding]:
    """容易混淆的词前后不一致，例如项目名称是“检察室”，目标里写“监察室”。

    ## 为什么
    “检察”和“监察”是两个机关。一张表里两种写法，总有一个是错的。

    ## 怎么改
    以项目名称为准，改成一致；项目名称写错的，改项目名称。
    """
    name = seen.text("project_name").strip()
    pairs = [pair for right, wrong in words("H08")["pairs"] for pair in _wanted(name, right, wrong)]
    alone = {wrong: right for right, wrong in words("H08")["pairs"] if wrong in words("H08")["alone"]}
    likely = re.compile(
        "|".join(re.escape(wrong) for _, wrong in [*pairs, *((right, wrong) for wrong, right in alone.items())])
    )
    for each in seen.typed:
        if not likely.search(each.text):
            continue
        right = each.text
        found: list[str] = []
        for wanted, other in [*pairs, *((alone[one], one) for one in alone)]:
            if other in right:
                right = right.replace(other, wanted)
                found.append(f"“{other}”应为“{wanted}”")
        if found:
            why = "与项目名称不一致" if pairs else "是常见的错别字"
            message = f"{'，'.join(dict.fromkeys(found))}：{why}，请核对。"
            yield RULE.finding(seen, each.path, message, mended(seen, each, right, safe=False))


def _wanted(name: str, one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield (right, wrong) for each pair of which the project name has exactly one, with the character beside it."""
    for right, wrong in ((one, other), (other, one)):
        if right not in name or wrong in name:
            continue
        for at in range(len(name)):
            if name.startswith(right, at):
                before = name[at - 1 : at] if at and len(right) == 1 else ""
                after = name[at + len(right) : at + len(right) + 1] if len(right) > 1 else ""
                behind = after if after.isalpha() else ""
                yield before + right + behind, before + wrong + behind


RULE = Rule("H08", "易混词不一致", Severity.WARNING, run, source="填报常见差错（公开的表）")
