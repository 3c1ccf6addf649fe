"""Opening a large draft: read beside the window, with a bar that can be cancelled; small ones open at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk.desk.jobs import Job
from perfdesk.desk.waiting import Waiting
from perfdesk.errors import UserError
from perfdesk.store import Opened, open_draft

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

LARGE = 4_000_000
"""Bytes; some 1,000 forms, half a second."""


def is_large(path: Path) -> bool:
    """Return whether reading a file is worth a bar."""
    try:
        return path.stat().st_size > LARGE
    except OSError:
        return False


def read_beside(
    window: Window,
    path: Path,
    done: Callable[[Path, Opened], object],
    failed: Callable[[Path, UserError], object],
) -> Job:
    """Read a draft on another thread, then call one of the two; neither if it was cancelled."""
    job = Job(lambda _progress: open_draft(path), window)
    Waiting(window, "打开", job, lambda _done, _total: "", job.give_up)
    job.done.connect(partial(done, path))
    job.failed.connect(partial(failed, path))
    job.cancelled.connect(partial(window.say, "已取消打开，文件没有改动。"))
    return job.start()
