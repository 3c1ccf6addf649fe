"""A child process of the crash tests: the real program on a draft, with a typist at its keys.

`python typist.py MODE DRAFT LOG` with PERFDESK_STATE set; what happens is appended to LOG, a line each:
`offered 0|1` a recovery was offered · `ack TIME N` the Nth key was taken · `cells JSON` what the cells hold.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from perfdesk import app
from perfdesk.desk.dialogs.differences import DifferencesDialog
from perfdesk.desk.window import Window

CELLS = [f"indicators/{number}/annual/target" for number in range(1, 9)]
PER_CELL = 15
BEAT_MS = 20
STEPS = {"type": "typing", "recover": "recovering", "save": "saving", "drop": "dropping", "look": "looking"}


def stream(cell: int) -> str:
    """Return what is typed into a cell; the last one goes on and on."""
    return str(cell + 1) + "0123456789" * (200 if cell == len(CELLS) - 1 else 2)


class Typist:
    """Does one step a beat, so that the program lives its own life in between."""

    def __init__(self, mode: str, log: Path) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._steps = getattr(self, STEPS[mode])()
        self._answered = False
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def note(self, line: str) -> None:
        os.write(self._log, line.encode() + b"\n")

    def _beat(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, DifferencesDialog) and not self._answered:
            self._answered = True
            self.note("offered 1")
            press(dialog, "恢复")
            return
        window = self.window()
        if window is None or window.document is None or (dialog is not None and not self._wants(dialog)):
            return
        if next(self._steps, None) is None:
            self._timer.stop()

    def _wants(self, dialog: QWidget) -> bool:
        return any(each.text() == "不保存" for each in dialog.findChildren(QAbstractButton))

    def window(self) -> Window | None:
        return next((each for each in QApplication.topLevelWidgets() if isinstance(each, Window)), None)

    # --- what it does ---

    def begin(self) -> Iterator[bool]:
        """Wait until nothing more can be offered."""
        for _ in range(4):
            yield True
        if not self._answered:
            self.note("offered 0")

    def keys(self, most: int) -> Iterator[bool]:
        """Type `most` keys, cell after cell."""
        window = self.window()
        assert window is not None
        assert window.document is not None
        window.paper.setFocus()
        done = 0
        for number, cell in enumerate(CELLS):
            window.document.go_to(0, cell)
            last = number == len(CELLS) - 1
            for char in stream(number)[: None if last else PER_CELL]:
                if done == most:
                    return
                QTest.keyClick(window.paper, char)
                done += 1
                self.note(f"ack {time.monotonic()} {done}")
                yield True
            QTest.keySequence(window.paper, QKeySequence("Tab"))

    def typing(self) -> Iterator[bool]:
        """Type until somebody pulls the plug."""
        yield from self.begin()
        yield from self.keys(10_000)

    def recovering(self) -> Iterator[bool]:
        """Tell what the window holds after the recovery."""
        yield from self.begin()
        self.tell()
        os._exit(0)

    def looking(self) -> Iterator[bool]:
        """Leave without a key."""
        yield from self.begin()
        yield from self.leave()

    def saving(self) -> Iterator[bool]:
        """Type, save, leave."""
        yield from self.begin()
        yield from self.keys(45)
        self.shortcut("Ctrl+S")
        yield from self.leave()

    def dropping(self) -> Iterator[bool]:
        """Type, leave without saving."""
        yield from self.begin()
        yield from self.keys(45)
        self.soon(self.refuse)
        yield from self.leave()

    def tell(self) -> None:
        """Write down what the cells hold."""
        window = self.window()
        assert window is not None
        assert window.document is not None
        self.note("cells " + json.dumps([window.document.text(cell) for cell in CELLS]))

    def leave(self) -> Iterator[bool]:
        self.shortcut("Ctrl+Q")
        yield True

    def refuse(self) -> None:
        """Answer the question whether to save."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self.soon(self.refuse)
        else:
            press(dialog, "不保存")

    def shortcut(self, keys: str) -> None:
        window = self.window()
        assert window is not None
        QTest.keySequence(window.focusWidget() or window, QKeySequence(keys))

    def soon(self, act: Callable[[], object]) -> None:
        QTimer.singleShot(BEAT_MS, act)


def press(dialog: QWidget, words: str) -> None:
    """Press the button of a dialog."""
    button = next(each for each in dialog.findChildren(QAbstractButton) if each.text() == words)
    QTest.keyClick(button, " ")


if __name__ == "__main__":
    app.application()
    typist = Typist(sys.argv[1], Path(sys.argv[3]))
    sys.exit(app.main(["--new-instance", sys.argv[2]]))
