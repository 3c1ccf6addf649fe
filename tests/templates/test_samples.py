"""The bundled samples are drafts that a clerk could take as a model: complete, measurable, in balance."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from pathlib import Path

import pytest

from perfdesk.model import Draft, Form
from perfdesk.model.fields import in_yuan, normal_form, read_amount, read_date, read_period, read_target, read_year
from perfdesk.model.units import split_unit
from perfdesk.paths import resources
from perfdesk.region.load import templates
from perfdesk.region.template import Template
from perfdesk.store.read import read_bytes
from perfdesk.store.write import to_bytes

FILES = sorted(resources().glob("**/*.perfdesk"))
LIBRARY = resources() / "samples" / "library-2026.perfdesk"
MAY_BE_EMPTY = {"remarks", "fund_other", "fund_carryover", "fund_annual_other"}
RATE_NAME = re.compile(r"(?:率|度|比例)$")
COST_NAME = re.compile(r"(?:成本|单价)$")


def _draft(file: Path) -> Draft:
    return read_bytes(file.read_bytes()).draft


FORMS = [
    pytest.param(draft, form, templates()[form.template], id=f"{file.parent.name}-{form.id}")
    for file in FILES
    for draft in [_draft(file)]
    for form in draft.forms
]
every_form = pytest.mark.parametrize(("draft", "form", "template"), FORMS)


def _value(draft: Draft, form: Form, name: str) -> str:
    return form.fields.get(name, draft.shared.get(name, ""))


def _yuan(draft: Draft, form: Form, template: Template, name: str) -> Decimal:
    amount = read_amount(_value(draft, form, name) or "0")
    assert amount is not None, name
    return in_yuan(amount, template.data.money.unit)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(resources())))
def test_a_sample_opens_without_a_word_and_is_saved_to_the_same_bytes(file: Path) -> None:
    data = file.read_bytes()
    opened = read_bytes(data)
    assert (opened.notices, opened.salvaged, opened.read_only) == ((), False, False)
    assert to_bytes(opened.draft) == data


def test_every_template_has_a_sample_of_its_own_layout() -> None:
    for template in templates().values():
        draft = _draft(template.folder / "sample.perfdesk")
        assert draft.forms
        assert {form.template for form in draft.forms} == {template.id}


def test_the_library_shows_every_layout_and_a_rare_name() -> None:
    draft = _draft(LIBRARY)
    assert len(draft.forms) >= 5
    assert {form.template for form in draft.forms} == set(templates())
    assert any("䶮" in form.fields.get("reviewer", "") for form in draft.forms)
    assert "☑" not in LIBRARY.read_text(encoding="utf-8")


def test_each_draft_has_a_project_and_a_goal_only_once() -> None:
    for file in FILES:
        texts = [
            form.fields[name] for form in _draft(file).forms for name in ("project_name", "goal_mid", "goal_annual")
        ]
        assert len(texts) == len(set(texts))


@every_form
def test_every_field_of_the_layout_is_filled_and_no_other(draft: Draft, form: Form, template: Template) -> None:
    assert set(form.fields) <= set(template.fields)
    empty = {name for name in template.fields if not _value(draft, form, name)}
    assert empty <= MAY_BE_EMPTY
    for field in template.fields.values():
        text = _value(draft, form, field.id)
        assert field.kind != "choice" or text in field.options
        assert field.kind != "date" or read_date(text) is not None
        assert field.kind != "year" or read_year(text) is not None
        assert field.kind != "amount" or not text or read_amount(text) is not None


@every_form
def test_the_money_is_in_balance(draft: Draft, form: Form, template: Template) -> None:
    def yuan(name: str) -> Decimal:
        return _yuan(draft, form, template, name)

    for each in template.data.sum:
        assert yuan(each.total) == sum(map(yuan, each.parts)) > 0
    if "amount_mid" in template.fields:
        assert yuan("amount_mid") > yuan("amount_annual")


@every_form
def test_the_times_are_in_order_and_touch_the_year(draft: Draft, form: Form, template: Template) -> None:
    year = read_year(draft.shared["year"])
    assert year is not None
    for start, end in (("start_year", "end_year"), ("start_date", "end_date")):
        if start in template.fields:
            first, last = read_date(form.fields[start]), read_date(form.fields[end])
            assert first is not None and last is not None
            assert first <= last
            assert first.year <= year <= last.year
    if "mid_period" in template.fields:
        period = read_period(form.fields["mid_period"])
        assert period is not None
        assert period[0].year <= year <= period[1].year


@every_form
def test_every_indicator_stands_in_the_taxonomy_and_required_ones_are_there(
    draft: Draft, form: Form, template: Template
) -> None:
    places = {(level2.level1.name, level2.name) for level2 in template.taxonomy.level2}
    used = [(row.level1, row.level2) for row in form.indicators]
    assert set(used) <= places
    assert {level2.name for level2 in template.taxonomy.level2 if level2.required != "optional"} <= {
        two for _, two in used
    }
    names = [row.text(template.name_horizon("annual"), "name") for row in form.indicators]
    assert len(names) == len(set(names))
    assert [row.id for row in form.indicators] == [str(n) for n in range(1, len(names) + 1)]
    order = [next(each.order for each in template.taxonomy.level2 if each.name == two) for _, two in used]
    assert order == sorted(order)


@every_form
def test_every_target_can_be_measured(draft: Draft, form: Form, template: Template) -> None:
    for row, horizon in itertools.product(form.indicators, template.horizons):
        name, text = row.text(template.name_horizon(horizon), "name"), row.text(horizon, "target")
        target = read_target(text)
        assert name
        assert target.kind in ("number", "date"), text
        assert normal_form(text) is None
        if target.kind == "number":
            assert target.unit and not target.prefix and not target.suffix
            assert (target.unit == "%") == bool(RATE_NAME.search(name)), name
            assert bool(COST_NAME.search(name)) == (target.operator == "≤"), name
            assert not (target.unit == "%" and target.number > 100)
    for row in form.indicators:
        assert set(row.horizons) == set(template.horizons)
        assert {text["name"] for text in row.horizons.values() if "name" in text} == {
            row.text(template.name_horizon("annual"), "name")
        }


@every_form
def test_the_whole_period_asks_no_less_than_one_year(draft: Draft, form: Form, template: Template) -> None:
    if "mid" not in template.horizons:
        return
    for row in form.indicators:
        mid, annual = read_target(row.text("mid", "target")), read_target(row.text("annual", "target"))
        assert mid.unit == annual.unit
        assert mid.number is not None
        assert annual.number is not None
        assert mid.number >= annual.number


@every_form
def test_every_number_of_a_goal_is_the_target_of_an_indicator(draft: Draft, form: Form, template: Template) -> None:
    for field, horizon in (("goal_mid", "mid"), ("goal_annual", "annual")):
        goal = form.fields[field]
        targets = [
            read_target(row.text(horizon if horizon in template.horizons else "annual", "target"))
            for row in form.indicators
        ]
        covered = {(target.number, target.unit) for target in targets}
        said = [
            (Decimal(found[0]), split_unit(goal[found.end() :])[0])
            for found in re.finditer(r"[0-9]+(?:\.[0-9]+)?", goal)
        ]
        assert said
        assert goal.endswith("。")
        assert set(said) <= covered, goal


@every_form
def test_units_bought_at_their_price_fit_into_the_budget(draft: Draft, form: Form, template: Template) -> None:
    targets = [read_target(row.text("annual", "target")) for row in form.indicators]
    counts = {target.unit: target.number for target in targets if target.unit and "元" not in target.unit}
    bought = [
        target.number * counts[target.unit.removeprefix("元/")]
        for target in targets
        if target.number is not None and target.unit.startswith("元/")
    ]
    name = "fund_annual" if "fund_annual" in template.fields else "amount_annual"
    budget = _yuan(draft, form, template, name)
    assert bought
    assert budget / 2 <= sum(bought) <= budget
