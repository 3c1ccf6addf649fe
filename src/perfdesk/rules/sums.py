"""Totals and their parts: exact, in the unit of the layout."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Context, Decimal

from perfdesk.model import Draft
from perfdesk.model.fields import MoneyUnit, in_yuan, read_amount
from perfdesk.region.schema import MoneyData, SumData
from perfdesk.rules.seen import Seen

EXACT = Context(prec=60)
CEILING = "ceiling"
"""The shared text that says how much the unit may ask for in the year, in the unit of its layout."""
IN_YUAN: dict[MoneyUnit, Decimal] = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}


def ceiling_of(draft: Draft, units: Collection[MoneyUnit]) -> Decimal | None:
    """Return the ceiling in 元; None if there is none, or if layouts of several `units` leave open which it is in."""
    amount = read_amount(draft.shared.get(CEILING, "").strip() or "-")
    if amount is None or (amount.unit is None and len(units) != 1):
        return None
    return in_yuan(amount, next(iter(units)))


def parts_total(seen: Seen, data: SumData) -> Decimal | None:
    """Return the sum of the parts in 元, an empty part counted as 0; None if a part cannot be read."""
    total = Decimal(0)
    for name in data.parts:
        part = seen.yuan(name)
        if part is None:
            return None
        total = EXACT.add(total, part)
    return total


def amount_of(seen: Seen, name: str) -> Decimal | None:
    """Return the amount of a field in 元, 0 if it is empty, None if it cannot be read; an empty total is its sum."""
    data = next((each for each in seen.template.data.sum if each.total == name), None)
    if data is not None and not seen.text(name).strip():
        return parts_total(seen, data)
    return seen.yuan(name)


def has_parts(seen: Seen, data: SumData) -> bool:
    """Tell whether any part is filled in."""
    return any(seen.text(name).strip() for name in data.parts)


def amount_text(yuan: Decimal, money: MoneyData) -> str:
    """Return an amount as a clerk of this layout types it, without its unit: nothing is rounded away."""
    number = EXACT.divide(yuan, IN_YUAN[money.unit]).normalize(EXACT)
    places = max(0, -int(number.as_tuple().exponent))
    if isinstance(money.decimals, int):
        places = max(places, money.decimals)
    return f"{number:,.{places}f}" if money.thousands else f"{number:.{places}f}"
