"""The start: first paint against a bare window, and a draft of 500 forms; each in a process of its own."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

import pytest
from frame import Frame

FORMS = 500


def bare() -> None:
    """Show an empty window: what Qt alone takes."""
    quiet()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def paintEvent(self, _event: object) -> None:  # noqa: N802 -- Qt's name
            QTimer.singleShot(0, app.quit)

    app = QApplication([])
    window = Empty()
    window.resize(1366, 768)
    window.show()
    app.exec()


def ours(*files: str) -> None:
    """Start the program as its command does, with a draft perhaps, until it is painted."""
    quiet()
    from PySide6.QtCore import QEvent, QObject, QTimer

    from perfdesk import app
    from perfdesk.desk.program import Program
    from perfdesk.desk.window import Window

    class Watched(Program):
        def new_window(self) -> Window:
            window = super().new_window()
            window.installEventFilter(painted)
            return window

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
            if event.type() == QEvent.Type.Paint and isinstance(watched, Window):
                if not files:
                    watched.painted.disconnect()  # what is made after the first paint does not count
                if not files or (watched.document is not None and watched.paper.isVisible()):
                    QTimer.singleShot(0, made.quit)
            return False

    made = app.application()
    painted = Painted()
    with tempfile.TemporaryDirectory() as state:
        os.environ["PERFDESK_STATE"] = state
        app.Program = Watched  # type: ignore[misc]  # an app-wide filter would cost more than the start
        app.main(["--new-instance", *files])


def quiet() -> None:
    """Draw in memory, and drop what its platform says of itself."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(lambda _kind, _context, _words: None)


def many(path: Path) -> None:
    """Write a draft of 500 forms: those of the sample, again and again."""
    from perfdesk.paths import resources
    from perfdesk.store import open_draft, save_draft

    draft = open_draft(resources() / "samples" / "library-2026.perfdesk").draft
    forms = [
        draft.forms[number % len(draft.forms)].model_copy(update={"id": str(number + 1)}) for number in range(FORMS)
    ]
    save_draft(path, draft.model_copy(update={"id": "many", "forms": tuple(forms)}))


def main(frame: Frame) -> None:
    """Start by turns, then open the large draft; modules come compiled, as an installed program has them."""
    with tempfile.TemporaryDirectory() as compiled, pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", compiled)
        race(frame)


def race(frame: Frame) -> None:
    """Measure in processes that find their modules compiled."""
    taken: dict[str, list[float]] = {"bare": [], "ours": []}
    for turn in range(frame.rounds + 1):
        for name, times in taken.items():
            seconds = frame.child(f"bench_start:{name}").seconds
            if turn:  # the first one fills the caches
                times.append(seconds)
    empty, first = (statistics.median(taken[name]) for name in ("bare", "ours"))
    frame.say(f"first paint: perfdesk {first * 1000:.0f} ms")
    frame.goal(f"  against a bare QMainWindow {empty * 1000:.0f} ms", first / empty, at_most=2, unit="×")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.perfdesk"
        many(path)
        spent = [frame.child("bench_start:ours", str(path)) for _ in range(3)]
    seconds = statistics.median(each.seconds for each in spent)
    frame.goal(f"a draft of {FORMS} forms, from start to paper", seconds, at_most=3, unit="s")
    frame.goal("  its peak memory", max(each.peak_mb for each in spent), at_most=500, unit="MB")
