"""V03: a target that says there is nothing."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import kinds_of
from perfdesk.rules.reverse import names_harm, wants_less
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written

_MUST = frozenset(("数量", "质量"))
_FREE = frozenset(("经济效益", "生态效益"))
_COST = frozenset(("时效", "成本"))


def run(seen: Seen) -> Iterator[Finding]:
    """指标值填了“无”“—”这类表示没有的字样。

    ## 为什么
    数量、质量是每个项目都要有的产出，填“无”等于没有产出。其他指标填“无”，说明这一行不需要，留着会被当作漏填。

    ## 怎么改
    填写实际的指标值；确实不涉及的，把这一行的名称和指标值都清空。
    """
    for each in seen.of_kind("empty"):
        text = each.target.text.strip()
        if not each.asks.empty and text:
            if _should_not_happen(each):
                message = f"“{each.name.strip()}”的指标值填了“{text}”，不允许发生的请写“0”和单位，例如“0起”。"
            else:
                message = f"“{each.name.strip()}”的指标值填了“{text}”，等于没有目标。"
            yield RULE.finding(seen, each.path, message).ranked(_rank(each))
    yield from _rows_of_nothing(seen)


def _should_not_happen(each: Written) -> bool:
    return wants_less(each.asks.text) or names_harm(each.asks.text)


def _rank(each: Written) -> Severity:
    if _should_not_happen(each):
        return Severity.HINT
    if each.kinds & _MUST:
        return Severity.ERROR
    return Severity.HINT if each.kinds <= _FREE else Severity.WARNING


def _rows_of_nothing(seen: Seen) -> Iterator[Finding]:
    """Yield a finding for each cost or time row that only says 无; other kinds have rules of their own."""
    full = {each.id for each in seen.filled}
    told: set[str] = set()
    for _, rows in seen.names:
        for indicator, name, path in rows:
            if indicator.id in full or indicator.id in told or not kinds_of(indicator.level2) & _COST:
                continue
            if name.strip():
                told.add(indicator.id)
                message = f"“{indicator.level2}”填了“{name.strip()}”，请填写实际的指标，或者清空这一行。"
                yield RULE.finding(seen, path, message).ranked(Severity.WARNING)


RULE = Rule("V03", "指标值填“无”", Severity.ERROR, run, source="财预〔2021〕101号：产出指标必须设置（待核）")
