"""What goes wrong outside: the disk is full, the program is started twice, two people save by turns."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox

from desks import Desk, choose, enter_file, escape
from papers import sample
from perfdesk.store import open_draft, save_draft
from perfdesk.store.lock import lock_file
from soak import loop

NAME = "fields/project_name"


def type_name(desk: Desk, text: str) -> None:
    desk.at(NAME)
    desk.type(text)


# --- the disk is full ---


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 128 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("a small disk needs root and mount")
    command = [mount, "-t", "tmpfs", "-o", "size=128k", "none", str(disk)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {made.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_costs_neither_the_file_nor_the_text(desk: Desk, small_disk: Path) -> None:
    path = small_disk / "a.perfdesk"
    save_draft(path, sample())
    desk.open(path)
    before = path.read_bytes()
    fill(small_disk)
    type_name(desk, "kept")
    told: list[str] = []

    def elsewhere(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        told.append(dialog.text() + dialog.informativeText())
        choose("另存为")(dialog)

    desk.when_asked(elsewhere, enter_file(desk.folder / "b.perfdesk"))
    desk.press("file.save")
    assert "磁盘已满" in told[0]
    assert "没有丢失" in told[0]
    assert path.read_bytes() == before
    assert open_draft(desk.folder / "b.perfdesk").draft.forms[0].fields["project_name"] == "kept"
    assert not desk.document.unsaved


def fill(disk: Path) -> None:
    """Leave no room."""
    with (disk / "other").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096) == 4096:
            pass


# --- started twice ---


@pytest.mark.skipif(os.name == "nt", reason="the processes are ended by signals")
def test_a_second_start_opens_its_file_in_the_program_that_runs(tmp_path: Path) -> None:
    first, second = tmp_path / "first.perfdesk", tmp_path / "second.perfdesk"
    for path in (first, second):
        save_draft(path, sample())
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PERFDESK_STATE": str(tmp_path / "state")}
    command = [sys.executable, "-m", "perfdesk"]
    running = subprocess.Popen([*command, str(first)], env=env, stderr=subprocess.DEVNULL)
    try:
        wait_for(lock_file(first))
        later = subprocess.run([*command, str(second)], env=env, capture_output=True, timeout=30, check=False)
        assert later.returncode == 0
        wait_for(lock_file(second))
        assert f'"pid": {running.pid}' in lock_file(second).read_text(encoding="utf-8")
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()


def wait_for(path: Path) -> None:
    ends = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < ends, f"{path.name} never came"
        time.sleep(0.02)


# --- two people, one file ---


@pytest.mark.soak
def test_of_two_who_save_by_turns_nobody_overwrites_the_other_unseen(desk: Desk) -> None:
    path = desk.saved()
    desk.open(path)
    lock_file(path).unlink()
    for turn in loop("interleavings of two who save", 200, 6):
        theirs = ""
        if random.random() < 0.5:
            theirs = f"theirs {turn}"
            other = open_draft(path)
            shared = {**other.draft.shared, "year": theirs}
            save_draft(path, other.draft.model_copy(update={"shared": shared}), stamp=other.stamp)
        mine = f"mine {turn}"
        type_name(desk, mine)
        if theirs:
            answer = random.choice([escape, choose("用我的内容覆盖")])
            before = path.read_bytes()
            desk.when_asked(answer)
            desk.press("file.save")
            if answer is escape:
                assert path.read_bytes() == before
                assert desk.document.unsaved
                desk.when_asked(choose("用我的内容覆盖"))
                desk.press("file.save")
        else:
            desk.press("file.save")
        assert open_draft(path).draft.forms[0].fields["project_name"] == mine
        assert not desk.document.unsaved
        assert desk.document.read_only == ""
    desk.key(Qt.Key.Key_Escape)


def test_a_damaged_file_shown_as_far_as_it_goes_does_not_count_as_saved(desk: Desk) -> None:
    path = desk.saved()
    path.write_bytes(path.read_bytes()[:-400])
    desk.open(path)
    assert desk.banner()
    assert desk.document.unsaved
    assert "未保存" in desk.window.status.saved.text()
    desk.press("file.save")
    assert not desk.document.unsaved
