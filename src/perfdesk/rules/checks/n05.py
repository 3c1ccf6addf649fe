"""N05: the percent sign twice, in the name and in the target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.model.fields import Target
from perfdesk.rules.finding import Finding, Fix, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written

_PERCENT = re.compile(r"\s*[（(]\s*[%％]\s*[)）]\s*$")


def run(seen: Seen) -> Iterator[Finding]:
    """指标名称带“（%）”，指标值又带“%”。

    ## 为什么
    单位写了两遍。名称带单位的，同样的指标在别的表里不带，汇总时就成了两个指标。

    ## 怎么改
    去掉名称里的“（%）”，单位只写在指标值里。
    """
    told: set[str] = set()
    for each in seen.written:
        found = _PERCENT.search(each.name)
        if found is None or "%" not in each.target.unit or each.name_path in told:
            continue
        told.add(each.name_path)
        name = each.name[: found.start()].strip()
        if name:
            message = f"指标名称“{each.name.strip()}”和指标值“{each.target.text}”都写了“%”，名称里不用再写。"
            yield RULE.finding(seen, each.name_path, message, _fix(seen, each, name))


def _fix(seen: Seen, each: Written, name: str) -> Fix | None:
    """Return the mending of the names in all panels of the row, so that they stay the same.

    It is none where a target of the row says no unit: the name says it for that one.
    """
    if any(one.indicator is each.indicator and _is_bare(one.target) for one in seen.written):
        return None
    rows = {one.name_path: one.name for one in seen.written if one.indicator is each.indicator}
    edits = {path: _PERCENT.sub("", text).strip() for path, text in rows.items() if _PERCENT.search(text)}
    return Fix(f"改为“{name}”", tuple(edits.items()), safe=set(edits.values()) == {name})


def _is_bare(target: Target) -> bool:
    return target.kind in ("number", "range") and not target.unit


RULE = Rule("N05", "单位写了两遍", Severity.HINT, run, source="经验（待核）")
