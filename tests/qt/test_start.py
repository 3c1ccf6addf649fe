"""The start: quick, one program per user, and no writer of documents loaded."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from perfdesk.__main__ import is_for_window
from perfdesk.desk.instance import Listener, hand_over

ENV = {"QT_QPA_PLATFORM": "offscreen"}


def run(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    whole = {**os.environ, **ENV, **env}
    return subprocess.run([sys.executable, "-c", code], env=whole, capture_output=True, text=True, check=False)


_START = """
import sys
from PySide6.QtCore import qInstallMessageHandler
qInstallMessageHandler(lambda *_: None)
from perfdesk import app
from perfdesk.desk.program import Program
made = app.application()
window = Program(made).new_window()
told = []
window.painted.connect(lambda: told.append([each for each in HEAVY if each in sys.modules]))
while not told:
    made.processEvents()
print(told[0], window.furnished)
window.furnish()
print([each for each in NEVER if each in sys.modules])
"""


def test_the_first_paint_waits_for_no_draft_and_the_start_for_no_document_rule_or_printer(tmp_path: Path) -> None:
    never = ("openpyxl", "docx", "reportlab", "lxml", "perfdesk.rules.checks", "PySide6.QtPrintSupport")
    heavy = ("pydantic", "perfdesk.model", "perfdesk.region", "perfdesk.page", *never)
    code = f"HEAVY = {heavy}; NEVER = {never}\n{_START}"
    done = run(code, PERFDESK_STATE=str(tmp_path))
    assert done.stdout.splitlines() == ["[] False", "[]"], done.stderr


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["a.perfdesk"], True),
        (["a.perfdesk", "B.PERFDESK"], True),
        (["--new-instance"], True),
        (["show", "a.perfdesk"], False),
        (["--help"], False),
        (["export"], False),
    ],
)
def test_only_files_or_nothing_open_the_window(words: list[str], *, window: bool) -> None:
    assert is_for_window(words) is window


def test_without_a_display_it_says_so_in_chinese() -> None:
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", *ENV)}
    done = subprocess.run([sys.executable, "-m", "perfdesk"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "没有找到图形桌面" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_start_hands_its_files_over(qapp: QApplication, tmp_path: Path) -> None:
    taken: list[list[Path]] = []
    listener = Listener(taken.append)
    assert listener.listen()
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
    )
    code += "from perfdesk.desk.instance import hand_over; sys.exit(not hand_over([Path(sys.argv[1])]))"
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "a.perfdesk")], env={**os.environ, **ENV})
    ends = time.monotonic() + 10
    while child.poll() is None and time.monotonic() < ends:
        qapp.processEvents()
        time.sleep(0.01)
    assert child.returncode == 0
    assert taken == [[tmp_path / "a.perfdesk"]]
    listener.deleteLater()
    qapp.processEvents()


def test_a_first_start_finds_nobody(qapp: QApplication) -> None:
    assert qapp is not None
    assert not hand_over([])
