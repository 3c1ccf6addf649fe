"""Checking: the whole draft, in the order in which the paper is read, quickly."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts import Odds, drafts
from perfdesk.model import Draft, Form, Indicator
from perfdesk.region import Template, templates
from perfdesk.rules import Severity
from perfdesk.work.checking import NOT_INSTALLED, check_draft, check_form, counts, reading_order

SHANGHAI = templates()["shanghai-2023"]


def _row(number: int, level2: str, name: str, target: str) -> Indicator:
    found = SHANGHAI.taxonomy.find_level2(level2)
    assert found is not None
    texts = {"annual": {"name": name, "target": target}}
    return Indicator(id=str(number), level1=found.level1.name, level2=found.name, horizons=texts)


def _draft(*rows: Indicator, **fields: str) -> Draft:
    return Draft(id="d", forms=(Form(id="1", template=SHANGHAI.id, fields=fields, indicators=rows),))


def test_findings_come_in_the_order_in_which_the_paper_is_read() -> None:
    draft = _draft(
        _row(1, "服务对象满意度指标", "读者满意度", "90"),
        _row(2, "数量指标", "讲座场次", "讲座场次"),
        fund_total="2",
        fund_fiscal="1",
    )
    found = [each for each in check_form(draft, 0, SHANGHAI) if each.code in ("H02", "V02", "V04")]
    assert [(each.code, each.path) for each in found] == [
        ("H02", "fields/fund_total"),
        ("V02", "indicators/2/annual/target"),
        ("V04", "indicators/1/annual/target"),
    ]


def test_the_order_of_paths_is_that_of_the_paper() -> None:
    form = Form(id="1", template=SHANGHAI.id, indicators=(_row(7, "质量指标", "甲", ""), _row(3, "数量指标", "乙", "")))
    order = reading_order(SHANGHAI, form)
    paths = [
        None,
        "shared/year",
        "fields/project_name",
        "fields/goal_annual",
        "indicators/3/level1",
        "indicators/3/level2",
        "indicators/3/annual/name",
        "indicators/3/annual/target",
        "indicators/7/annual/name",
        "indicators/99/annual/name",
        "fields/not_on_this_form",
        "tables/x/0/y",
    ]
    assert [order(each) for each in paths] == sorted({order(each) for each in paths})


def test_fields_below_the_indicators_come_after_them() -> None:
    town = templates()["dongguan-town-2022"]
    order = reading_order(town, Form(id="1", template=town.id))
    assert (
        order("fields/goal_annual") < order("indicators/1/level1") < order("fields/remarks") < order("fields/reviewer")
    )


def test_a_form_whose_layout_is_not_installed_says_so() -> None:
    draft = Draft(id="d", forms=(Form(id="1", template="elsewhere"), *_draft(fund_total="1").forms))
    found = check_draft(draft, templates())
    assert [(each.number, each.code) for each in found][:1] == [(0, NOT_INSTALLED)]
    assert {each.number for each in found[1:]} == {1}
    assert "H02" in {each.code for each in found}
    assert "“elsewhere”没有安装" in found[0].message


def test_findings_are_counted_by_rank() -> None:
    draft = _draft(_row(1, "数量指标", "讲座场次", "讲座场次"), fund_total="1")
    found = tuple(each for each in check_draft(draft, templates()) if each.code in ("H02", "V02"))
    hint = replace(found[0], severity=Severity.HINT)
    assert list(counts((*found, hint)).items()) == [(Severity.ERROR, 2), (Severity.WARNING, 0), (Severity.HINT, 1)]


@pytest.mark.parametrize("template", templates().values(), ids=list(templates()))
@given(data=st.data())
def test_no_draft_makes_a_rule_crash_and_no_form_depends_on_another(template: Template, data: st.DataObject) -> None:
    draft = data.draw(drafts(template, Odds(labels=True, free=True), most=3))
    found = check_draft(draft, templates())
    assert not [each for each in found if each.code.startswith("R")]
    turned = draft.model_copy(update={"forms": draft.forms[::-1]})
    last = len(draft.forms) - 1
    again = [replace(each, number=last - each.number) for each in check_draft(turned, templates())]
    assert sorted(again, key=lambda each: each.number) == list(found)


def test_thirty_indicators_are_checked_in_less_than_a_blink() -> None:
    rows = [_row(number, "质量指标", f"第{number}项合格率", "≥95%" if number % 3 else "95") for number in range(30)]
    draft = _draft(*rows, fund_total="1")
    best = min(_seconds(draft) for _ in range(5))
    assert best < 0.02  # 1 ms on the machine it was made on


def _seconds(draft: Draft) -> float:
    start = time.process_time()
    assert sum(each.code in ("H02", "V04") for each in check_form(draft, 0, SHANGHAI)) == 11
    return time.process_time() - start
