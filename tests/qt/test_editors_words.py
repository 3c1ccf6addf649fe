"""By words and to the ends: double click, Ctrl and the arrows, in the text and on the paper."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from papers import CTRL, SHIFT, TOWN, TOWN_ROWS, Desk, Key, Paper, at_row, blank, with_rows

NAME = "fields/project_name"


def shanghai(paper: Desk, **fields: str) -> Paper:
    return paper(blank("shanghai-2023", **fields))


def test_a_double_click_in_the_open_text_takes_a_word_not_the_sentence(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆改造，共1,850平方米")
    desk.at(NAME)
    desk.key(Key.Key_F2)
    machine = desk.view.editing.machine
    for inside, word in (("书", "图书馆改造"), ("8", "1,850"), ("方", "平方米")):
        machine.set_caret(machine.text().index(inside))
        found = desk.view.caret.rect()
        assert found is not None
        QTest.mouseDClick(
            desk.view.viewport(), Qt.MouseButton.LeftButton, pos=found[1].center().toPoint() + QPoint(2, 0)
        )
        assert machine.textCursor().selectedText() == word
    desk.type("亩")
    assert machine.text() == "图书馆改造，共1,850亩"


def test_the_keys_that_go_by_words_do_not_take_a_whole_sentence(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆改造，共1,850平方米")
    desk.at(NAME)
    desk.key(Key.Key_F2)
    machine = desk.view.editing.machine
    desk.key(Key.Key_Left, CTRL)
    desk.key(Key.Key_Backspace, CTRL)
    assert machine.text() == "图书馆改造，共平方米"
    desk.key(Key.Key_Z, CTRL)
    assert machine.text() == "图书馆改造，共1,850平方米"
    desk.key(Key.Key_Home, CTRL)
    desk.key(Key.Key_Right, CTRL | SHIFT)
    assert machine.textCursor().selectedText() == "图书馆改造"
    desk.key(Key.Key_Delete, CTRL)
    assert machine.text() == "，共1,850平方米"


def test_control_and_an_arrow_go_to_the_end_of_the_column_and_row(paper: Desk) -> None:
    desk = paper(with_rows(TOWN, *TOWN_ROWS))
    desk.at(at_row("1"))
    desk.key(Key.Key_Right, CTRL)
    assert desk.view.cursor() == at_row("1", "target", "annual")
    desk.at(at_row("2"))
    desk.key(Key.Key_Up, CTRL)
    assert desk.view.cursor() == at_row("1")
    desk.key(Key.Key_Down, CTRL)
    below = desk.view.cursor()
    desk.key(Key.Key_Down, CTRL)
    assert below.startswith("indicators/") and not desk.view.cursor().startswith("indicators/")
