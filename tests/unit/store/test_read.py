"""Draft files opened: whole ones, foreign ones, future ones, monstrous ones."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clock import working_less_than
from perfdesk.errors import Exit, UserError
from perfdesk.model import Draft
from perfdesk.store import open_draft, save_draft
from perfdesk.store.decode import MAX_BYTES, MAX_PARTS
from perfdesk.store.read import Opened, read_bytes
from perfdesk.store.write import to_bytes
from saved import tall_draft, three_forms


def edited(change: Callable[[dict], object]) -> Opened:
    """Open the draft of three forms after its JSON was changed by somebody."""
    tree = json.loads(to_bytes(three_forms()))
    change(tree)
    return read_bytes(json.dumps(tree).encode())


def told(opened: Opened) -> str:
    return "\n".join(opened.notices)


def test_what_was_saved_is_opened_without_a_word() -> None:
    opened = read_bytes(to_bytes(three_forms()))
    assert opened.draft.model_copy(update={"sha256": ""}) == three_forms()
    assert opened.notices == ()
    assert not opened.read_only
    assert not opened.salvaged


# --- other encodings ---


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_a_draft_that_an_editor_saved_in_another_encoding_is_read(codec: str) -> None:
    text = to_bytes(three_forms()).decode()
    opened = read_bytes(text.encode(codec))
    assert opened.draft.model_copy(update={"sha256": ""}) == three_forms()
    assert len(opened.notices) == 1
    assert "编码" in opened.notices[0]
    assert not opened.salvaged


def test_one_wrong_byte_in_utf_8_is_not_taken_for_gb_18030() -> None:
    data = to_bytes(three_forms()).replace("阅览室改造1".encode(), "阅览".encode() + b"\xff" + "改造1".encode())
    opened = read_bytes(data)
    assert opened.draft.forms[0] == three_forms().forms[0]
    assert opened.draft.forms[1].fields["project_name"] == "阅览\ufffd改造1"
    assert opened.salvaged


# --- changed elsewhere ---


def test_a_text_changed_in_an_editor_is_noticed() -> None:
    opened = read_bytes(to_bytes(three_forms()).replace(b"12.50", b"13.50"))
    assert opened.draft.forms[0].fields["amount_annual"] == "13.50"
    assert "别处改动过" in told(opened)


def test_a_lost_checksum_is_noticed() -> None:
    assert "别处改动过" in told(edited(lambda tree: tree.pop("sha256")))


def test_a_draft_written_by_hand_needs_no_checksum() -> None:
    opened = read_bytes(b'{"format": "perfdesk.draft", "format_version": "1.0", "id": "a", "forms": []}')
    assert opened.notices == ()


# --- other versions ---


def test_a_newer_minor_version_opens_and_its_own_keys_survive_a_save() -> None:
    def future(tree: dict) -> None:
        tree["format_version"] = "1.7"
        tree["stamps"] = [{"who": "甲", "n": 1.5}]
        tree["forms"][0]["colour"] = "红"
        tree["forms"][0]["indicators"][1]["weight"] = 10
        tree["forms"][0]["doubts"][0]["since"] = None

    opened = edited(future)
    assert not opened.read_only
    assert not opened.salvaged
    again = json.loads(to_bytes(opened.draft))
    assert again["format_version"] == "1.7"
    assert again["stamps"] == [{"who": "甲", "n": 1.5}]
    assert again["forms"][0]["colour"] == "红"
    assert again["forms"][0]["indicators"][1]["weight"] == 10
    assert again["forms"][0]["doubts"][0]["since"] is None


def test_a_newer_major_version_is_shown_but_not_saved(tmp_path: Path) -> None:
    def future(tree: dict) -> None:
        tree["format_version"] = "2.0"
        tree["forms"][1]["fields"] = [{"id": "project_name", "text": "新式"}]

    opened = edited(future)
    assert opened.read_only
    assert "更新版本" in told(opened)
    assert opened.draft.forms[0] == three_forms().forms[0]
    with pytest.raises(UserError) as refused:
        save_draft(tmp_path / "a.perfdesk", opened.draft)
    assert refused.value.exit_code == Exit.NOT_WRITTEN
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", [None, 1, "", "abc", "1", "1.0.0"])
def test_an_unreadable_version_is_read_as_the_current_one_and_said(version: object) -> None:
    opened = edited(lambda tree: tree.update(format_version=version))
    assert opened.draft.format_version == "1.0"
    assert "版本" in told(opened)


# --- no draft ---


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"\n \n", "空"),
        (b"\x00" * 4096, "空"),
        (b"hello", "不是绩效目标草稿"),
        (b"[]", "不是绩效目标草稿"),
        (b"3", "不是绩效目标草稿"),
        (b'{"name": "package", "version": "1.0", "forms": 3}', "不是绩效目标草稿"),
        (b"PK\x03\x04 docx", "Word/Excel"),
        (b"%PDF-1.7", "PDF"),
        ("项目名称\t金额".encode("gb18030"), "不是绩效目标草稿"),
        (bytes(range(256)) * 64, "不是绩效目标草稿"),
    ],
)
def test_a_file_that_is_no_draft_is_refused_in_words_for_a_clerk(data: bytes, word: str) -> None:
    with pytest.raises(UserError) as refused:
        read_bytes(data)
    assert word in refused.value.what
    assert refused.value.todo
    assert refused.value.exit_code == Exit.UNREADABLE


# --- monsters ---


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"format": "perfdesk.draft", "forms": ['])
def test_a_file_nested_100_000_deep_is_refused_at_once(opening: bytes) -> None:
    for data in (opening * 100_000, opening + b"[" * 100_000 + b"]" * 100_000 + b"]}"):
        with working_less_than(1), pytest.raises(UserError):
            read_bytes(data)


def test_a_file_of_1_gb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.perfdesk"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with working_less_than(0.5), pytest.raises(UserError) as refused:
        open_draft(path)
    assert "太大" in refused.value.what


_MEASURE = """
import re, sys, time
from perfdesk.errors import UserError
from perfdesk.store.read import read_bytes
data = eval(sys.argv[1])
start = time.process_time()
try:
    read_bytes(data)
