"""The recovery copy of a window's draft: written within two seconds of the last key, gone after a clean end."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from perfdesk.desk.document import Document
from perfdesk.desk.jobs import Job, Progress
from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.store import to_bytes
from perfdesk.store.recovery import Recovery as Copy

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

PAUSE_MS = 700
"""From the first key to the copy; keys in between do not put it off."""


class Recovery(QObject):
    """Watches one draft; the open editor's text is part of every copy."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._keeper: _Keeper | None = None
        self._job: Job | None = None
        self._kept: Draft | None = None
        self._when: datetime | None = None
        self._failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._keep)

    def watch(self, document: Document | None) -> None:
        """Keep copies of a draft from now on."""
        self.forget()
        self._document = document
        if document is not None:
            self._keeper = _Keeper(document)
            document.draft_changed.connect(self._soon)
            document.live_changed.connect(self._soon)

    def keep_now(self) -> None:
        """Write the copy at once and wait for it.

        Raises:
            UserError: the state folder cannot be written.
        """
        if self._document is not None and self._keeper is not None:
            self._kept = self._document.live_draft()
            self._keeper.keep(self._kept)
            self._when = datetime.now()

    def saved(self) -> None:
        """Drop the copy: the file holds everything. A draft that was saved elsewhere gets copies under its new name."""
        self.forget()
        if self._document is not None:
            self._keeper = _Keeper(self._document)

    def forget(self) -> None:
        """Drop the copy: the draft was saved, or its window closed."""
        self._timer.stop()
        if self._job is not None:
            self._job.drop()
            self._job = None
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None
        self._kept = self._when = None

    def text(self) -> str:
        """Return when the copy was made, for the status line; "" if there is none."""
        if self._failed:
            return "▲ 恢复副本写不进去，请尽快保存"
        return f"恢复副本 {self._when:%H:%M:%S}" if self._when else ""

    def _soon(self, *_: object) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        document, keeper = self._document, self._keeper
        if document is None or keeper is None:
            return
        if self._job is not None:
            self._soon()
            return
        draft = document.live_draft()
        if draft is self._kept:
            return
        unsaved = document.unsaved
        self._kept = draft

        def work(_progress: Progress) -> bool:
            if unsaved:
                keeper.keep(draft)
            else:
                keeper.clear()
            return unsaved

        self._job = Job(work, self)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._not_done)
        self._job.start()

    def _done(self, unsaved: bool) -> None:  # noqa: FBT001 -- what a signal carries
        self._job = None
        self._failed = False
        self._when = datetime.now() if unsaved else None
        self._window.refresh_state()

    def _not_done(self, _error: UserError) -> None:
        self._job = None
        self._kept = None
        self._failed = True
        self._window.refresh_state()
        self._soon()


class _Keeper:
    """Writes and drops one copy from any thread; after `close` nothing is written any more."""

    def __init__(self, document: Document) -> None:
        self._copy = Copy(document.path or document.draft.id)
        self._lock = threading.Lock()
        self._closed = False

    def keep(self, draft: Draft) -> None:
        data = to_bytes(draft)
        with self._lock:
            if not self._closed:
                self._copy.keep(data)

    def clear(self) -> None:
        with self._lock:
            self._copy.clear()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._copy.clear()
