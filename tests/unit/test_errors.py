"""Messages with a code: each says what happened, what is safe and what to do; one code is one kind of trouble."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from perfdesk.errors import CODES

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
