"""Word files: what a clerk opens, edits and prints."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from perfdesk.grid import Paper, Sheet
from perfdesk.page import fit
from perfdesk.writers import docx
from readback import docx_forms, expected
from sheets import long_goal_sheet, signed_sheet, simple_sheet, two_panel_sheet


def written(*sheets: Sheet, title: str = "") -> bytes:
    out = io.BytesIO()
    docx.write(sheets, out, title=title)
    return out.getvalue()


def part(raw: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize("sheet", [simple_sheet(), two_panel_sheet(), signed_sheet()])
def test_a_form_reads_back_as_it_was(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "one.docx"
    path.write_bytes(written(sheet))
    assert docx_forms(path) == [expected(sheet)]


def test_many_forms_read_back_in_order(tmp_path: Path) -> None:
    sheets = [simple_sheet(), two_panel_sheet(60), signed_sheet(), long_goal_sheet(), two_panel_sheet()]
    path = tmp_path / "many.docx"
    path.write_bytes(written(*sheets))
    assert docx_forms(path) == [expected(sheet) for sheet in sheets]


def test_each_form_begins_on_a_new_page_and_none_is_empty() -> None:
    body = part(written(simple_sheet(), simple_sheet(), simple_sheet()))
    assert body.count("<w:pageBreakBefore/>") == 2
    assert body.count("<w:sectPr>") == 1


def test_a_turned_form_has_a_section_of_its_own() -> None:
    turned = replace(simple_sheet(), paper=Paper(297, 210))
    document = python_docx.Document(io.BytesIO(written(simple_sheet(), turned)))
    assert [section.page_width.mm for section in document.sections] == pytest.approx([210, 297], abs=0.1)
    assert part(written(simple_sheet(), turned)).count("<w:pageBreakBefore/>") == 0


def test_paper_and_margins_are_those_of_the_form() -> None:
    (section,) = python_docx.Document(io.BytesIO(written(simple_sheet()))).sections
    sizes = [section.page_height, section.top_margin, section.left_margin, section.right_margin]
    assert [size.mm for size in sizes] == pytest.approx([297, 20, 15, 15], abs=0.05)


def test_columns_are_as_wide_as_the_template_says() -> None:
    sheet = two_panel_sheet()
    (table,) = python_docx.Document(io.BytesIO(written(sheet))).tables
    assert [column.width.mm for column in table.columns] == pytest.approx(sheet.columns_mm, abs=0.02)


def test_rows_are_as_tall_as_on_the_page() -> None:
    sheet = two_panel_sheet()
    (table,) = python_docx.Document(io.BytesIO(written(sheet))).tables
    assert [row.height.mm for row in table.rows] == pytest.approx(fit(sheet).row_mm, abs=0.02)


def test_faces_are_the_official_ones() -> None:
    raw = written(two_panel_sheet())
    styles = part(raw, "word/styles.xml")
    for face in ("方正小标宋简体", "仿宋", "宋体"):
        assert f'w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}"' in styles
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>' in part(raw, "word/fontTable.xml")


def test_no_latin_theme_or_extra_spacing_comes_in() -> None:
    raw = written(two_panel_sheet())
    for name in ("word/styles.xml", "word/settings.xml", "word/document.xml"):
        assert "Theme" not in part(raw, name)
    assert "<w:pPrDefault/>" in part(raw, "word/styles.xml")


def test_the_heads_stand_again_on_each_further_page() -> None:
    sheet = two_panel_sheet(60)
    document = python_docx.Document(io.BytesIO(written(sheet)))
    assert len(document.tables) == len(fit(sheet).pages) > 1
    for table in document.tables[1:]:
        assert table.rows[0].cells[1].text == "一级指标"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_goal_longer_than_a_page_stays_whole_in_one_cell() -> None:
    sheet = long_goal_sheet(5000)
    document = python_docx.Document(io.BytesIO(written(sheet)))
    cells = [cell for table in document.tables for row in table._tbl.tr_lst for cell in row.tc_lst]
    texts = ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in cells]
    assert texts.count(sheet.grid.at(2, 1).text) == 1
    (row,) = [cell.getparent() for cell, text in zip(cells, texts, strict=True) if len(text) == 5000]
    assert row.trPr is None or row.trPr.find(qn("w:cantSplit")) is None


def test_signature_rows_stay_together() -> None:
    sheet = two_panel_sheet()
    (table,) = python_docx.Document(io.BytesIO(written(sheet))).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [None] * (sheet.grid.n_rows - 2) + [True, None]


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_word_cannot_carry_is_shown_and_named(char: str, tmp_path: Path) -> None:
    path = tmp_path / "one.docx"
    with path.open("wb") as out:
        (notice,) = docx.write([simple_sheet(), simple_sheet(f"甲{char}乙{char}")], out)
    assert (notice.form, notice.place, notice.char) == (2, "项目名称", char)
    assert docx_forms(path)[1].text(0, 1) == "甲\ufffd乙\ufffd"


def test_a_control_character_in_the_title_does_no_harm() -> None:
    sheet = replace(simple_sheet(), title='标题\x01"<&\ud800')
    document = python_docx.Document(io.BytesIO(written(sheet, title="标题\x01<&\ud800")))
    assert document.core_properties.title == "标题\ufffd<&\ufffd"


def test_a_tab_is_a_tab_and_a_line_end_is_a_line_end(tmp_path: Path) -> None:
    path = tmp_path / "one.docx"
    path.write_bytes(written(simple_sheet("一\t二\n\n 三 ")))
    assert docx_forms(path)[0].text(0, 1) == "一\t二\n\n 三 "
    assert "<w:tab/>" in part(path.read_bytes())


def test_the_title_is_in_the_properties_and_no_date() -> None:
    core = part(written(simple_sheet(), title="2022年度绩效目标"), "docProps/core.xml")
    assert "2022年度绩效目标" in core
    assert "dcterms" not in core


def test_no_form_makes_an_empty_document_that_opens() -> None:
    assert python_docx.Document(io.BytesIO(written())).tables == []


def test_the_same_forms_give_the_same_bytes_in_every_process() -> None:
    order = (
        "import hashlib, io; from perfdesk.writers import docx, xlsx; from sheets import *\n"
        "for writer in (docx, xlsx):\n"
        "    out = io.BytesIO(); writer.write([two_panel_sheet(60), signed_sheet()], out, title='甲')\n"
        "    print(hashlib.sha256(out.getvalue()).hexdigest())"
    )
    sums = set()
    for seed in ("1", "2"):
        paths = os.pathsep.join(sys.path)
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": f"UTC{seed}"}
        sums.add(subprocess.run([sys.executable, "-c", order], env=env, capture_output=True, check=True).stdout)
    assert len(sums) == 1


def test_an_error_in_the_forms_is_not_hidden() -> None:
    def forms():  # type: ignore[no-untyped-def]
        yield simple_sheet()
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        docx.write(forms(), io.BytesIO())
