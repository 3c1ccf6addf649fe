"""Recovery: what was typed survives a crash, is offered once, and never after a clean end."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from desks import Desk, choose
from papers import sample
from perfdesk.desk.restoring import offer_all
from perfdesk.model.path import put
from perfdesk.paths import state_folder
from perfdesk.store import open_draft, to_bytes
from perfdesk.store.recovery import Recovery

NAME = "fields/project_name"


def copies() -> list[Path]:
    return sorted((state_folder() / "recovery").glob("*.recovery"))


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


def crashed(desk: Desk, text: str) -> Path:
    """Return a draft whose program ended with a name typed and not saved (`test_crash.py` really kills it)."""
    path = desk.saved()
    Recovery(path).keep(to_bytes(put(sample(), 0, NAME, text)))
    orphan(copies()[0])
    return path


def test_after_a_crash_what_was_typed_is_shown_and_brought_back(desk: Desk) -> None:
    path = crashed(desk, "typed")
    assert offered(desk) == ["typed"]
    assert desk.text(NAME) == "typed"
    assert desk.document.unsaved
    assert open_draft(path).draft.forms == sample().forms
    assert len(copies()) == 1, "the text is nowhere on disk until the clerk saves"
    desk.press("edit.undo")
    assert desk.text(NAME) == sample().forms[0].fields["project_name"]
    desk.press("edit.redo")
    desk.when_asked(choose("不保存"))
    desk.window.close()
    assert not copies()


@pytest.mark.parametrize(("way", "left"), [("以后再说", 1), ("不要这些内容", 0)])
def test_a_copy_that_is_not_taken_stays_or_goes_as_the_clerk_says(desk: Desk, way: str, left: int) -> None:
    path = crashed(desk, "typed")
    desk.when_asked(choose(way))
    offer_all(desk.program, desk.window)
    assert len(copies()) == left
    desk.open(path)
    desk.at(NAME)
    desk.type("new")
    desk.until(lambda: len(copies()) == left + 1)  # the copy of now takes nobody's place


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


def test_a_copy_that_cannot_be_read_is_told_once_and_kept(desk: Desk) -> None:
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
    path = desk.saved()
    copy = Recovery(path)
    copy.keep(to_bytes(open_draft(path).draft))
    orphan(copies()[0])
    offer_all(desk.program, desk.window)
    assert not desk.asked
    assert not copies()
