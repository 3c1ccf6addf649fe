"""What is offered under a cell: level names, library names, sums, the usual form of a target; nothing is forced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from papers import ALT, CTRL, Desk, Key, Paper, blank, sample, with_rows
from perfdesk.desk.paper import opener

NAME, TARGET = "indicators/1/annual/name", "indicators/1/annual/target"


def one_row(paper: Desk, name: str = "", target: str = "", level2: str = "质量指标") -> Paper:
    desk = paper(with_rows("shanghai-2023", ("产出指标", level2, name, target)))
    desk.at(NAME)
    return desk


def test_typing_pinyin_initials_finds_a_level_2_and_enter_takes_it(paper: Desk) -> None:
    desk = one_row(paper, "验收合格率", "100%")
    desk.at("indicators/1/level2")
    desk.type("sl")
    assert desk.offered() == ["数量指标"]
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Tab)
    assert desk.document.form.indicators[0].level2 == "数量指标"


def test_the_list_of_levels_opens_with_alt_down_at_what_stands_there(paper: Desk) -> None:
    desk = one_row(paper, "验收合格率")
    desk.at("indicators/1/level1")
    desk.key(Key.Key_Down, ALT)
    popup = desk.popup()
    assert popup is not None
    assert desk.offered() == ["产出指标", "效益指标", "满意度指标"]
    assert popup.chosen == 0
    desk.key(Key.Key_Down)
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Return)
    assert desk.document.form.indicators[0].level1 == "效益指标"


def test_a_level_that_the_taxonomy_lacks_stays_as_typed(paper: Desk) -> None:
    desk = one_row(paper, "巡查次数")
    desk.at("indicators/1/level2")
    desk.type("安全指标")
    desk.key(Key.Key_Return)
    assert desk.document.form.indicators[0].level2 == "安全指标"
    assert "巡查次数" in [cell.text for cell in desk.document.sheet().grid.cells]


def test_a_level_2_of_another_level_1_takes_its_rows_there(paper: Desk) -> None:
    desk = paper(sample(), 3)
    count = len(desk.document.form.indicators)
    desk.at("indicators/1/level2")
    rows = [each.id for each in desk.document.form.indicators if each.level2 == "数量指标"]
    desk.type("经济")
    desk.key(Key.Key_Down)
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Return)
    moved = [each for each in desk.document.form.indicators if each.id in rows]
    assert {(each.level1, each.level2) for each in moved} == {("效益指标", "经济效益指标")}
    assert len(desk.document.form.indicators) == count
    assert desk.view.cursor() in desk.view.places().order  # type: ignore[union-attr]
    desk.key(Key.Key_Z, CTRL)
    assert desk.document.draft == sample()


def test_a_name_is_found_by_initials_and_its_unit_waits_for_the_number(paper: Desk) -> None:
    desk = one_row(paper)
    desk.type("ysh")
    offered = desk.offered()
    assert offered
    assert all("验收合" in each for each in offered)
    first = offered[0]
    desk.key(Key.Key_Return)
    assert desk.text(NAME) == first
    assert desk.view.cursor() == TARGET
    assert desk.view.editing.is_open
    desk.type("98")
    desk.key(Key.Key_Return)
    assert desk.text(TARGET) in ("≥98%", "98%", "=98%")


def test_a_target_left_without_a_number_stays_empty(paper: Desk) -> None:
    desk = one_row(paper)
    desk.type("ysh")
    desk.key(Key.Key_Return)
    assert desk.document.text(TARGET) in ("≥%", "%")
    desk.key(Key.Key_Tab)
    assert desk.text(TARGET) == ""


def test_a_target_that_has_text_is_not_touched_by_a_name(paper: Desk) -> None:
    desk = one_row(paper, "", "全部合格")
    desk.type("ysh")
    desk.key(Key.Key_Return)
    assert desk.text(TARGET) == "全部合格"
    assert desk.text(NAME) != ""


def test_text_of_the_clerk_is_not_replaced_by_enter(paper: Desk) -> None:
    desk = one_row(paper)
    desk.type("验收合")
    assert len(desk.offered()) > 0
    desk.key(Key.Key_Return)
    assert desk.text(NAME) == "验收合"


def test_escape_keeps_what_was_typed_and_closes_the_list_alone(paper: Desk) -> None:
    desk = one_row(paper)
    desk.type("ysh")
    desk.key(Key.Key_Escape)
    assert desk.popup() is None
    assert desk.view.editing.is_open
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "ysh"


def test_an_offer_is_taken_by_mouse_and_the_paper_keeps_the_keys(paper: Desk) -> None:
    desk = one_row(paper)
    desk.type("ysh")
    popup = desk.popup()
    assert popup is not None
    second = desk.offered()[1]
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(40, 32 + 16))
    assert desk.text(NAME) == second
    assert QApplication.focusWidget() is desk.view


def test_the_list_is_wide_enough_and_inside_the_window(paper: Desk) -> None:
    desk = one_row(paper)
    for width, height in ((900, 1220), (760, 480)):
        desk.window.resize(width, height)
        desk.at(NAME)
        desk.type("m")
        popup = desk.popup()
        assert popup is not None
        assert popup.width() >= 280
        assert desk.window.rect().contains(popup.geometry())
        desk.key(Key.Key_Escape, times=2)


@pytest.mark.parametrize(
    ("typed", "read", "usual"),
    [
        (">=95%", "不少于 95%", "≥95%"),
        ("不少于4次", "不少于 4次", "≥4次"),
        ("95％", "95%", "95%"),
        ("≥95%", "不少于 95%", None),
        ("良好", "文字说明", None),
        ("2026年12月前", "期限 2026年12月", None),
    ],
)
def test_a_target_says_what_was_understood_and_keeps_what_was_typed(
    paper: Desk, typed: str, read: str, usual: str | None
) -> None:
    desk = one_row(paper, "合格率")
    desk.at(TARGET)
    desk.type(typed)
    assert f"读作：{read}" in desk.hint()
    assert (usual is not None) == ("F4" in desk.hint())
    desk.key(Key.Key_Return)
    assert desk.text(TARGET) == typed
    if usual is not None:
        desk.at(TARGET)
        desk.key(Key.Key_F2)
        desk.key(Key.Key_F4)
        desk.key(Key.Key_Return)
        assert desk.text(TARGET) == usual


def test_a_sum_is_offered_while_the_total_is_empty_or_differs(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023", fund_fiscal="17.10", fund_other="1.50"))
    desk.at("fields/fund_total")
    assert "F4 填入“18.60”" in desk.hint()
    desk.key(Key.Key_F4)
    desk.key(Key.Key_Return)
    assert desk.text("fields/fund_total") == "18.60"
    desk.at("fields/fund_total")
    assert desk.hint() == ""
    desk.type("18.6")
    desk.key(Key.Key_Return)
    assert desk.text("fields/fund_total") == "18.6"
    desk.at("fields/fund_total")
    assert desk.hint() == ""
    desk.at("fields/fund_other")
    desk.type("2")
    desk.key(Key.Key_Return)
    desk.at("fields/fund_total")
    assert "19.10" in desk.hint()


def test_a_read_only_draft_offers_nothing(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023", fund_fiscal="17.10"), read_only="文件是只读的")
    desk.at("fields/fund_total")
    assert desk.hint() == ""
    desk.key(Key.Key_F4)
    assert desk.text("fields/fund_total") == ""


def test_the_mouse_opens_the_list_beside_the_cell_and_closes_it(paper: Desk) -> None:
    desk = one_row(paper, "验收合格率", "100%")
    desk.click("indicators/1/level2")
    QTest.mouseMove(desk.view.viewport(), desk.middle("indicators/1/level2"))
    found = opener.rect(desk.view)
    assert found is not None and opener.is_shown(desk.view)
    beside = found.center().toPoint()
    QTest.mouseMove(desk.view.viewport(), beside)
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert "数量指标" in desk.offered()
    assert desk.view.cursor() == "indicators/1/level2"
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert desk.offered() == []
    desk.click(TARGET)
    QTest.mouseMove(desk.view.viewport(), desk.middle(TARGET))
    assert opener.rect(desk.view) is None, "a target is not chosen from a list"
    assert desk.document.form.indicators[0].level2 == "质量指标"


def test_who_does_not_use_the_mouse_sees_no_button_over_the_next_cell(paper: Desk) -> None:
    desk = one_row(paper, "验收合格率", "100%")
    QTest.mouseMove(desk.view.viewport(), desk.middle(TARGET))
    desk.at("indicators/1/level2")
    assert not opener.is_shown(desk.view)
