"""What is stored is drawn, each text with the path it can be edited under; what has no place is told."""

from __future__ import annotations

import dataclasses

import pytest

from perfdesk.errors import UserError
from perfdesk.grid import Cell, Sheet
from perfdesk.model import Draft, Form, Indicator, Kept, path
from perfdesk.region import templates
from perfdesk.translate.render import render, render_form
from perfdesk.translate.unprinted import unprinted

TEMPLATES = templates()


def one_form(template: str, *rows: Indicator, **fields: str) -> Draft:
    form = Form(id="1", template=template, fields=fields, indicators=rows)
    return Draft(id="d", shared={"year": "2026"}, forms=(form,))


def row(number: int, level1: str, level2: str, **horizons: tuple[str, str]) -> Indicator:
    parts = {name: {"name": texts[0], "target": texts[1]} for name, texts in horizons.items()}
    return Indicator(id=str(number), level1=level1, level2=level2, horizons=parts)


def cell(sheet: Sheet, text: str) -> Cell:
    (found,) = [each for each in sheet.grid.cells if each.text == text]
    return found


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_input_says_where_its_text_is_stored(name: str) -> None:
    two = TEMPLATES[name].taxonomy.level2[0]
    draft = one_form(name, row(1, two.level1.name, two.name, mid=("甲", "1"), annual=("乙", "2")), project_name="丙")
    sheet = render_form(TEMPLATES[name], draft, 0)
    for each in sheet.grid.cells:
        if each.kind == "field" and each.source and "+" not in each.source and "project_category" not in each.source:
            assert path.get(draft, 0, each.source) == each.text


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_typing_into_an_empty_row_makes_an_indicator(name: str) -> None:
    draft = one_form(name)
    sheet = render_form(TEMPLATES[name], draft, 0)
    empty = next(each for each in sheet.grid.cells if each.source and each.source.startswith("indicators/+"))
    assert empty.source is not None
    typed = path.put(draft, 0, empty.source, "甲")
    assert "甲" in [each.text for each in render_form(TEMPLATES[name], typed, 0).grid.cells]


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_an_indicator_of_any_level_is_drawn(name: str) -> None:
    first = TEMPLATES[name].taxonomy.level2[0]
    levels = [("另类指标", "别样指标"), (first.level1.name, "别样指标"), ("", ""), ("另类指标", first.name)]
    rows = [
        row(number, *each, mid=(f"名{number}", "1"), annual=(f"名{number}", "1")) for number, each in enumerate(levels)
    ]
    texts = [each.text for each in render_form(TEMPLATES[name], one_form(name, *rows), 0).grid.cells]
    assert all(f"名{number}" in texts for number in range(len(levels)))


def test_a_level_1_name_is_as_tall_as_its_indicators() -> None:
    rows = [row(number, "产出指标", "数量指标", mid=(f"名{number}", "1")) for number in range(1, 4)]
    sheet = render_form(TEMPLATES["dongkeng-2024"], one_form("dongkeng-2024", *rows), 0)
    assert cell(sheet, "数量指标").rows == 3
    assert cell(sheet, "产出指标").rows == 6
    assert cell(sheet, "绩效指标").rows == 12


def test_equal_level_names_in_a_row_do_not_melt_into_one() -> None:
    rows = [
        row(1, "产出指标", "数量指标", mid=("甲", "1")),
        row(2, "另类", "数量指标", mid=("乙", "1")),
    ]
    sheet = render_form(TEMPLATES["dongkeng-2024"], one_form("dongkeng-2024", *rows), 0)
    assert sum(each.text == "数量指标" for each in sheet.grid.cells) == 2


def test_a_name_of_another_horizon_is_shown_under_its_own_path() -> None:
    draft = one_form("dongkeng-2024", row(1, "产出指标", "数量指标", annual=("培训场次", "4次")))
    sheet = render_form(TEMPLATES["dongkeng-2024"], draft, 0)
    assert cell(sheet, "培训场次").source == "indicators/1/annual/name"
    assert unprinted(TEMPLATES["dongkeng-2024"], draft, 0) == []


def test_the_own_name_wins_over_that_of_another_horizon_which_is_told() -> None:
    draft = one_form("dongkeng-2024", row(1, "产出指标", "数量指标", mid=("场次", "4次"), annual=("人次", "9人")))
    sheet = render_form(TEMPLATES["dongkeng-2024"], draft, 0)
    assert cell(sheet, "场次").source == "indicators/1/mid/name"
    assert unprinted(TEMPLATES["dongkeng-2024"], draft, 0) == [("indicators/1/annual/name", "人次")]


def test_what_a_layout_has_no_place_for_is_told() -> None:
    indicator = row(1, "产出指标", "数量指标", mid=("甲", "1"), annual=("甲", "2"))
    draft = one_form("shanghai-2023", indicator, project_grade="二级项目", goal_mid="丙", remarks=" ")
    form = draft.forms[0].model_copy(
        update={"kept": (Kept(path="fields/x", text="留存"),), "tables": {"budget_items": ({"amount": "3"},)}}
    )
    draft = draft.model_copy(update={"forms": (form,)})
    assert unprinted(TEMPLATES["shanghai-2023"], draft, 0) == [
        ("fields/project_grade", "二级项目"),
        ("indicators/1/mid/target", "1"),
        ("tables/budget_items/0/amount", "3"),
        ("fields/x", "留存"),
    ]


def test_a_form_of_its_own_unit_shows_its_own() -> None:
    draft = one_form("dongguan-town-2022", budget_unit="消防队")
    draft = draft.model_copy(update={"shared": {"year": "2026", "budget_unit": "应急办"}})
    sheet = render_form(TEMPLATES["dongguan-town-2022"], draft, 0)
    (line,) = [each for each in sheet.above if "预算单位" in each.text]
    assert line.text == "预算单位：消防队"
    assert [part.source for part in line.parts] == [None, "fields/budget_unit"]


def test_boxes_show_what_is_chosen_and_keep_what_is_no_option() -> None:
    shown = [
        next(
            each.text
            for each in render_form(TEMPLATES["shanghai-2023"], draft, 0).grid.cells
            if "专项资金" in each.text
        )
        for draft in (
            one_form("shanghai-2023", project_category="经常性项目"),
            one_form("shanghai-2023", project_category="专项资金、一次性项目"),
            one_form("shanghai-2023", project_category="跨年项目"),
        )
    ]
    assert shown == [
        "专项资金□ 经常性项目☑ 一次性项目□",
        "专项资金☑ 经常性项目□ 一次性项目☑",
        "专项资金□ 经常性项目□ 一次性项目□ 跨年项目",
    ]


def test_a_layout_that_is_not_installed_is_told() -> None:
    with pytest.raises(UserError) as refused:
        list(render(TEMPLATES, one_form("mars-2040")))
    assert (refused.value.code, "mars-2040" in refused.value.what) == ("E31", True)


def test_the_heads_are_repeated_and_the_signatures_kept_together() -> None:
    sheet = render_form(TEMPLATES["dongguan-town-2022"], one_form("dongguan-town-2022"), 0)
    assert sheet.head_rows == (3, 4)
    assert sheet.together == ((sheet.grid.n_rows - 2, sheet.grid.n_rows),)
    assert dataclasses.replace(sheet) == sheet
