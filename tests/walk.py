"""A newcomer's walk through the real program on a real screen, recorded as pictures.

`xvfb-run -s "-screen 0 1366x768x24" python tests/walk.py [FOLDER]` with `src` and `tests` on PYTHONPATH; the pictures
go to build/walk/ (or FOLDER), what was done and how long it took to standard output. All by keyboard.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
os.environ["PERFDESK_STATE"] = tempfile.mkdtemp(prefix="perfdesk-walk-")  # nothing of it is a clerk's own

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QProgressDialog, QWidget

import twelve
from perfdesk import app
from perfdesk.desk.program import Program
from perfdesk.desk.window import Window
from perfdesk.region import templates

Key = Qt.Key
PAUSE_MS = 350
"""So long a clerk looks before going on; a picture is taken then."""


class Walk:
    """The program, and the folder of the pictures."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder = folder
        self.files = Path(tempfile.mkdtemp(prefix="perfdesk-walk-files-"))
        self.count = 0
        self.program = Program(app.application(), templates())
        self.program.new_window()

    @property
    def window(self) -> Window:
        return self.program.windows[-1]

    # --- looking ---

    def picture(self, name: str) -> None:
        """Take a picture of the whole screen."""
        self.front()
        QTest.qWait(PAUSE_MS)
        self.count += 1
        out = self.folder / f"{self.count:02}-{name}.png"
        QGuiApplication.primaryScreen().grabWindow(0).save(str(out))
        sys.stdout.write(f"{out.name}\n")

    # --- doing ---

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = twelve.NO) -> None:
        QTest.keyClick(self.focus(), key, modifiers)
        QApplication.processEvents()

    def front(self) -> None:
        """Have the window in front, as a desktop would; a bare X server has nobody who does."""
        if QApplication.activeModalWidget() is None:
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)

    def keys(self, sequence: str) -> None:
        self.front()
        QTest.keySequence(self.focus(), QKeySequence(sequence))
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type; what is no ASCII comes from an input method."""
        for char in text:
            if char.isascii():
                QTest.keyClick(self.focus(), char)
            else:
                event = QInputMethodEvent()
                event.setCommitString(char)
                QApplication.sendEvent(self.focus(), event)
            QApplication.processEvents()

    def asked(self, act: Callable[[QDialog], None]) -> None:
        """Do this with the dialog that comes next."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible() and not isinstance(dialog, QProgressDialog):
                dialog.activateWindow()
                while QApplication.activeWindow() is not dialog:  # a bare X server takes its time
                    QTest.qWait(20)
                act(dialog)
            else:
                QTimer.singleShot(50, look)

        QTimer.singleShot(PAUSE_MS, look)

    def pressed(self, dialog: QDialog, words: str) -> None:
        """Press a button of a dialog by keyboard."""
        button = next(
            each for each in dialog.findChildren(QAbstractButton) if words in each.text() and each.isVisible()
        )
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Key.Key_Space)

    def made(self, name: str) -> None:
        """Wait until a file is there and nothing works on it any more."""
        ends = time.monotonic() + 15
        while not (self.files / name).exists() or QApplication.activeModalWidget() is not None:
            QTest.qWait(50)
            assert time.monotonic() < ends, f"{name} never came"

    def file(self, name: str) -> Callable[[QDialog], None]:
        """Return what types a path into a file dialog and takes it."""

        def act(dialog: QDialog) -> None:
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert line is not None
            line.selectAll()
            QTest.keyClicks(line, str(self.files / name))
            if line.completer() is not None:
                line.completer().popup().hide()
            self.picture(f"file-{Path(name).suffix[1:]}")
            QTest.keyClick(line, Key.Key_Return)

        return act


def begin(walk: Walk) -> None:
    """From the start page to an empty form."""
    walk.picture("start")

    def new(dialog: QDialog) -> None:
        box, (year, unit) = dialog.findChild(QComboBox), dialog.findChildren(QLineEdit)
        assert box is not None
        while box.currentData() != twelve.TEMPLATE:
            QTest.keyClick(box, Key.Key_Down)
        unit.setFocus()
        walk.write("云溪市图书馆")
        walk.picture("new-draft")
        QTest.keyClick(year, Key.Key_Return)

    walk.asked(new)
    walk.keys("Ctrl+N")
    walk.picture("empty-form")


def fill(walk: Walk) -> None:
    """The twelve indicators by keyboard alone, and how long the program took for the keys."""
    window = walk.window
    while window.paper.cursor() != twelve.FIELDS[0].path:
        walk.key(Key.Key_Tab)
    looked: set[str] = set()
    slept = 0.0

    def write(text: str) -> None:
        nonlocal slept
        walk.write(text)
        if text in ("xchdcs", "300", "≥100人") and text not in looked:
            looked.add(text)
            began = time.monotonic()
            walk.picture(f"typing-{len(looked)}")
            slept += time.monotonic() - began

    began = time.monotonic()
    count = twelve.fill(walk.key, write)
    took = time.monotonic() - began - slept
    sys.stdout.write(f"{count} keys, the program took {took:.1f} s for them; Excel: {twelve.excel_keys()} keys\n")
    walk.picture("filled")


def mend(walk: Walk) -> None:
    """A rate without its sign is found, and mended by keyboard."""
    window = walk.window
    assert window.document is not None
    row = window.document.form.indicators[3]
    window.document.go_to(0, f"indicators/{row.id}/annual/target")
    window.paper.setFocus()
    walk.write("95")
    walk.key(Key.Key_Return)
    walk.keys("F7")
    walk.picture("problem")
    walk.keys("F8")
    walk.picture("problem-gone-to")
    walk.keys("Alt+Return")
    walk.picture("mended")


def hand_over(walk: Walk) -> None:
    """Save, print to PDF, export."""
    walk.asked(walk.file("walk.perfdesk"))
    walk.keys("Ctrl+S")
    walk.picture("saved")

    def printing(dialog: QDialog) -> None:
        walk.picture("print")
        walk.asked(walk.file("print.pdf"))
        walk.pressed(dialog, "保存为 PDF")

    walk.asked(printing)
    walk.keys("Ctrl+P")
    walk.made("print.pdf")
    walk.picture("printed")

    def exporting(dialog: QDialog) -> None:
        walk.picture("export")
        walk.asked(walk.file("export.docx"))
        walk.pressed(dialog, "选择位置")

    walk.asked(exporting)
    walk.keys("Ctrl+E")
    walk.made("export.docx")
    walk.picture("exported")
    sys.stdout.write(f"{sorted(each.name for each in walk.files.iterdir())}\n")


def again(walk: Walk) -> None:
    """Close the window and open the draft again from the start page."""
    walk.keys("Ctrl+W")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    walk.program.new_window()
    walk.picture("start-again")
    recent = [each for each in walk.window.start.findChildren(QAbstractButton) if each.objectName() == "recent"]
    recent[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(recent[0], Key.Key_Space)
    walk.picture("reopened")


if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    made = Walk(Path(sys.argv[1]) if len(sys.argv) > 1 else root / "build" / "walk")
    for part in (begin, fill, mend, hand_over, again):
        part(made)
