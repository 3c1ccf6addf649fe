"""Excel files: what a clerk opens, edits and prints."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from perfdesk.grid import Paper, Sheet
from perfdesk.page import fit
from perfdesk.writers import xlsx
from readback import expected, xlsx_forms
from sheets import long_goal_sheet, signed_sheet, simple_sheet, two_panel_sheet

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    "\t=1",
    "\n=1",
    " =1",
    "{=1}",
    "'=1",
    "%0A=1",
)


def written(*sheets: Sheet, title: str = "") -> bytes:
    out = io.BytesIO()
    xlsx.write(sheets, out, title=title)
    return out.getvalue()


def opened(*sheets: Sheet) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(written(*sheets))).worksheets[0]


def sheet_xml(raw: bytes, number: int = 1) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.read(f"xl/worksheets/sheet{number}.xml").decode()


@pytest.mark.parametrize(
    "sheet", [simple_sheet(), two_panel_sheet(), two_panel_sheet(60), long_goal_sheet(), signed_sheet()]
)
def test_a_form_reads_back_as_it_was(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    path.write_bytes(written(sheet))
    assert list(xlsx_forms(path).values()) == [expected(sheet)]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    path.write_bytes(written(simple_sheet(text)))
    assert xlsx_forms(path)["图书馆改造"].text(0, 1) == text
    assert re.search("<f[ >/]", sheet_xml(path.read_bytes())) is None
    cell = openpyxl.load_workbook(path).worksheets[0]["B2"]
    assert cell.data_type != "f"
    assert cell.number_format == "@"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "＝1", "'a"])
def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(text: str) -> None:
    cell = opened(simple_sheet(text))["B2"]
    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["12.50", "700", "007", "1e5", "2022-04-12", "TRUE", "95%", "12345678901234567890"])
def test_amounts_stay_as_typed(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    path.write_bytes(written(simple_sheet(text)))
    assert xlsx_forms(path)["图书馆改造"].text(0, 1) == text
    assert 'numberStoredAsText="1"' in sheet_xml(path.read_bytes())


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x000D_", "_x005F_", "_x005F_x0041_", "_x0041_x0042_", "_xZZZZ_", "__x00410_"]
)
def test_what_excel_takes_for_an_escape_survives(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    path.write_bytes(written(simple_sheet(text)))
    assert xlsx_forms(path)["图书馆改造"].text(0, 1) == text


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x0b", "\x1f", "\ud800", "\ufffe"])
def test_what_excel_cannot_carry_is_shown_and_named(char: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    with path.open("wb") as out:
        (notice,) = xlsx.write([simple_sheet(f"甲{char}乙", name=f"甲{char}")], out)
    assert (notice.form, notice.place, notice.char) == (1, "项目名称", char)
    (form,) = xlsx_forms(path).values()
    assert form.text(0, 1) == "甲\ufffd乙"


def test_a_text_too_long_for_one_cell_goes_on_below_and_is_named(tmp_path: Path) -> None:
    text = "".join(chr(0x4E00 + number % 5000) for number in range(32_765)) + "𠮷" * 10
    path = tmp_path / "one.xlsx"
    with path.open("wb") as out:
        (notice,) = xlsx.write([simple_sheet(text)], out)
    assert (notice.place, notice.char) == ("项目名称", "𠮷")
    assert "从第32767个字符起" in notice.why
    (form,) = xlsx_forms(path).values()
    pieces = [cell[4] for cell in form.cells if cell[1] == 1 and cell[4] != "12.50"]
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) <= 2 * 32_767 for piece in pieces)


def test_a_text_of_full_length_is_in_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    with path.open("wb") as out:
        assert xlsx.write([simple_sheet("字" * 32_767)], out) == []
    (form,) = xlsx_forms(path).values()
    assert form.text(0, 1) == "字" * 32_767


def test_no_row_is_taller_than_excel_allows() -> None:
    sheet = opened(long_goal_sheet(5000))
    heights = [row.height for row in sheet.row_dimensions.values()]
    assert max(heights) <= 409.5
    assert min(heights) > 0
    assert sum(heights) * 25.4 / 72 >= sum(fit(long_goal_sheet(5000)).row_mm)


def test_columns_are_as_wide_as_the_template_says() -> None:
    sheet = two_panel_sheet()
    widths = [opened(sheet).column_dimensions[letter].width * 8 * 25.4 / 96 for letter in "ABCDEFGH"]
    assert sum(widths) == pytest.approx(sum(sheet.columns_mm), rel=0.01)
    assert sum(widths) <= sum(sheet.columns_mm)
    assert widths == pytest.approx(sheet.columns_mm, abs=25.4 / 96)


def test_the_plain_font_is_song_so_that_widths_hold() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(simple_sheet())))
    plain = book._fonts[0]  # type: ignore[attr-defined]
    assert (plain.name, plain.sz) == ("宋体", 11)


def test_a_form_is_printed_on_its_paper() -> None:
    turned = replace(simple_sheet(), paper=Paper(297, 210))
    for sheet, orientation in ((simple_sheet(), "portrait"), (turned, "landscape")):
        page = opened(sheet)
        assert (page.page_setup.paperSize, page.page_setup.orientation) == ("9", orientation) or (
            page.page_setup.paperSize,
            page.page_setup.orientation,
        ) == (9, orientation)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToWidth == 1
        assert page.page_margins.left * 25.4 == pytest.approx(15, abs=0.01)


def test_a_long_form_breaks_where_the_pages_break_and_repeats_its_heads() -> None:
    sheet = two_panel_sheet(60)
    page = opened(sheet)
    pages = fit(sheet).pages
    above = len(sheet.above)
    firsts = [next(row.number for row in one.rows if not row.head) for one in pages[1:]]
    assert [mark.id for mark in page.row_breaks.brk] == [above + first for first in firsts]
    assert page.print_title_rows == f"${above + 4}:${above + 4}"
    assert page.page_setup.fitToHeight == 0


def test_a_form_on_one_page_stays_on_one_page() -> None:
    page = opened(two_panel_sheet())
    assert not page.row_breaks.brk
    assert page.page_setup.fitToHeight == 1


def test_all_of_a_form_is_printed() -> None:
    sheet = two_panel_sheet()
    assert opened(sheet).print_area == f"'图书馆改造'!$A$1:$H${len(sheet.above) + sheet.grid.n_rows}"


def test_every_edge_of_a_merged_cell_has_its_line() -> None:
    sheet = two_panel_sheet()
    root = etree.fromstring(sheet_xml(written(sheet)).encode())
    book = openpyxl.load_workbook(io.BytesIO(written(sheet)))
    boxed = {number for number, style in enumerate(book._cell_styles) if style.borderId}  # type: ignore[attr-defined]
    rows = root.findall("{*}sheetData/{*}row")
    for row in rows[len(sheet.above) :]:
        assert [int(cell.get("s", "0")) in boxed for cell in row] == [True] * sheet.grid.n_cols


def test_sheets_are_named_after_their_projects() -> None:
    names = [
        "图书馆改造",
        "图书馆改造",
        "道路/桥梁[一期]:*?\\",
        "History",
        "",
        "",
        "甲" * 40,
        "甲" * 40,
        "'引号'",
        "ABC",
        "abc",
        "𠮷" * 20,
        "一\n二\x01\ud800",
    ]
    book = openpyxl.load_workbook(io.BytesIO(written(*(simple_sheet(name=name) for name in names))))
    made = book.sheetnames
    wide = "\uff0a\uff1f\uff3c"
    assert made[:6] == ["图书馆改造", "图书馆改造(2)", f"道路／桥梁［一期］：{wide}", "History(2)", "表5", "表6"]
    assert made[9:11] == ["ABC", "abc(2)"]
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\'\n\x01")


def test_the_title_is_in_the_properties_and_no_date() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(simple_sheet(), title="2022年度<绩效>目标")))
    assert book.properties.title == "2022年度<绩效>目标"
    with zipfile.ZipFile(io.BytesIO(written(simple_sheet()))) as package:
        assert b"dcterms" not in package.read("docProps/core.xml")
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_form_makes_an_empty_file_that_opens() -> None:
    assert openpyxl.load_workbook(io.BytesIO(written())).sheetnames == ["表1"]
