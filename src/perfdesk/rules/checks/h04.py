"""H04: not exactly one box is ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.region import Field
from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_CUT = re.compile(r"[、,，;；/\s]+")


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """单选的栏目一个也没有勾，或者勾了几个，例如项目类别。

    ## 为什么
    项目类别决定用哪一套指标和审核要求，只能选一个。

    ## 怎么改
    在所属的一项后面打勾，其余的去掉。
    """
    for field in _choices(seen):
        path, text = seen.field_path(field.id), seen.text(field.id).strip()
        if not text and seen.is_lost(path):
            yield Unsure(path, "原表的勾选在公布或转换时丢了，请先确认导入的存疑。")
            continue
        chosen = [text] if text in field.options else [each for each in _CUT.split(text) if each]
        known = [each for each in chosen if each in field.options]
        if not chosen:
            yield RULE.finding(seen, path, f"{field.name}没有选。")
        elif len(known) > 1:
            yield RULE.finding(seen, path, f"{field.name}只能选一项，现在选了“{'、'.join(known)}”。")
        elif len(known) < len(chosen):
            message = f"{field.name}“{text}”不是版式里的选项：{'、'.join(field.options)}。"
            yield RULE.finding(seen, path, message)


def _choices(seen: Seen) -> list[Field]:
    return [each for each in seen.template.fields.values() if each.kind == "choice" and each.pick == "one"]


def _has_choice(seen: Seen) -> bool:
    return bool(_choices(seen))


RULE = Rule("H04", "单选没有恰好选一项", Severity.ERROR, run, source="版式：项目类别为单选", applies=_has_choice)
