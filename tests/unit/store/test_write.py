"""A draft as bytes."""

from __future__ import annotations

import hashlib
import json
import re

from perfdesk.model import Draft
from perfdesk.store.read import read_bytes
from perfdesk.store.write import checksum, to_bytes
from saved import three_forms


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert to_bytes(three_forms()) == to_bytes(three_forms())


def test_the_file_is_sorted_json_with_line_feeds_and_an_end() -> None:
    data = to_bytes(three_forms())
    tree = json.loads(data)
    assert list(tree) == sorted(tree)
    assert list(tree["forms"][0]) == sorted(tree["forms"][0])
    assert [form["id"] for form in tree["forms"]] == ["f0", "f1", "f2"]
    assert b"\r" not in data
    assert data.endswith(b"}\n")


def test_chinese_can_be_read_in_the_file_as_it_was_typed() -> None:
    assert "示例镇图书馆".encode() in to_bytes(three_forms())


def test_the_checksum_is_that_of_the_file_without_it() -> None:
    data = to_bytes(three_forms())
    found = re.search(rb'"sha256": "([0-9a-f]{64})"', data)
    assert found
    without = data.replace(found[1], b"", 1)
    assert hashlib.sha256(without).hexdigest() == found[1].decode() == checksum(data)


def test_a_text_that_looks_like_a_checksum_is_left_alone() -> None:
    draft = Draft(id="a", shared={"sha256": "0" * 64, "x": '\n  "sha256": "'})
    opened = read_bytes(to_bytes(draft))
    assert opened.draft.shared == draft.shared
    assert opened.notices == ()


def test_the_checksum_that_a_draft_carries_does_not_matter_for_its_file() -> None:
    draft = three_forms()
    assert to_bytes(draft.model_copy(update={"sha256": "f" * 64})) == to_bytes(draft)


def test_two_surrogates_that_make_one_character_become_it() -> None:
    draft = Draft(id="a", shared={"name": "\ud842\udfb7野家", "half": "\ud842"})
    assert read_bytes(to_bytes(draft)).draft.shared == {"name": "𠮷野家", "half": "\ud842"}
