"""Long work: a bar comes if it takes more than a moment, 取消 stops it, nothing is left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QPushButton, QWidget

from desks import Desk, choose
from papers import sample
from perfdesk.desk import opening
from perfdesk.desk.jobs import Job, Progress
from perfdesk.desk.waiting import SHOW_AFTER_MS, Waiting


class Slow:
    """A job that waits until it is let go, then tells its progress and ends."""

    def __init__(self, desk: Desk, *, reads_only: bool) -> None:
        self.go = threading.Event()
        self.told: list[str] = []
        self.job = job = Job(self._work, desk.window)
        stop = job.give_up if reads_only else None
        Waiting(desk.window, "慢慢来", job, lambda done, total: f"第 {done} / {total} 步", stop)
        job.done.connect(lambda _result: self.told.append("done"))
        job.cancelled.connect(lambda: self.told.append("cancelled"))
        job.start()

    def _work(self, progress: Progress) -> str:
        progress(1, 2)
        assert self.go.wait(10)
        progress(2, 2)
        return "result"


def bar(desk: Desk) -> QProgressDialog | None:
    return next((each for each in desk.window.findChildren(QProgressDialog) if each.isVisible()), None)


@contextmanager
def slow(desk: Desk, *, reads_only: bool) -> Iterator[Slow]:
    made = Slow(desk, reads_only=reads_only)
    try:
        desk.until(lambda: bar(desk) is not None)
        yield made
    finally:
        made.go.set()
        desk.until(lambda: bool(made.told))


def press_cancel(desk: Desk) -> None:
    shown = bar(desk)
    assert shown is not None
    QTest.mouseClick(shown.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_the_bar_says_how_far_it_is_and_goes_when_it_is_done(desk: Desk) -> None:
    with slow(desk, reads_only=False) as work:
        shown = bar(desk)
        assert shown is not None
        assert shown.labelText() == "第 1 / 2 步"
    assert work.told == ["done"]
    assert bar(desk) is None


def test_work_that_writes_is_cancelled_at_its_next_step(desk: Desk) -> None:
    with slow(desk, reads_only=False) as work:
        press_cancel(desk)
        assert work.told == []
    assert work.told == ["cancelled"]


def test_work_that_only_reads_is_cancelled_at_once(desk: Desk) -> None:
    with slow(desk, reads_only=True) as work:
        press_cancel(desk)
        assert work.told == ["cancelled"]
    desk.settle()
    assert work.told == ["cancelled"]


def test_a_window_that_closes_takes_its_work_along_without_a_word(qapp: QApplication) -> None:
    go, ended = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        try:
            assert go.wait(10)
            progress(1, 2)
        finally:
            ended.set()

    window = QWidget()
    Job(work, window).start()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    go.set()
    assert ended.wait(10)
    QThreadPool.globalInstance().waitForDone(10_000)
    qapp.processEvents()


def test_a_large_draft_is_read_beside_the_window_and_can_be_given_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LARGE", 1000)
    path = desk.saved()
    desk.open(path)
    desk.until(lambda: desk.window.document is not None)
    assert len(desk.document.draft.forms) == len(sample().forms)
    empty = desk.program.new_window()
    job = opening.read_beside(empty, desk.saved(name="b.perfdesk"), lambda *_: pytest.fail(), lambda *_: pytest.fail())
    job.give_up()
    QThreadPool.globalInstance().waitForDone(10_000)
    desk.settle()
    assert empty.document is None
    assert "已取消打开" in empty.status.saved.text()


def test_a_large_draft_that_cannot_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGE", 0)
    path = desk.folder / "a.perfdesk"
    path.write_bytes(b"PK no draft")
    desk.when_asked(choose("知道了"))
    desk.open(path)
    desk.until(lambda: bool(desk.asked))
    assert desk.asked == ["没有完成（E64）"]


def test_no_bar_comes_late_over_the_message_about_work_that_failed_at_once(desk: Desk) -> None:
    """Over a modal message nothing could take it away again."""
    seen: list[bool] = []
    loop = QEventLoop()  # as the program runs; without one around, Qt deletes at once what it would delete later

    def leave(dialog: QDialog) -> None:
        seen.append(bar(desk) is None)
        dialog.done(0)  # a key would not reach it below a bar
        loop.quit()

    strange = desk.folder / "a.txt"
    strange.write_text("这里没有表", encoding="utf-8")
    desk.when_asked(lambda dialog: QTimer.singleShot(SHOW_AFTER_MS + 150, lambda: leave(dialog)))
    QTimer.singleShot(0, lambda: desk.window.files.take([str(strange)]))
    loop.exec()
    assert seen == [True]