except UserError as error:
    print(error.code, file=sys.stderr)
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) / 1024  # its own, not its parent's
print(time.process_time() - start, peak)
"""
_HEAD = 'b\'{"format": "perfdesk.draft", "forms": [\''
# each just within the limits of size and parts, or just beyond
_MONSTERS = (
    f"{_HEAD} + b'{{}},' * 149_000 + b'{{}}]}}'",
    f'{_HEAD} + b\'{{"template": "t", "fields": {{}}}},\' * 4_999 + b\'{{}}]}}\'',
    f"{_HEAD} + b'[],' * 240_000 + b'1]}}'",
    f"{_HEAD} + b'1,' * 490_000 + b'1]}}'",
    f"{_HEAD} + b'\"x\",' * 490_000",
    f'{_HEAD} + b\'{{"template": "t", "fields": {{}}, "indicators": [\' + b\'1,\' * 490_000 + b\'1]}}]}}\'',
    f'{_HEAD} + b\'{{"template": "t", "fields": {{}}, "indicators": [\' + b\'{{}},\' * 140_000 + b\'{{}}]}}]}}\'',
    f'{_HEAD} + b\'{{"template": "t", "fields": {{}}, "comments": [\' + b\'{{"a": 1}},\' * 140_000 + b\'{{}}]}}]}}\'',
    "b'{\\n' + b'  \"a\": {\\n' * 2_700_000",
    "b'\\n' * 25_000_000 + b'{'",
    "b'{\"format\": \"perfdesk.draft\", \"id\": \"' + b'\\xf0\\x9f\\x98\\x80' + b'a' * 25_000_000 + b'\"}'",
    "b'{\"format\": \"perfdesk.draft\", \"seq\": ' + b'9' * 25_000_000 + b'}'",
    "b'{\"format\": \"perfdesk.draft\", \"x\": 0.' + b'9' * 25_000_000 + b'}'",
    'b\'{"format": "perfdesk.draft", \' + b\'"a": 1 \' * 3_500_000',
    'b\'{\\n  "format": "perfdesk.draft",\\n  "forms": [\\n\' + b\'    {\\n\' * 490_000',
    'b\'{\\n  "format": "perfdesk.draft",\\n\' + b\'  \\"a\\": \\"\\\\\\\\x\\n\' * 1_900_000',
    'b\'{\\n  "format": "perfdesk.draft",\\n\' + b\'  \\"\\\\\\\\\' * 5_000_000',
    'b\'{\\n  "format": "perfdesk.draft",\\n\' + b\'  "a": 1,\\n\' * 490_000',
    "b'\\xff' * 25_000_000",
)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(len(_MONSTERS)))
def test_no_file_takes_more_than_2_seconds_or_300_mb(number: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE, _MONSTERS[number]],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
        timeout=60,
    )
    seconds, memory = map(float, run.stdout.split())
    assert memory < 300, f"{memory:.0f} MB"
    assert seconds < 2, f"{seconds:.1f} s of the processor"


def test_an_honest_draft_of_200_forms_is_far_from_the_limits() -> None:
    data = to_bytes(tall_draft(200, 60))
    assert len(data) < MAX_BYTES / 2
    assert sum(data.count(sign) for sign in (b"{", b"[", b",")) < MAX_PARTS / 2
    assert len(read_bytes(data).draft.forms) == 200


# --- wrong kinds of values ---


def test_a_number_where_a_text_belongs_becomes_that_text_as_it_was_written() -> None:
    data = b"""{"format": "perfdesk.draft", "format_version": "1.0", "id": 7, "shared": {"year": 2024},
        "forms": [{"id": "1", "template": "t", "fields": {"amount_annual": 12.50, "paid": true}}]}"""
    opened = read_bytes(data)
    assert opened.draft.id == "7"
    assert opened.draft.shared == {"year": "2024"}
    assert opened.draft.forms[0].fields == {"amount_annual": "12.50", "paid": "true"}
    assert "不合格式" in told(opened)
    assert opened.salvaged


def test_a_value_that_fits_nowhere_is_kept_as_a_doubt_of_its_form() -> None:
    opened = edited(lambda tree: tree["forms"][1]["fields"].update(goal_annual={"rich": ["甲", "乙"]}))
    assert "goal_annual" not in opened.draft.forms[1].fields
    doubt = opened.draft.forms[1].doubts[-1]
    assert (doubt.code, doubt.place, doubt.was) == ("F01", "第 2 张表的栏目“年度目标”", '{"rich": ["甲", "乙"]}')
    assert opened.draft.forms[0] == three_forms().forms[0]
    assert "第 2 张表的栏目“年度目标”" in told(opened)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("forms", {"a": "文字"}),
        ("forms", "文字"),
        ("shared", ["文字"]),
        ("doubts", "文字"),
        ("seq", "文字"),
        ("id", {"a": "文字"}),
        ("format", "文字"),
    ],
)
def test_a_wrong_value_at_the_top_is_moved_into_a_doubt(key: str, value: object) -> None:
    opened = edited(lambda tree: tree.update({key: value}))
    assert any("文字" in doubt.was for doubt in opened.draft.doubts)
    assert opened.salvaged
    assert isinstance(opened.draft, Draft)


def test_forms_that_are_no_forms_do_not_hide_the_others() -> None:
    opened = edited(lambda tree: tree["forms"].insert(1, "孤零零的文字"))
    assert opened.draft.forms == three_forms().forms
    assert any(doubt.was == "孤零零的文字" for doubt in opened.draft.doubts)


def test_a_key_that_comes_twice_keeps_both_texts() -> None:
    data = to_bytes(three_forms()).replace(b'    "year": "2024"', b'    "year": "2023",\n    "year": "2024"')
    opened = read_bytes(data)
    assert opened.draft.shared["year"] == "2024"
    assert any(doubt.was == "2023" for doubt in opened.draft.doubts)
    assert "重复" in told(opened)


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400", "-1e999", "9" * 5000])
def test_a_number_that_cannot_be_counted_with_stays_as_text(number: str) -> None:
    head = '{"format": "perfdesk.draft", "format_version": "1.0", "id": "a"'
    data = f'{head}, "x": {number}, "shared": {{"y": {number}}}}}'
    opened = read_bytes(data.encode())
    assert opened.draft.shared["y"] == number
    assert read_bytes(to_bytes(opened.draft)).draft.shared["y"] == number
    assert number[:20] in told(opened)


def test_ids_that_come_twice_are_made_to_differ() -> None:
    def double(tree: dict) -> None:
        tree["forms"][1]["id"] = "f0"
        tree["forms"][2]["id"] = ""
        for row in tree["forms"][0]["indicators"]:
            row["id"] = "1"

    draft = edited(double).draft
    assert draft.forms[0].id == "f0"
    assert len({form.id for form in draft.forms} - {""}) == 3
    assert [row.id for row in draft.forms[0].indicators] == ["1", "2", "3"]


# --- files ---


@pytest.mark.parametrize("make", ["missing", "folder", "pipe", "device"])
def test_what_is_no_ordinary_file_is_refused(make: str, tmp_path: Path) -> None:
    import os

    path = tmp_path / "a.perfdesk"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)
    elif make == "device":
        path = Path("/dev/zero")
    with pytest.raises(UserError) as refused:
        open_draft(path)
    assert refused.value.code == "E60"


@pytest.mark.parametrize("name", ["a\x00b.perfdesk", "长" * 300, "\ud800.perfdesk"])
def test_an_impossible_name_is_refused_in_words(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        open_draft(tmp_path / name)
    refused.value.text().encode()  # can be printed


def test_a_damaged_file_names_its_backups(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    first = save_draft(path, three_forms())
    save_draft(path, first.draft, stamp=first.stamp)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "1 份备份" in told(open_draft(path))
    path.write_bytes(b"")
    with pytest.raises(UserError, match="空") as refused:
        open_draft(path)
    assert "1 份备份" in refused.value.todo
