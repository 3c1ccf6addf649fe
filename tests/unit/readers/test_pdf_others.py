"""PDF files as other programs draw them: open sides, watermarks, fields to fill in, rows at the end of a page."""

from __future__ import annotations

import re

import pytest
from reportlab.pdfgen.canvas import Canvas

from others_pdf import boxes, drawn, texts
from perfdesk.errors import UserError
from perfdesk.grid import SourceDocument, SourceLine, SourceTable
from perfdesk.page.metrics import SONG
from perfdesk.readers import pdf
from perfdesk.writers.pdf_text import register

ROWS = [["项目名称", "图书馆改造", "年度"], ["主管部门", "文化局", "2026"], ["金额", "96.00", "万元"]]
FLAT = [text for row in ROWS for text in row]


def doubts(document: SourceDocument) -> dict[str, str]:
    """Return why the cells are not sure, by their text."""
    notes = [note for each in document.sources if isinstance(each, SourceTable) for note in each.notes]
    return {note.was: note.why for note in notes}


def open_at_the_sides(canvas: Canvas, rows: list[list[str]], top: float = 700.0) -> None:
    """Draw a table with lines across and between columns, none at its left and right."""
    canvas.setFont(SONG, 10)
    width, bottom = 100 * len(rows[0]), top - 30 * len(rows)
    for number in range(len(rows) + 1):
        canvas.line(50, top - 30 * number, 50 + width, top - 30 * number)
    for col in range(1, len(rows[0])):
        canvas.line(50 + 100 * col, top, 50 + 100 * col, bottom)
    for number, row in enumerate(rows):
        for col, text in enumerate(row):
            canvas.drawString(54 + col * 100, top - 20 - number * 30, text)


def test_a_table_without_lines_at_its_sides_has_its_outer_columns() -> None:
    document = pdf.read(drawn(lambda canvas: open_at_the_sides(canvas, ROWS)), "a")
    assert texts(document) == [FLAT]


def test_an_open_table_beside_a_wider_closed_one_does_not_part_its_columns() -> None:
    def draw(canvas: Canvas) -> None:
        open_at_the_sides(canvas, ROWS)
        canvas.translate(-20, 0)
        boxes(canvas, [["一", "二", "三", "四"], ["五", "六", "七", "八"], ["九", "十", "百", "千"]], top=500)

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == [FLAT, list("一二三四五六七八九十百千")]


def test_an_upright_watermark_spoils_no_cell_and_is_told_in_each() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont(SONG, 60)
        canvas.drawString(60, 650, "内部资料")
        canvas.restoreState()
        boxes(canvas, ROWS)

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == [FLAT]
    assert any("水印" in why for why in doubts(document).values())


def test_a_light_watermark_beside_a_line_is_told_and_a_light_line_by_itself_is_a_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "单位：文化站")
        boxes(canvas, ROWS)
        canvas.setFillGray(0.7)
        canvas.drawString(300, 755, "（2026年度）")
        canvas.setFont(SONG, 30)
        canvas.drawString(130, 775, "样表")

    document = pdf.read(drawn(draw), "a")
    assert [each.text for each in document.sources if isinstance(each, SourceLine)] == ["单位：文化站", "（2026年度）"]
    assert [note.was for note in document.notes] == ["样表"]


def test_one_row_of_an_open_table_on_a_page_of_its_own_has_its_outer_cells() -> None:
    def draw(canvas: Canvas) -> None:
        open_at_the_sides(canvas, ROWS)
        canvas.showPage()
        open_at_the_sides(canvas, [["备注", "无", "完"]])

    assert texts(pdf.read(drawn(draw), "a")) == [[*FLAT, "备注", "无", "完"]]


def test_light_text_of_the_usual_size_is_left_out_of_a_cell_with_other_text_and_doubted_alone() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["项目名称", "图书馆改造"], ["年度", ""], ["单位", "文化站"]])
        canvas.setFillGray(0.8)
        canvas.drawString(110, 730, "稿")
        canvas.drawString(160, 685, "草")

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == [["项目名称", "图书馆改造", "年度", "草", "单位", "文化站"]]
    assert "没有读入" in doubts(document)["项目名称"]
    assert "颜色很浅" in doubts(document)["草"]


def test_white_labels_on_a_dark_ground_are_labels() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["", "图书馆改造"], ["", "2026"]])
        canvas.rect(50, 660, 100, 80, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(54, 720, "项目名称")
        canvas.drawString(54, 680, "年度")

    assert texts(pdf.read(drawn(draw), "a")) == [["项目名称", "图书馆改造", "年度", "2026"]]


def test_what_is_filled_into_fields_stands_in_their_cells_and_is_told_once() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["项目名称", ""], ["金额", ""], ["是否完成", "完成"]])
        form = canvas.acroForm
        form.textfield(name="a", value="A-12", x=152, y=702, width=90, height=30)
        form.textfield(name="b", value="96.00", x=152, y=662, width=90, height=30)
        form.checkbox(name="c", checked=True, x=180, y=643, size=14)

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == [["项目名称", "A-12", "金额", "96.00", "是否完成", "完成☑"]]
    assert doubts(document) == {}
    assert [note.why for note in document.notes] == ["第1页有填写框，其中的文字已按位置读入，请核对。"]


def test_a_pdf_that_does_not_say_its_characters_is_named() -> None:
    data = drawn(lambda canvas: boxes(canvas, ROWS), pageCompression=0)
    data = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), data)
    with pytest.raises(UserError) as refused:
        pdf.read(data, "表.pdf")
    assert refused.value.code == "E29"
    assert "表.pdf" in refused.value.what


def two_pages(above: list[str], below: list[str]) -> SourceDocument:
    """Return what is read of two rows of texts in the middle of their cells, parted by the end of a page."""

    def draw(canvas: Canvas) -> None:
        for row in ([["标签", "名称", "数值"], above], [below]):
            boxes(canvas, [["" for _ in each] for each in row])
            for number, texts_ in enumerate(row):
                for col, text in enumerate(texts_):
                    width = register(SONG).stringWidth(text, 10)
                    canvas.drawString(100 + col * 100 - width / 2, 716 - number * 40, text)
            canvas.showPage()

    return pdf.read(drawn(draw), "a")


def test_short_texts_in_the_middle_of_their_cells_end_with_the_page() -> None:
    above, below = ["一二三四五六", "产出指标", "数量指标"], ["七八九", "效益指标", "质量指标"]
    document = two_pages(above, below)
    assert texts(document) == [["标签", "名称", "数值", *above, *below]]
    assert doubts(document) == {}


def test_a_row_of_which_every_cell_is_full_is_not_joined_to_the_next_page_but_doubted() -> None:
    above, below = ["一二三四五六七八九", "产出指标产出指标指", "数量指标数量指标指"], ["七八九", "效益指标", "质量"]
    document = two_pages(above, below)
    assert texts(document) == [["标签", "名称", "数值", *above, *below]]
    assert all("跨页" in why for why in doubts(document).values())
    assert len(doubts(document)) == 6
