"""G14: a text longer than the system takes."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Typed
from perfdesk.rules.settings import limits


def run(seen: Seen) -> Iterator[Finding]:
    """文字超过字数上限。版式规定了上限的是错误，没有规定的按目标500字、指标150字提示。

    ## 为什么
    超过上限的文字，录入系统时会被截断，后半段丢了也不一定发现。

    ## 怎么改
    压缩文字；目标只写做什么、做多少、达到什么效果，细节放到附件。
    """
    own = [field.limit for field in seen.template.fields.values() if field.limit is not None]
    least = min([_least(), *own])
    for each in seen.typed:
        length = len(each.text.strip())
        if length <= least:
            continue
        limit, fixed = _limit(seen, each)
        if length > limit:
            where = "指标值" if each.part == "target" else "指标名称" if each.part == "name" else seen.place(each.path)
            message = f"{where}有{length}个字，{'版式规定' if fixed else '一般'}不超过{limit}个字。"
            rank = Severity.ERROR if fixed else Severity.HINT
            yield RULE.finding(seen, each.path, message).ranked(rank)


def _least() -> int:
    return min(int(limits("G14")[part]) for part in ("goal", "name", "target"))


def _limit(seen: Seen, each: Typed) -> tuple[int, bool]:
    """Return how long a text may be, and whether the layout itself says so."""
    if each.part != "field":
        return int(limits("G14")[each.part]), False
    own = seen.template.fields[each.field].limit
    return (own, True) if own is not None else (int(limits("G14")["goal"]), False)


RULE = Rule("G14", "超过字数上限", Severity.ERROR, run, source="预算管理一体化规范：字段长度（待核）")
