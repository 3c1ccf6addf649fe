"""Work beside the window: a pure function on another thread, with progress, cancelled on request."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from perfdesk.errors import UserError

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


class CancelledError(Exception):
    """The clerk asked the job to stop; raised inside the job by its progress function."""


class Job(QObject):
    """One run of `work(progress)`; its signals arrive in the thread of the window.

    `done` carries what `work` returned, `failed` a UserError, `cancelled` nothing; exactly one of them comes, and
    none after `drop()`: a stale result is nobody's.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _ended = Signal(str, object)

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = False
        self._dropped = False
        self._ended.connect(self._tell)

    def start(self) -> Job:
        """Begin on a thread of the pool."""
        _running.add(self)
        QThreadPool.globalInstance().start(_Runner(self._run))
        return self

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop = True

    def drop(self) -> None:
        """Stop the job and forget its result."""
        self._stop = self._dropped = True

    def give_up(self) -> None:
        """Tell at once that it is cancelled and forget its result: for work that only reads."""
        self.drop()
        self.cancelled.emit()

    def _progress(self, done: int, total: int) -> None:
        if self._stop:
            raise CancelledError
        try:
            self.progressed.emit(done, total)
        except RuntimeError as gone:  # its window was closed
            raise CancelledError from gone

    def _run(self) -> None:
        how, result = self._outcome()
        try:
            self._ended.emit(how, result)
        except RuntimeError:  # its window was closed: nobody asks any more
            _running.discard(self)

    def _outcome(self) -> tuple[str, object]:
        """Do the work; return how it ended, and with what."""
        try:
            return "done", self._work(self._progress)
        except CancelledError:
            return "cancelled", None
        except UserError as error:
            return "failed", error
        except Exception as error:  # a fault of ours: the clerk reads what is safe, support reads the log
            _log.exception("a job failed")
            return "failed", internal(error)

    def _tell(self, how: str, result: object) -> None:
        _running.discard(self)
        self.deleteLater()  # and what its work holds with it
        if self._dropped:
            return
        if how == "done":
            self.done.emit(result)
        elif how == "failed":
            self.failed.emit(result)
        else:
            self.cancelled.emit()


class _Runner(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._call = run

    def run(self) -> None:
        """Called by the pool."""
        self._call()


def internal(_error: Exception) -> UserError:
    """Return what a clerk reads of a fault in the program."""
    return UserError(
        "E99",
        what="程序内部出错，这一步没有完成。",
        safe="您填写的内容没有丢失，原有文件没有改动。",
        todo="请先保存；若再次出现，请把状态文件夹里的 perfdesk.log 发给技术支持。",
    )


_running: set[Job] = set()
"""Jobs under way are kept alive here until they have told their end."""
