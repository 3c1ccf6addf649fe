"""Excel's ways through a text and a table: by words, to the ends, and Enter after Tab."""

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


def test_enter_after_tab_goes_on_below_where_tab_began(paper: Desk) -> None:
    desk = paper(with_rows(TOWN, *TOWN_ROWS))
    desk.at(at_row("1"))
    desk.type("甲")
    desk.key(Key.Key_Tab)
    desk.type("9平方米")
    desk.key(Key.Key_Return)
    assert desk.view.cursor() == at_row("2")
    desk.key(Key.Key_Tab)
    desk.key(Key.Key_Up)
    desk.key(Key.Key_Return)
    assert desk.view.cursor() == at_row("2", "target"), "whoever goes elsewhere begins anew"


def test_enter_after_a_name_of_the_library_goes_on_with_the_next_name(paper: Desk) -> None:
    desk = paper(with_rows(TOWN, *TOWN_ROWS))
    desk.at(at_row("1"))
    desk.key(Key.Key_Delete)
    desk.at(at_row("1", "target"))
    desk.key(Key.Key_Delete)
    desk.at(at_row("1"))
    desk.type("xchdcs")
    desk.key(Key.Key_Return)
    assert desk.view.cursor() == at_row("1", "target")
    desk.type("12")
    desk.key(Key.Key_Return)
    assert desk.view.cursor() == at_row("2")
    assert desk.text(at_row("1", "target")) == "≥12次"
