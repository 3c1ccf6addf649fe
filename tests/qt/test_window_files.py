"""New, open, save, close: what a clerk does with draft files."""

from __future__ import annotations

import os
import shutil

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from desks import Desk, choose, enter_file, escape
from papers import sample
from perfdesk.store import backups, open_draft, save_draft
from perfdesk.store.lock import lock_file

HELD = '{"user": "王芳", "host": "pc-7", "since": "2026-03-01T09:30:00", "pid": 5, "started": "x"}'
"""The lock of a colleague on another computer."""
NAME = "fields/project_name"


def typed(desk: Desk, text: str = "abc") -> None:
    desk.at(NAME)
    desk.type(text)


def test_a_new_draft_takes_layout_year_and_unit(desk: Desk) -> None:
    def fill(dialog: QDialog) -> None:
        year, unit = (line for line in dialog.findChildren(QLineEdit) if not line.objectName())
        year.selectAll()
        QTest.keyClicks(year, "2031")
        QTest.keyClicks(unit, "Unit A")
        QTest.keyClick(unit, Qt.Key.Key_Return)

    desk.when_asked(fill)
    desk.press("file.new")
    assert desk.document.draft.shared["year"] == "2031"
    assert "Unit A" in desk.document.draft.shared.values()
    assert not desk.document.unsaved
    assert desk.asked == ["新建草稿"]
    assert desk.window.paper.cursor() == NAME, "the name can be typed at once; year and unit are there"
    desk.type("abc")
    assert desk.document.text(NAME) == "abc"


def test_a_draft_opened_twice_is_shown_once(desk: Desk) -> None:
    path = desk.saved()
    desk.when_asked(enter_file(path))
    desk.press("file.open")
    assert desk.document.path == path
    desk.when_asked(enter_file(path))
    desk.press("file.open")
    assert len(desk.program.windows) == 1


def test_a_second_draft_opens_in_a_window_of_its_own(desk: Desk) -> None:
    desk.open(desk.saved(name="a.perfdesk"))
    desk.open(desk.saved(name="b.perfdesk"))
    assert [each.document.path.name for each in desk.program.windows if each.document and each.document.path] == [
        "a.perfdesk",
        "b.perfdesk",
    ]


def test_the_title_shows_what_is_unsaved(desk: Desk) -> None:
    desk.open(desk.saved())
    assert not desk.window.isWindowModified()
    typed(desk)
    assert desk.window.isWindowModified()
    desk.key(Qt.Key.Key_Escape)
    assert not desk.window.isWindowModified()


