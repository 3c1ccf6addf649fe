"""A draft saved: numbered, checked, kept as a backup, never over somebody else's change."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from perfdesk.errors import Exit, UserError
from perfdesk.model import Draft, Form, Indicator
from perfdesk.model.path import put
from perfdesk.store import backups, changed, lock, open_draft, save_draft
from perfdesk.store.read import read_bytes
from perfdesk.store.stamp import read_file
from perfdesk.store.write import to_bytes
from saved import ODD, tall_draft, three_forms


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "图书馆.perfdesk"


def refusal(path: Path, draft: Draft, **how: object) -> UserError:
    """Save what must be refused; the file must be byte-equal afterwards and the folder clean."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(UserError) as refused:
        save_draft(path, draft, **how)
    assert refused.value.exit_code == Exit.NOT_WRITTEN
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before
    return refused.value


def test_a_saved_draft_is_opened_as_it_was_given_back(path: Path) -> None:
    saved = save_draft(path, three_forms())
    opened = open_draft(path)
    assert opened.draft == saved.draft
    assert opened.stamp == saved.stamp
    assert opened.notices == saved.notices == ()
    assert saved.seq == opened.draft.seq == 4
    assert saved.backup is None
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_each_save_has_a_higher_number_and_keeps_the_one_before(path: Path) -> None:
    saved = save_draft(path, three_forms())
    for number in range(5, 8):
        before = path.read_bytes()
        draft = put(saved.draft, 0, "fields/project_name", f"第{number}版")
        saved = save_draft(path, draft, stamp=saved.stamp)
        assert saved.seq == number
        assert saved.backup is not None
        assert saved.backup.read_bytes() == before
    assert [each.seq for each in backups(path)] == [6, 5, 4]


def test_an_old_copy_saved_over_a_newer_file_still_gets_the_highest_number(path: Path) -> None:
    saved = save_draft(path, three_forms().model_copy(update={"seq": 70}))
    assert save_draft(path, three_forms(), force=True).seq == saved.seq + 1


def test_a_number_once_given_is_not_given_again_after_a_restore(path: Path) -> None:
    saved = save_draft(path, three_forms())
    for _ in range(3):
        saved = save_draft(path, saved.draft, stamp=saved.stamp)
    path.write_bytes(backups(path)[-1].path.read_bytes())
    opened = open_draft(path)
    assert save_draft(path, opened.draft, stamp=opened.stamp).seq > backups(path)[1].seq


# --- somebody else ---


def test_a_file_that_was_there_is_not_overwritten(path: Path) -> None:
    path.write_bytes(b"a letter")
    assert "已经存在" in refusal(path, three_forms()).what


def test_a_file_changed_by_another_program_is_not_overwritten(path: Path) -> None:
    saved = save_draft(path, three_forms())
    path.write_bytes(path.read_bytes().replace(b"12.50", b"13.50"))
    os.utime(path, ns=(saved.stamp.mtime_ns,) * 2)  # not even with the same size and time
    assert "改动过" in refusal(path, saved.draft, stamp=saved.stamp).what


def test_a_file_touched_but_not_changed_is_no_obstacle(path: Path) -> None:
    saved = save_draft(path, three_forms())
    os.utime(path, (1, 1))
    assert save_draft(path, saved.draft, stamp=saved.stamp).seq == 5


def test_with_force_the_other_one_s_file_becomes_a_backup(path: Path) -> None:
    saved = save_draft(path, three_forms())
    theirs = to_bytes(put(saved.draft, 0, "fields/project_name", "别人的"))
    path.write_bytes(theirs)
    forced = save_draft(path, saved.draft, stamp=saved.stamp, force=True)
    assert forced.backup is not None
    assert forced.backup.read_bytes() == theirs


def test_the_other_one_s_file_is_kept_however_low_its_number_and_however_many_backups_there_are(path: Path) -> None:
    saved = save_draft(path, three_forms())
    for number in range(14):
        draft = put(saved.draft, 0, "fields/project_name", f"第{number}次")
        saved = save_draft(path, draft, stamp=saved.stamp)
    theirs = to_bytes(put(three_forms().model_copy(update={"seq": 1}), 0, "fields/project_name", "别人的"))
    path.write_bytes(theirs)
    forced = save_draft(path, saved.draft, stamp=saved.stamp, force=True)
    assert forced.backup is not None
    assert forced.backup.read_bytes() == theirs
    assert backups(path)[0].path == forced.backup
    assert forced.seq > backups(path)[0].seq
    again = save_draft(path, put(forced.draft, 0, "fields/project_name", "又一次"), stamp=forced.stamp)
    assert again.seq == forced.seq + 1
    assert forced.backup.exists()


def test_a_file_that_has_vanished_is_made_again(path: Path) -> None:
    saved = save_draft(path, three_forms())
    path.unlink()
    again = save_draft(path, saved.draft, stamp=saved.stamp)
    assert again.seq == 5
    assert "不在原处" in again.notices[0]
    assert open_draft(path).draft.seq == 5


def test_a_save_that_the_disk_did_not_confirm_can_be_repeated(path: Path) -> None:
    first = save_draft(path, three_forms())
    draft = put(first.draft, 0, "fields/project_name", "新名称")
    save_draft(path, draft, stamp=first.stamp)  # the clerk was told that it is not sure: the old stamp is all there is
    assert save_draft(path, draft, stamp=first.stamp).seq == 6


