"""PDF files: text and ruled tables are read, scans and protected files are named."""

from __future__ import annotations

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from others_pdf import boxes, drawn, texts
from perfdesk.errors import UserError
from perfdesk.grid import SourceLine, SourceTable
from perfdesk.page.metrics import SONG
from perfdesk.readers import pdf
from perfdesk.writers.pdf_text import register


def test_a_ruled_table_and_the_lines_around_it_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "项目绩效目标表")
        boxes(canvas, [["项目名称", "图书馆"], ["年度", "2024"]])
        canvas.drawString(60, 600, "填表人：某某")

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == [["项目名称", "图书馆", "年度", "2024"]]
    assert [line.text for line in document.sources if isinstance(line, SourceLine)] == [
        "项目绩效目标表",
        "填表人：某某",
    ]


def test_a_line_that_ended_early_ended_and_a_full_one_goes_on() -> None:
    document = pdf.read(drawn(lambda canvas: boxes(canvas, [["一二三四五六七八九\n十", "一二\n三四"]])), "a")
    assert texts(document) == [["一二三四五六七八九十", "一二\n三四"]]


def test_a_full_line_that_may_have_ended_is_noted() -> None:
    document = pdf.read(drawn(lambda canvas: boxes(canvas, [["一二三四五六七八。\n2、九", "x"]])), "a")
    (table,) = document.sources
    assert isinstance(table, SourceTable)
    assert any("换行" in note.why for note in table.notes)


def test_a_table_over_two_pages_is_one_and_its_page_numbers_are_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["一级指标", "二级指标"], ["产出", "数量"]])
        canvas.drawString(300, 20, "- 1 -")
        canvas.showPage()
        boxes(canvas, [["一级指标", "二级指标"], ["效益", "质量"]])
        canvas.drawString(300, 20, "第 2 页")

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == [["一级指标", "二级指标", "产出", "数量", "效益", "质量"]]
    assert len(document.sources) == 1


@pytest.mark.parametrize("with_text", [False, True])
def test_a_scan_is_named_and_yields_nothing(with_text: bool) -> None:  # noqa: FBT001
    from PIL import Image

    def draw(canvas: Canvas) -> None:
        if with_text:
            canvas.drawString(60, 700, "项目名称 图书馆改造工程项目经费")
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 128)), 0, 0, 595, 842)

    with pytest.raises(UserError) as caught:
        pdf.read(drawn(draw), "表.pdf")
    assert caught.value.code == "E27"
    assert "扫描件" in caught.value.text()


def test_a_page_of_a_scan_among_others_is_told() -> None:
    from PIL import Image

    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["项目名称", "图书馆改造"], ["年度", "2024"]])
        canvas.showPage()
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 128)), 0, 0, 595, 842)

    assert "第2页" in pdf.read(drawn(draw), "a").notes[0].why


def test_a_pdf_with_a_password_says_so_and_one_that_only_forbids_printing_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["项目名称", "图书馆改造"], ["年度", "2024"]])

    with pytest.raises(UserError) as caught:
        pdf.read(drawn(draw, encrypt=StandardEncryption("geheim", strength=128)), "a")
    assert caught.value.code == "E26"
    open_ = drawn(draw, encrypt=StandardEncryption("", "owner", canPrint=0, strength=128))
    assert texts(pdf.read(open_, "a")) == [["项目名称", "图书馆改造", "年度", "2024"]]


def test_shaded_cells_and_underlines_are_no_borders() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["项目名称", "图书馆改造"], ["年度", "2024"]])
        canvas.setFillGray(0.9)
        canvas.rect(60, 705, 30, 12, stroke=0, fill=1)
        canvas.line(160, 712, 190, 712)

    assert texts(pdf.read(drawn(draw), "a")) == [["项目名称", "图书馆改造", "年度", "2024"]]


def test_a_scan_in_strips_is_a_scan_though_signs_stand_under_it() -> None:
    from PIL import Image

    def draw(canvas: Canvas) -> None:
        for strip in range(10):
            canvas.drawImage(ImageReader(Image.new("L", (60, 8), 128)), 0, strip * 84, 595, 84)
        canvas.drawString(60, 700, "项目名称 图书馆改造 2024年度")

    with pytest.raises(UserError) as caught:
        pdf.read(drawn(draw), "a")
    assert caught.value.code == "E27"


def test_what_lies_over_the_page_is_told_and_not_read_into_the_cells() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["项目名称", "图书馆改造"], ["年度", "2024"]])
        canvas.acroForm.textfield(name="x", value="abc", x=60, y=40, width=90, height=15)
        canvas.translate(60, 690)
        canvas.rotate(30)
        canvas.drawString(0, 0, "内部资料")

    document = pdf.read(drawn(draw), "a")
    assert texts(document) == [["项目名称", "图书馆改造", "年度", "2024"]]
    told = "".join(note.why for note in document.notes)
    assert "内部资料" in told


def test_text_that_runs_into_the_next_cell_is_noted() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["项目名称", "图书馆改造"], ["年度", "2024"]])
        canvas.drawString(163, 686, "改造")

    (table,) = pdf.read(drawn(draw), "a").sources
    assert isinstance(table, SourceTable)
    assert any("重叠" in note.why for note in table.notes)


def test_a_raised_2_is_a_power_and_another_raised_digit_is_noted() -> None:
    def draw(canvas: Canvas) -> None:
        boxes(canvas, [["面积", "500m"], ["注", "说明"]])
        width = register(SONG).stringWidth
        canvas.setFont(SONG, 5)
        for row, said, sign in ((0, "500m", "2"), (1, "说明", "7")):
            canvas.drawString(154.2 + width(said, 10), 729 - row * 40, sign)

    (table,) = pdf.read(drawn(draw), "a").sources
    assert isinstance(table, SourceTable)
    assert [cell.text for cell in table.grid.cells] == ["面积", "500m²", "注", "说明7"]
    assert [note.was for note in table.notes if "上标" in note.why] == ["说明7"]


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    import zlib

    squeezed = zlib.compress(bytes(210 << 20), 1)
    data = b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length 1>>stream\n" + squeezed + b"\nendstream endobj"
    with pytest.raises(UserError) as caught:
        pdf.read(data, "a")
    assert caught.value.code == "E25"
