"""An import is checked with the source beside the form, one doubt after another, each settled by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QTreeWidget

from desks import Desk, choose
from papers import sample
from perfdesk.desk.importing.review import SourcePaper
from perfdesk.region import templates
from perfdesk.translate.render import render_form
from published import as_published


def _published(template: str) -> str:
    number = next(n for n, form in enumerate(sample().forms) if form.template == template)
    return as_published([render_form(templates()[template], sample(), number)])


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A published text with a value between web tags."""
    path = tmp_path / "去年.txt"
    path.write_text(_published("shanghai-2023").replace("\t≥98%", "\t<p>≥98%</p>", 1), encoding="utf-8")
    return path


def _import(desk: Desk, *files: Path) -> None:
    desk.program.open_paths(list(files), desk.window)
    desk.until(lambda: desk.window.document is not None)
    desk.settle()


def _lit(desk: Desk) -> list[str]:
    return [placed.cell.text for _, placed in desk.window.review.paper.lit()]


def test_source_and_form_stand_side_by_side_and_the_doubtful_value_is_shown_in_both(
    desk: Desk, published: Path
) -> None:
    _import(desk, published)
    desk.click(desk.button("对照原文", desk.window.banner))
    pane = desk.window.review
    assert pane.isVisible()
    assert pane.title.text() == "原文：去年.txt"
    assert pane.geometry().right() < desk.window.stack.mapTo(desk.window, desk.window.stack.rect().topLeft()).x()
    doubt = desk.document.form.doubts[0]
    assert doubt.why in pane.doubt.text()
    assert desk.window.paper.cursor() == doubt.path
    assert _lit(desk) == ["<p>≥98%</p>"]


def test_one_key_confirms_a_doubt_and_goes_on_to_the_next(desk: Desk, published: Path) -> None:
    published.write_text(_published("shanghai-2023").replace("\t≥98%", "\t<p>≥98%</p>"), encoding="utf-8")
    _import(desk, published)
    before = len(desk.document.form.doubts)
    assert before > 1
    desk.press("review.show")
    first = desk.window.doubts.current()
    desk.press("doubt.confirm")
    assert len(desk.document.form.doubts) == before - 1
    assert desk.window.doubts.current() not in (None, first)
    for _ in range(before - 1):
        desk.press("doubt.confirm")
    assert not desk.document.form.doubts
    assert "都已核对" in desk.window.review.doubt.text()
    desk.press("edit.undo")
    assert len(desk.document.form.doubts) == 1


def test_one_key_puts_back_what_stood_in_the_source(desk: Desk, published: Path) -> None:
    _import(desk, published)
    desk.press("doubt.next")
    path = desk.window.paper.cursor()
    assert desk.text(path) == "≥98%"
    desk.press("doubt.reject")
    assert desk.text(path) == "<p>≥98%</p>"
    assert not desk.document.form.doubts
    desk.press("edit.undo")
    assert desk.text(path) == "≥98%"
    assert desk.document.form.doubts


def test_one_key_edits_the_doubtful_value_and_the_doubt_stays_until_it_is_confirmed(
    desk: Desk, published: Path
) -> None:
    _import(desk, published)
    desk.press("doubt.next")
    path = desk.window.paper.cursor()
    desk.press("edit.open")
    desk.type("9")
    desk.key(Qt.Key.Key_Tab)
    assert desk.text(path) == "≥98%9"
    assert len(desk.document.form.doubts) == 1
    assert not desk.window.actions_by_id["doubt.reject"].isEnabled()


def test_the_doubts_are_gone_through_from_form_to_form(desk: Desk, tmp_path: Path) -> None:
    files = []
    for name in ("甲.txt", "乙.txt"):
        files.append(tmp_path / name)
        files[-1].write_text(_published("shanghai-2023").replace("\t≥98%", "\t<p>≥98%</p>", 1), encoding="utf-8")
    desk.when_asked(choose("关闭"))
    _import(desk, *files)
    seen = []
    for _ in range(2):
        desk.press("doubt.next")
        seen.append(desk.document.number)
    assert seen == [0, 1]
    desk.press("review.show")
    assert desk.window.review.title.text() == "原文：乙.txt"
    desk.press("form.previous")
    assert desk.window.review.title.text() == "原文：甲.txt"


