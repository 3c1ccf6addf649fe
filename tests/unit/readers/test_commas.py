"""A sheet saved with commas is a table; a text that has commas is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfdesk.grid import SourceTable
from perfdesk.readers.commas import read_commas
from perfdesk.work.importing import read_document


def rows(table: SourceTable | None) -> list[list[str]]:
    assert table is not None
    grid = table.grid
    return [[cell.text for cell in grid.starting_in(row) if cell.kind != "blank"] for row in range(grid.n_rows)]


@pytest.mark.parametrize("sign", [",", ";"])
def test_lines_with_as_many_commas_are_a_table(sign: str) -> None:
    text = '项目名称,图书馆改造,"12,500"\r\n,,\r\n目标,"修缮\r\n购书",\r\n备注,,\r\n'
    expected = [["项目名称", "图书馆改造", "12,500"], ["目标", "修缮\n购书", ""], ["备注", "", ""]]
    assert rows(read_commas(text if sign == "," else text.replace(",", ";").replace("12;500", "12,500"))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "购书3,600册\n讲座12场\n修缮500平方米",
        "甲,乙\n丙,丁\n戊,己",
        "项目\t图书馆,a,b\n项目\t图书馆,a,b\n项目\t图书馆,a,b",
        "a,b,c\nd,e,f\ng,h",
        "一,二,三\n" + '"' * 200_001,
    ],
)
def test_a_text_with_commas_in_it_is_no_table(text: str) -> None:
    assert read_commas(text) is None


def test_a_file_with_commas_in_the_encoding_of_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes("项目名称,图书馆,1\n单位,文化站,2\n备注,无,3\n".encode("gb18030"))
    (table,) = read_document(path).sources
    assert rows(table if isinstance(table, SourceTable) else None)[0] == ["项目名称", "图书馆", "1"]


def test_rows_whose_commas_at_the_end_are_gone_are_a_table_where_there_is_no_other(tmp_path: Path) -> None:
    text = "绩效目标表\n项目名称,图书馆,年度,2026\n单位,文化站\n绩效,产出,数量,3次\n,,质量,95%\n,,时效,及时\n"
    assert read_commas(text) is None
    assert rows(read_commas(text, ragged=True))[1:3] == [["项目名称", "图书馆", "年度", "2026"], ["单位", "文化站"]]
    path = tmp_path / "表.csv"
    path.write_text(text, encoding="gb18030")
    assert isinstance(read_document(path).sources[0], SourceTable)


@pytest.mark.parametrize(
    "text",
    [
        "为增强能力,确保工作开展。\n切实维护大局稳定,长治久安。\n" * 3,
        "First, we look, then read.\nSecond, we, too.\n" * 4,
    ],
)
def test_sentences_with_commas_are_no_rows(text: str) -> None:
    assert read_commas(text, ragged=True) is None
