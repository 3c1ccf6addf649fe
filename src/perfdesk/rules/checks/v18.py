"""V18: a placeholder of the template that nobody replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_ANYWHERE = re.compile(
    r"指标\s*[0-9０-９一二三]\s*[：:]|(?<![A-Za-z0-9])[Xx\uff38ｘ]{2,}(?![A-Za-z0-9])|[×✕]{2,}|_{3,}|\uff3f{2,}|"
    r"(?<![一二三四五六七八九0-9])[○◯]{2,}|[≥≤<>=＜＞＝]\s*(?:[*\uff0a□]+|[Nn](?![A-Za-z]))|□{2,}|[*\uff0a]{2,}\s*(?=[%％万元个名人次项家户份])|"
    r"某某|^待(?:定|填|填写|补充|补|确定|明确|核定)$|[（(]此处填写|请填写|请输入"
)
_LIKELY = re.compile(r"[NnXx\uff38ｘ×✕_\uff3f○◯*\uff0a□某请此标待]")
_ALONE = re.compile(
    r"^[≥≤<>=]?\s*(?:[Xx\uff38ｘ×*\uff0a?？]+|[…\.。]{2,})\s*(?:[%％元万个次人名项家户份场件天年]{0,3})$"
)


def run(seen: Seen) -> Iterator[Finding]:
    """还留着样表里的占位文字，例如“指标1：”“≤**万元”“XX项目”。

    ## 为什么
    占位文字说明这一格还没有填，公开以后最容易被指出。

    ## 怎么改
    换成本项目的内容；不需要的行整行删去。
    """
    for each in seen.typed:
        found = _ANYWHERE.search(each.text) if _LIKELY.search(each.text) else None
        if found is None and each.part == "target":
            found = _ALONE.match(each.text.strip())
        if found is not None:
            yield RULE.finding(seen, each.path, f"“{found[0].strip()}”是样表里的占位文字，请换成本项目的内容。")


RULE = Rule("V18", "占位文字没有替换", Severity.ERROR, run, source="填报常见差错（公开的表）")
