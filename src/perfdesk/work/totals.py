"""Amounts of forms and drafts: exact, in 元 and as the layout shows them, and sub-totals that can be offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.model.fields import MoneyUnit
from perfdesk.region import Template
from perfdesk.rules.seen import Seen
from perfdesk.rules.sums import EXACT, amount_text, ceiling_of, has_parts, parts_total

_AMOUNTS = ("amount_annual", "fund_annual", "fund_total")
"""The fields that may hold what a form costs this year, the first that its layout shows counts."""


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a draft's forms.

    Args:
        yuan: the sum in 元.
        unit: in which it is shown: that of the layouts if they agree, else 万元.
        text: it as shown, without its unit, nothing rounded away ("412.80").
        ceiling: how much may be asked for, shown alike; "" if the draft does not say.
        over: by how much the sum is above it, shown alike; "" if it is not.
        missing: the numbers (from 0) of forms whose amount is empty or cannot be read; they are not in the sum.
    """

    yuan: Decimal
    unit: MoneyUnit
    text: str
    ceiling: str
    over: str
    missing: tuple[int, ...]


def amount_field(template: Template) -> str | None:
    """Return the field that says what a form costs this year; None if the layout has none."""
    return next((name for name in _AMOUNTS if name in template.fields), None)


def form_amount(draft: Draft, number: int, template: Template) -> Decimal | None:
    """Return what form `number` (from 0) costs this year in 元; None if that is empty or cannot be read."""
    field = amount_field(template)
    seen = Seen(draft, number, template)
    if field is None or not seen.text(field).strip():
        return None
    return seen.yuan(field)


def total(draft: Draft, templates: Mapping[str, Template]) -> Total | None:
    """Return the sum of all forms; None if no form has an amount that can be read."""
    known = [(number, templates.get(form.template)) for number, form in enumerate(draft.forms)]
    amounts = {number: form_amount(draft, number, each) if each else None for number, each in known}
    counted = [amount for amount in amounts.values() if amount is not None]
    if not counted:
        return None
    yuan = Decimal(0)
    for amount in counted:
        yuan = EXACT.add(yuan, amount)
    layouts = [each.data.money for _, each in known if each]
    units = units_of(draft, templates)
    unit: MoneyUnit = next(iter(units)) if len(units) == 1 else "万元"
    money = next((each for each in layouts if each.unit == unit), layouts[0].model_copy(update={"unit": unit}))
    most = ceiling_of(draft, units)
    ceiling = amount_text(most, money) if most is not None else ""
    over = amount_text(EXACT.subtract(yuan, most), money) if most is not None and yuan > most else ""
    missing = tuple(number for number, amount in amounts.items() if amount is None)
    return Total(yuan, unit, amount_text(yuan, money), ceiling, over, missing)


def units_of(draft: Draft, templates: Mapping[str, Template]) -> set[MoneyUnit]:
    """Return the units in which the layouts of a draft show amounts."""
    return {templates[form.template].data.money.unit for form in draft.forms if form.template in templates}


def offered_sum(draft: Draft, number: int, path: str, template: Template) -> str | None:
    """Return the sum of the parts to offer in the cell of a total; None if it is none, has no parts or holds it.

    None too where a part cannot be read.
    """
    seen = Seen(draft, number, template)
    match paths.split(path):
        case ("fields" | "shared", name):
            data = next((each for each in template.data.sum if each.total == name), None)
            if data is None or not has_parts(seen, data):
                return None
            parts, given = parts_total(seen, data), seen.text(name).strip()
            if parts is None or (given and seen.yuan(name) == parts):
                return None
            return amount_text(parts, template.data.money)
    return None
