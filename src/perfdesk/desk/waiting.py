"""Long work: a bar with 取消 if it takes more than a moment, gone when the work ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtWidgets import QProgressDialog, QWidget

SHOW_AFTER_MS = 400
Words = Callable[[int, int], str]


class Work(Protocol):
    """What can be waited for: a `Job`, or a job of the printer."""

    progressed: SignalInstance
    done: SignalInstance
    failed: SignalInstance
    cancelled: SignalInstance

    def cancel(self) -> None:
        """Stop at the next step."""


class Waiting(QObject):
    """Shows how far a job is; made before the job's other listeners, so that it is gone before they ask anything."""

    def __init__(
        self, window: QWidget, title: str, work: Work, words: Words, stop: Callable[[], object] | None = None
    ) -> None:
        """Take the work, what is said of (done, total), and what 取消 does: `work.cancel` if nothing else."""
        super().__init__(window)
        self._words = words
        self._bar = bar = QProgressDialog(f"{title}…", "取消", 0, 0, window)
        bar.setWindowTitle(title)
        bar.setWindowModality(Qt.WindowModality.WindowModal)
        bar.setMinimumWidth(320)
        bar.setMinimumDuration(SHOW_AFTER_MS)
        bar.setAutoClose(False)
        bar.setAutoReset(False)
        bar.setValue(0)  # starts the clock: left to itself, the bar comes after four seconds
        bar.canceled.connect(stop or work.cancel)
        work.progressed.connect(self._tell)
        for ended in (work.done, work.failed, work.cancelled):
            ended.connect(self.end)

    def end(self, *_: object) -> None:
        """Take the bar away."""
        self._bar.blockSignals(True)  # closing it is no cancelling
        self._bar.reset()  # stops its clock: a message asked next would be covered by a bar that comes late
        self._bar.close()
        self._bar.deleteLater()
        self.deleteLater()

    def _tell(self, done: int, total: int) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._bar.setLabelText(self._words(done, total))
