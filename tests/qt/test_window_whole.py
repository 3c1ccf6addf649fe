"""The window as one thing: keys that two parts could claim, sentences that stay, what was worked on stays in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from desks import Desk, choose, escape
from papers import ALT, sample
from perfdesk.desk.actions import ACTIONS
from perfdesk.desk.bar import shown_keys
from perfdesk.desk.dialogs.help import HelpDialog
from perfdesk.desk.jobs import Job
from perfdesk.desk.side import PROBLEMS

GOAL, RATE = "fields/goal_annual", "indicators/3/annual/target"


@pytest.fixture
def open_desk(desk: Desk) -> Iterator[Desk]:
    desk.open(desk.saved(sample()))
    desk.window.show()
    desk.settle()
    yield desk


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def in_sight(desk: Desk) -> bool:
    rect = desk.window.paper.worked_on()
    return rect is not None and rect.top() >= 0 and rect.bottom() <= desk.window.paper.viewport().height()


def test_alt_enter_makes_a_line_in_a_long_text_that_is_being_typed_as_in_excel(open_desk: Desk) -> None:
    desk = open_desk
    desk.at(GOAL)
    desk.type("one")
    desk.key(Qt.Key.Key_Return, ALT)
    desk.type("two")
    desk.window.commit()
    assert desk.text(GOAL) == "one\ntwo"


def test_no_key_is_given_to_two_commands() -> None:
    keys = [key for record in ACTIONS for key in record.keys]
    assert len(keys) == len(set(keys))


def test_menus_and_the_list_of_keys_write_a_key_in_one_way(desk: Desk) -> None:
    for record in ACTIONS:
        told = desk.window.actions_by_id[record.id].text().partition("\t")[2]
        assert told == (shown_keys(record)[0] if record.keys else "")


def test_what_was_told_stays_when_the_recovery_copy_is_written(open_desk: Desk) -> None:
    desk = open_desk
    desk.window.actions_by_id["form.delete"].trigger()
    told = desk.window.status.saved.text()
    assert "Ctrl+Z" in told
    desk.until(lambda: "恢复副本" in desk.window.recovery.text())
    assert desk.window.status.saved.text() == told
    desk.press("file.save")
    assert "已保存" in desk.window.status.saved.text()


def test_the_cell_that_is_worked_on_stays_in_sight_when_the_window_or_a_panel_changes(open_desk: Desk) -> None:
    desk = open_desk
    desk.at("shared/year")
    for path in ("shared/year", "indicators/9/annual/target"):
        desk.at(path)
        for width, height in ((1093, 614), (1366, 768)):
            desk.window.resize(width, height)
            desk.settle()
            assert in_sight(desk), (path, width)
        desk.press("review.show")
        assert in_sight(desk)
        desk.press("review.show")
        assert in_sight(desk)


def test_the_right_button_offers_what_can_be_done_in_the_cell(open_desk: Desk) -> None:
    desk = open_desk
    desk.at(GOAL)
    paper = desk.window.paper
    desk.document.go_to(0, RATE)
    point = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, point, paper.mapToGlobal(point))
    QApplication.sendEvent(paper, event)
    offered = {each.objectName(): each.isEnabled() for each in menu().actions() if each.objectName()}
    assert offered["edit.copy"]
    assert offered["indicator.add"]
    assert not offered["doubt.confirm"]
    before = len(desk.document.form.indicators)
    action = desk.window.actions_by_id["indicator.duplicate"]
    QTest.mouseClick(menu(), Qt.MouseButton.LeftButton, pos=menu().actionGeometry(action).center())
    assert len(desk.document.form.indicators) == before + 1


def test_a_form_shown_from_the_list_leaves_no_count_of_another_cell(open_desk: Desk) -> None:
    desk = open_desk
    desk.at(GOAL)
    assert desk.window.status.count.isVisible()
    desk.window.forms.list.setFocus()
    desk.key(Qt.Key.Key_Down)
    assert desk.document.number == 1
    assert not desk.window.status.count.isVisible()


def test_the_strip_has_room_for_every_count(desk: Desk) -> None:
    desk.open(desk.saved())
    side = desk.window.side
    side.count(PROBLEMS, 23, "◆")
    button = side.shorts[PROBLEMS]
    assert button.text().endswith("◆\n23")
    assert all(button.fontMetrics().horizontalAdvance(line) <= button.width() - 6 for line in button.text().split("\n"))


@pytest.mark.parametrize(
    ("command", "number", "path", "told"),
    [
        ("edit.paste", 0, RATE, "剪贴板里没有"),
        ("indicator.fill_down", 0, "shared/year", "上面没有"),
        ("indicator.fill_right", 0, RATE, "右边没有"),
        ("indicator.fill_right", 3, "fields/project_name", "右边没有"),
        ("indicator.fill_row_right", 0, "indicators/3/mid/target", "已经相同"),
        ("indicator.up", 0, "indicators/1/annual/target", "已经到头"),
        ("edit.clear", 0, "indicators/1/level1", "不能清空"),
        ("doubt.next", 0, RATE, "没有存疑"),
    ],
)
def test_a_command_that_can_do_nothing_says_why(
    open_desk: Desk, command: str, number: int, path: str, told: str
) -> None:
    desk = open_desk
    QApplication.clipboard().clear()
    desk.document.go_to(number, path)
    before = desk.document.draft
    desk.press(command)
    assert told in desk.window.status.saved.text()
    assert desk.document.draft is before


def test_what_was_under_way_is_not_told_when_it_is_done(desk: Desk) -> None:
    desk.open(desk.saved())
    source = desk.folder / "a.perfdesk"
    desk.window.reports.start(source.with_suffix(".docx"))
    assert "正在写" in desk.window.status.saved.text()
    desk.until(lambda: "已写好" in desk.banner())
    assert "正在" not in desk.window.status.saved.text()


def is_in_front(dialog: QDialog) -> bool:
    """Bring a dialog to the front, as the desktop does; the offscreen platform may still be at the window below."""
    if QApplication.activeWindow() is not dialog:
        dialog.activateWindow()
    return QApplication.activeWindow() is dialog


@pytest.mark.parametrize(
    ("command", "page"),
    [("file.export", "topic/40-print"), ("file.backups", "topic/50-backup"), ("comment.new", "topic/30-check")],
)
def test_f1_helps_in_a_dialog_too_and_esc_leads_back_to_it(open_desk: Desk, command: str, page: str) -> None:
    desk = open_desk
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        desk.until(lambda: is_in_front(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_F1)
        beside = dialog.findChild(HelpDialog)
        assert beside is not None
        seen.append(beside.shown)
        QTest.keyClick(beside, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        dialog.reject()

    desk.when_asked(look)
    desk.window.actions_by_id[command].trigger()
    assert seen == [page]


def test_a_new_form_is_named_by_typing_at_once(open_desk: Desk) -> None:
    desk = open_desk
    desk.when_asked(choose("新建"))
    desk.click(desk.window.forms.add)
    desk.until(lambda: desk.document.number == 1)
    desk.type("abc")
    desk.window.commit()
    assert desk.text("fields/project_name") == "abc"


@pytest.mark.parametrize(
    "name",
    [
        *("file.print", "file.export", "file.backups", "file.settings", "form.new", "form.shared"),
        *("comment.new", "comment.opinion", "help.keys", "help.about"),
    ],
)
def test_a_dialog_that_was_left_is_gone_and_holds_nothing(open_desk: Desk, name: str) -> None:
    desk = open_desk
    desk.when_asked(escape)
    desk.window.actions_by_id[name].trigger()
    desk.until(lambda: not desk.window.findChildren(QDialog))


def test_the_recovery_copies_of_a_long_day_leave_no_job_behind(open_desk: Desk) -> None:
    desk = open_desk
    desk.at(GOAL)
    desk.type("abc")
    desk.until(lambda: bool(desk.window.recovery.text()))
    desk.until(lambda: not desk.window.findChildren(Job))


def test_commands_of_a_row_cannot_be_given_where_another_form_has_come_and_no_row_is_chosen(open_desk: Desk) -> None:
    desk = open_desk
    desk.document.go_to(2, RATE)
    assert desk.window.actions_by_id["indicator.delete"].isEnabled()
    desk.window.forms.list.setFocus()
    desk.key(Qt.Key.Key_Down)
    assert desk.document.number == 3
    assert desk.window.paper.cursor() == ""
    assert not desk.window.actions_by_id["indicator.delete"].isEnabled()
    assert not desk.window.actions_by_id["edit.select_row"].isEnabled()
