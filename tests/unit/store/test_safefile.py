"""A file replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path
from typing import BinaryIO

import pytest

from perfdesk.errors import Exit, UserError
from perfdesk.store.safefile import ORPHAN_S, Way, make_folder, replace_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "图书馆.docx"
    path.write_bytes(b"old")
    return path


def held_by_another(*, times: int = 10**9) -> Way:
    """Windows' answer while another program holds the file, `times` times."""
    left = [times]

    def replace(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "sharing violation")
            error.winerror = 32
            raise error
        source.replace(target)

    return Way(replace, patience_s=0.3)


def test_a_new_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    written = replace_file(tmp_path / "a.docx", b"new")
    assert written.path.read_bytes() == b"new"
    assert written.notices == ()
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]


def test_a_function_can_write_the_content_out_of_order(tmp_path: Path) -> None:
    def fill(out: BinaryIO) -> None:
        out.write(b"__rest")
        out.seek(0)
        out.write(b"ab")

    assert replace_file(tmp_path / "a.zip", fill).path.read_bytes() == b"abrest"


def test_nothing_is_overwritten_unless_the_clerk_says_so(file: Path) -> None:
    with pytest.raises(UserError) as refused:
        replace_file(file, b"new")
    assert refused.value.exit_code == Exit.NOT_WRITTEN
    assert "已经存在" in refused.value.what
    assert file.read_bytes() == b"old"
    assert len(list(file.parent.iterdir())) == 1


def test_a_file_that_appears_while_the_new_one_is_written_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"

    def somebody_is_faster() -> tuple[str, ...]:
        path.write_bytes(b"theirs")
        return ()

    with pytest.raises(UserError):
        replace_file(path, b"mine", before=somebody_is_faster)
    assert path.read_bytes() == b"theirs"
    assert len(list(tmp_path.iterdir())) == 1


def test_with_force_the_file_is_replaced(file: Path) -> None:
    assert replace_file(file, b"new", force=True).path == file
    assert file.read_bytes() == b"new"


def test_an_exporter_that_fails_leaves_no_trace(file: Path) -> None:
    def fill(out: BinaryIO) -> None:
        out.write(b"half")
        raise KeyError("font")

    with pytest.raises(KeyError):
        replace_file(file, fill, force=True)
    assert file.read_bytes() == b"old"
    assert len(list(file.parent.iterdir())) == 1


# --- looks ---


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o777])
def test_the_mode_of_the_old_file_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    replace_file(file, b"new", force=True)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_the_user_asked_the_system_for(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        path = replace_file(tmp_path / "a", b"new").path
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_still_leads_to_the_file_that_was_replaced(file: Path) -> None:
    (file.parent / "sub").mkdir()
    link = file.parent / "sub" / "link.docx"
    link.symlink_to(Path("..") / file.name)
    replace_file(link, b"new", force=True)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert [each.name for each in link.parent.iterdir()] == ["link.docx"]


def test_a_link_to_nothing_makes_the_file_it_names(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("target")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_a_broken_hard_link_is_said(file: Path) -> None:
    other = file.with_name("other.docx")
    os.link(file, other)
    written = replace_file(file, b"new", force=True)
    assert other.read_bytes() == b"old"
    assert "1 个硬链接" in written.notices[0]


def test_a_temp_name_left_by_a_crash_is_no_hard_link_to_tell_of(file: Path) -> None:
    os.link(file, file.with_name(f".{file.name}.~0123abcd"))
    assert replace_file(file, b"new", force=True).notices == ()


# --- refused ---


def test_a_read_only_file_stays_as_it_is(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(UserError, match="只读") as refused:
        replace_file(file, b"new", force=True)
    assert "没有改动" in refused.value.safe
    assert "另存为" in refused.value.todo
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("missing/a.docx", "文件夹不存在"),
        ("old.docx/a.docx", "文件夹不存在"),
        ("folder", "文件夹"),
        ("长" * 100 + ".docx", "太长"),
        ("a\x00b.docx", "文件名"),
        ("a\ud800b.docx", "文件名"),
    ],
)
def test_a_place_that_takes_no_file_is_named_in_words(tmp_path: Path, name: str, word: str) -> None:
    (tmp_path / "old.docx").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError) as refused:
        replace_file(tmp_path / name, b"new", force=True)
    assert word in refused.value.what
    assert refused.value.exit_code == Exit.NOT_WRITTEN
    refused.value.text().encode()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "old.docx"]


def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UserError):
        replace_file(tmp_path / "a", b"new", force=True)


@pytest.mark.parametrize("number", sorted({*range(1, 40), errno.EDQUOT, errno.ESTALE, errno.ENOTSUP}))
def test_whatever_the_system_answers_the_old_file_is_whole(file: Path, number: int) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise OSError(number, "no")

    with pytest.raises(UserError) as refused:
        replace_file(file, b"new", force=True, way=Way(refuse))
    assert refused.value.exit_code == Exit.NOT_WRITTEN
    assert "Error" not in refused.value.text()
    assert file.read_bytes() == b"old"
    assert len(list(file.parent.iterdir())) == 1


# --- held by another program (Windows) ---


def test_a_file_held_for_a_moment_is_replaced_a_moment_later(file: Path) -> None:
    written = replace_file(file, b"new", force=True, way=held_by_another(times=3))
    assert written.path == file
    assert file.read_bytes() == b"new"


def test_a_file_that_stays_held_is_saved_beside_and_that_is_said(file: Path) -> None:
    for count in (1, 2):
        start = time.monotonic()
        written = replace_file(file, b"new", force=True, way=held_by_another())
        assert time.monotonic() - start < 2
        assert written.path.read_bytes() == b"new"
        assert written.path.name in written.notices[0]
        assert file.read_bytes() == b"old"
        assert len(list(file.parent.iterdir())) == 1 + count


# --- what a crash left ---


def test_own_temp_files_older_than_a_day_are_cleared_and_no_others(file: Path) -> None:
    names = {
        f".{file.name}.~0123abcd": True,
        f".{file.name}.~0123abc": False,
        f".{file.name}.~0123abcd.docx": False,
        ".other.docx.~0123abcd": False,
        "~$图书馆.docx": False,
    }
    for name in names:
        path = file.with_name(name)
        path.write_bytes(b"x")
        os.utime(path, (time.time() - ORPHAN_S - 60,) * 2)
    fresh = file.with_name(f".{file.name}.~fedc9876")
    fresh.write_bytes(b"x")
    replace_file(file, b"new", force=True)
    left = {each.name for each in file.parent.iterdir()}
    assert left == {file.name, fresh.name, *(name for name, cleared in names.items() if not cleared)}


def test_a_folder_that_cannot_be_made_is_named(file: Path) -> None:
    make_folder(file.parent / "一" / "二")
    make_folder(file.parent / "一" / "二")
    with pytest.raises(UserError) as refused:
        make_folder(file / "子")
    assert refused.value.exit_code == Exit.NOT_WRITTEN
