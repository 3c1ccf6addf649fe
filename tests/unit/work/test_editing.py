"""Texts: what is typed lands where it was typed and nowhere else; the right column follows while it may."""

from __future__ import annotations

import pytest

from perfdesk.model import Doubt, Draft, Form, Indicator, Origin
from perfdesk.model.path import get
from perfdesk.region import Template, templates
from perfdesk.work import editing
from perfdesk.work.editing import set_text, set_texts

TWO = templates()["dongguan-city-2020"]
ONE_NAME = templates()["dongkeng-2024"]
SHANGHAI = templates()["shanghai-2023"]
NEW = "indicators/+预期产出指标+质量指标"


def _row(number: int, level2: str = "数量指标（或建筑规模指标）", **horizons: dict[str, str]) -> Indicator:
    return Indicator(id=str(number), level1="预期产出指标", level2=level2, horizons=horizons)


def _draft(*rows: Indicator, template: str = TWO.id, **form: object) -> Draft:
    made = Form(id="1", template=template, indicators=rows).model_copy(update=form)
    return Draft(id="d", shared={"year": "2026"}, forms=(made, Form(id="2", template=template)))


def typed_at(draft: Draft, path: str, text: str) -> Draft:
    return editing.type_text(draft, 0, path, text, editing.follows(draft, 0, path, TWO))


def taken(draft: Draft, path: str, texts: tuple[str, str], template: Template) -> Draft:
    return editing.take_name(draft, 0, (path, editing.follows(draft, 0, path, template)), texts, template)


# --- typing ---


def test_a_text_is_written_where_it_was_typed_and_nowhere_else() -> None:
    draft = _draft(_row(1, annual={"name": "讲座", "target": "4场"}))
    after = set_text(draft, 0, "indicators/1/annual/target", "≥4场")
    assert get(after, 0, "indicators/1/annual/target") == "≥4场"
    assert get(after, 0, "indicators/1/annual/name") == "讲座"
    assert after.forms[1] is draft.forms[1]


def test_typing_what_stands_there_already_is_no_edit() -> None:
    draft = _draft(_row(1, annual={"name": "讲座"}))
    assert set_text(draft, 0, "indicators/1/annual/name", "讲座") is draft
    assert set_text(draft, 0, "fields/remarks", "") is draft


@pytest.mark.parametrize(
    "path", ["indicators/9/annual/name", "indicators/1", "nothing", "", "indicators/+a/annual/name", "tables/x/-1/y"]
)
def test_a_place_that_is_not_there_changes_nothing(path: str) -> None:
    draft = _draft(_row(1))
    assert set_text(draft, 0, path, "文字") is draft
    assert set_text(draft, 5, "fields/remarks", "文字") is draft


def test_an_empty_text_makes_no_row() -> None:
    draft = _draft(_row(1))
    assert set_text(draft, 0, f"{NEW}/annual/name", "") is draft


def test_several_texts_of_a_row_to_be_made_make_one_row() -> None:
    edits = [(f"{NEW}/mid/name", ""), (f"{NEW}/annual/name", "准确率"), (f"{NEW}/annual/target", "≥98%")]
    rows = set_texts(_draft(_row(1)), 0, edits).forms[0].indicators
    assert [(row.id, row.level2) for row in rows] == [("1", "数量指标（或建筑规模指标）"), ("2", "质量指标")]
    assert rows[1].horizons == {"annual": {"name": "准确率", "target": "≥98%"}}


def test_a_changed_text_forgets_where_it_came_from() -> None:
    path = "fields/goal_annual"
    draft = _draft(provenance={path: Origin(kind="last_year"), "fields/remarks": Origin(kind="import")})
    assert list(set_text(draft, 0, path, "新的目标").forms[0].provenance) == ["fields/remarks"]
    noted = set_text(draft, 0, path, "新的目标", Origin(kind="import", detail="去年.docx"))
    assert noted.forms[0].provenance[path].detail == "去年.docx"


def test_clearing_empties_cells_but_keeps_the_levels() -> None:
    draft = _draft(_row(1, annual={"name": "讲座", "target": "4场"}))
    cells = ["indicators/1/annual/name", "indicators/1/level2", "indicators/1/level1", f"{NEW}/annual/name", "fields/x"]
    row = editing.clear(draft, 0, cells).forms[0].indicators[0]
    assert (row.text("annual", "name"), row.text("annual", "target"), row.level2) == (
        "",
        "4场",
        draft.forms[0].indicators[0].level2,
    )
    assert editing.clear(draft, 0, ["fields/remarks"]) is draft


# --- left and right ---


