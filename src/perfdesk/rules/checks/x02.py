"""X02: one indicator with different units on different forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.prose import same_unit
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.words import bare

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
    named: dict[str, list[tuple[Seen, Written]]] = {}
    for seen in forms:
        for each in seen.of_kind("number"):
            named.setdefault(bare(each.name), []).append((seen, each))
    several = {name: same for name, same in named.items() if len(same) > 1}
    for name in sorted(several):
        counted = [(seen, each) for seen, each in several[name] if _counts(each)]
        if len({each.quantity[1] for _, each in counted}) > 1:
            yield from _judge(counted)


def _counts(each: Written) -> bool:
    says = each.target.kind == "number" and (each.target.unit or each.asks.own_unit)
    return bool(says) and len(each.asks.text) >= _SHORTEST and bool(each.quantity[1])


def _judge(same: list[tuple[Seen, Written]]) -> Iterator[Finding]:
    counts = Counter(each.quantity[1] for _, each in same)
    usual = min(counts, key=lambda unit: (-counts[unit], unit))
    for seen, each in same:
        unit = each.quantity[1]
        if (
            unit != usual
            and not same_unit(unit, usual)
            and not {unit, usual} <= _TIMES
            and _elsewhere(seen, same, usual)
        ):
            message = f"“{each.name.strip()}”在别的表里用“{usual}”，这里用“{unit}”，请统一。"
            yield RULE.finding(seen, each.path, message)


def _elsewhere(seen: Seen, same: list[tuple[Seen, Written]], unit: str) -> bool:
    return any(other is not seen and each.quantity[1] == unit for other, each in same)


RULE = Rule("X02", "同一指标单位不同", Severity.HINT, run, source="经验（待核）", across=across)
