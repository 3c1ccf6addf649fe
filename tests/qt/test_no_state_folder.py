"""A computer on which nothing can be kept beside the drafts (a full quota, a lost profile): the window still works."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desks import Desk
from perfdesk.app import keep_log
from perfdesk.store import open_draft


@pytest.fixture
def poor(
    qapp: QApplication, qtlog: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:  # qtlog keeps Qt's words off the screen
    file = tmp_path / "no folder"
    file.write_bytes(b"")
    monkeypatch.setenv("PERFDESK_STATE", str(file / "perfdesk"))
    made = Desk(qapp, tmp_path)
    yield made
    made.close()


def test_the_start_says_that_nothing_can_be_kept(poor: Desk) -> None:
    before = list(logging.getLogger().handlers)
    words = keep_log()
    assert "不能写入" in words
    assert logging.getLogger().handlers == before
    poor.program.tell_once("state", words)
    assert "恢复副本" in poor.banner()


def test_a_draft_is_filled_in_and_saved_and_the_missing_copies_are_told(poor: Desk) -> None:
    path = poor.saved()
    poor.open(path)
    poor.at("fields/project_name")
    poor.type("abc")
    poor.until(lambda: "恢复副本写不进去" in poor.window.status.saved.text())
    poor.press("file.save")
    assert open_draft(path).draft.forms[0].fields["project_name"].endswith("abc")
    assert "没有留下备份" in poor.banner()
