"""Totals: exact, in one unit, and honest about forms without a readable amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfdesk.model import Draft, Form
from perfdesk.region import templates
from perfdesk.work.totals import form_amount, offered_sum, total

T = templates()


def _draft(*forms: tuple[str, dict[str, str]]) -> Draft:
    made = (Form(id=str(number), template=name, fields=fields) for number, (name, fields) in enumerate(forms))
    return Draft(id="d", forms=tuple(made))


def test_forms_of_one_unit_are_added_exactly() -> None:
    draft = _draft(*[("dongguan-city-2020", {"amount_annual": "0.10"})] * 3)
    found = total(draft, T)
    assert found is not None
    assert (found.yuan, found.unit, found.text, found.missing) == (Decimal(3000), "万元", "0.30", ())


def test_the_ceiling_is_shown_as_the_sum_is() -> None:
    draft = _draft(*[("dongguan-city-2020", {"amount_annual": "0.10"})] * 3)
    for typed, shown in {
        "0.25": ("0.25", "0.05"),
        "3000元": ("0.30", ""),
        "待定": ("", ""),
        "": ("", ""),
    }.items():
        found = total(draft.model_copy(update={"shared": {"ceiling": typed}}), T)
        assert found is not None
        assert (found.ceiling, found.over) == shown


def test_a_ceiling_without_a_unit_says_nothing_where_layouts_differ_in_theirs() -> None:
    draft = _draft(("dongkeng-2024", {"amount_annual": "36001"}), ("shanghai-2023", {"fund_annual": "12.50"}))
    found = total(draft.model_copy(update={"shared": {"ceiling": "10"}}), T)
    assert found is not None
    assert (found.ceiling, found.over) == ("", "")


def test_forms_of_different_units_are_added_in_ten_thousands() -> None:
    draft = _draft(
        ("dongkeng-2024", {"amount_annual": "36001"}),
        ("shanghai-2023", {"fund_annual": "12.50"}),
        ("dongguan-town-2022", {"amount_annual": "7万元"}),
    )
    found = total(draft, T)
    assert found is not None
    assert (found.yuan, found.unit, found.text) == (Decimal("231001"), "万元", "23.1001")


def test_forms_of_one_layout_in_yuan_are_shown_in_yuan() -> None:
    found = total(_draft(("dongkeng-2024", {"amount_annual": "36000"})), T)
    assert found is not None
    assert (found.unit, found.text) == ("元", "36000")


def test_a_form_without_a_readable_amount_is_named() -> None:
    amounts = ["3", "", "约三万", " "]
    draft = _draft(*[("dongguan-city-2020", {"amount_annual": text}) for text in amounts], ("elsewhere", {}))
    found = total(draft, T)
    assert found is not None
    assert (found.text, found.missing) == ("3.00", (1, 2, 3, 4))


def test_a_draft_without_amounts_has_no_total() -> None:
    assert total(_draft(("dongguan-city-2020", {})), T) is None
    assert total(Draft(id="d"), T) is None
    assert form_amount(_draft(("shanghai-2023", {"fund_annual": "见附件"})), 0, T["shanghai-2023"]) is None


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"fund_fiscal": "3.5", "fund_other": "0.25"}, "3.75"),
        ({"fund_fiscal": "35000元"}, "3.50"),
        ({"fund_fiscal": "3.5", "fund_total": "4"}, "3.50"),
        ({"fund_fiscal": "3.5", "fund_total": "3.50万元"}, None),
        ({"fund_fiscal": "3.5", "fund_total": "见附件"}, "3.50"),
        ({"fund_fiscal": "约三万"}, None),
        ({}, None),
        ({"fund_total": "4"}, None),
    ],
)
def test_the_sum_of_the_parts_is_offered_in_the_cell_of_the_total(fields: dict[str, str], offered: str | None) -> None:
    draft = _draft(("shanghai-2023", fields))
    assert offered_sum(draft, 0, "fields/fund_total", T["shanghai-2023"]) == offered


def test_no_sum_is_offered_elsewhere() -> None:
    draft = _draft(("shanghai-2023", {"fund_fiscal": "3.5"}))
    for path in ("fields/fund_fiscal", "indicators/1/annual/target", "fields/fund_annual"):
        assert offered_sum(draft, 0, path, T["shanghai-2023"]) is None
