"""X02: one indicator with different units on different forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.prose import same_unit
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.words import bare

_Row = tuple[Seen, Written]
_SHORTEST = 4
_TIMES = frozenset(("次", "场", "场次", "期", "节"))


def run(seen: Seen) -> Iterator[Finding]:
    """同一批表里，同名的指标用了不同的单位。

    ## 为什么
    “采购宣传制品的数量”一张表用“份”，另一张用“箱”，汇总时加不起来。

    ## 怎么改
    统一单位；确实数的是不同的东西，在名称里写明。
    """
    yield from ()


def across(forms: Sequence[Seen]) -> Iterator[Finding]:
    """Yield a finding for each target whose unit is not the one that most forms use."""
    named: dict[str, list[_Row]] = {}
    written: dict[str, set[str]] = {}
    for seen in forms:
        for each in seen.of_kind("number"):
            unit = each.target.unit or each.asks.own_unit
            if unit and len(each.asks.text) >= _SHORTEST:
                name = bare(each.name)
                named.setdefault(name, []).append((seen, each))
                written.setdefault(name, set()).add(unit)
    for name in sorted(name for name, units in written.items() if len(units) > 1):
        counted = [(seen, each, unit) for seen, each in named[name] if (unit := each.quantity[1])]
        if len({unit for _, _, unit in counted}) > 1:
            yield from _judge(counted)


def _judge(same: list[tuple[Seen, Written, str]]) -> Iterator[Finding]:
    counts = Counter(unit for _, _, unit in same)
    usual = min(counts, key=lambda unit: (-counts[unit], unit))
    users = {seen.number for seen, _, unit in same if unit == usual}
    for seen, each, unit in same:
        others = len(users) > 1 or seen.number not in users
        if unit != usual and others and not same_unit(unit, usual) and not {unit, usual} <= _TIMES:
            message = f"“{each.name.strip()}”在别的表里用“{usual}”，这里用“{unit}”，请统一。"
            yield RULE.finding(seen, each.path, message)


RULE = Rule("X02", "同一指标单位不同", Severity.HINT, run, source="经验（待核）", across=across)
