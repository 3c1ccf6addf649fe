"""Recovery: what was typed survives a crash, is offered once, and never after a clean end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from desks import Desk, choose
from papers import sample
from perfdesk.desk.restoring import offer_all
from perfdesk.paths import state_folder
from perfdesk.store import open_draft, save_draft
from soak import loop

NAME = "fields/project_name"
PROGRAM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from perfdesk import app
from perfdesk.desk.program import Program
from perfdesk.region import templates

application = app.application()
program = Program(application, templates())
window = program.new_window()
window.files.open_path(Path(sys.argv[1]))
window.paper.setFocus()
window.document.go_to(0, "fields/project_name")
typed = 0

def key():
    global typed
    typed += 1
    QTest.keyClick(window.paper, "0123456789"[typed % 10])
    print(f"{typed} {time.time()}", flush=True)

timer = QTimer()
timer.timeout.connect(key)
timer.start(20)
if sys.argv[2] == "clean":
    def end():
        timer.stop()
        window.commit()
        window.files.save()
        window.close()
        application.quit()
    QTimer.singleShot(600, end)
sys.exit(application.exec())
"""


def copies() -> list[Path]:
    return sorted((state_folder() / "recovery").glob("*.recovery"))


def start(path: Path, how: str) -> subprocess.Popen[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    command = [sys.executable, "-c", PROGRAM, str(path), how]
    return subprocess.Popen(command, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def test_the_open_editors_text_is_in_the_copy_within_two_seconds(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at(NAME)
    desk.type("half typ")
    start = time.monotonic()
    desk.until(lambda: bool(copies()))
    assert time.monotonic() - start < 2
    assert b"half typ" in copies()[0].read_bytes()
    assert desk.window.paper.editing.is_open
    desk.until(lambda: "恢复副本" in desk.window.status.saved.text())


def test_saving_and_closing_leave_no_copy(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at(NAME)
    desk.type("abc")
    desk.until(lambda: bool(copies()))
    desk.press("file.save")
    assert not copies()
    desk.at(NAME)
    desk.type("def")
    desk.until(lambda: bool(copies()))
    desk.when_asked(choose("不保存"))
    desk.window.close()
    desk.settle()
    assert not copies()


def test_text_that_was_undone_leaves_no_copy(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at(NAME)
    desk.type("abc")
    desk.until(lambda: bool(copies()))
    desk.press("edit.undo")
    desk.press("edit.undo")
    desk.press("edit.undo")
    desk.key(Qt.Key.Key_Escape)
    desk.until(lambda: not copies())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.soak
def test_a_killed_program_loses_two_seconds_at_most(tmp_path: Path, desk: Desk) -> None:
    for number in loop("killed while typing", full=300, share=2):
        path = tmp_path / f"{number}.perfdesk"
        save_draft(path, sample())
        child = start(path, "crash")
        assert child.stdout is not None
        told: list[tuple[int, float]] = []
        ends = time.monotonic() + 20
        while time.monotonic() < ends:
            line = child.stdout.readline().split()
            told.append((int(line[0]), float(line[1])))
            if told[-1][1] - told[0][1] > 1.0 + (number % 20) / 20:
                break
        child.send_signal(signal.SIGKILL)
        killed = time.time()
        child.communicate()
        owed = [count for count, when in told if when < killed - 2]
        shown = offered(desk)
        assert len(shown) == 1
        assert len(shown[0]) >= (owed[-1] if owed else 0)
        assert desk.document.text(NAME) == shown[0]
        assert desk.document.unsaved
        desk.when_asked(choose("不保存"))
        desk.window.close()
        desk.window = desk.program.new_window()
        assert not copies()
        assert open_draft(path).draft.forms == sample().forms


def offered(desk: Desk) -> list[str]:
    """Look for copies as the start does; take what is offered; return the names that it shows."""
    shown: list[str] = []

    def take(dialog: object) -> None:
        table = dialog.table  # type: ignore[attr-defined]
        rows = range(table.rowCount())
        shown.extend(table.item(row, 3).toolTip() for row in rows if table.item(row, 1).text() == "项目名称")
        choose("恢复")(dialog)  # type: ignore[arg-type]

    desk.when_asked(take)
    offer_all(desk.program, desk.window)
    desk.settle()
    return shown


@pytest.mark.soak
def test_nothing_is_offered_after_a_clean_end(tmp_path: Path, desk: Desk) -> None:
    for number in loop("clean ends", full=300, share=1):
        path = tmp_path / f"{number}.perfdesk"
        save_draft(path, sample())
        child = start(path, "clean")
        child.communicate(timeout=30)
        assert child.returncode == 0
        assert open_draft(path).draft.forms[0].fields["project_name"].isdecimal()
        offer_all(desk.program, desk.window)
        assert not desk.asked


def test_a_copy_that_cannot_be_read_is_told_once_and_kept(desk: Desk) -> None:
    from perfdesk.store.recovery import Recovery

    said: list[str] = []

    def read(dialog: QDialog) -> None:
        said.append(" ".join(each.text() for each in dialog.findChildren(QLabel)))
        choose("知道了")(dialog)

    Recovery(desk.saved()).keep(b"\x00\x01 no draft")
    orphan(copies()[0])
    (state_folder() / "recovery" / "cut.recovery").write_bytes(b'{"docu')
    desk.when_asked(read, read)
    offer_all(desk.program, desk.window)
    assert all("已损坏" in each and ".damaged" in each for each in said)
    assert not copies()
    assert len(list((state_folder() / "recovery").glob("*.damaged"))) == 2
    offer_all(desk.program, desk.window)
    assert len(desk.asked) == 2


def orphan(file: Path) -> None:
    """Make a copy one of a program that has ended."""
    head, _, rest = file.read_bytes().partition(b"\n")
    file.write_bytes(head.replace(f'"pid": {os.getpid()}'.encode(), b'"pid": 999999999') + b"\n" + rest)


def test_a_copy_that_differs_in_nothing_is_dropped_without_a_word(desk: Desk) -> None:
    from perfdesk.store import to_bytes
    from perfdesk.store.recovery import Recovery

    path = desk.saved()
    copy = Recovery(path)
    copy.keep(to_bytes(open_draft(path).draft))
    orphan(copies()[0])
    offer_all(desk.program, desk.window)
    assert not desk.asked
    assert not copies()
