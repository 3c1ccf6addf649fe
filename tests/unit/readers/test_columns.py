"""Texts in columns without any line between them are a table in which every cell is in doubt, or no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from others_pdf import drawn, texts
from perfdesk.grid import SourceDocument, SourceLine, SourceTable
from perfdesk.page.metrics import SONG
from perfdesk.paths import resources
from perfdesk.readers import pdf
from perfdesk.readers.columns import in_columns
from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.render import render
from perfdesk.work.importing import import_files, read_document

ROWS = [
    ["项目名称", "图书馆改造", "2026"],
    ["主管部门", "文化局", "镇"],
    ["金额", "96.00", "万元"],
    ["备注", "无", "-"],
]


def doubted(document: SourceDocument) -> list[str]:
    return [note.was for each in document.sources if isinstance(each, SourceTable) for note in each.notes]


@pytest.mark.parametrize("gap", ["  ", "\u3000", "      "])
def test_texts_parted_by_wide_blanks_are_cells_and_all_in_doubt(gap: str) -> None:
    text = "\n".join(["绩效目标表", *(gap.join(row) for row in ROWS), "填表人：某某"])
    document = in_columns(SourceDocument(tuple(read_text(text))))
    flat = [text for row in ROWS for text in row]
    assert texts(document) == [flat]
    assert doubted(document) == flat
    lines = [each.text for each in document.sources if isinstance(each, SourceLine)]
    assert lines == ["绩效目标表", "填表人：某某"]


@pytest.mark.parametrize(
    "text", ["通知\n各单位  请参加\n时间：周一", "一 二\n三 四\n五 六\n七 八\n九 十", "a\tb\nc\td\n甲  乙\n" * 5]
)
def test_a_few_wide_blanks_or_a_real_table_make_no_table_of_lines(text: str) -> None:
    document = SourceDocument(tuple(read_text(text)))
    assert in_columns(document) is document


def laid_out(canvas: Canvas, rows: list[list[str]], pitch: float = 20.0) -> None:
    """Draw texts in columns 90 points wide; a line feed in a text begins a line 12 points below."""
    canvas.setFont(SONG, 10)
    top = 700.0
    for row in rows:
        for col, text in enumerate(row):
            for number, line in enumerate(text.split("\n")):
                canvas.drawString(50 + 90 * col, top - 12 * number, line)
        top -= pitch + 12 * max(text.count("\n") for text in row)


def test_a_pdf_without_lines_has_the_cells_of_its_columns_all_in_doubt() -> None:
    rows = [["名称", "内容一二三四五六\n七八", "说明"], *ROWS, ["结尾", "甲乙丙丁戊己庚辛\n壬癸", "完"]]
    document = pdf.read(drawn(lambda canvas: laid_out(canvas, rows)), "a")
    flat = [text.replace("\n", "") for row in rows for text in row]
    assert texts(document) == [flat]
    assert doubted(document) == flat


def test_a_pdf_whose_rows_run_into_each_other_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(SONG, 10)
        for number in range(12):
            for col in range(3):
                canvas.drawString(50 + 90 * col, 700 - 20 * number - 6 * col, f"第{number}格")

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == []


def test_a_form_lined_up_with_blanks_comes_in_with_every_value_in_doubt(tmp_path: Path) -> None:
    draft = read_bytes(next(iter(resources().glob("templates/dongkeng-2024/*.perfdesk"))).read_bytes()).draft
    sheet = next(iter(render(templates(), draft, [0])))
    rows = [[cell.text for cell in sheet.grid.starting_in(row) if cell.text] for row in range(sheet.grid.n_rows)]
    lines = [line.text for line in sheet.above] + ["   ".join(row).replace("\n", "") for row in rows]
    path = tmp_path / "表.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert any(isinstance(each, SourceTable) for each in read_document(path).sources)
    (form,) = import_files([path], templates()).draft.forms
    want = draft.forms[0]
    assert form.fields["project_name"] == want.fields["project_name"]
    assert [row.horizons for row in form.indicators] == [row.horizons for row in want.indicators]
    paths = {doubt.path for doubt in form.doubts}
    assert {f"indicators/{row.id}/annual/target" for row in form.indicators} <= paths
    assert "fields/project_name" in paths
