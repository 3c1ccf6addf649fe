"""A paste is worked out before it is done: nothing is dropped, rows go where a clerk expects them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers import blank, sample, with_rows
from perfdesk.grid import Grid
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.readers.clipboard import read_clipboard
from perfdesk.region import templates
from perfdesk.translate.render import render_form
from perfdesk.work import blocks, pasting
from perfdesk.work.frame import Place
from perfdesk.work.pasting import Plan, as_rows, plan

TOWN = "dongguan-town-2022"
OUT, QUANTITY, QUALITY = "预期产出指标", "数量指标（或建筑规模指标）", "质量指标"
ROWS = (
    (OUT, QUANTITY, "修缮面积", "≥200平方米"),
    (OUT, QUANTITY, "采购图书", "≥3000册"),
    (OUT, QUALITY, "验收合格率", "100%"),
)


def place(draft: Draft, first: str, last: str = "", number: int = 0) -> Place:
    template = templates()[draft.forms[number].template]
    grid = render_form(template, draft, number).grid
    cells = {cell.source: cell for cell in grid.cells if blocks.is_input(cell)}
    return Place(draft, number, template, grid, blocks.between(grid, cells[first], cells[last or first]))


def table(text: str, web: str = "") -> Grid:
    clip = read_clipboard(web, text)
    assert clip is not None
    return clip.grid


def rows_of(plan: Plan) -> list[tuple[str, str, str]]:
    form = plan.draft.forms[0]
    return [(row.level2, row.text("mid", "name"), row.text("mid", "target")) for row in form.indicators]


def town() -> Draft:
    return with_rows(TOWN, *ROWS)


def path(row: str, part: str = "name", horizon: str = "mid") -> str:
    return f"indicators/{row}/{horizon}/{part}"


def test_texts_land_from_the_cursor_row_by_row() -> None:
    found = plan(place(town(), path("1")), table("甲\t1个\n乙\t2个\n丙\t3个"))
    assert rows_of(found) == [(QUANTITY, "甲", "1个"), (QUANTITY, "乙", "2个"), (QUALITY, "丙", "3个")]
    assert found.left == found.added == ()


def test_whole_rows_that_run_beyond_the_level_may_become_rows_of_it() -> None:
    here, source = place(town(), path("1")), table("甲\t1个\n乙\t2个\n丙\t3个")
    assert plan(here, source).group == QUANTITY
    found = as_rows(here, source)
    assert rows_of(found) == [
        (QUANTITY, "甲", "1个"), (QUANTITY, "乙", "2个"), (QUANTITY, "丙", "3个"), (QUALITY, "验收合格率", "100%"),
    ]  # fmt: skip
    assert found.added == (QUANTITY,)


def test_rows_below_the_last_row_are_added_to_its_level() -> None:
    found = plan(place(town(), path("3")), table("甲\t1个\n乙\t2个"))
    assert rows_of(found)[2:] == [(QUALITY, "甲", "1个"), (QUALITY, "乙", "2个")]
    assert found.left == ()
    assert found.group == ""


def test_lone_values_below_the_last_row_are_left_over_not_made_into_rows() -> None:
    found = plan(place(town(), path("3", "target")), table("1个\n2个\n3个"))
    assert [(each.row, each.col, each.text, each.where) for each in found.left] == [
        (2, 1, "2个", "指标的最后一行以下"),
        (3, 1, "3个", "指标的最后一行以下"),
    ]
    assert len(found.draft.forms[0].indicators) == 3


def test_columns_beyond_the_table_are_left_over() -> None:
    found = plan(place(town(), path("1", "target", "annual")), table("1\t2\t3"))
    assert [(each.text, each.where) for each in found.left] == [
        ("2", "表格右边没有这一列"),
        ("3", "表格右边没有这一列"),
    ]


def test_a_value_for_the_next_field_skips_the_label_between() -> None:
    found = plan(place(blank(TOWN), "fields/project_name"), table("图书馆改造\t25.80"))
    fields = found.draft.forms[0].fields
    assert [text for text in fields.values() if text] == ["图书馆改造", "25.80"]


def test_labels_that_were_copied_along_are_recognised() -> None:
    label = "本年度申请镇财政预算资金（万元）"
    found = plan(place(blank(TOWN), "fields/project_name"), table(f"图书馆改造\t{label}\t25.80"))
    assert [text for text in found.draft.forms[0].fields.values() if text] == ["图书馆改造", "25.80"]
    assert found.left == ()


def test_one_value_fills_the_block_and_passes_over_levels_and_labels() -> None:
    found = plan(place(town(), "indicators/1/level1", path("3", "target", "annual")), table("≥1"))
    assert {
        text for row in found.draft.forms[0].indicators for parts in row.horizons.values() for text in parts.values()
    } == {"≥1"}
    assert [row.level2 for row in found.draft.forms[0].indicators] == [QUANTITY, QUANTITY, QUALITY]


def test_a_block_that_is_a_multiple_takes_the_table_again_and_again() -> None:
    found = plan(place(town(), path("1"), path("2", "target", "annual")), table("甲\t1"))
    form = found.draft.forms[0]
    assert [(form.indicators[1].text(h, "name"), form.indicators[1].text(h, "target")) for h in ("mid", "annual")] == [
        ("甲", "1"), ("甲", "1"),
    ]  # fmt: skip


def test_a_level_name_moves_the_rows_under_it() -> None:
    found = plan(place(town(), "indicators/1/level2"), table(QUALITY))
    assert [(row[0], row[1]) for row in rows_of(found)] == [
        (QUALITY, "验收合格率"), (QUALITY, "修缮面积"), (QUALITY, "采购图书"),
    ]  # fmt: skip


def test_rows_with_levels_of_their_own_go_to_their_levels() -> None:
    found = plan(
        place(town(), "indicators/1/level2"), table(f"{QUALITY}\t甲\t1\n{QUANTITY}\t乙\t2\n\t丙\t3\n{QUALITY}\t丁\t4")
    )
    assert rows_of(found) == [(QUANTITY, "乙", "2"), (QUANTITY, "丙", "3"), (QUALITY, "甲", "1"), (QUALITY, "丁", "4")]


def test_the_second_column_of_level_names_tells_where_rows_belong() -> None:
    source = table(
        f"甲\t1\t{QUANTITY}\t甲\t1\n乙\t2\t{QUANTITY}\t乙\t2\n丙\t3\t{QUANTITY}\t丙\t3\n丁\t4\t{QUALITY}\t丁\t4"
    )
    found = plan(place(town(), path("1")), source)
    assert rows_of(found) == [(QUANTITY, "甲", "1"), (QUANTITY, "乙", "2"), (QUANTITY, "丙", "3"), (QUALITY, "丁", "4")]
    assert found.left == ()


def test_a_choice_takes_what_it_can_read_and_keeps_other_text() -> None:
    draft = blank("shanghai-2023")
    name = next(each.id for each in templates()["shanghai-2023"].fields.values() if each.kind == "choice")
    for text, stored in (("专项资金□ 经常性项目☑ 一次性项目□", "经常性项目"), ("其他项目", "其他项目")):
        found = plan(place(draft, f"fields/{name}"), table(text))
        assert found.draft.forms[0].fields[name] == stored


def test_what_is_too_long_for_a_cell_is_left_over_whole() -> None:
    found = plan(place(town(), path("1")), table("字" * 40_000 + "\t好"))
    assert [len(each.text) for each in found.left] == [40_000]
    assert paths.get(found.draft, 0, path("1", "target")) == "好"


def test_a_name_for_a_level_without_a_row_is_left_over() -> None:
    draft = sample()
    found = plan(place(draft, "indicators/6/level1", number=3), table("：\n零"))
    assert [each.text for each in found.left] == ["：", "零"][: len(found.left)]
    assert {row.level1 for row in found.draft.forms[3].indicators} >= {"零"}


def test_a_lone_colon_beside_the_table_is_left_over() -> None:
    found = plan(place(sample(), "fields/project_name", number=3), table("甲\n：\n：\n：\n：\n：\n：\n：\n："))
    texts = (*found.draft.forms[3].fields.values(), *found.draft.shared.values())
    stands = [text for text in texts if text == "："]
    assert len(stands) + sum(each.text == "：" for each in found.left) == 8


def test_a_new_row_has_one_level_and_another_name_in_the_second_level_column_is_left_over() -> None:
    last = "indicators/10/level2"
    found = plan(place(sample(), last, number=1), table("满意度指标\t甲\t1\t\n质量指标\t乙\t2\t别的"))
    assert "乙" in {row.text("mid", "name") for row in found.draft.forms[1].indicators}
    assert [(each.text, each.where) for each in found.left] == [("别的", "这一行的级别已经是“质量指标”")]


def test_a_source_far_larger_than_any_form_is_left_over_in_one_line() -> None:
    found = plan(place(town(), path("1", "target")), table("1\n" * 30_000))
    assert len(found.landed) == 3
    assert sum(each.count for each in found.left) == 30_000 - 3
    assert found.left[-1].where == "远在表格之外，从这里起共 10,000 处"


@pytest.mark.parametrize("number", range(4))
def test_a_whole_table_comes_back_as_it_went(number: int) -> None:
    draft = sample()
    template = templates()[draft.forms[number].template]
    grid = render_form(template, draft, number).grid
    whole = place(draft, *_ends(grid), number=number)
    found = plan(whole, blocks.cut(grid, whole.block))
    assert found.draft == draft
    assert found.left == ()


def _ends(grid: Grid) -> tuple[str, str]:
    found = [cell.source or "" for cell in grid.cells if blocks.is_input(cell)]
    return found[0], found[-1]


TEXTS = st.text(st.sampled_from('甲≥95%次 \n"=1数量指标'), max_size=5)
TABLES = st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=6)


@settings(max_examples=60)
@given(rows=TABLES, at=st.integers(0, 500), to=st.integers(0, 500), number=st.integers(0, 3))
def test_every_text_has_landed_or_is_left_over(rows: list[list[str]], at: int, to: int, number: int) -> None:
    draft = sample()
    grid = render_form(templates()[draft.forms[number].template], draft, number).grid
    inputs = [cell.source or "" for cell in grid.cells if blocks.is_input(cell)]
    source = Grid(len(rows), 6, tuple(_cells(rows)))
    here = place(draft, inputs[at % len(inputs)], inputs[to % len(inputs)], number)
    for found in (plan(here, source), as_rows(here, source)):
        shown = render_form(here.template, found.draft, number).grid
        printed = {"".join(cell.text.split()) for cell in shown.cells}
        over = {each.text for each in found.left}
        for text in (each for row in rows for each in row if each.strip()):
            assert text in over or any("".join(text.split()) in each for each in printed)
        assert len(found.added) <= pasting.MOST_NEW_ROWS


def _cells(rows: list[list[str]]) -> list[blocks.Cell]:
    made = [blocks.Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return made + [
        blocks.Cell(r, len(row), 1, 6 - len(row), kind="blank") for r, row in enumerate(rows) if len(row) < 6
    ]


def test_a_text_that_would_fall_on_a_level_of_a_filled_block_is_left_over() -> None:
    draft = with_rows(TOWN, *ROWS)
    found = plan(place(draft, "indicators/1/level2", path("3")), table("质量指标\t达标率"))
    assert [name for _, name, _ in rows_of(found)] == ["达标率"] * 3
    assert [(each.text, each.where) for each in found.left] == [("质量指标", "一级、二级指标的格不随成块填充改变")]


def test_a_level_that_the_same_paste_changes_elsewhere_is_left_over() -> None:
    source = table("", "<table><tr><td>0</td><td>甲</td><td>1个</td><td>质量指标</td><td>甲</td><td>1个</td></table>")
    found = plan(place(with_rows(TOWN, *ROWS), "indicators/3/level2"), source)
    assert found.draft.forms[0].indicators[2].level2 == "0"
    assert [(each.text, each.where) for each in found.left] == [("质量指标", "这一行已按同一次粘贴归到别的级别")]
