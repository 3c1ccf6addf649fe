"""G03: a quantity in the goal that no indicator takes up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.model.fields import Target
from perfdesk.model.units import counted
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.periods import several_years
from perfdesk.rules.prose import Quantity, quantities, same_unit
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_Known = tuple[Target, str]

_NOT_COUNTED = ("元", "年", "月", "天", "日", "小时", "周", "分钟", "级", "度", "倍")


def run(seen: Seen) -> Iterator[Finding]:
    """目标里写了数量，指标里没有对应的一行；或者目标写“约”，指标写“≥”。

    ## 为什么
    目标里承诺的数量，要有指标来考核，否则做没做到没有人知道。

    ## 怎么改
    补上相应的指标，数字和单位与目标一致；目标里是“约”的，指标值也要说得一致。
    """
    targets: dict[Decimal, list[_Known]] | None = None
    for goal in seen.goals:
        told: set[tuple[Decimal, str]] = set()
        if goal.field == "goal_mid" and len(seen.template.horizons) == 1 and several_years(seen) is not False:
            continue  # the layout has no place for the numbers of the whole period
        for each in quantities(goal.text):
            if (each.number, each.unit) in told or each.before or any(unit in each.unit for unit in _NOT_COUNTED):
                continue
            told.add((each.number, each.unit))
            targets = _by_number(seen) if targets is None else targets
            matching = _matching(targets, each)
            if not matching:
                message = f"目标里的“{each.text}”没有指标来考核。"
                yield RULE.finding(seen, goal.path, message)
            elif each.about and any(one.operator in ("≥", ">") for one in matching):
                message = f"目标里是“约{each.text}”，指标值是“{matching[0].text}”，请说得一致。"
                yield RULE.finding(seen, goal.path, message)


def _by_number(seen: Seen) -> dict[Decimal, list[_Known]]:
    """Return the targets, and their units, by each number that they say, without 万 and 亿."""
    found: dict[Decimal, list[_Known]] = {}
    for each in seen.of_kind("number", "range", "several"):
        for target in each.target.parts or (each.target,):
            for end in (target.number, target.low, target.high):
                if end is not None:
                    number, unit = counted(end, target.unit or ("%" if each.asks.rate else each.asks.own_unit))
                    found.setdefault(number, []).append((target, unit))
    return found


def _once(unit: str) -> str:
    """Return a unit without 次 behind it: 1.2万名 in a goal are 1.2万人次 in an indicator."""
    return unit[:-1] if len(unit) == 2 and unit.endswith("次") else unit


def _matching(targets: dict[Decimal, list[_Known]], each: Quantity) -> list[Target]:
    """Return the targets that are about the same number; a unit that stands in the name only is trusted."""
    number, unit = counted(each.number, each.unit)
    return [
        target
        for target, own in targets.get(number, ())
        if not own or same_unit(_once(own), _once(unit)) or same_unit(_once(own.partition("/")[0]), _once(unit))
    ]


RULE = Rule("G03", "目标的数量没有指标", Severity.HINT, run, source="财预〔2015〕88号：目标与指标相应匹配（待核）")
