"""H10: number times price against the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from perfdesk.model.fields import Target
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.periods import several_years
from perfdesk.rules.prose import same_unit
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import limits
from perfdesk.rules.sums import EXACT, amount_of, amount_text

_YUAN: Final = {"元": 1, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
_PEOPLE: Final = ("人", "名", "人次", "位")
_YEAR: Final = 12  # months
_STAFF = re.compile(r"(?:人员|聘用|工资|薪酬|奖励|津贴|劳务|岗位)\S{0,4}标准$")
_BUDGET: Final = {
    "annual": ("amount_annual", "fund_annual"),
    "mid": ("amount_mid", "fund_total"),
    "whole": ("amount_mid", "fund_total"),
}


@dataclass(frozen=True, slots=True)
class _Price:
    """So much money per one thing; `yearly` if it says a year; `months` of a monthly rate, 0 if it is none."""

    each: Written
    yuan: Decimal
    per: str
    yearly: bool = False
    months: int = 0


def run(seen: Seen) -> Iterator[Finding]:
    """数量乘单价与预算对不上：超过预算是提醒，明显少于预算是提示。

    ## 为什么
    “500人×12万元”远远超过预算，说明数量、单价或者预算有一个写错了；少于预算的，其余的钱要说得出用途。

    ## 怎么改
    核对数量、单价和单位；预算还包括其他开支的，在说明里写清楚。当年的数量只和当年的预算比。
    """
    found: dict[str, Finding] = {}
    for horizon in seen.template.horizons:
        budget = _budget(seen, horizon)
        rows = [each for each in seen.of_kind("number", "several") if each.horizon == horizon]
        prices = [price for each in rows if (price := _price(each)) is not None] if budget else []
        counts = _counts(rows) if prices else {}
        for price in prices:
            count = _count(counts, price)
            if budget is None or count is None:
                continue
            row = price.each.indicator.id
            for finding in _judge(seen, (count, price), budget, alone=len(prices) == 1):
                if row not in found or finding.severity.rank < found[row].severity.rank:
                    found[row] = finding
    yield from found.values()


def _judge(seen: Seen, pair: tuple[Written, _Price], budget: Decimal, *, alone: bool) -> Iterator[Finding]:
    count, price = pair
    product = EXACT.multiply(count.quantity[0] or Decimal(0), price.yuan)
    money, limit = seen.template.data.money, limits("H10")
    above = product > budget * (1 + Decimal(str(limit["above"])))
    whole = price.yearly and count.horizon != "annual" and several_years(seen) is not False
    below = alone and not whole and product < budget * (1 - Decimal(str(limit["below"])))
    if above or below:
        times = f"，按{price.months}个月算，" if price.months else ""
        both = f"“{count.target.text}”乘“{price.each.target.text}”{times}"
        result = f"是{amount_text(product, money)}{money.unit}，预算是{amount_text(budget, money)}{money.unit}"
        tail = "，超过了预算，请核对。" if above else "，请确认其余的用途。"
        finding = RULE.finding(seen, price.each.path, f"{both}{result}{tail}")
        yield finding if above and not price.months and _belong(count, price) else finding.ranked(Severity.HINT)


def _belong(count: Written, price: _Price) -> bool:
    """Tell whether a price is surely of what is counted: 讲课费 "元/人" is not paid to 参训人数."""
    name = price.each.asks.text
    return count.quantity[1] not in _PEOPLE or bool(_STAFF.search(name)) or _shared(count.asks.text, name) > 0


def _budget(seen: Seen, horizon: str) -> Decimal | None:
    """Return the budget of a horizon; that of one year is never set against the numbers of several."""
    names = _BUDGET.get(horizon, ())
    if horizon != "annual" and several_years(seen) is False:
        names = (*names, *_BUDGET["annual"])
    shown = [name for name in names if name in seen.template.fields]
    found = [yuan for name in shown if (yuan := amount_of(seen, name))]
    return found[0] if found and found[0] > 0 else None


def _price(each: Written) -> _Price | None:
    """Return the price that a target is: so much money per one thing; the highest of several."""
    if each.target.kind not in ("number", "several") or "元" not in each.target.text:
        return None
    targets = each.target.parts or ((each.target,) if each.target.kind == "number" else ())
    prices = [price for one in targets if (price := _per_one(each, one)) is not None]
    return max(prices, key=lambda price: price.yuan) if prices and len(prices) == len(targets) else None


def _per_one(each: Written, target: Target) -> _Price | None:
    unit, _, rest = target.unit.partition("/")
    per = rest.partition("/")[0]
    if per in ("", "年") and _STAFF.search(each.asks.text):
        per = "人"  # "聘用标准 12万元/年" means a person
    if unit not in _YUAN or not per or target.number is None or per in ("年", "月", "季度", "季", "天", "日"):
        return None
    after = rest.partition("/")[2]
    months = _YEAR if after in ("月", "个月") and each.horizon == "annual" else 0
    if after not in ("", "年", "次", "期", "场") and not months:
        return None
    yuan = EXACT.multiply(target.number, Decimal(_YUAN[unit] * (months or 1)))
    return _Price(each, yuan, per, after == "年" or rest == "年", months)


def _counts(rows: list[Written]) -> dict[str, list[Written]]:
    """Return the counted things by their unit."""
    found: dict[str, list[Written]] = {}
    for each in rows:
        if "数量" in each.kinds and each.target.kind == "number":
            found.setdefault(each.quantity[1], []).append(each)
    return found


def _count(counts: dict[str, list[Written]], price: _Price) -> Written | None:
    """Return the one count that a price belongs to: the only one of its unit, or the one whose name is most alike."""
    found = [each for unit, same in counts.items() if same_unit(unit, price.per) for each in same]
    if len(found) < 2:
        return found[0] if found else None
    alike = sorted(found, key=lambda each: -_shared(each.asks.text, price.each.asks.text))
    best, second = (_shared(each.asks.text, price.each.asks.text) for each in alike[:2])
    return alike[0] if best > second else None


def _shared(one: str, other: str) -> int:
    """Return how many pairs of neighbouring characters two names share."""
    return len({one[at : at + 2] for at in range(len(one) - 1)} & {other[at : at + 2] for at in range(len(other) - 1)})


RULE = Rule("H10", "数量乘单价与预算对不上", Severity.WARNING, run, source="财预〔2015〕88号：目标与资金量匹配（待核）")
