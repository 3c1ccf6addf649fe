"""A layout that nobody has described is read by the labels that the clerk points out; every value is in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

import others
from perfdesk.grid import Source, SourceLine, SourceTable
from perfdesk.model import Draft, Indicator
from perfdesk.region import templates
from perfdesk.translate.pointed import read_pointed
from perfdesk.translate.pointing import Mark, Pointing, fits, forms_of, goals, point_out

TEMPLATE = "dongkeng-2024"
ROWS = (
    "项目 | 图书馆改造   | 主管单位 | 文化站",
    "内容 | 修缮馆舍     | <        | <",
    "大类 | 小类 | 干什么   | 干多少",
    "产出 | 数量 | 修缮面积 | ≥500平方米",
    "^    | ^    | 购书     | 3000册",
    "^    | 质量 | 验收合格率 | 100%",
    "效益 | 社会 |          |",
    "备注 | 分两年实施   | <        | <",
)
MARKS = (
    Mark(1, 0, 0, "fields/project_name"),
    Mark(1, 0, 2, "fields/department"),
    Mark(1, 1, 0, "fields/goal_annual"),
    Mark(1, 2, 0, "indicators/level1"),
    Mark(1, 2, 1, "indicators/level2"),
    Mark(1, 2, 2, "indicators/mid/name"),
    Mark(1, 2, 3, "indicators/annual/target"),
    Mark(1, 7, 0, ""),
)


def table(*rows: str, where: str = "第1个表") -> SourceTable:
    return SourceTable(others.drawn(*rows), loose=False, where=where)


def document(*rows: str) -> list[Source]:
    return [SourceLine("某县项目任务书", "第1段"), table(*rows)]


def pointing(*marks: Mark) -> Pointing:
    return point_out(templates()[TEMPLATE], document(*ROWS), marks or MARKS)


def read(sources: list[Source], with_: Pointing | None = None) -> Draft:
    return read_pointed(sources, with_ or pointing(), templates()[TEMPLATE], "d")


def field(draft: Draft, name: str, form: int = 0) -> str:
    return draft.forms[form].fields.get(name) or draft.shared.get(name, "")


def rows(indicators: tuple[Indicator, ...]) -> list[tuple[str, str, str, str]]:
    return [(each.level1, each.level2, each.text("mid", "name"), each.text("annual", "target")) for each in indicators]


def test_values_stand_beside_and_under_the_labels_that_were_pointed_out() -> None:
    draft = read(document(*ROWS))
    assert field(draft, "project_name") == "图书馆改造"
    assert field(draft, "department") == "文化站"
    assert field(draft, "goal_annual") == "修缮馆舍"
    assert rows(draft.forms[0].indicators) == [
        ("产出", "数量", "修缮面积", "≥500平方米"),
        ("产出", "数量", "购书", "3000册"),
        ("产出", "质量", "验收合格率", "100%"),
    ]


def test_every_value_is_in_doubt_and_everything_else_is_kept_in_one() -> None:
    form = read(document(*ROWS)).forms[0]
    doubted = {doubt.path for doubt in form.doubts if doubt.code == "I16"}
    assert {"fields/project_name", "fields/goal_annual", "indicators/2/mid/name", "indicators/3/level2"} <= doubted
    assert all("按您指定的" in doubt.why for doubt in form.doubts if doubt.code == "I16")
    kept = "\n".join(doubt.was for doubt in form.doubts if doubt.code == "I13")
    for text in ("某县项目任务书", "分两年实施", "效益", "社会"):
        assert text in kept
    assert "图书馆改造" not in kept


def test_the_same_layout_is_read_next_time_though_it_has_more_rows() -> None:
    more = (*ROWS[:4], "^ | ^ | 讲座 | 12场", *ROWS[4:])
    assert fits(pointing(), document(*more))
    assert len(read(document(*more)).forms[0].indicators) == 4


def test_another_layout_is_not_read_by_it() -> None:
    other = [row.replace("干什么", "任务") for row in ROWS]
    assert not fits(pointing(), document(*other))
    assert not fits(pointing(), document("甲 | 乙"))


@pytest.mark.parametrize("apart", [True, False])
def test_several_forms_are_several_forms_in_one_table_or_each_in_its_own(*, apart: bool) -> None:
    second = [row.replace("图书馆改造", "体育馆维修") for row in ROWS]
    one = [*document(*ROWS), *document(*second)] if apart else document(*ROWS, *second)
    draft = read(one)
    assert [form.fields["project_name"] for form in draft.forms] == ["图书馆改造", "体育馆维修"]
    assert [len(form.indicators) for form in draft.forms] == [3, 3]
    assert [any("某县项目任务书" in doubt.was for doubt in form.doubts) for form in draft.forms] == [True, apart]


def test_a_label_that_stands_twice_means_the_one_that_was_pointed_at() -> None:
    twice = ("单位 | 文化站 | 单位 | 万元", "项目 | 图书馆改造 | < | <")
    marks = (Mark(0, 0, 0, "fields/department"), Mark(0, 1, 0, "fields/project_name"), Mark(0, 0, 2, ""))
    made = point_out(templates()[TEMPLATE], [table(*twice)], marks)
    again = ("单位 | 体育局 | 单位 | 元", "项目 | 体育馆维修 | < | <")
    draft = read([table(*twice), table(*again)], made)
    assert [field(draft, "department", number) for number in (0, 1)] == ["文化站", "体育局"]


def test_a_value_may_stand_inside_its_label_or_under_it() -> None:
    sources: list[Source] = [SourceLine("填报单位：文化站", "第1段"), table("项目 | 内容", "图书馆改造 | 修缮馆舍")]
    marks = (
        Mark(0, 0, 0, "fields/department", "inside"),
        Mark(1, 0, 0, "fields/project_name", "below"),
        Mark(1, 0, 1, "fields/goal_annual", "below"),
    )
    made = point_out(templates()[TEMPLATE], sources, marks)
    next_year = [SourceLine("填报单位：体育局", "第1段"), table("项目 | 内容", "体育馆 | 维修")]
    draft = read(next_year, made)
    got = [field(draft, name) for name in ("department", "project_name", "goal_annual")]
    assert got == ["体育局", "体育馆", "维修"]
    assert not any(doubt.code == "I13" for doubt in draft.forms[0].doubts)


def test_an_empty_value_is_not_filled_with_the_next_label() -> None:
    rows_ = (ROWS[0].replace("图书馆改造", "          "), *ROWS[1:])
    draft = read(document(*rows_))
    assert field(draft, "project_name") == ""
    assert field(draft, "department") == "文化站"


def test_a_label_that_is_gone_leaves_its_field_empty_and_in_doubt() -> None:
    two = [*document(*ROWS), *document(*[row.replace("内容", "说明") for row in ROWS])]
    second = read(two).forms[1]
    assert second.fields["goal_annual"] == ""
    assert any(doubt.path == "fields/goal_annual" and "没有找到" in doubt.why for doubt in second.doubts)
    assert any("修缮馆舍" in doubt.was for doubt in second.doubts if doubt.code == "I13")


def test_levels_that_were_not_merged_go_on_downwards_but_not_into_another_level_1() -> None:
    plain = [row.replace("^", " ") for row in ROWS]
    plain[6] = "效益 |  | 借阅量 | 5万册"
    got = rows(read(document(*plain)).forms[0].indicators)
    assert got[1][:2] == ("产出", "数量")
    assert got[3] == ("效益", "", "借阅量", "5万册")


def test_two_parts_side_by_side_become_rows_of_their_own_where_their_level_2_differs() -> None:
    head = "大类 | 小类 | 三年干什么 | 三年干多少 | 小类 | 今年干什么 | 今年干多少"
    grid = (
        head,
        "产出 | 数量 | 购书 | 9000册 | 数量 | 购书 | 3000册",
        "^ | 质量 | 合格率 | 100% | 时效 | 及时率 | 95%",
    )
    places = ("level1", "level2", "mid/name", "mid/target", "level2", "annual/name", "annual/target")
    marks = [Mark(0, 0, col, f"indicators/{place}") for col, place in enumerate(places)]
    template = templates()["dongguan-town-2022"]
    made = point_out(template, [table(*grid)], marks)
    got = read_pointed([table(*grid)], made, template, "d").forms[0].indicators
    assert [(each.level2, each.text("mid", "target"), each.text("annual", "target")) for each in got] == [
        ("数量", "9000册", "3000册"),
        ("质量", "100%", ""),
        ("时效", "", "95%"),
    ]


def test_the_rows_of_a_table_that_goes_on_in_another_one_belong_to_it() -> None:
    more = table("效益 | 社会 | 读者人次 | 2万人次", "大类 | 小类 | 干什么 | 干多少", "满意 | 读者 | 满意度 | 90%")
    sources = [*document(*ROWS[:6]), replace(more, where="第2个表")]
    got = rows(read(sources, pointing(*MARKS[:-1])).forms[0].indicators)
    assert [each[2] for each in got] == ["修缮面积", "购书", "验收合格率", "读者人次", "满意度"]


def test_what_a_label_may_stand_for_has_a_name_the_clerk_knows() -> None:
    for template in templates().values():
        names = [name for _, name in goals(template)]
        assert len(set(names)) == len(names)
        assert all(name and name.strip() == name for name in names)


def test_marks_at_empty_places_and_unknown_goals_are_passed_over() -> None:
    marks = (Mark(1, 0, 0, "fields/no_such_field"), Mark(1, 99, 0, "fields/project_name"))
    made = pointing(*marks)
    assert made.labels == ()
    assert forms_of(made, document(*ROWS)) == []
    assert not fits(made, document(*ROWS))
