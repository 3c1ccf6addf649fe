"""A real window with a real program around it, worked with keys and mouse only; what it shows is read back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QProgressDialog,
    QWidget,
)

from papers import TOLERATED, sample
from perfdesk.desk.actions import by_id
from perfdesk.desk.document import Document
from perfdesk.desk.program import Program
from perfdesk.desk.window import Window
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import templates
from perfdesk.store import save_draft

Act = Callable[[QDialog], None]
WAIT_S = 60.0
"""What is waited for comes in a moment; on a machine where a dozen others work, in half a minute."""


class Asked(list[str]):
    """The titles of the dialogs that opened, in order."""


class Desk:
    """The program of a test, and the window that is worked with."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        self.folder = folder
        self.program = Program(app, templates())
        self.window = self.program.new_window()
        self.window.resize(1366, 768)
        self.asked = Asked()
        self._acts: list[Act] = []
        self.otherwise: Act | None = None
        """What is done with a dialog for which nothing is said."""
        self._timer = QTimer()
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._answer)
        self._timer.start()
        self._last: QDialog | None = None
        self._looks = 0

    # --- what is there ---

    @property
    def document(self) -> Document:
        assert self.window.document is not None
        return self.window.document

    def text(self, path: str) -> str:
        return paths.get(self.document.draft, self.document.number, path)

    def saved(self, draft: Draft | None = None, name: str = "a.perfdesk") -> Path:
        """Return a draft file in the folder of the test."""
        path = self.folder / name
        save_draft(path, sample() if draft is None else draft)
        return path

    def names(self) -> list[str]:
        """Return the forms as the list at the left shows them."""
        return [row.name for row in self.window.forms.model.rows]

    def banner(self) -> str:
        return self.window.banner.words.text() if self.window.banner.isVisible() else ""

    # --- what a clerk does ---

    def open(self, path: Path) -> None:
        """Open a draft as by dropping it; the window that shows it is worked with from now on."""
        self.program.open_paths([path], self.window)
        self.settle()
        self.window = self.program.window_of(path) or self.window

    def press(self, name: str) -> None:
        """Press the first key of a command."""
        sequence = QKeySequence(by_id(name).keys[0])
        self.front()
        QTest.keySequence(self.window.focusWidget() or self.window, sequence)
        self.settle()

    def front(self) -> None:
        """Have the window in front, as the desktop does after a dialog; the offscreen platform does not."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            QApplication.processEvents()

    def type(self, text: str) -> None:
        for char in text:
            target = self.window.focusWidget()
            assert target is not None
            QTest.keyClick(target, char)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def at(self, path: str) -> None:
        """Put the cursor on a cell of the shown form."""
        self.window.paper.setFocus()
        self.document.go_to(self.document.number, path)

    def click(self, widget: QWidget, point: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point or widget.rect().center())
        self.settle()

    def button(self, words: str, inside: QWidget | None = None) -> QAbstractButton:
        """Return the visible button that says `words`."""
        found = (inside or self.window).findChildren(QAbstractButton)
        return next(each for each in found if each.isVisible() and words in each.text())

    def when_asked(self, *acts: Act) -> None:
        """Do this with the next dialogs, one each."""
        self._last = None
        self._acts.extend(acts)

    def unasked(self) -> None:
        """Forget acts for dialogs that did not come."""
        self._acts.clear()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the program work until something holds."""
        ends = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < ends, "it never came"
            self.settle()

    def settle(self) -> None:
        QApplication.processEvents()
        QTest.qWait(5)

    def close(self) -> None:
        """End the program, whatever is unsaved."""
        for window in list(self.program.windows):
            window.commit()
            if window.document is not None:
                window.document.mark_saved(Path("x.perfdesk"), window.document.draft)
            window.close()
        self._timer.stop()
        self.app.setStyleSheet("")
        QApplication.processEvents()
        self.program.deleteLater()
        QApplication.processEvents()
        assert not self._acts, "a dialog was expected and did not come"

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self._last = None
        if not isinstance(dialog, QDialog) or isinstance(dialog, QProgressDialog):
            return
        if dialog is self._last:
            self._looks += 1
            if self._looks > 150:  # three seconds: the act did not close it
                self._looks = 0
                dialog.reject()
            return
        self._looks = 0
        self._last = dialog  # kept, or the next look would see another Python object of it
        self.asked.append(dialog.windowTitle())
        act = self._acts.pop(0) if self._acts else self.otherwise
        if act is None:
            dialog.reject()
            raise AssertionError(f"nobody expected the dialog {dialog.windowTitle()}")
        try:
            act(dialog)
        except BaseException:
            dialog.reject()
            raise


def choose(words: str) -> Act:
    """Return what presses the button that says `words`."""

    def act(dialog: QDialog) -> None:
        found = [each for each in dialog.findChildren(QAbstractButton) if words in each.text().replace("&", "")]
        assert found, [each.text() for each in dialog.findChildren(QAbstractButton)]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    return act


def enter_file(path: Path) -> Act:
    """Return what types a path into a file dialog and takes it."""

    def act(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(path))  # typed keys would race with the completion of each folder
        if line.completer() is not None:
            line.completer().popup().hide()
        QTimer.singleShot(0, line, lambda: QTest.keyClick(line, Qt.Key.Key_Return))  # it may ask whether to replace

    return act


def writes(text: str) -> Act:
    """Return what types words into a dialog and takes them with Ctrl+Enter."""

    def act(dialog: QDialog) -> None:
        words = dialog.findChild(QPlainTextEdit)
        assert words is not None
        words.selectAll()
        for char in text:
            event = QInputMethodEvent()
            event.setCommitString(char)
            QApplication.sendEvent(words, event)
        QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    return act


def escape(dialog: QDialog) -> None:
    """Leave a dialog with Esc."""
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def presses(desk: Desk, name: str) -> list[str]:
    """Give undo or redo until there is nothing more; return what was undone, in the order of the window."""
    label = {"edit.undo": "undo_label", "edit.redo": "redo_label"}[name]
    done = []
    while words := getattr(desk.document, label)():
        done.append(words)
        desk.window.actions_by_id[name].trigger()
        assert len(done) < 500
    return done


def plain(draft: Draft) -> Draft:
    """Return a draft without the marks of a save, which are the file's."""
    return draft.model_copy(update={"seq": 0, "sha256": ""})


def show(desk: Desk, document: Document) -> None:
    """Show a draft in place of the one before."""
    desk.window.files.release()
    desk.window.files.adopt(None, None)
    desk.window.show_document(document)
    desk.window.view.use_remembered_zoom()
    desk.settle()


@pytest.fixture
def desk(qapp: QApplication, qtlog: object, tmp_path: Path) -> Iterator[Desk]:
    """Give a test its program with one empty window; a message of Qt that nobody tolerates fails it."""
    made = Desk(qapp, tmp_path)
    yield made
    made.close()
    stray = [each.message for each in qtlog.records if not each.message.startswith(TOLERATED)]  # type: ignore[attr-defined]
    assert not stray, stray


def window_of(desk: Desk, number: int) -> Window:
    return desk.program.windows[number]