def test_changed_tells_a_changed_and_a_vanished_file(path: Path) -> None:
    saved = save_draft(path, three_forms())
    assert not changed(path, saved.stamp)
    path.write_bytes(b"x")
    assert changed(path, saved.stamp)
    path.unlink()
    assert changed(path, saved.stamp)


def test_a_draft_open_on_another_computer_is_not_saved_over(path: Path) -> None:
    saved = save_draft(path, three_forms())
    owner = '{"user": "李四", "host": "财务-02", "since": "2024-05-06T09:30:00", "pid": 4, "started": ""}'
    lock.lock_file(path).write_text(owner, encoding="utf-8")
    told = refusal(path, saved.draft, stamp=saved.stamp).what
    assert "李四" in told
    assert "财务-02" in told
    assert "2024-05-06 09:30" in told
    assert save_draft(path, saved.draft, force=True).seq == 5
    assert lock.lock_file(path).exists()


def test_the_lock_of_this_program_is_no_obstacle_and_stays(path: Path) -> None:
    saved = save_draft(path, three_forms())
    held = lock.acquire(path)
    assert isinstance(held, lock.Lock)
    save_draft(path, saved.draft, stamp=saved.stamp)
    holder = lock.holder(path)
    assert holder is not None
    assert holder.mine
    held.release()


# --- backups in trouble ---


def test_a_damaged_file_is_kept_before_it_is_saved_over(path: Path) -> None:
    saved = save_draft(path, three_forms())
    saved = save_draft(path, saved.draft, stamp=saved.stamp)
    damaged = path.read_bytes()[:-500]
    path.write_bytes(damaged)
    opened = open_draft(path)
    again = save_draft(path, opened.draft, stamp=opened.stamp)
    assert again.seq > saved.seq
    assert again.backup is not None
    assert again.backup.read_bytes() == damaged
    assert backups(path)[0].path == again.backup


def test_a_state_folder_that_cannot_be_written_does_not_stop_the_save(path: Path, own_state_folder: Path) -> None:
    saved = save_draft(path, three_forms())
    own_state_folder.write_bytes(b"a file where the folder should be")
    again = save_draft(path, saved.draft, stamp=saved.stamp)
    assert open_draft(path).draft.seq == 5
    assert again.backup is None
    assert "没有留下备份" in again.notices[0]


def test_what_only_the_file_holds_is_not_saved_over_where_no_backup_can_be_kept(
    path: Path, own_state_folder: Path
) -> None:
    saved = save_draft(path, three_forms())
    theirs = to_bytes(put(saved.draft, 0, "fields/project_name", "别人的"))
    damaged = path.read_bytes()[:-500]
    own_state_folder.write_bytes(b"a file where the folder should be")
    path.write_bytes(theirs)
    assert refusal(path, saved.draft, stamp=saved.stamp, force=True).code == "E85"
    path.write_bytes(damaged)
    opened = open_draft(path)
    assert opened.salvaged
    assert refusal(path, opened.draft, stamp=opened.stamp).code == "E85"
    assert save_draft(path.with_name("b.perfdesk"), opened.draft).notices == ()


def test_a_draft_too_large_to_be_opened_again_is_refused_with_what_to_do(path: Path) -> None:
    save_draft(path, three_forms())
    row = Indicator(id="", horizons={"annual": {"name": "x"}})
    forms = tuple(Form(id=str(number), template="t", indicators=(row,) * 60) for number in range(900))
    told = refusal(path, Draft(id="a", forms=forms), force=True)
    assert told.code == "E86"
    assert "900 张表" in told.what
    assert "另一份草稿" in told.todo


# --- odd drafts ---


def test_a_draft_of_a_newer_program_is_not_saved(path: Path) -> None:
    assert "更新版本" in refusal(path, Draft(id="a", format_version="2.0")).what


def test_rows_of_one_id_do_not_stop_a_save(path: Path) -> None:
    rows = (Indicator(id="1", level1="甲"), Indicator(id="1", level1="乙"))
    saved = save_draft(path, Draft(id="", forms=(Form(id="", template="t", indicators=rows),)))
    assert [row.level1 for row in open_draft(path).draft.forms[0].indicators] == ["甲", "乙"]
    assert [row.id for row in saved.draft.forms[0].indicators] == ["1", "2"]


@pytest.mark.parametrize("text", [*ODD, "\ud842\udfb7", "x" * 100_000])
def test_every_text_can_be_saved(path: Path, text: str) -> None:
    saved = save_draft(path, Draft(id=text or "a", shared={text: text}))
    again = save_draft(path, open_draft(path).draft, stamp=saved.stamp)
    assert again.notices == ()


def test_a_draft_larger_than_can_be_opened_is_not_saved(path: Path) -> None:
    assert "太大" in refusal(path, Draft(id="a", shared={"x": "长" * 10_000_000})).what


def test_a_large_draft_is_saved_while_a_clerk_waits(path: Path) -> None:
    saved = save_draft(path, tall_draft(50, 30))
    assert read_bytes(read_file(path)[0]).draft == saved.draft


def test_the_host_of_the_locks_is_this_one() -> None:
    from perfdesk.store import process

    assert process.host().split(".")[0] == socket.gethostname().split(".")[0]
