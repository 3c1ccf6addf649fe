"""What an Office document cannot carry is named by the place where a clerk finds it."""

from __future__ import annotations

import pytest

from perfdesk.grid import Paragraph
from perfdesk.writers.carry import carried, escaped, lacks, notices
from perfdesk.writers.notice import Notice
from sheets import label, sheet_of, simple_sheet, value


@pytest.mark.parametrize(
    "text", ["䶮𬭩𠮷羡羨", "☑□㎡℃≥≤“”", "甲\u00a0乙", "👨\u200d👩", "一\n二\t三", "\u0085\u2028\ue000", "\ufffd"]
)
def test_every_character_of_a_clerk_is_carried(text: str) -> None:
    assert lacks(text) == []
    assert carried(text) == text


def test_marks_of_the_format_are_written_so_that_they_read_as_typed() -> None:
    assert escaped("a<b>&c\x01") == "a&lt;b&gt;&amp;c\ufffd"


def test_each_character_is_named_once_per_place() -> None:
    assert lacks("\x01a\x01\x02\ud800") == ["\x01", "\x02", "\ud800"]


def test_the_place_is_the_nearest_label() -> None:
    cells = [
        label(0, 0, "总体\n目标", rows=2),
        label(0, 1, "年度目标"),
        value(1, 1, "\x01"),
        value(2, 0, "\x02", cols=2),
    ]
    sheet = sheet_of(cells, (30.0, 60.0))
    found = [(notice.place, notice.char) for notice in notices(sheet, 3)]
    assert found == [("年度目标", "\x01"), ("总体 目标", "\x02")]


def test_the_place_in_a_list_is_the_head_of_its_column_and_the_row() -> None:
    cells = [
        label(0, 0, "总体目标", rows=2),
        label(0, 1, "中期目标"),
        label(0, 2, "年度目标"),
        value(1, 1, "一"),
        value(1, 2, "\x01"),
        label(2, 0, "绩效指标", rows=3),
        label(2, 1, "三级指标"),
        label(2, 2, "指标值"),
        value(3, 1, "\x02"),
        value(3, 2, "二"),
        value(4, 1, "三"),
        value(4, 2, "\x03"),
    ]
    found = [notice.place for notice in notices(sheet_of(cells, (30.0, 60.0, 60.0)), 1)]
    assert found == ["年度目标", "三级指标（第4行）", "指标值（第5行）"]


def test_a_character_that_can_be_shown_is_shown() -> None:
    assert Notice(1, "项目名称", "😀", "不行。").text() == "第1张表“项目名称”中的字符“😀”（U+1F600）：不行。"
    assert Notice(1, "项目名称", "\x07", "不行。").text() == "第1张表“项目名称”中的字符 U+0007：不行。"


def test_a_place_without_any_label_is_its_path() -> None:
    sheet = sheet_of([value(0, 0, "\x01")], (30.0,))
    assert [notice.place for notice in notices(sheet, 1)] == ["forms/0/r0c0"]


def test_lines_outside_the_table_are_named_too() -> None:
    from dataclasses import replace

    sheet = replace(simple_sheet(), above=(Paragraph("\x01"),), below=(Paragraph("\x02"),))
    assert [(notice.place, notice.char) for notice in notices(sheet, 2)] == [("表上方", "\x01"), ("表下方", "\x02")]
    assert "U+0001" in next(notices(sheet, 2)).text()
