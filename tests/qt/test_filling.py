"""Clearing a block and copying within it: down, to the right, mid-term to annual; one step of undo each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desks import Desk
from papers import CTRL, QUALITY, QUANTITY, SHIFT, TOWN, Key, Paper, with_rows
from papers import TOWN_ROWS as ROWS
from papers import Desk as Papers
from papers import at_row as path
from papers import texts as names
from perfdesk.desk.document import Document
from perfdesk.region import templates


def town(paper: Papers) -> Paper:
    return paper(with_rows(TOWN, *ROWS))


def test_delete_clears_the_block_and_keeps_the_levels(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("1"))
    desk.key(Key.Key_Left, SHIFT)
    desk.key(Key.Key_Delete)
    assert names(desk.document.draft) == ["", "", "", "验收合格率"]
    assert [row.level2 for row in desk.document.form.indicators] == [QUANTITY] * 3 + [QUALITY]
    desk.key(Key.Key_Z, CTRL)
    assert desk.document.draft == with_rows(TOWN, *ROWS)


def test_control_d_and_control_r_fill_the_block(desk: Desk) -> None:
    desk.window.show_document(Document(with_rows(TOWN, *ROWS), templates()))
    desk.at(path("1", "target"))
    desk.key(Key.Key_Down, SHIFT)
    desk.key(Key.Key_Down, SHIFT)
    desk.press("indicator.fill_down")
    assert names(desk.document.draft, "target") == ["≥200平方米"] * 3 + ["100%"]
    desk.press("indicator.fill_right")
    assert names(desk.document.draft, "target", "annual") == ["≥200平方米"] * 3 + [""]
    desk.press("edit.undo")
    desk.press("edit.undo")
    assert desk.document.draft == with_rows(TOWN, *ROWS)


def test_mid_term_goes_to_annual_for_a_cell_a_row_and_all(desk: Desk) -> None:
    desk.window.show_document(Document(with_rows(TOWN, *ROWS), templates()))
    desk.at(path("1", "target"))
    desk.press("indicator.fill_right")
    assert (names(desk.document.draft, "target", "annual")[0], names(desk.document.draft, "name", "annual")[0]) == (
        "≥200平方米", "",
    )  # fmt: skip
    desk.at(path("2"))
    desk.press("indicator.fill_row_right")
    assert [names(desk.document.draft, part, "annual")[1] for part in ("name", "target")] == ["采购图书", "≥3000册"]
    desk.window.actions_by_id["indicator.fill_all_right"].trigger()
    assert names(desk.document.draft, "name", "annual") == names(desk.document.draft)


def test_control_enter_puts_what_was_typed_into_every_cell_of_the_block(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("1", "target"))
    desk.key(Key.Key_Down, SHIFT, times=2)
    desk.type("100%")
    desk.key(Key.Key_Return, CTRL)
    assert names(desk.document.draft, "target") == ["100%"] * 4
    desk.key(Key.Key_Z, CTRL)
    assert desk.document.draft == with_rows(TOWN, *ROWS)


def test_a_read_only_draft_is_copied_from_and_never_changed(paper: Papers) -> None:
    desk = paper(with_rows(TOWN, *ROWS), 0, "文件是只读的")
    desk.at(path("1"))
    desk.key(Key.Key_A, CTRL)
    desk.key(Key.Key_C, CTRL)
    for key in (Key.Key_Delete, Key.Key_X, Key.Key_V, Key.Key_D):
        desk.key(key, Qt.KeyboardModifier.NoModifier if key == Key.Key_Delete else CTRL)
    assert "修缮面积" in QGuiApplication.clipboard().text()
    assert desk.document.draft == with_rows(TOWN, *ROWS)