def test_a_doubt_of_a_form_that_is_not_shown_is_not_confirmed_unseen(desk: Desk, tmp_path: Path) -> None:
    doubtful = _published("shanghai-2023").replace("\t≥98%", "\t<p>≥98%</p>", 1)
    files = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    files[0].write_text(doubtful, encoding="utf-8")
    files[1].write_text(_published("shanghai-2023"), encoding="utf-8")
    desk.when_asked(choose("关闭"))
    _import(desk, *files)
    desk.press("review.show")
    assert desk.window.doubts.current() is not None
    desk.press("form.next")
    assert desk.window.review.doubt.text() == "这张表没有存疑；别处还有 1 处，按 F9 逐处核对。"
    assert not desk.window.review.confirm.isEnabled()
    desk.press("doubt.confirm")
    assert sum(1 for _ in desk.document.draft.all_doubts()) == 1
    desk.press("doubt.next")
    assert desk.document.number == 0
    assert desk.window.doubts.current() is not None


def test_the_cursor_shows_where_each_value_came_from(desk: Desk, published: Path) -> None:
    _import(desk, published)
    desk.press("review.show")
    desk.at("fields/fund_total")
    assert desk.document.text("fields/fund_total") in _lit(desk)


def test_the_source_is_put_away_and_the_panels_come_back(desk: Desk, published: Path) -> None:
    _import(desk, published)
    desk.press("review.show")
    assert desk.window.forms.width() < 100
    desk.press("review.show")
    assert not desk.window.review.isVisible()
    assert desk.window.forms.width() > 200


def test_a_draft_that_was_not_imported_has_no_source_and_says_so(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.press("review.show")
    assert desk.window.review.nothing.isVisible()
    assert "没有原文" in desk.window.review.nothing.text()


def test_what_came_in_and_what_was_left_is_told(desk: Desk, published: Path, tmp_path: Path) -> None:
    strange = tmp_path / "通知.txt"
    strange.write_text("关于放假的通知\n", encoding="utf-8")
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    told: list[str] = []

    def read(dialog: QDialog) -> None:
        tree = dialog.findChild(QTreeWidget)
        assert tree is not None
        told.append(next(label.text() for label in dialog.findChildren(QLabel) if "导入" in label.text()))
        for number in range(tree.topLevelItemCount()):
            item = tree.topLevelItem(number)
            assert item is not None
            told.append(item.text(0))
            told.extend(item.child(each).text(0) for each in range(item.childCount()))
        choose("关闭")(dialog)

    desk.when_asked(read)
    _import(desk, published, strange, broken)
    desk.until(lambda: bool(told))
    assert told[0].startswith("从 3 个文件导入 1 张表")
    assert told[1] == "去年.txt"
    assert any("没有读成的文件" in each for each in told)
    assert any(each.startswith("坏.docx") for each in told)
    assert any("不是已知版式" in each for each in told)
    assert [each for each in told if "关于放假的通知" in each] == ["通知.txt：关于放假的通知"]


def test_the_source_can_not_be_typed_into_and_the_wheel_only_scrolls_it(desk: Desk, published: Path) -> None:
    _import(desk, published)
    desk.press("review.show")
    before = desk.document.draft
    source = desk.window.findChild(SourcePaper)
    assert source is not None
    desk.click(source.viewport())
    assert desk.window.focusWidget() is desk.window.paper
    assert desk.document.draft is before


def test_the_clipboard_is_a_source_too(desk: Desk, published: Path) -> None:
    QGuiApplication.clipboard().setText(published.read_text(encoding="utf-8"))
    desk.press("file.import_clipboard")
    desk.until(lambda: desk.window.document is not None)
    desk.press("review.show")
    assert desk.window.review.title.text() == "原文：剪贴板"
    buttons = {each.text() for each in desk.window.review.findChildren(QAbstractButton) if each.isVisible()}
    assert {"确认无误 F11", "改回原文", "修改 F2", "下一处 F9"} <= buttons