@pytest.mark.parametrize(
    ("left", "right", "after"), [("", "", "5场"), ("4场", "4场", "5场"), ("4场", "", "5场"), ("4场", "3场", "3场")]
)
def test_the_right_follows_while_it_is_empty_or_equal(left: str, right: str, after: str) -> None:
    draft = _draft(_row(1, mid={"target": left}, annual={"target": right}))
    typed = typed_at(draft, "indicators/1/mid/target", "5场")
    assert get(typed, 0, "indicators/1/mid/target") == "5场"
    assert get(typed, 0, "indicators/1/annual/target") == after
    followed = editing.follows(draft, 0, "indicators/1/mid/target", TWO)
    assert followed == ("indicators/1/annual/target" if after == "5场" else None)


def test_the_left_never_follows_the_right() -> None:
    assert editing.follows(_draft(_row(1)), 0, "indicators/1/annual/target", TWO) is None
    assert editing.follows(_draft(_row(1)), 0, "fields/goal_mid", TWO) is None
    assert editing.follows(_draft(_row(1)), 0, "indicators/9/mid/target", TWO) is None


def test_a_layout_with_one_column_of_names_has_no_name_at_the_right() -> None:
    draft = _draft(_row(1), template=ONE_NAME.id)
    assert editing.follows(draft, 0, "indicators/1/mid/name", ONE_NAME) is None
    assert editing.follows(draft, 0, "indicators/1/mid/target", ONE_NAME) == "indicators/1/annual/target"


def test_a_layout_with_one_horizon_has_no_right() -> None:
    draft = _draft(_row(1), template=SHANGHAI.id)
    assert editing.follows(draft, 0, "indicators/1/annual/target", SHANGHAI) is None


def test_typing_into_a_row_to_be_made_fills_both_sides_of_one_row() -> None:
    rows = typed_at(_draft(), f"{NEW}/mid/name", "准确率").forms[0].indicators
    assert [row.horizons for row in rows] == [{"mid": {"name": "准确率"}, "annual": {"name": "准确率"}}]


def test_filling_a_cell_to_the_right_overwrites_what_stood_there() -> None:
    draft = _draft(_row(1, mid={"target": "5场"}, annual={"target": "3场"}))
    assert (
        get(editing.fill_cell_right(draft, 0, "indicators/1/mid/target", TWO), 0, "indicators/1/annual/target") == "5场"
    )
    assert editing.fill_cell_right(draft, 0, "indicators/1/annual/target", TWO) is draft


def test_filling_all_to_the_right_overwrites_nothing() -> None:
    draft = _draft(
        _row(1, mid={"name": "讲座", "target": "5场"}, annual={"target": "3场"}),
        _row(2, mid={"name": "展览", "target": "2场"}),
        _row(3, annual={"name": "培训"}),
    )
    every = editing.fill_right(draft, 0, TWO).forms[0].indicators
    assert [row.horizons.get("annual") for row in every] == [
        {"name": "讲座", "target": "3场"},
        {"name": "展览", "target": "2场"},
        {"name": "培训"},
    ]
    one = editing.fill_right(draft, 0, TWO, rows=["2"]).forms[0].indicators
    assert one[0] == draft.forms[0].indicators[0]
    assert one[1] == every[1]


# --- down ---


def test_filling_down_takes_the_text_of_the_cell_above_on_the_paper() -> None:
    draft = _draft(
        _row(1, "质量指标", mid={"target": "≥90%"}), _row(2, mid={"target": "4场"}), _row(3, mid={"target": ""})
    )
    assert get(editing.fill_down(draft, 0, "indicators/3/mid/target", TWO), 0, "indicators/3/mid/target") == "4场"
    assert editing.fill_down(draft, 0, "indicators/2/mid/target", TWO) is draft  # the first row
    assert editing.fill_down(draft, 0, "fields/remarks", TWO) is draft
    filled = editing.fill_down(draft, 0, f"{NEW.replace('质量', '时效')}/mid/target", TWO)
    assert filled is draft  # that row is not printed under this name


def test_filling_down_into_an_empty_printed_row_makes_it() -> None:
    draft = _draft(_row(1, mid={"target": "4场"}))
    row = editing.fill_down(draft, 0, f"{NEW}/mid/target", TWO).forms[0].indicators[-1]
    assert (row.level2, row.text("mid", "target")) == ("质量指标", "4场")


# --- the library ---


def test_a_name_of_the_library_brings_its_target_where_none_stands() -> None:
    draft = _draft(_row(1, annual={"target": "≥90%"}))
    row = taken(draft, "indicators/1/mid/name", ("验收合格率", "≥%"), TWO).forms[0].indicators[0]
    assert row.horizons == {
        "mid": {"name": "验收合格率", "target": "≥%"},
        "annual": {"name": "验收合格率", "target": "≥90%"},
    }


