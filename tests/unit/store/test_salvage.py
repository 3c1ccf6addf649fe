"""Damaged drafts: how much comes back, and that nothing is lost without a word."""

from __future__ import annotations

import json

import pytest

from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.store.read import Opened, read_bytes
from perfdesk.store.write import to_bytes
from saved import three_forms

DATA = to_bytes(three_forms())


def damaged(old: str, new: str, at: int = 0) -> Opened:
    """Open the draft of three forms with the `at`-th place of `old` changed to `new`."""
    pieces = DATA.decode().split(old)
    assert len(pieces) > at + 1, old
    text = old.join(pieces[: at + 1]) + new + old.join(pieces[at + 1 :])
    return read_bytes(text.encode())


def rewritten(indent: int | None) -> bytes:
    """Return the draft of three forms as another program would write it."""
    return json.dumps(json.loads(DATA), ensure_ascii=False, indent=indent).replace("\ud800", "\\ud800").encode()


def forms_kept(draft: Draft) -> list[bool]:
    return [draft.forms[number] == form for number, form in enumerate(three_forms().forms)]


def everything(opened: Opened) -> str:
    return json.dumps(opened.draft.model_dump(), ensure_ascii=False)


def test_a_file_cut_in_the_third_form_gives_the_two_before_it_whole() -> None:
    opened = read_bytes(DATA[: DATA.index(b'"f2"')])
    assert opened.draft.forms[:2] == three_forms().forms[:2]
    assert opened.salvaged
    told = "\n".join(opened.notices)
    assert "后面的内容没有了" in told
    assert "各表共用的栏目" in told
    assert "第 3 张表只读到一部分" in told


def test_what_stood_in_the_cut_form_before_the_cut_is_there() -> None:
    opened = read_bytes(DATA[: DATA.rindex(b'"indicators"')])
    assert opened.draft.forms[2].fields == three_forms().forms[2].fields


def test_a_text_cut_in_the_middle_keeps_its_beginning() -> None:
    place = DATA.rindex("阅览室改造2".encode())
    opened = read_bytes(DATA[: place + len("阅览室".encode()) + 1])
    assert opened.draft.forms[2].fields["project_name"] == "阅览室"


def test_a_lost_bracket_costs_nothing() -> None:
    opened = damaged("      },\n", "      \n", at=4)
    assert forms_kept(opened.draft) == [True, True, True]
    assert opened.salvaged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    {\n", "    x\n"),
        ("    },\n", "    )\n"),
        ('      "fields": {', '      "fields": ['),
        ('      "fields": {', '      "fields": x'),
        ('      "indicators": [', '      "indicators": '),
        ('",\n', '"\n'),
        ('": "', '" "'),
        ('"project_name": "', '"project_name": '),
        ("改造0", "改造\n0"),
        (" \n", "X\n"),
        ("          ", "     $    "),
        ("}", "]"),
        ("[", "("),
    ],
)
def test_damage_to_one_sign_stays_in_its_form(old: str, new: str) -> None:
    if old not in DATA.decode():
        old = "\n"
    for at in range(0, DATA.decode().count(old), 7):
        opened = damaged(old, new, at)
        assert sum(forms_kept(opened.draft)) >= 2, (at, opened.notices)
        assert opened.notices


def test_two_lines_run_together_by_a_lost_line_feed_are_both_read() -> None:
    opened = damaged('",\n        "goal_annual"', '",X        "goal_annual"')
    assert opened.draft.forms[0].fields == three_forms().forms[0].fields


def test_a_line_that_makes_no_sense_is_kept_as_a_doubt() -> None:
    opened = damaged('        "project_name": "阅览室改造1"', '        阅览室改造1 %% "')
    assert "阅览室改造1" in everything(opened)
    assert any("阅览室改造1" in doubt.was for doubt in opened.draft.doubts)


def test_every_word_of_a_file_with_a_hole_is_still_somewhere() -> None:
    hole = DATA.index("开放天数2".encode())
    opened = read_bytes(DATA[:hole] + b"\x00" * 40 + DATA[hole + 40 :])
    assert forms_kept(opened.draft) == [False, True, True]


def test_a_draft_on_one_line_is_read_up_to_the_damage() -> None:
    flat = rewritten(indent=None)
    opened = read_bytes(flat[: flat.rindex(b'"indicators"')])
    assert opened.draft.forms[:2] == three_forms().forms[:2]
    assert opened.salvaged
    assert "阅览室改造2" in everything(opened)


def test_a_draft_indented_by_another_program_is_read_too() -> None:
    wide = rewritten(indent=4)
    opened = read_bytes(wide[: wide.rindex(b'"indicators"')])
    assert opened.draft.forms[:2] == three_forms().forms[:2]


def test_a_draft_with_windows_line_ends_cut_short_is_read_too() -> None:
    data = DATA.replace(b"\n", b"\r\n")
    opened = read_bytes(data[: data.rindex(b'"indicators"')])
    assert opened.draft.forms[:2] == three_forms().forms[:2]


def test_the_second_half_alone_still_gives_its_forms() -> None:
    opened = read_bytes(DATA[DATA.index(b'"forms"') - 2 :])
    assert forms_kept(opened.draft) == [True, True, True]


def test_what_holds_no_form_and_no_mark_is_refused() -> None:
    with pytest.raises(UserError):
        read_bytes(DATA[:20])


def test_a_salvaged_draft_can_be_saved_and_opens_without_damage() -> None:
    opened = read_bytes(DATA[: len(DATA) // 2])
    again = read_bytes(to_bytes(opened.draft))
    assert again.draft.forms == opened.draft.forms
    assert not again.salvaged
