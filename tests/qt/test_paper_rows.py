"""The tree on the paper: rows added, doubled, deleted, moved by keys and by drag, filled to the right and down."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from papers import ALT, CTRL, Desk, Key, Paper, blank, sample, with_rows
from perfdesk.desk.paper import grip
from perfdesk.grid.sketch import sketch
from perfdesk.translate.render import render_form

OUT, QUANTITY, QUALITY = "预期产出指标", "数量指标（或建筑规模指标）", "质量指标"
ROWS = (
    (OUT, QUANTITY, "修缮面积", "≥200平方米"),
    (OUT, QUANTITY, "采购图书", "≥3000册"),
    (OUT, QUANTITY, "培训场次", "≥6场"),
    (OUT, QUALITY, "验收合格率", "100%"),
)


def town(paper: Desk) -> Paper:
    return paper(with_rows("dongguan-town-2022", *ROWS))


def ids(desk: Paper) -> list[str]:
    return [each.id for each in desk.document.form.indicators]


def path(row: str, part: str = "name", horizon: str = "mid") -> str:
    return f"indicators/{row}/{horizon}/{part}"


def test_control_enter_adds_a_row_below_with_the_same_levels(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("1", "target"))
    desk.key(Key.Key_Return, CTRL)
    assert ids(desk) == ["1", "5", "2", "3", "4"]
    assert desk.view.cursor() == path("5")
    desk.type("新增座位")
    desk.key(Key.Key_Tab)
    new = desk.document.form.indicators[1]
    assert (new.level1, new.level2, new.text("mid", "name")) == (OUT, QUANTITY, "新增座位")
    desk.key(Key.Key_Z, CTRL)
    desk.key(Key.Key_Z, CTRL)
    assert ids(desk) == ["1", "2", "3", "4"]
    assert desk.view.cursor() == path("1", "target")


def test_control_enter_takes_what_is_being_typed_along(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("3"))
    desk.type("培训人次")
    desk.key(Key.Key_Return, CTRL)
    assert desk.text(path("3")) == "培训人次"
    assert desk.view.cursor() == path("5")


def test_a_blank_form_grows_from_its_empty_rows(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023"))
    desk.at("indicators/+产出指标+数量指标/annual/name")
    desk.type("巡检次数")
    desk.key(Key.Key_Tab)
    assert desk.view.cursor().endswith("/annual/target")
    desk.type("4次")
    desk.key(Key.Key_Return)
    (row,) = desk.document.form.indicators
    assert (row.level2, row.text("annual", "name"), row.text("annual", "target")) == ("数量指标", "巡检次数", "4次")
    desk.key(Key.Key_Z, CTRL)
    desk.key(Key.Key_Z, CTRL)
    assert desk.document.draft == blank("shanghai-2023")
    assert desk.view.cursor() == "indicators/+产出指标+数量指标/annual/name"


def test_a_row_is_doubled_and_deleted_by_command(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("2", "target"))
    desk.view.duplicate_row()
    assert ids(desk) == ["1", "2", "5", "3", "4"]
    assert desk.text(path("5")) == "采购图书"
    assert desk.view.cursor() == path("5", "target")
    desk.view.delete_row()
    assert ids(desk) == ["1", "2", "3", "4"]
    assert desk.view.cursor() == path("3", "target")
    desk.key(Key.Key_Z, CTRL)
    assert ids(desk) == ["1", "2", "5", "3", "4"]


def test_alt_arrows_move_a_row_within_its_level_only(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("1"))
    desk.key(Key.Key_Down, ALT)
    assert ids(desk) == ["2", "1", "3", "4"]
    assert desk.view.cursor() == path("1")
    desk.key(Key.Key_Down, ALT, times=3)
    assert ids(desk) == ["2", "3", "1", "4"]
    desk.key(Key.Key_Up, ALT, times=5)
    assert ids(desk) == ["1", "2", "3", "4"]


def drag(desk: Paper, start: str, end: str) -> None:
    """Press on the grip of a row, move in steps, release."""
    found = grip.rect(desk.view, start.split("/")[1])
    assert found is not None
    viewport, b = desk.view.viewport(), desk.middle(end)
    a = desk.view.view_rect(*found).center().toPoint()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=a)
    for step in range(1, 6):
        QTest.mouseMove(viewport, a + QPoint((b.x() - a.x()) * step // 5, (b.y() - a.y()) * step // 5))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=b)


def test_a_row_is_dragged_within_its_level(paper: Desk) -> None:
    desk = town(paper)
    drag(desk, path("1"), path("3"))
    assert ids(desk) == ["2", "3", "1", "4"]
    drag(desk, path("1", "target"), path("2"))
    assert ids(desk) == ["1", "2", "3", "4"]


def test_a_row_is_not_dragged_into_another_level_by_accident(paper: Desk) -> None:
    desk = town(paper)
    drag(desk, path("1"), path("4"))
    drag(desk, path("1"), "fields/remarks")
    assert desk.document.draft == with_rows("dongguan-town-2022", *ROWS)


def test_the_left_fills_the_right_while_that_is_empty_or_equal(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("1", "target"))
    desk.type("5次")
    desk.key(Key.Key_Return)
    assert desk.text(path("1", "target", "annual")) == "5次"
    assert "右栏已同填" in desk.hint()
    desk.at(path("1", "target"))
    desk.type("6次")
    desk.key(Key.Key_Return)
    assert desk.text(path("1", "target", "annual")) == "6次"
    desk.at(path("1", "target", "annual"))
    desk.type("3次")
    desk.key(Key.Key_Return)
    desk.at(path("1", "target"))
    desk.type("9次")
    desk.key(Key.Key_Return)
    assert desk.text(path("1", "target", "annual")) == "3次"
    assert desk.text(path("1", "target")) == "9次"


def test_filling_both_horizons_is_one_step_of_undo(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("1"))
    desk.type("修缮")
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Z, CTRL)
    assert desk.document.draft == with_rows("dongguan-town-2022", *ROWS)


def test_control_d_takes_the_text_from_above(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("3", "target"))
    desk.key(Key.Key_D, CTRL)
    assert desk.text(path("3", "target")) == "≥3000册"
    desk.at(path("1", "target"))
    desk.key(Key.Key_D, CTRL)
    assert desk.text(path("1", "target")) == "≥200平方米"


def test_one_row_alone_goes_to_another_level_2(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("2"))
    desk.view.choose_level()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.isChecked() for each in menu.actions()] == [True, *[False] * 6]
    QTest.keyClick(menu, "2")
    assert [(each.id, each.level2) for each in desk.document.form.indicators][-1] == ("2", QUALITY)
    assert desk.view.cursor() == path("2")


def test_the_level_of_a_row_is_chosen_from_any_of_its_cells(paper: Desk) -> None:
    desk = town(paper)
    desk.at(path("3", "target"))
    desk.view.choose_level()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Key.Key_Escape)
    assert desk.view.cursor() == path("3", "target")
    assert not desk.document.undo_label()


def test_a_shared_level_is_changed_for_all_its_rows(paper: Desk) -> None:
    desk = town(paper)
    rows = [each.id for each in desk.document.form.indicators if each.level2 != QUALITY]
    desk.at("indicators/1/level2")
    desk.view.choose_level()
    assert len(desk.offered()) == 7
    desk.type("zl")  # into the open list: it is looked for, not added to what stands there
    desk.key(Key.Key_Return, times=2)
    assert {each.level2 for each in desk.document.form.indicators if each.id in rows} == {QUALITY}


def test_rows_of_a_read_only_draft_stay(paper: Desk) -> None:
    desk = paper(sample(), 1, "文件是只读的")
    desk.at(path("1"))
    for act in (desk.view.add_row_below, desk.view.delete_row, desk.view.duplicate_row, desk.view.move_row_down):
        act()
    desk.key(Key.Key_Down, ALT)
    desk.key(Key.Key_D, CTRL)
    drag(desk, path("1"), path("2"))
    assert desk.document.draft == sample()


def test_a_layout_that_prints_filled_rows_alone_keeps_its_empty_ones_for_typing(paper: Desk) -> None:
    desk = paper(with_rows("dongguan-town-2022", (OUT, QUANTITY, "活动次数", "≥4次")))
    empty = "indicators/+预期产出指标+质量指标/mid/name"
    places = desk.view.places()
    assert places is not None
    assert empty in places.order
    told: list[str] = []
    desk.view.help_changed.connect(told.append)
    desk.at(empty)
    assert told[-1].endswith("不填就不印出")
    desk.type("合格率")
    desk.key(Key.Key_Tab)
    assert [row.level2 for row in desk.document.form.indicators] == [QUANTITY, QUALITY]
    printed = render_form(desk.document.template, desk.document.draft, 0)
    assert "时效" not in sketch(printed.grid)
    assert "时效" in sketch(desk.document.sheet().grid)
    locked = paper(desk.document.draft, read_only="只读")
    assert locked.document.sheet().grid == printed.grid
