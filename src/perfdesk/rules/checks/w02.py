"""W02: level-1 weights far from the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.model import path
from perfdesk.rules.checks.w01 import has_weights, weight_horizon, weights
from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.naming import BENEFIT, kinds_of
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits
from perfdesk.rules.sums import EXACT


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """一级指标的权重与参考值相差十分以上。

    ## 为什么
    有成本指标的参考值是成本20、产出40、效益20、满意度10；没有成本指标的是产出50、效益30、满意度10。

    ## 怎么改
    可以按项目特点调整；相差太多的，说明理由。不设满意度的，10分加到效益上。
    """
    read = weights(seen)
    if not read or any(number is None for number in read.values()):
        yield Unsure(None, "权重没有填写或者读不出来。")
        return
    horizon = weight_horizon(seen)
    sums: dict[str, Decimal] = {}
    first: dict[str, str] = {}
    for each in seen.form.indicators:
        where = path.join("indicators", each.id, horizon, "weight")
        number, group = read.get(where), _group(kinds_of(each.level2))
        if number is not None and group:
            sums[group] = EXACT.add(sums.get(group, Decimal(0)), number)
            first.setdefault(group, where)
    usual = dict(limits("W02")["with_cost" if "成本" in sums else "without_cost"])
    if "满意度" not in sums:
        usual["效益"] += usual.pop("满意度")
    for group, number in sums.items():
        if abs(number - usual.get(group, 0)) > limits("W02")["off_by"]:
            message = f"{group}指标的权重一共{number.normalize(EXACT):f}分，参考值是{usual.get(group, 0)}分。"
            yield RULE.finding(seen, first[group], message)


def _group(kinds: frozenset[str]) -> str:
    if "成本" in kinds:
        return "成本"
    if kinds & set(BENEFIT):
        return "效益"
    if "满意度" in kinds:
        return "满意度"
    return "产出" if kinds else ""


RULE = Rule(
    "W02",
    "权重偏离参考值",
    Severity.HINT,
    run,
    source="财预〔2021〕101号：指标分值权重（待核）",
    applies=has_weights,
)
