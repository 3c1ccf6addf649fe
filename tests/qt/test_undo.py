"""Undo over everything: any run of commands taken back is the start, made again is the end. Made from `ACTIONS`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from desks import Desk, choose
from papers import sample
from perfdesk.desk.actions import ACTIONS, by_id
from perfdesk.desk.document import Document
from perfdesk.region import templates
from soak import rounds

Way = Callable[[Desk, str], None]


def give(name: str) -> Way:
    return lambda desk, _text: desk.window.give(by_id(name))


def paste(desk: Desk, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.otherwise = lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.window.give(by_id("edit.paste"))
    desk.otherwise = None


def type_in(desk: Desk, text: str) -> None:
    desk.window.give(by_id("edit.open"))
    if desk.window.paper.editing.is_open:
        desk.window.paper.editing.machine.replace_all(text)
        desk.window.commit()


def new_form(desk: Desk, _text: str) -> None:
    desk.when_asked(choose("新建"))
    desk.window.give(by_id("form.new"))


def shared(desk: Desk, text: str) -> None:
    def fill(dialog: QDialog) -> None:
        line = next((each for each in dialog.findChildren(QLineEdit) if each.isVisible()), None)
        if line is not None:
            line.selectAll()
            QTest.keyClicks(line, "".join(char for char in text if char.isascii() and char.isprintable()) or "1")
        choose("确定")(dialog)

    desk.when_asked(fill)
    desk.window.give(by_id("form.shared"))


def note(dialog: QDialog) -> None:
    words = dialog.findChild(QPlainTextEdit)
    assert words is not None
    QTest.keyClicks(words, "noted")
    QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def perhaps(name: str, answer: Callable[[QDialog], None]) -> Way:
    """Return what gives a command whose dialog comes only where there is something to ask."""

    def give_it(desk: Desk, _text: str) -> None:
        desk.when_asked(answer)
        desk.window.give(by_id(name))
        desk.unasked()

    return give_it


WAYS: dict[str, Way] = {
    **{record.id: give(record.id) for record in ACTIONS if record.edits},
    "edit.paste": paste,
    "edit.open": type_in,
    "form.new": new_form,
    "form.shared": shared,
    "check.mend_all": perhaps("check.mend_all", choose("修正")),
    **{name: perhaps(name, note) for name in ("check.answer", "comment.new", "comment.opinion")},
    "status.final": perhaps("status.final", choose("知道了")),
}
"""How a command that edits is given; `edit.open` stands for typing. Which commands edit: `test_undo_machine.py`."""

TEXTS = st.text(st.sampled_from("≥95%次0123456789图书馆改造 \n=+-@甲乙𠮷"), max_size=12)
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(WAYS)), st.integers(0, 5), st.integers(0, 200), TEXTS), min_size=1, max_size=12
)


@pytest.mark.soak
@settings(
    max_examples=rounds(full=5000, share=15),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_any_run_of_commands_can_be_taken_back_and_made_again(
    desk: Desk, steps: list[tuple[str, int, int, str]]
) -> None:
    document = Document(sample(), templates())
    desk.window.show_document(document)
    for name, number, cell, text in steps:
        document.show(number % max(1, len(document.draft.forms)))
        places = desk.window.paper.places()
        if places is not None and places.order:
            desk.window.paper.set_cursor(places.order[cell % len(places.order)])
        if by_id(name).enabled(desk.window):
            WAYS[name](desk, text)
    desk.window.commit()
    end = document.draft
    while document.redo_label():
        document.redo()
    end = document.draft
    while document.undo_label():
        document.undo()
    assert document.draft == sample()
    assert not document.unsaved
    while document.redo_label():
        document.redo()
    assert document.draft == end
    document.mark_saved(desk.folder / "x.perfdesk", document.draft)
