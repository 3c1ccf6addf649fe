"""Where a draft is saved: nothing that is there is replaced without a yes, and trying again means the same."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from desks import Desk, choose, enter_file, escape
from papers import sample
from perfdesk.model.path import put
from perfdesk.store import backups, open_draft, save_draft

NAME = "fields/project_name"


def typed(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at(NAME)
    desk.type("mine")


@pytest.mark.parametrize("word", ["替换", "取消"])
def test_a_name_without_its_suffix_asks_before_it_replaces_a_draft(desk: Desk, word: str) -> None:
    other = desk.saved(name="b.perfdesk")
    before = other.read_bytes()
    typed(desk)
    desk.when_asked(enter_file(desk.folder / "b"), choose(word))
    desk.press("file.save_as")
    if word == "替换":
        assert open_draft(other).draft.forms[0].fields["project_name"] == "mine"
        assert [each.path.read_bytes() for each in backups(other)] == [before]
    else:
        assert other.read_bytes() == before
        assert desk.document.unsaved


def test_a_new_name_without_its_suffix_asks_nothing(desk: Desk) -> None:
    typed(desk)
    desk.when_asked(enter_file(desk.folder / "c"))
    desk.press("file.save_as")
    assert open_draft(desk.folder / "c.perfdesk").draft.forms[0].fields["project_name"] == "mine"


def test_trying_again_still_replaces_the_file_that_the_clerk_has_chosen(desk: Desk) -> None:
    other = desk.saved(name="b.perfdesk")
    other.chmod(0o444)
    typed(desk)

    def again(dialog: QDialog) -> None:
        other.chmod(0o644)
        choose("重试")(dialog)

    desk.when_asked(enter_file(other), choose("是"), again)
    desk.press("file.save_as")
    assert open_draft(other).draft.forms[0].fields["project_name"] == "mine"


def test_the_newest_backup_that_can_be_read_is_opened_in_place_of_a_lost_draft(desk: Desk) -> None:
    path = desk.saved(put(sample(), 0, NAME, "第一次"))
    for text in ("第二次", "第三次"):
        opened = open_draft(path)
        save_draft(path, put(opened.draft, 0, NAME, text), stamp=opened.stamp)
    save_draft(path, sample(), force=True)
    path.write_bytes(b"")
    third, second, _ = backups(path)
    third.path.write_bytes(b"no draft")
    desk.when_asked(choose("打开最近的备份"))
    desk.open(path)
    assert desk.text(NAME) == "第二次"
    assert desk.document.path is None
    assert desk.document.unsaved
    for each in (second, third):
        each.path.write_bytes(b"no draft")
    backups(path)[-1].path.write_bytes(b"no draft")
    desk.when_asked(escape)
    desk.open(path)
    assert len(desk.program.windows) == 1


def test_an_export_under_a_name_without_its_suffix_asks_too(desk: Desk) -> None:
    desk.open(desk.saved())
    other = desk.folder / "out.docx"
    other.write_bytes(b"keep")
    desk.when_asked(choose("选择位置"), enter_file(desk.folder / "out"), choose("取消"))
    desk.press("file.export")
    assert desk.asked[-1] == "导出"
    assert other.read_bytes() == b"keep"
