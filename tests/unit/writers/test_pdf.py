"""PDF files: what stands where, what copies back, what is embedded."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pdfplumber
import pytest

from perfdesk.grid import Sheet, Style
from perfdesk.page import fit
from perfdesk.page.metrics import FONTS
from perfdesk.writers import pdf
from perfdesk.writers.notice import Notice
from perfdesk.writers.pdf_text import register
from sheets import STYLES, long_goal_sheet, signed_sheet, simple_sheet, two_panel_sheet

MM = 72 / 25.4
RARE = "羡羨㙍𠮷镕堃喆垚犇淼䶮㛃𬭎𬱖𫖯𬙂𬭩☑□㎡℃≥≤“”"
IN_NO_FONT = "\U0002ebf0"


def made(*sheets: Sheet, title: str = "") -> bytes:
    out = io.BytesIO()
    assert pdf.write(sheets, out, title=title) == []
    return out.getvalue()


def chars_in(page: pdfplumber.page.Page, box: tuple[float, float, float, float]) -> str:
    """Return the characters of a page whose glyphs lie wholly in a box (mm), in the order they were drawn."""
    x, y, width, height = (part * MM for part in box)
    inside = (
        char
        for char in page.chars
        if char["x0"] >= x - 0.5
        and char["x1"] <= x + width + 0.5
        and char["top"] >= y - 0.5
        and char["bottom"] <= y + height + 0.5
    )
    return "".join(char["text"] for char in inside)


@pytest.mark.parametrize(
    "sheet",
    [
        simple_sheet(RARE),
        simple_sheet("  前后空白  甲\u00a0乙\u3000丙 (a)\\b"),
        two_panel_sheet(6),
        two_panel_sheet(60),
        long_goal_sheet(5000),
        signed_sheet(),
    ],
    ids=["rare", "blanks", "short", "60 indicators", "long goal", "signed"],
)
def test_every_cell_is_read_back_from_inside_its_box(sheet: Sheet) -> None:
    fitted = fit(sheet)
    with pdfplumber.open(io.BytesIO(made(sheet))) as document:
        assert len(document.pages) == len(fitted.pages)
        for page, shown in zip(document.pages, fitted.pages, strict=True):
            total = 0
            for cell in shown.cells:
                text = "".join(line.text for line in cell.lines)
                assert chars_in(page, (cell.x_mm, cell.y_mm, cell.width_mm, cell.height_mm)) == text
                total += len(text)
            for placed in shown.paragraphs:
                text = "".join(line.text for line in placed.lines)
                assert chars_in(page, (placed.x_mm, placed.y_mm, placed.width_mm, placed.height_mm)) == text
                total += len(text)
            assert total == len(page.chars)


def test_names_with_rare_characters_copy_back_as_they_were_typed() -> None:
    text = "".join(copied(made(simple_sheet(RARE))).split())
    assert RARE in text


def copied(data: bytes) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return subprocess.run([tool, "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def test_a_character_in_no_font_is_a_box_that_copies_back_and_is_named() -> None:
    out = io.BytesIO()
    notices = pdf.write([simple_sheet(), simple_sheet(f"张{IN_NO_FONT}三")], out)
    assert notices == [Notice(2, "项目名称", IN_NO_FONT, "字体里没有这个字符，PDF 中用方框代替。")]
    with pdfplumber.open(io.BytesIO(out.getvalue())) as document:
        plain, boxed = (len(page.rects) for page in document.pages)
    assert boxed == plain + 1
    assert f"张{IN_NO_FONT}三" in copied(out.getvalue())


def test_control_characters_are_boxes_and_are_named() -> None:
    out = io.BytesIO()
    notices = pdf.write([simple_sheet("甲\x0b乙\ud800")], out)
    assert [notice.char for notice in notices] == ["\x0b", "\ud800"]
    assert "甲乙" in copied(out.getvalue()).replace(" ", "")


def test_all_fonts_are_embedded_subsets() -> None:
    tool = shutil.which("pdffonts")
    if tool is None:
        pytest.skip("pdffonts (poppler-utils) is not installed")
    data = made(two_panel_sheet(6), simple_sheet(RARE))
    listed = subprocess.run([tool, "-"], input=data, capture_output=True, check=True).stdout.decode()
    fonts = listed.splitlines()[2:]
    assert len(fonts) >= 4
    for font in fonts:
        assert re.search(r"[A-Z]{6}\+\S+ +TrueType +\S+ +yes yes yes", font), font


def test_the_file_names_its_projects_and_its_title() -> None:
    data = made(simple_sheet(name="图书馆改造"), simple_sheet(name=""), title="图书馆2026年")
    with pdfplumber.open(io.BytesIO(data)) as document:
        assert document.metadata["Title"] == "图书馆2026年"
        assert [title for _, title, *_ in document.doc.get_outlines()] == ["图书馆改造", "第2张表"]


def test_the_same_forms_give_the_same_bytes() -> None:
    assert made(two_panel_sheet(6), simple_sheet()) == made(two_panel_sheet(6), simple_sheet())


def test_forms_are_taken_one_at_a_time() -> None:
    taken: list[int] = []

    def forms() -> Iterator[Sheet]:
        for number in range(3):
            taken.append(number)
            yield simple_sheet(str(number))

    with pdfplumber.open(io.BytesIO(made(*forms()))) as document:
        assert len(document.pages) == 3
    assert taken == [0, 1, 2]


def test_bold_labels_are_drawn_bold_in_the_same_room() -> None:
    plain = simple_sheet("图书馆")
    bold = replace(plain, styles={**STYLES, "label": Style("宋体", 10.5, 9, "center", bold=True)})
    assert fit(bold).row_mm == fit(plain).row_mm
    assert made(bold) != made(plain)


def test_a_document_given_up_half_way_is_not_kept_in_memory() -> None:
    def forms() -> Iterator[Sheet]:
        yield simple_sheet()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        pdf.write(forms(), io.BytesIO())
    assert all(not register(name).state for name in FONTS)


def test_no_form_at_all_is_still_a_document() -> None:
    with pdfplumber.open(io.BytesIO(made(title="空"))) as document:
        assert len(document.pages) == 1


def test_a_tab_is_room_and_no_box() -> None:
    with pdfplumber.open(io.BytesIO(made(simple_sheet("填表人：\t\t电话")))) as file:
        words = file.pages[0].extract_words(x_tolerance=1)
    texts = [word["text"] for word in words]
    first, second = (words[texts.index(text)] for text in ("填表人：", "电话"))
    em = (first["x1"] - first["x0"]) / 4
    assert second["x0"] - first["x1"] == pytest.approx(4 * em, abs=0.1)
