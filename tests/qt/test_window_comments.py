"""批注: the bureau's comments in the cells and at the right, and an opinion as a list to work through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit

from desks import Desk, choose, enter_file, writes
from papers import sample
from perfdesk.desk.document import Document
from perfdesk.desk.side import COMMENTS
from perfdesk.region import templates

RATE = "indicators/3/annual/target"


def test_a_comment_is_made_by_key_on_the_cell_under_the_cursor_and_settled(desk: Desk) -> None:
    desk.window.show_document(Document(sample(), templates()))
    desk.at(RATE)

    def sign(dialog: QDialog) -> None:
        author = dialog.findChild(QLineEdit)
        assert author is not None
        QTest.keyClicks(author, "Li")
        writes("请说明依据")(dialog)

    desk.when_asked(sign)
    desk.press("comment.new")
    (made,) = desk.document.form.comments
    assert (made.path, made.text, made.author) == (RATE, "请说明依据", "Li")
    assert desk.window.paper.marks[RATE].commented
    assert "批注（Li）：请说明依据" in desk.window.paper.marks[RATE].words
    assert desk.window.side.tabs[COMMENTS].text() == "批注 1"
    desk.when_asked(writes("依据见附件"))
    said(desk, 0, "答复")
    assert desk.document.form.comments[0].reply == "依据见附件"
    said(desk, 0, "办结")
    assert RATE not in desk.window.paper.marks
    assert desk.window.side.tabs[COMMENTS].text() == "批注"
    desk.click(desk.window.comments.list.view(desk.window.comments.list.headings()[0]))
    said(desk, 0, "重新打开")
    said(desk, 0, "删除")
    assert desk.document.form.comments == ()
    desk.press("edit.undo")
    assert [each.reply for each in desk.document.form.comments] == ["依据见附件"]
    assert desk.window.program.remembered("author") == "Li"


def said(desk: Desk, place: int, words: str) -> None:
    panel = desk.window.comments.list
    desk.click(desk.button(words, panel.view(panel.cards()[place])))


def test_a_pasted_opinion_becomes_a_list_that_shows_what_was_acted_on(desk: Desk) -> None:
    desk.window.show_document(Document(sample(), templates()))
    desk.press("comment.show")

    def paste(dialog: QDialog) -> None:
        QGuiApplication.clipboard().setText("审核意见：\n1.项目名称要写全称；\n2.请补充材料")
        words = dialog.findChild(QPlainTextEdit)
        assert words is not None
        QTest.keySequence(words, "Ctrl+V")
        assert "将拆成 2 条" in " ".join(each.text() for each in dialog.findChildren(QLabel))
        choose("确定")(dialog)

    desk.when_asked(paste)
    desk.click(desk.window.comments.opinion)
    cards = desk.window.comments.list.cards()
    assert [(each.title, each.text, each.note) for each in cards] == [
        ("项目名称", "项目名称要写全称", ""),
        ("整张表", "请补充材料", ""),
    ]
    desk.at("fields/project_name")
    desk.type("full name")
    desk.key(Qt.Key.Key_Return)
    assert "已修改" in desk.window.comments.list.cards()[0].note


# --- 检查报告 ---


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_the_report_is_written_as_word_excel_or_pdf(desk: Desk, kind: str) -> None:
    desk.window.show_document(Document(sample(), templates()))
    out = desk.folder / f"report.{kind}"
    desk.when_asked(enter_file(out))
    desk.window.actions_by_id["check.report"].trigger()
    desk.until(lambda: "检查报告已写好" in desk.banner())
    assert out.read_bytes()[:4] == (b"%PDF" if kind == "pdf" else b"PK\x03\x04")


def test_deleting_a_row_says_that_its_comments_go_too(desk: Desk) -> None:
    desk.window.show_document(Document(sample(), templates()))
    desk.at(RATE)
    desk.when_asked(writes("请说明依据"))
    desk.press("comment.new")
    desk.at(RATE)
    desk.press("indicator.delete")
    assert desk.document.form.comments == ()
    assert "1 条批注" in desk.window.status.saved.text()
    desk.press("edit.undo")
    assert [each.text for each in desk.document.form.comments] == ["请说明依据"]
