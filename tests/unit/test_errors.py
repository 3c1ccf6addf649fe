"""Messages with a code: each says what happened, what is safe and what to do; one code is one kind of trouble."""

from __future__ import annotations

import errno
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from perfdesk.errors import CODES
from perfdesk.readers.encoding import not_opened
from perfdesk.store.faults import not_read, not_written

DOCS = Path(__file__).resolve().parents[2] / "docs"
SEVERAL = {
    "E02": "the command line was typed wrongly, in one of many ways",
    "E21": "too much to import: the file, the text on the clipboard, the forms",
    "E24": "no known form: in files, on the clipboard",
    "E99": "a fault of ours: in the window, in the terminal",
}
"""Codes that more than one file tells, and why that is one kind of trouble."""


@pytest.fixture(scope="module")
def scan() -> ModuleType:
    spec = importlib.util.spec_from_file_location("error_codes", DOCS / "error_codes.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["error_codes"] = made
    spec.loader.exec_module(made)
    return made


def test_every_code_is_in_the_list_and_every_one_of_the_list_is_told(scan: ModuleType) -> None:
    assert sorted({each.code for each in scan.messages()}) == sorted(CODES) == list(CODES)


def test_every_message_says_what_happened_what_is_safe_and_what_to_do(scan: ModuleType) -> None:
    for each in scan.messages():
        assert each.what, each
        assert each.safe, each
        assert each.todo, each
        assert not each.safe.startswith("请"), each


def test_no_code_stands_for_two_things(scan: ModuleType) -> None:
    files: dict[str, set[str]] = {}
    for each in scan.messages():
        files.setdefault(each.code, set()).add(each.where)
    assert {code for code, where in files.items() if len(where) > 1} <= SEVERAL.keys()
    assert len(set(CODES.values())) == len(CODES)


def test_the_scan_reads_tables_helpers_and_plain_calls(scan: ModuleType) -> None:
    told = {(each.code, each.what) for each in scan.messages()}
    assert ("E70", "无法保存到“…”：磁盘已满。") in told
    assert ("E80", "没有保存：“…”正由…打开。") in told
    assert ("E61", "文件是空的，没有内容可读。") in told


def _of_windows(number: int, errno_: int) -> OSError:
    """Return an error as Python makes it on Windows."""
    error = OSError(errno_, "said by Windows")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    return error


@pytest.mark.parametrize(
    ("number", "made", "code", "words"),
    [
        (21, errno.EACCES, "E74", "U盘"),
        (39, errno.EINVAL, "E70", "磁盘已满"),
        (53, errno.ENOENT, "E74", "网络"),
        (64, errno.EINVAL, "E74", "网络"),
        (121, errno.EINVAL, "E74", "网络"),
        (206, errno.ENOENT, "E75", "太长"),
        (1117, errno.EINVAL, "E73", "磁盘读写出错"),
        (1167, errno.EINVAL, "E74", "U盘"),
        (5, errno.EACCES, "E72", "写入权限"),
    ],
)
def test_what_windows_says_of_a_disk_is_told_and_not_what_python_makes_of_it(
    number: int, made: int, code: str, words: str
) -> None:
    told = not_written(_of_windows(number, made), Path("图书馆.perfdesk"))
    assert told.code == code
    assert words in told.what + told.todo


@pytest.mark.parametrize("number", [errno.EHOSTDOWN, errno.ENOTCONN, errno.ESTALE, errno.ETIMEDOUT])
def test_a_share_that_does_not_answer_is_named_when_reading_and_when_writing(number: int) -> None:
    error, path = OSError(number, "gone"), Path("图书馆.perfdesk")
    for told in (not_written(error, path), not_read(error, path), not_opened(error, path)):
        assert "网络文件夹" in told.what
        assert "系统报告错误" not in told.what