def test_a_name_taken_for_the_right_leaves_the_left_alone() -> None:
    draft = _draft(_row(1, mid={"name": "覆盖率", "target": "≥80%"}))
    form = taken(draft, "indicators/1/annual/name", ("合格率", "≥%"), TWO).forms[0]
    assert form.indicators[0].horizons["mid"] == {"name": "覆盖率", "target": "≥80%"}
    assert form.indicators[0].horizons["annual"] == {"name": "合格率", "target": "≥%"}
    assert form.provenance["indicators/1/annual/name"].kind == "library"


def test_one_name_for_both_targets_brings_both() -> None:
    draft = _draft(template=ONE_NAME.id)
    rows = taken(draft, "indicators/+产出指标+质量指标/mid/name", ("合格率", "≥%"), ONE_NAME).forms[0].indicators
    assert [row.horizons for row in rows] == [{"mid": {"name": "合格率", "target": "≥%"}, "annual": {"target": "≥%"}}]


# --- boxes ---


def test_a_box_is_ticked_and_emptied_again() -> None:
    field, path = SHANGHAI.fields["project_category"], "fields/project_category"
    draft = _draft(template=SHANGHAI.id)
    ticked = editing.toggle(draft, 0, path, "经常性项目", field)
    assert get(ticked, 0, path) == "经常性项目"
    assert get(editing.toggle(ticked, 0, path, "专项资金", field), 0, path) == "专项资金"
    assert get(editing.toggle(ticked, 0, path, "经常性项目", field), 0, path) == ""
    assert editing.toggle(ticked, 0, path, "没有这一项", field) is ticked


def test_words_beside_the_boxes_stay() -> None:
    field, path = SHANGHAI.fields["project_category"], "fields/project_category"
    draft = _draft(template=SHANGHAI.id, fields={"project_category": "专项资金、一次性项目、待定"})
    assert get(editing.toggle(draft, 0, path, "一次性项目", field), 0, path) == "专项资金、待定"
    assert get(editing.toggle(draft, 0, path, "经常性项目", field), 0, path) == "经常性项目、待定"


# --- shared values ---


def test_a_shared_value_is_set_once_for_all_forms() -> None:
    draft = editing.share_text(_draft(), "department", "市文广局")
    assert [get(draft, number, "shared/department") for number in (0, 1)] == ["市文广局", "市文广局"]
    assert editing.share_text(draft, "department", "市文广局") is draft


def test_a_form_can_have_its_own_value_and_give_it_up() -> None:
    own = editing.own_text(_draft(), 0, "year")
    assert own.forms[0].fields["year"] == "2026"
    assert editing.own_text(own, 0, "year") is own
    changed = set_text(own, 0, "fields/year", "2027")
    assert editing.share_text(changed, "year", "2025").forms[0].fields["year"] == "2027"
    everywhere = editing.share_text(changed, "year", "2025", everywhere=True)
    assert "year" not in everywhere.forms[0].fields
    assert editing.use_shared(everywhere, 0, "year") is everywhere


# --- doubts ---


def test_a_confirmed_doubt_goes_and_the_text_stays() -> None:
    doubts = (Doubt(code="I01", path="fields/remarks", was="甲", now="乙"), Doubt(code="I13", was="丙"))
    draft = _draft(doubts=doubts, fields={"remarks": "乙"})
    after = editing.confirm(draft, 0, doubts[:1])
    assert after.forms[0].doubts == doubts[1:]
    assert after.forms[0].fields == draft.forms[0].fields
    assert editing.confirm(after, 0, doubts[:1]) is after


def test_a_doubt_of_no_form_is_confirmed_too() -> None:
    doubt = Doubt(code="I12", was="一页说明")
    draft = _draft().model_copy(update={"doubts": (doubt,)})
    assert editing.confirm(draft, None, (doubt,)).doubts == ()
    assert editing.confirm(draft, 0, (doubt,)) is draft


def test_a_rejected_doubt_puts_back_what_stood_in_the_source() -> None:
    doubt = Doubt(code="I06", path="fields/remarks", was="<p>乙</p>", now="乙")
    draft = _draft(doubts=(doubt,), fields={"remarks": "乙"})
    assert editing.can_reject(draft, 0, doubt)
    after = editing.reject(draft, 0, doubt)
    assert (after.forms[0].fields["remarks"], after.forms[0].doubts) == ("<p>乙</p>", ())


@pytest.mark.parametrize(
    "doubt",
    [
        Doubt(code="I13", was="丙"),
        Doubt(code="I01", path="fields/remarks", was="", now="乙"),
        Doubt(code="I01", path="fields/remarks", was="乙", now="乙"),
        Doubt(code="I01", path="fields/remarks", was="甲", now="别的"),
        Doubt(code="I01", path="indicators/9/annual/name", was="甲", now=""),
    ],
)
def test_what_cannot_be_put_back_stays_in_its_doubt(doubt: Doubt) -> None:
    draft = _draft(doubts=(doubt,), fields={"remarks": "乙"})
    assert not editing.can_reject(draft, 0, doubt)
    assert editing.reject(draft, 0, doubt) is draft
