"""The demo: a machine without a display shows the window and the exports in files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from perfdesk.__main__ import is_for_window


def test_without_a_display_the_demo_draws_the_window_and_exports_the_sample(tmp_path: Path) -> None:
    kept_out = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PERFDESK_STATE")
    env = {name: value for name, value in os.environ.items() if name not in kept_out}
    command = [sys.executable, "-m", "perfdesk", "--demo", str(tmp_path / "out")]
    done = subprocess.run(
        command, env={**env, "HOME": str(tmp_path)}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"window.png", "library-2026.docx", "library-2026.xlsx", "library-2026.pdf"}
    assert all(name in done.stdout for name in names)
    assert QImage(str(tmp_path / "out" / "window.png")).width() >= 800
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "a demo leaves nothing of its own behind"


def test_a_demo_that_cannot_write_says_so_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, no folder")
    command = [sys.executable, "-m", "perfdesk", "--demo", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_the_demo_is_asked_for_with_a_folder() -> None:
    assert is_for_window(["--demo", "out"])
    assert not is_for_window(["--demo"])