def test_saving_takes_the_open_editor_along(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    typed(desk, "new name")
    desk.press("file.save")
    assert open_draft(path).draft.forms[0].fields["project_name"] == "new name"
    assert not desk.window.isWindowModified()
    assert "已保存" in desk.window.status.saved.text()


def test_undo_survives_a_save(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    was = desk.text(NAME)
    typed(desk, "x")
    desk.press("file.save")
    desk.press("edit.undo")
    assert desk.text(NAME) == was
    assert desk.window.isWindowModified()
    desk.press("file.save")
    assert open_draft(path).draft.forms[0].fields["project_name"] == was
    assert open_draft(path).draft.seq == sample().seq + 3


def test_save_as_goes_to_another_file_and_leaves_the_first(desk: Desk) -> None:
    first = desk.saved()
    before = first.read_bytes()
    desk.open(first)
    typed(desk, "other")
    desk.when_asked(enter_file(desk.folder / "b.perfdesk"))
    desk.press("file.save_as")
    assert first.read_bytes() == before
    assert open_draft(desk.folder / "b.perfdesk").draft.forms[0].fields["project_name"] == "other"
    assert desk.document.path == desk.folder / "b.perfdesk"
    assert not lock_file(first).exists()
    assert lock_file(desk.folder / "b.perfdesk").exists()


def test_save_as_over_the_own_file_notices_a_change_by_somebody_else(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    save_draft(path, sample().model_copy(update={"shared": {"year": "2099"}}), force=True)
    typed(desk, "mine")
    desk.when_asked(enter_file(path), choose("是"), escape)
    desk.press("file.save_as")
    assert open_draft(path).draft.shared["year"] == "2099"
    assert desk.text(NAME) == "mine"


@pytest.mark.parametrize("by", ["window", "colleague"])
def test_save_as_does_not_replace_a_file_that_is_open_elsewhere(desk: Desk, by: str) -> None:
    other = desk.saved(name="b.perfdesk")
    if by == "window":
        desk.open(other)
    else:
        lock_file(other).write_text(HELD, encoding="utf-8")
    first, before = desk.program.windows[0], other.read_bytes()
    desk.open(desk.saved())
    typed(desk, "mine")
    desk.when_asked(enter_file(other), choose("是"), choose("知道了") if by == "window" else escape)
    desk.press("file.save_as")
    assert other.read_bytes() == before
    assert desk.document.unsaved
    first.activateWindow()


def test_save_as_replaces_a_file_that_nobody_has_open_and_keeps_a_backup(desk: Desk) -> None:
    other = desk.saved(name="b.perfdesk")
    desk.open(desk.saved())
    typed(desk, "mine")
    desk.when_asked(enter_file(other), choose("是"))
    desk.press("file.save_as")
    assert open_draft(other).draft.forms[0].fields["project_name"] == "mine"
    assert len(backups(other)) == 1


@pytest.mark.parametrize(("words", "then"), [("不保存", "closed"), ("取消", "open"), ("保存", "closed, saved")])
def test_closing_asks_about_unsaved_text(desk: Desk, words: str, then: str) -> None:
    path = desk.saved()
    desk.open(path)
    typed(desk, "later")
    desk.when_asked(lambda dialog: QTest.mouseClick(named(dialog, words), Qt.MouseButton.LeftButton))
    desk.window.close()
    desk.settle()
    assert (not desk.program.windows) is ("closed" in then)
    assert (open_draft(path).draft.forms[0].fields["project_name"] == "later") is ("saved" in then)


def named(dialog: QDialog, words: str):
    from PySide6.QtWidgets import QAbstractButton

    return next(each for each in dialog.findChildren(QAbstractButton) if each.text() == words)


def test_a_clean_draft_closes_without_a_question(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    desk.window.close()
    desk.settle()
    assert not desk.program.windows
    assert not desk.asked
    assert not lock_file(path).exists()


def test_a_file_that_may_only_be_read_says_so_and_cannot_be_typed_into(desk: Desk) -> None:
    path = desk.saved()
    lock_file(path).write_text(HELD, encoding="utf-8")
    desk.open(path)
    assert "王芳" in desk.banner()
    assert "pc-7" in desk.banner()
    assert "只读" in desk.window.windowTitle()
    was = desk.text(NAME)
    typed(desk)
    desk.key(Qt.Key.Key_Return)
    assert desk.text(NAME) == was


def test_a_lock_can_be_taken_over_after_a_question(desk: Desk) -> None:
    path = desk.saved()
    lock_file(path).write_text(HELD, encoding="utf-8")
    desk.open(path)
    desk.when_asked(choose("仍要编辑"))
    desk.click(desk.button("仍要编辑", desk.window.banner))
    typed(desk, "mine")
    desk.press("file.save")
    assert open_draft(path).draft.forms[0].fields["project_name"] == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_write_protected_file_opens_read_only(desk: Desk) -> None:
    path = desk.saved()
    path.chmod(0o444)
    desk.open(path)
    assert "只读" in desk.window.windowTitle()


def test_a_change_by_somebody_else_is_noticed_before_saving(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    other = open_draft(path)
    lock_file(path).unlink()
    theirs = other.draft.model_copy(update={"shared": {**other.draft.shared, "year": "2099"}})
    save_draft(path, theirs, stamp=other.stamp)
    typed(desk, "mine")
    desk.when_asked(escape)
    desk.press("file.save")
    assert open_draft(path).draft.shared["year"] == "2099"
    assert desk.document.unsaved
    assert desk.text(NAME) == "mine"


def test_a_change_by_somebody_else_can_be_looked_at_and_taken(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    other = open_draft(path)
    lock_file(path).unlink()
    save_draft(
        path, other.draft.model_copy(update={"shared": {**other.draft.shared, "year": "2099"}}), stamp=other.stamp
    )
    desk.window.outside.look()
    assert "被别人改动过" in desk.banner()
    desk.when_asked(choose("载入文件里的内容"))
    desk.click(desk.button("查看不同之处", desk.window.banner))
    assert desk.document.draft.shared["year"] == "2099"
    assert not desk.document.unsaved
    desk.press("edit.undo")
    assert desk.document.draft.shared["year"] == "2026"


def test_who_only_reads_a_draft_can_load_what_the_other_saved_and_overwrites_nothing_later(desk: Desk) -> None:
    path = desk.saved()
    lock_file(path).write_text(HELD, encoding="utf-8")
    desk.open(path)
    shared = {**open_draft(path).draft.shared, "year": "2099"}
    save_draft(path, open_draft(path).draft.model_copy(update={"shared": shared}), force=True)
    desk.window.outside.look()
    desk.settle()
    desk.when_asked(choose("载入文件里的内容"))
    desk.click(desk.button("查看不同之处", desk.window.banner))
    assert desk.document.draft.shared["year"] == "2099"
    assert not desk.document.unsaved
    shared = {**shared, "year": "2100"}
    save_draft(path, open_draft(path).draft.model_copy(update={"shared": shared}), force=True)
    desk.when_asked(choose("仍要编辑"))
    desk.click(desk.button("仍要编辑", desk.window.banner))
    typed(desk, "mine")
    desk.when_asked(escape)
    desk.press("file.save")
    assert open_draft(path).draft.shared["year"] == "2100"


def test_a_file_that_is_gone_when_its_change_is_looked_at_is_told_in_plain_words(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    save_draft(path, sample().model_copy(update={"shared": {"year": "2031"}}), force=True)
    desk.window.outside.look()
    path.unlink()
    desk.when_asked(choose("知道了"))
    desk.click(desk.button("查看不同之处", desk.window.banner))
    assert desk.asked[-1].startswith("没有完成（E")
    assert "E99" not in desk.asked[-1]


def test_a_stick_that_is_gone_loses_nothing_and_another_place_is_offered(desk: Desk) -> None:
    stick = desk.folder / "stick"
    stick.mkdir()
    path = desk.saved(name="stick/a.perfdesk")
    desk.open(path)
    typed(desk, "kept")
    shutil.rmtree(stick)
    stick.write_text("no folder any more")
    told: list[str] = []

    def other_place(dialog: QDialog) -> None:
        told.append(dialog.text() + dialog.informativeText())  # type: ignore[attr-defined]
        choose("另存为")(dialog)

    desk.when_asked(other_place, enter_file(desk.folder / "b.perfdesk"))
    desk.press("file.save")
    assert "没有丢失" in told[0]
    assert open_draft(desk.folder / "b.perfdesk").draft.forms[0].fields["project_name"] == "kept"


def test_files_dropped_on_the_window_are_opened(desk: Desk) -> None:
    path = desk.saved()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop_on(desk, data)
    desk.settle()
    assert desk.document.path == path


def drop_on(desk: Desk, data: QMimeData) -> None:
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(desk.window, QDragEnterEvent(QPoint(400, 300), *how))
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(400, 300), *how))


def test_a_damaged_draft_opens_as_far_as_it_can_be_read_and_says_so(desk: Desk) -> None:
    path = desk.saved()
    path.write_bytes(path.read_bytes()[:-4000])
    desk.open(path)
    assert "损坏" in desk.banner()
    assert desk.names()


def test_a_file_that_is_no_draft_is_refused_in_plain_words(desk: Desk) -> None:
    path = desk.folder / "x.perfdesk"
    path.write_text("nothing")
    desk.when_asked(choose("知道了"))
    desk.open(path)
    assert desk.window.document is None


def test_a_backup_is_seen_first_and_opens_as_a_copy(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    was = desk.text(NAME)
    typed(desk, "changed")
    desk.press("file.save")
    now = path.read_bytes()
    seen: list[str] = []

    def take(dialog: QDialog) -> None:
        seen.append(dialog.paper.document.form.fields["project_name"])  # type: ignore[attr-defined]
        choose("打开一份副本")(dialog)

    desk.when_asked(take)
    desk.window.actions_by_id["file.backups"].trigger()
    desk.settle()
    assert seen == [was]
    copy = desk.program.windows[-1].document
    assert copy is not None
    assert copy.path is None
    assert copy.form.fields["project_name"] == was
    assert path.read_bytes() == now


def test_recent_drafts_are_offered_at_the_next_start(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    assert desk.program.recent() == [path]
    path.unlink()
    assert desk.program.recent() == []


def test_a_recent_draft_that_the_system_will_not_look_at_does_not_keep_the_window_shut(desk: Desk) -> None:
    path = desk.saved()
    ring = path.with_name("环.perfdesk")
    ring.symlink_to(ring.name)
    desk.program.memory.setValue("recent", [str(path.with_name("长" * 90)), str(path / "x.perfdesk"), str(ring)])
    assert desk.program.recent() == []
    desk.open(path)
    assert desk.program.recent() == [path]


def test_the_window_comes_back_where_it_was(desk: Desk) -> None:
    desk.window.resize(790, 600)
    desk.settle()
    desk.window.close()
    again = desk.program.new_window()
    assert (again.width(), again.height()) == (800, 600)


def test_the_sample_opens_as_a_draft_without_a_file(desk: Desk) -> None:
    desk.click(desk.button("打开示例"))
    assert len(desk.names()) >= 4
    assert desk.document.path is None
    assert not desk.document.unsaved
