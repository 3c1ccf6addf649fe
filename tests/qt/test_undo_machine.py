"""Undo all is the start, redo all is the end: any commands in any order, given by keys to the real window.

The machine is made from the records of `desk/actions.py`: a new command needs a generator or a reason here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import hypothesis
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

import soak
from desks import Desk, choose, escape, plain, presses, show
from papers import imported, sample
from perfdesk.desk.actions import ACTIONS, by_id
from perfdesk.desk.document import Document
from perfdesk.desk.find.dialog import FindDialog
from perfdesk.model import Draft
from perfdesk.work.reviewing import review_of

Do = Callable[[Desk, st.DataObject], None]
TEXTS = ("95%", "≥4次", "myd", "12.30", "讲座场次", "数量指标", "2027", " ", "不少于3次", "x")
CLIPS = ("≥95%", "一\n二", "a\tb\n", "", "甲\t1\n乙\t2\n丙\t3\n丁\t4", "数量指标\t甲\t≥1\n质量指标\t乙\t好\tx\ty")
STEPS = 14


# --- what is done ---


def press(name: str) -> Do:
    """Return what gives a command: by its first key, without one from its menu."""

    def do(desk: Desk, _data: st.DataObject) -> None:
        if by_id(name).keys:
            desk.press(name)
        else:
            desk.window.actions_by_id[name].trigger()
            desk.settle()

    return do


def on_a_cell(name: str) -> Do:
    """Return what puts the cursor on any cell and gives a command there."""

    def do(desk: Desk, data: st.DataObject) -> None:
        go_anywhere(desk, data)
        press(name)(desk, data)

    return do


def on_a_doubt(name: str) -> Do:
    """Return what goes to the next doubt, if there is one, and settles it."""

    def do(desk: Desk, data: st.DataObject) -> None:
        press("doubt.next")(desk, data)
        press(name)(desk, data)

    return do


def answered(name: str, answer: Callable[[st.DataObject], Callable[[QDialog], None]]) -> Do:
    """Return what gives a command and answers its dialog."""

    def do(desk: Desk, data: st.DataObject) -> None:
        if by_id(name).enabled(desk.window):
            desk.when_asked(answer(data))
            press(name)(desk, data)

    return do


def go_anywhere(desk: Desk, data: st.DataObject) -> None:
    """Put the cursor on any cell of the shown form."""
    places = desk.window.paper.places()
    if places is not None and places.order:
        desk.at(places.order[data.draw(st.integers(0, 10_000)) % len(places.order)])


def write(desk: Desk, text: str) -> None:
    """Type; what is no ASCII comes from an input method."""
    for char in text:
        if char.isascii():
            QTest.keyClick(desk.window.paper, char)
        else:
            event = QInputMethodEvent()
            event.setCommitString(char)
            QApplication.sendEvent(desk.window.paper, event)


def typing(desk: Desk, data: st.DataObject) -> None:
    """Type into a cell; leave it, give up, or go on with something else while it is open."""
    go_anywhere(desk, data)
    write(desk, data.draw(st.sampled_from(TEXTS)))
    key = data.draw(st.sampled_from((Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, None)))
    if key is not None:
        desk.key(key)


def choosing(desk: Desk, data: st.DataObject) -> None:
    """Open the list of a cell and take what stands a few lines down."""
    go_anywhere(desk, data)
    desk.window.paper.open_list()
    desk.settle()
    for _ in range(data.draw(st.integers(0, 3))):
        desk.key(Qt.Key.Key_Down)
    desk.key(data.draw(st.sampled_from((Qt.Key.Key_Return, Qt.Key.Key_Escape))))


def pasting(desk: Desk, data: st.DataObject) -> None:
    """Paste a text or a table; answer what is asked about rows and about what is left over."""
    QGuiApplication.clipboard().setText(data.draw(st.one_of(st.sampled_from(CLIPS), st.text(max_size=8))))
    go_anywhere(desk, data)
    selecting(desk, data)
    key = data.draw(st.sampled_from((Qt.Key.Key_Return, Qt.Key.Key_Escape)))
    desk.otherwise = lambda dialog: QTest.keyClick(dialog, key)
    press("edit.paste")(desk, data)
    desk.otherwise = None


def replacing(desk: Desk, data: st.DataObject) -> None:
    """Replace something, once or everywhere."""
    if not by_id("edit.replace").enabled(desk.window):
        return
    press("edit.replace")(desk, data)
    dialog = desk.window.findChild(FindDialog)
    assert dialog is not None
    for line, texts in ((dialog.words, ("9", "0", "5%")), (dialog.new, ("", "77"))):
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        QTest.keyClicks(line, data.draw(st.sampled_from(texts)))
    desk.click(data.draw(st.sampled_from((dialog.one, dialog.all))))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.front()


def pasting_a_form(desk: Desk, data: st.DataObject) -> None:
    """Copy the shown form, perhaps, and paste what was copied last."""
    if data.draw(st.booleans()):
        press("form.copy")(desk, data)
    press("form.paste")(desk, data)


def selecting(desk: Desk, data: st.DataObject) -> None:
    """Select some cells beside the cursor, perhaps."""
    for key in data.draw(st.lists(st.sampled_from((Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up)), max_size=4)):
        desk.key(key, Qt.KeyboardModifier.ShiftModifier)


def on_a_block(name: str) -> Do:
    """Return what selects cells and gives a command there."""

    def do(desk: Desk, data: st.DataObject) -> None:
        go_anywhere(desk, data)
        selecting(desk, data)
        press(name)(desk, data)

    return do


def template(data: st.DataObject) -> Callable[[QDialog], None]:
    """Return what takes a layout for a new form, or leaves the dialog."""
    return data.draw(st.sampled_from((escape, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))))


def shared(data: st.DataObject) -> Callable[[QDialog], None]:
    """Return what types into the texts that all forms share."""
    text = data.draw(st.sampled_from(("2031", "Unit A", "")))

    def answer(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        if line is None:  # every form is deleted: there is nothing to share
            escape(dialog)
            return
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        QTest.keyClicks(line, text)
        choose("OK" if "OK" in _words(dialog) else "确定")(dialog)

    return answer


def with_words(name: str) -> Do:
    """Return what gives a command on any cell and writes a few words into the dialog that may come, or leaves it."""

    def do(desk: Desk, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(("noted", "1. one; 2. two", "")))

        def answer(dialog: QDialog) -> None:
            words = dialog.findChild(QPlainTextEdit)
            assert words is not None
            QTest.keyClicks(words, text)
            QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        maybe(name, answer)(desk, data)

    return do


def maybe(name: str, answer: Callable[[QDialog], None]) -> Do:
    """Return what gives a command on any cell; its dialog comes only where there is something to ask."""

    def do(desk: Desk, data: st.DataObject) -> None:
        go_anywhere(desk, data)
        desk.when_asked(answer)
        press(name)(desk, data)
        desk.unasked()

    return do


def level(desk: Desk, data: st.DataObject) -> None:
    """Open the list of levels and take one for the row, or leave it; on a shared level, the list stays open."""
    on_a_cell("indicator.level")(desk, data)
    menu = QApplication.activePopupWidget()
    if menu is not None:
        QTest.keyClick(menu, data.draw(st.sampled_from((Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_6, Qt.Key.Key_Escape))))


def mending_all(desk: Desk, data: st.DataObject) -> None:
    """Mend everything that is safe, or leave it."""
    maybe("check.mend_all", data.draw(st.sampled_from((escape, choose("修正")))))(desk, data)


def final(desk: Desk, data: st.DataObject) -> None:
    """Lock the form, or read why it cannot be."""
    maybe("status.final", choose("知道了"))(desk, data)


def _words(dialog: QDialog) -> str:
    from PySide6.QtWidgets import QAbstractButton

    return " ".join(each.text() for each in dialog.findChildren(QAbstractButton))


PRESSED = (
    *("edit.undo", "edit.redo", "form.duplicate", "form.delete", "form.up", "form.down", "form.previous", "form.next"),
    *("check.show", "check.next", "check.previous", "check.doubts", "view.zoom_in", "view.zoom_out", "view.zoom_width"),
    *("form.copy", "status.draft", "status.checked", "status.submitted", "status.returned", "comment.show"),
    *(
        "view.zoom_actual",
        "view.forms",
        "view.problems",
        "view.next_part",
        "view.previous_part",
        "view.paper",
        "file.save",
    ),
    *("doubt.next", "doubt.previous", "review.show"),
)
ON_A_CELL = (
    *("edit.open", "edit.next", "edit.previous", "indicator.add", "indicator.duplicate", "indicator.up"),
    *("indicator.down", "check.mend"),
)
ON_A_BLOCK = (
    *("edit.cut", "edit.copy", "edit.clear", "edit.select_all", "edit.select_row", "indicator.delete"),
    *("indicator.fill_down", "indicator.fill_right", "indicator.fill_row_right", "indicator.fill_all_right"),
)
HOW: dict[str, Do] = {
    **{name: press(name) for name in PRESSED},
    **{name: on_a_cell(name) for name in ON_A_CELL},
    **{name: on_a_block(name) for name in ON_A_BLOCK},
    "doubt.confirm": on_a_doubt("doubt.confirm"),
    "doubt.reject": on_a_doubt("doubt.reject"),
    "edit.paste": pasting,
    "indicator.level": level,
    "edit.replace": replacing,
    "form.paste": pasting_a_form,
    "form.new": answered("form.new", template),
    "form.shared": answered("form.shared", shared),
    "check.mend_all": mending_all,
    "check.answer": with_words("check.answer"),
    "comment.new": with_words("comment.new"),
    "comment.opinion": with_words("comment.opinion"),
    "status.final": final,
}
"""How each command is given."""
EDITING = {each.id: HOW[each.id] for each in ACTIONS if each.edits and each.id in HOW}
OTHER_DRAFT = "it opens or makes another draft; this one stays as it is"
LEFT_OUT: dict[str, str] = {
    **dict.fromkeys(("file.new", "file.open", "file.sample", "file.import", "file.import_clipboard"), OTHER_DRAFT),
    "file.backups": OTHER_DRAFT,
    "form.copy_to": "the other draft gets the form, and has its own undo",
    "file.save_as": "file.save does the same to the history",
    "check.report": "it writes a document and changes no draft",
    "file.export": "it writes a document and changes no draft",
    **dict.fromkeys(("file.close", "file.quit"), "the window is gone, and its history with it"),
    **dict.fromkeys(("form.search", "view.library", "edit.find"), "they move the focus into a search line"),
    **dict.fromkeys(("edit.find_next", "edit.find_previous"), "they move the cursor; without words they open a dialog"),
    **dict.fromkeys(("view.light", "view.dark", "view.system"), "colours of the window, slow to change"),
    **dict.fromkeys(("file.print", "file.preview"), "they put the draft on paper and change nothing of it"),
    "file.settings": "a dialog of the window; the draft has no part in it",
    **dict.fromkeys(("help.here", "help.contents", "help.keys", "help.about"), "a text to read"),
    "view.menu": "the menus are open, and nothing else happens",
}
"""Commands without a generator, and why."""


def test_every_command_has_a_generator_or_a_reason() -> None:
    assert {each.id for each in ACTIONS} == HOW.keys() | LEFT_OUT.keys()
    assert not HOW.keys() & LEFT_OUT.keys()
    assert [each.id for each in ACTIONS if each.edits and each.id in LEFT_OUT] == []


# --- the machine ---


def looking(desk: Desk, data: st.DataObject) -> None:
    """Give a command that changes no text: moving, zooming, saving. All are one rule, or they crowd out others."""
    HOW[data.draw(st.sampled_from(sorted(HOW.keys() - EDITING.keys())))](desk, data)


class Window(RuleBasedStateMachine):
    """A draft in the window of a test; the rules are added from the tables above."""

    desk: Desk
    path: Path
    start: Draft
    undone: Counter[str]

    @initialize(in_doubt=st.booleans())
    def begin(self, in_doubt: bool) -> None:  # noqa: FBT001 -- hypothesis draws it
        """Begin with a draft of somebody, or with an import that left doubts."""
        draft = imported().draft if in_doubt else sample()
        self.start = plain(draft.model_copy(update={"forms": draft.forms[:3]}))
        self.path.unlink(missing_ok=True)
        show(self.desk, Document(self.start, self.desk.program.templates, self.path))
        if in_doubt:
            self.desk.window.review.begin(review_of(imported(), self.desk.program.templates))

    def teardown(self) -> None:
        """Undo all, redo all."""
        desk = self.desk
        desk.window.paper.setFocus()
        desk.window.commit()
        end = plain(desk.document.draft)
        if presses(desk, "edit.redo"):  # the last acts were undone ones
            end = plain(desk.document.draft)
        steps = presses(desk, "edit.undo")
        self.undone.update(steps)
        assert plain(desk.document.draft) == self.start
        assert len(presses(desk, "edit.redo")) == len(steps)
        assert plain(desk.document.draft) == end
        assert presses(desk, "edit.undo") == steps
        assert plain(desk.document.draft) == self.start


def machine(desk: Desk, acts: Iterable[tuple[str, Do]]) -> type[Window]:
    """Return a machine with a rule for each act."""

    def step(do: Do) -> Callable[[Window, st.DataObject], None]:
        return lambda self, data: do(self.desk, data)

    rules = {}
    for name, do in acts:
        made = step(do)
        made.__name__ = name.replace(".", "_")
        rules[made.__name__] = rule(data=st.data())(made)
    return type("Commands", (Window,), {**rules, "desk": desk, "path": desk.folder / "a.perfdesk", "undone": Counter()})


@pytest.mark.soak
def test_undoing_everything_is_the_start_and_redoing_everything_the_end(desk: Desk) -> None:
    full, done = soak.rounds(5000, 15), 0
    made = machine(desk, [*EDITING.items(), ("looking", looking), ("typing", typing), ("choosing", choosing)])

    def next_one() -> Window:
        nonlocal done
        done += 1
        return made()

    checks = list(hypothesis.HealthCheck)
    wanted = settings(max_examples=full.share, stateful_step_count=STEPS, suppress_health_check=checks)
    try:
        while done < full:  # in batches: a run that is ended halfway looks to hypothesis like a test that is not stable
            run_state_machine_as_test(next_one, settings=wanted)
            wanted = settings(wanted, derandomize=False)
            if soak.time_is_up():
                break
    finally:
        soak.note("sequences of commands undone and redone", done, full)
    assert made.undone.total() >= done, "the machine does nothing"
