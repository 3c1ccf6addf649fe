"""Text becomes lines and tables as a clerk sees them; nothing is interpreted, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.errors import UserError
from perfdesk.grid import Source, SourceLine, SourceTable
from perfdesk.readers.kinds import kind_of
from perfdesk.readers.text import MOST_LINES, MOST_PLACES, read_text


def cells(source: Source) -> list[list[str]]:
    assert isinstance(source, SourceTable)
    grid = source.grid
    return [[cell.text for cell in grid.starting_in(row) if cell.kind != "blank"] for row in range(grid.n_rows)]


def shape(text: str) -> list[str | list[list[str]]]:
    return [source.text if isinstance(source, SourceLine) else cells(source) for source in read_text(text)]


def test_lines_with_tabs_are_a_table_and_the_others_are_lines() -> None:
    assert shape("标题\n\n项目名称\t甲\n金额\t5\n\n注：无\n") == ["标题", [["项目名称", "甲"], ["金额", "5"]], "注：无"]


def test_an_empty_line_ends_a_table() -> None:
    assert shape("甲\t1\n\n乙\t2\n") == [[["甲", "1"]], [["乙", "2"]]]


def test_rows_of_a_text_may_be_short() -> None:
    (table,) = read_text("甲\t1\t2\n乙\t3\n")
    assert cells(table) == [["甲", "1", "2"], ["乙", "3"]]
    assert isinstance(table, SourceTable)
    assert (table.loose, table.grid.n_cols, table.grid.at(1, 2).kind) == (True, 3, "blank")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u0085"])
def test_every_kind_of_line_end_is_known(end: str) -> None:
    assert shape(f"甲\t1{end}乙\t2{end}") == [[["甲", "1"], ["乙", "2"]]]


def test_a_quoted_cell_keeps_its_line_ends_tabs_and_quotes() -> None:
    assert shape('甲\t"一、建账；\n二、""季""报。\t"\t末\n乙\t2\t3\n') == [
        [["甲", '一、建账；\n二、"季"报。\t', "末"], ["乙", "2", "3"]]
    ]


def test_a_blank_behind_the_closing_quote_counts_for_nothing() -> None:
    assert shape('甲\t"一、\n二\t三" \t末\n乙\t2\t3\n') == [[["甲", "一、\n二\t三", "末"], ["乙", "2", "3"]]]


def test_quotes_that_are_signs_stay() -> None:
    assert shape('甲\t"律师驻队"服务\t5"\n乙\t"全\t3\n') == [[["甲", '"律师驻队"服务', '5"'], ["乙", '"全', "3"]]]


def test_a_row_torn_by_a_line_end_in_a_cell_is_joined_and_told() -> None:
    (table,) = read_text("甲\t1\t2\n乙\t上半\n下半\t4\n丙\t5\t6\n丁\t7\t8\n")
    assert cells(table)[1] == ["乙", "上半\n下半", "4"]
    assert isinstance(table, SourceTable)
    assert table.torn == (1,)


def test_a_row_torn_by_several_line_ends_in_several_cells_is_joined_and_told() -> None:
    torn = ["目标\t三年内，", "完成改造；", "长效。\t当年，", "改一座。\t"]
    (table,) = read_text("\n".join(["名称\t1\t2\t3", *torn, *["尾\t4\t5\t6"] * 3]))
    assert cells(table)[1] == ["目标", "三年内，\n完成改造；\n长效。", "当年，\n改一座。", ""]
    assert isinstance(table, SourceTable)
    assert table.torn == (1,)


def test_a_note_between_whole_rows_stays_a_line() -> None:
    lines = ["甲\t1\t2", "乙\t3\t4", "注：见附件。", "丙\t5\t6", "丁\t7"]
    assert shape("\n".join(lines)) == [
        [["甲", "1", "2"], ["乙", "3", "4"]],
        "注：见附件。",
        [["丙", "5", "6"], ["丁", "7"]],
    ]


def test_short_rows_are_not_joined_where_the_table_has_others() -> None:
    text = "甲\t1\t2\n乙\t3\n丙\t4\n丁\t5\t6\n戊\t7\t8\n己\t9\n"
    (table,) = read_text(text)
    assert [len(row) for row in cells(table)] == [3, 2, 2, 3, 3, 2]


def test_a_markdown_table_is_a_table() -> None:
    assert shape("| 项目名称 | 甲 |\n|---|---|\n| 金额 | 5 |\n") == [
        [["项目名称", "甲"], ["---", "---"], ["金额", "5"]]
    ]


def test_a_line_behind_a_blank_hangs_on_the_line_before() -> None:
    first, second = read_text("批复单位：甲\n 预算单位：乙\n")
    assert isinstance(first, SourceLine)
    assert isinstance(second, SourceLine)
    assert (first.joined, second.joined, second.text) == (False, True, "预算单位：乙")


def test_each_source_says_where_it_stood() -> None:
    assert [source.where for source in read_text("标题\n甲\t1\n\n乙\t2\n")] == ["第1段", "第1个表", "第2个表"]


@given(st.text(st.sampled_from('甲\t\n"|-# \r乙')))
def test_no_character_but_blanks_quotes_and_bars_is_lost(text: str) -> None:
    texts = [source.text if isinstance(source, SourceLine) else str(cells(source)) for source in read_text(text)]
    got = "".join(texts)
    assert [got.count(sign) for sign in "甲乙#"] == [text.count(sign) for sign in "甲乙#"]


@pytest.mark.parametrize("text", ["甲\n" * (MOST_LINES + 1), "\t" * (MOST_PLACES + 1), ("\t" * 999 + "\n") * 300])
def test_more_than_any_collection_of_forms_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read_text(text)
    assert refused.value.code == "E21"
    assert refused.value.todo


def test_a_markdown_table_may_lack_the_bars_at_both_ends() -> None:
    rows = "项目名称 | 修缮 |\n--- | --- | ---\n主管部门 | 某某局 | \n"
    assert shape(rows) == [[["项目名称", "修缮", ""], ["---", "---", "---"], ["主管部门", "某某局", ""]]]


def test_a_bar_in_a_sentence_makes_no_table() -> None:
    assert shape("甲|乙\n\n---\n") == ["甲|乙", "---"]
    lines = ["甲｜乙｜丙", "电话：1│2", "附件一│附件二│附件三│附件四", "a | b"]
    assert shape("\n".join(lines)) == lines


@pytest.mark.parametrize("bar", ["│", "┃", "｜", "|"])
@pytest.mark.parametrize("boxed", [True, False])
def test_a_table_drawn_with_bars_is_a_table(bar: str, boxed: bool) -> None:  # noqa: FBT001
    rows = [["项目名称", "修缮", "", "5"], ["主管部门", "某某局", "金额", ""], ["甲", "", "", "乙"]]
    lines = [f" {bar} ".join(row) for row in rows]
    if boxed:
        lines = [f"{bar} {line} {bar}" for line in lines]
    if not boxed and bar == "|":
        lines[0] = lines[0].replace("修缮 ", "修缮")
    assert shape("标题\n\n" + "\n".join(lines) + "\n\n注：无\n") == ["标题", rows, "注：无"]


@pytest.mark.parametrize(
    ("bar", "rule"), [("|", "+----+----+----+"), ("│", "├────┼────┼────┤"), ("║", "╠════╬════╬════╣")]
)
def test_the_lines_drawn_between_rows_are_no_rows(bar: str, rule: str) -> None:
    rows = [["项目名称", "修缮", "5"], ["主管部门", "某某局", ""], ["金额", "", "3"]]
    drawn = "".join(f"{rule}\n{bar} {f' {bar} '.join(row)} {bar}\n" for row in rows)
    assert shape(f"{drawn}{rule}\n\n────────\n") == [rows, "────────"]


@pytest.mark.parametrize("before", ["", "财政项目支出绩效目标表\n", "说明\n\n<p>一段</p>"])
def test_a_table_of_the_web_is_known_behind_plain_lines(before: str) -> None:
    data = f"{before}<table border=1>\n<tbody><tr><td>项目名称</td></tr></tbody></table>".encode()
    assert kind_of(data, "a.txt") == "html"
    assert kind_of("项目名称\t<table>修缮</table>\n".encode(), "a.txt") == "text"
