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
