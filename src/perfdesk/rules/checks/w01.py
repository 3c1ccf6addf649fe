"""W01: weights that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.model import path
from perfdesk.model.digits import fold, read_decimal
from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits
from perfdesk.rules.sums import EXACT


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """三级指标的权重合计不是90分（申报）或者100分（含预算执行率10分）。

    ## 为什么
    编制目标时不填预算执行率，三级指标合计90分；自评时加上预算执行率10分，合计100分。

    ## 怎么改
    调整各条的权重，使合计正好；没有满意度指标的，10分加到效益指标上。
    """
    read = weights(seen)
    unread = next((where for where, number in read.items() if number is None), None)
    if unread is not None:
        yield RULE.finding(seen, unread, "权重读不出是多少分。")
        return
    total = Decimal(0)
    for number in read.values():
        total = EXACT.add(total, number or Decimal(0))
    if not read:
        yield Unsure(None, "权重都没有填写。")
    elif total not in [Decimal(each) for each in limits("W01")["totals"]]:
        wanted = "或者".join(str(each) for each in limits("W01")["totals"])
        where = next(iter(read))
        yield RULE.finding(seen, where, f"权重合计是{total.normalize(EXACT):f}分，应当是{wanted}分。")


def weights(seen: Seen) -> dict[str, Decimal | None]:
    """Return the weight of each row that has one, by path; None where it cannot be read."""
    horizon = weight_horizon(seen)
    found: dict[str, Decimal | None] = {}
    for each in seen.form.indicators:
        text = each.text(horizon, "weight").strip()
        if text:
            where = path.join("indicators", each.id, horizon, "weight")
            found[where] = read_decimal(fold(text).removesuffix("%").removesuffix("分"))
    return found


def weight_horizon(seen: Seen) -> str:
    """Return the horizon under which the layout keeps weights; "" if it has none."""
    block = seen.template.indicators
    columns = [column for column in block.columns if column.part == "weight"] if block else []
    return (columns[0].horizon or seen.template.horizons[-1]) if columns else ""


def has_weights(seen: Seen) -> bool:
    """Tell whether the layout has a column of weights."""
    return bool(weight_horizon(seen))


RULE = Rule(
    "W01",
    "权重合计不对",
    Severity.ERROR,
    run,
    source="财预〔2021〕101号：指标分值权重（待核）",
    applies=has_weights,
)
