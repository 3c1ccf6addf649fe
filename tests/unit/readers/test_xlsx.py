"""Excel cells are read as they are seen; what is not what it seems is noted."""

from __future__ import annotations

import datetime
import re

import openpyxl
import pytest

import others
from perfdesk.grid import SourceDocument, SourceLine, SourceTable
from perfdesk.readers import xlsx
from perfdesk.readers.xlsx_numbers import show


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("12.5", "0.00", "12.50"),
        ("12.5", "General", "12.5"),
        ("700", "General", "700"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E+3", "General", "1000"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("-1234.5", "#,##0.00;-#,##0.00", "-1,234.50"),
        ("-5", "0_);[Red]\\(0\\)", "(5)"),
        ("-0.001", "0.00", "0.00"),
        ("0.95", "0%", "95%"),
        ("0.955", "0.0%", "95.5%"),
        ("5", '0"次"', "5次"),
        ("5", '"≥"0"次"', "≥5次"),
        ("7", "000", "007"),
        ("2024", "0", "2024"),
        ("2.5", "0.##", "2.5"),
        ("3", '#,##0.00"万元"', "3.00万元"),
        ("1234", "[$¥-804]#,##0.00", "¥1,234.00"),
        ("44663", 'yyyy"年"m"月"d"日"', "2022年4月12日"),
        ("44663", "yyyy/m/d", "2022/4/12"),
        ("44663", "yyyy-mm-dd;@", "2022-04-12"),
        ("44663.5", "yyyy/m/d h:mm", "2022/4/12 12:00"),
        ("44663", '[$-804]yyyy"年"m"月"d"日";@', "2022年4月12日"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("15", "@", "15"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(raw: str, code: str, shown: str) -> None:
    found = show(raw, code)
    assert (found.text, found.why and "显示") == (shown, "显示" if raw in ("1234567.891", "-0.001") else "")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("12.345", "0.00"),
        ("44663", 'm"月"d"日"'),
        ("60", "yyyy-mm-dd"),
        ("9999999", "yyyy-mm-dd"),
        ("0.5", "# ?/?"),
        ("12345", "0.00E+00"),
        ("5", '[>3]"多";"少"'),
        ("1", '"是"'),
        ("x", "0"),
        ("1e999", "0"),
        ("5", "0" * 300),
        ("1234", "[DBNum1]0"),
        ("1234", "[DBNum1]General"),
        ("73", ";;;"),
        ("24.0000000000004", "General"),
    ],
)
def test_a_number_that_is_not_all_shown_or_not_understood_is_noted(raw: str, code: str) -> None:
    assert show(raw, code).why


def test_a_number_without_a_format_has_no_more_digits_than_a_cell_shows() -> None:
    assert show("24.0000000000004", "General").text == "24"
    assert show("123456789012", "General").text == "123456789012"


def test_days_may_be_counted_from_1904() -> None:
    assert show("43201", "yyyy-mm-dd", since_1904=True).text == "2022-04-12"


def read(fill: object) -> SourceDocument:
    return xlsx.read(others.excel(fill), "a")  # type: ignore[arg-type]


def table(document: SourceDocument) -> SourceTable:
    (found,) = (source for source in document.sources if isinstance(source, SourceTable))
    return found


def test_a_formula_is_its_kept_value_with_a_note() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["合计", "=1+1", "x"])

    found = table(read(fill))
    assert [note.why for note in found.notes] == ["这里是公式，文件里没有它的结果，留空。"]


def test_hidden_sheets_are_left_out_and_told_hidden_rows_are_read_and_noted() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["甲", "乙"])
        book.active.append(["丙", "丁"])
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("旧稿").append(["戊"])
        book["旧稿"].sheet_state = "veryHidden"

    document = read(fill)
    assert {note.was for note in table(document).notes} == {"丙", "丁"}
    assert "旧稿" in document.notes[0].why
    assert "戊" not in repr(document.sources)


def test_dates_and_numbers_come_as_text() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append([datetime.date(2024, 3, 1), 12.5, True])
        book.active["A1"].number_format = 'yyyy"年"m"月"d"日"'
        book.active["B1"].number_format = "0.00"

    assert [cell.text for cell in table(read(fill)).grid.cells] == ["2024年3月1日", "12.50", "TRUE"]


def test_a_lone_text_above_the_lined_table_is_a_line() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        from openpyxl.styles import Border, Side

        book.active["A1"] = "项目绩效目标表"
        for place, text in (("A2", "项目名称"), ("B2", "图书馆")):
            book.active[place] = text
            book.active[place].border = Border(left=Side(style="thin"))

    line, made = read(fill).sources
    assert isinstance(line, SourceLine)
    assert line.text == "项目绩效目标表"
    assert isinstance(made, SourceTable)


def test_a_sheet_with_merges_to_its_end_is_not_a_million_rows() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["甲", "乙", "丙"])
        book.active["A1048576"] = None
        book.active.merge_cells("C1:D2")

    data = others.with_part(
        others.excel(fill), "xl/worksheets/sheet1.xml", lambda text: text.replace("C1:D2", "C1:XFD1048576")
    )
    assert table(xlsx.read(data, "a")).grid.n_rows < 100


def test_text_under_a_merge_is_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["甲", "乙", "丙"])
        book.active.merge_cells("A1:B1")

    extra = '<c r="B1" t="inlineStr"><is><t>残</t></is></c>'
    data = others.with_part(
        others.excel(fill),
        "xl/worksheets/sheet1.xml",
        lambda text: re.sub(r'(<c r="A1".*?</c>)(<c r="B1"[^>]*/>)?', rf"\1{extra}", text, count=1),
    )
    assert any("残" in note.why for note in table(xlsx.read(data, "a")).notes)
