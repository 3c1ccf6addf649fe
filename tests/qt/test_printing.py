"""Printing: what the printer, the preview and the PDF show is one and the same; asked for with keys and mouse."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QRawFont
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from desks import Desk, choose, enter_file, escape
from papers import TEMPLATES, sample, with_rows
from perfdesk.desk.printing.device import PrintRun, Ticket, printer_for
from perfdesk.desk.printing.dialog import PrintDialog
from perfdesk.desk.printing.options import TO_PDF
from perfdesk.desk.printing.preview import EDGE, PX_PER_MM
from perfdesk.errors import UserError
from perfdesk.grid import Paper
from perfdesk.model import Draft
from perfdesk.page import fit
from perfdesk.page.leaves import Side, leaves
from perfdesk.page.metrics import FONTS, font_file
from perfdesk.region import templates
from perfdesk.translate.render import render_form
from perfdesk.work.exporting import Order, export
from readback import Box, pdf_boxes
from sheets import long_goal_sheet, simple_sheet

TWO_PAGES = with_rows(
    "shanghai-2023", *[("产出目标", "数量", f"第{number}项服务覆盖的社区数量", "≥12个") for number in range(30)]
)


def forms(template: str) -> Draft:
    """Return the form of the sample that is in a layout, alone; "two pages": one that goes on."""
    if template == "two pages":
        return TWO_PAGES
    form = next(each for each in sample().forms if each.template == template)
    return sample().model_copy(update={"forms": (form,)})


@cache
def _fonts() -> list[QRawFont]:
    return [QRawFont(str(font_file(name)), 10.0) for name in FONTS]


@cache
def glyph(char: str) -> tuple[int, int]:
    """Return what a character looks like: Qt names glyphs by the first character that has them (⽬ for 目)."""
    for number, font in enumerate(_fonts()):
        found = font.glyphIndexesForString(char)
        if found and found[0]:
            return number, found[0]
    return -1, ord(char)


def looks(box: Box) -> list[list[tuple[int, int]]]:
    return [[glyph(char) for char in line] for line in box.lines]


def assert_same(one: Sequence[Sequence[Box]], two: Sequence[Sequence[Box]]) -> None:
    """Compare page by page, cell by cell: edges within a point, the same glyphs on the same lines."""
    assert len(one) == len(two)
    for first, second in zip(one, two, strict=True):
        assert len(first) == len(second) > 20
        for a, b in zip(first, second, strict=True):
            assert a.edges == pytest.approx(b.edges, abs=1.0)
            assert looks(a) == looks(b)


def to_pdf_printer(sides: Sequence[Side], file: Path) -> Path:
    """Print as on a real printer: the same run, its device a PDF printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    ended: list[object] = []
    run = PrintRun(printer, sides)
    run.done.connect(lambda _result: ended.append("done"))
    run.failed.connect(ended.append)
    run.start()
    while not ended:
        QApplication.processEvents()
    assert ended == ["done"]
    return file


def preview_boxes(dialog: PrintDialog, file: Path) -> list[list[Box]]:
    """Return the cells that the preview shows, page by page, in points from the corner of its paper."""
    preview = dialog.preview
    preview.set_zoom(1.0)
    writer = QPdfWriter(str(file))
    paper = preview.widget()
    writer.setPageSize(QPageSize(QSizeF(paper.width(), paper.height()) * 0.75, QPageSize.Unit.Point))
    writer.setPageMargins(writer.pageLayout().minimumMargins())
    painter = QPainter(writer)
    for number in range(len(preview.sides)):
        if number:
            writer.newPage()
        preview.turn_to(number)
        painter.resetTransform()
        painter.scale(writer.resolution() / 96, writer.resolution() / 96)
        paper.render(painter, QPoint())
    painter.end()
    edge = EDGE * 0.75
    whole = 200 * PX_PER_MM * 0.75  # the paper's own edge is no cell
    return [
        [
            Box(box.x0 - edge, box.top - edge, box.x1 - edge, box.bottom - edge, box.lines)
            for box in page
            if box.x1 - box.x0 < whole
        ]
        for page in pdf_boxes(file)
    ]


@pytest.mark.parametrize("template", [*TEMPLATES, "two pages"])
def test_pdf_preview_and_printer_show_the_same_pages(desk: Desk, template: str) -> None:
    draft = forms(template)
    desk.open(desk.saved(draft))
    exported = export(Order(draft, templates(), (0,), "pdf"), desk.folder / "exported.pdf").files[0]

    def compare(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        pdf = pdf_boxes(exported)
        assert len(pdf) == (2 if template == "two pages" else 1)
        assert_same(pdf_boxes(to_pdf_printer(dialog.sides, desk.folder / "printed.pdf")), pdf)
        assert_same(preview_boxes(dialog, desk.folder / "preview.pdf"), pdf)
        escape(dialog)

    desk.when_asked(compare)
    desk.press("file.preview")


def test_each_page_of_a_job_has_its_own_paper(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    tall, wide = simple_sheet(), replace(simple_sheet(), paper=Paper(297.0, 210.0))
    long = long_goal_sheet(5000)
    sides = [*leaves(enumerate(fit(sheet) for sheet in (tall, wide, long))), None]
    with pdfplumber.open(to_pdf_printer(sides, tmp_path / "a.pdf")) as printed:
        sizes = [(round(page.width), round(page.height)) for page in printed.pages]
        assert sizes == [(595, 842), (842, 595), *[(595, 842)] * (len(fit(long).pages) + 1)]
        assert not printed.pages[-1].chars
        assert not printed.images


# --- the dialog ---


def options(act: Callable[[PrintDialog], None]) -> Callable[[QDialog], None]:
    """Return what works the options and leaves by the print button."""

    def work(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        act(dialog)
        assert dialog.print.isEnabled(), dialog.note.text()
        QTest.mouseClick(dialog.print, Qt.MouseButton.LeftButton)

    return work


def tick(button: QAbstractButton) -> None:
    """Click on a round button: only its sign and its words take the click."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def printed(desk: Desk, act: Callable[[PrintDialog], None], name: str = "out.pdf") -> list[str]:
    """Print to a PDF file by key and mouse; return the text of each page."""
    file = desk.folder / name
    desk.when_asked(options(act), enter_file(file))
    desk.press("file.print")
    desk.until(lambda: desk.window.prints.run is None)
    assert f"已打印到“{name}”" in desk.banner()
    with pdfplumber.open(file) as document:
        return [page.extract_text() for page in document.pages]


def test_the_shown_form_is_printed_with_three_keys(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.press("form.next")

    def enter(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        assert dialog.options.printer.currentText() == TO_PDF
        assert "没有找到打印机" in dialog.note.text()
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)

    desk.when_asked(enter, enter_file(desk.folder / "一张.pdf"))
    desk.press("file.print")
    desk.until(lambda: desk.window.prints.run is None)
    with pdfplumber.open(desk.folder / "一张.pdf") as document:
        assert len(document.pages) == 1
        assert sample().forms[1].fields["project_name"][:6] in "".join(document.pages[0].extract_text().split())


def test_chosen_forms_pages_and_copies_come_out_in_order(desk: Desk) -> None:
    desk.open(desk.saved())

    def act(dialog: PrintDialog) -> None:
        asked = dialog.options
        tick(asked.some)
        asked.list.setFocus()
        for _ in range(2):
            QTest.keyClick(asked.list, Qt.Key.Key_Down)
            QTest.keyClick(asked.list, Qt.Key.Key_Space)
        QTest.keyClicks(asked.pages, "2-3")
        asked.copies.setFocus()
        QTest.keyClick(asked.copies, Qt.Key.Key_Up)
        assert "共 2 页，用纸 4 张（2 份）" in dialog.note.text()

    pages = printed(desk, act)
    assert len(pages) == 4
    assert pages[0] == pages[2] != pages[1] == pages[3]


def test_a_page_range_that_is_not_there_is_told_and_nothing_is_printed(desk: Desk) -> None:
    desk.open(desk.saved())

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        QTest.keyClicks(dialog.options.pages, "9")
        assert "没有第 9 页，一共 1 页" in dialog.note.text()
        assert not dialog.print.isEnabled()
        QTest.keyClick(dialog.options.pages, Qt.Key.Key_Backspace)
        assert dialog.print.isEnabled()
        escape(dialog)

    desk.when_asked(act)
    desk.press("file.print")


def test_the_preview_is_turned_and_zoomed_by_key(desk: Desk) -> None:
    desk.open(desk.saved())

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        preview = dialog.preview
        assert dialog.height() <= 560
        assert dialog.focusWidget() is preview
        tick(dialog.options.everything)
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
        assert dialog.page.text().startswith("2 / 6　")
        QTest.keyClick(preview, Qt.Key.Key_End)
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
        assert dialog.page.text().startswith("6 / 6　")
        before = preview.zoom
        QTest.keyClick(preview, Qt.Key.Key_Plus)
        assert preview.zoom > before
        escape(dialog)

    desk.when_asked(act)
    desk.press("file.preview")


def test_paper_and_printer_are_remembered_for_each_layout(desk: Desk) -> None:
    desk.open(desk.saved())

    def to_a3(dialog: PrintDialog) -> None:
        QTest.keyClick(dialog.options.paper, Qt.Key.Key_Down)

    desk.when_asked(options(to_a3), enter_file(desk.folder / "a3.pdf"))
    desk.press("file.print")
    desk.until(lambda: desk.window.prints.run is None)
    with pdfplumber.open(desk.folder / "a3.pdf") as document:
        assert (round(document.pages[0].width), round(document.pages[0].height)) == (842, 1191)
    sizes: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        sizes.append(dialog.wish().size)
        escape(dialog)

    desk.when_asked(look)
    desk.press("file.print")
    desk.press("form.next")
    desk.when_asked(look)
    desk.press("file.print")
    assert sizes == ["A3", ""]


def test_many_forms_are_laid_out_beside_the_window_and_printing_can_be_cancelled(desk: Desk) -> None:
    many = tuple(each.model_copy(update={"id": f"{turn}-{each.id}"}) for turn in range(10) for each in sample().forms)
    desk.open(desk.saved(sample().model_copy(update={"forms": many})))

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        tick(dialog.options.everything)
        assert not dialog.print.isEnabled()
        desk.until(dialog.print.isEnabled)
        dialog.options.copies.selectAll()
        QTest.keyClicks(dialog.options.copies, "9")
        assert len(dialog.sides) == 540
        QTest.mouseClick(dialog.print, Qt.MouseButton.LeftButton)

    desk.when_asked(act, enter_file(desk.folder / "many.pdf"))
    desk.press("file.print")
    run = desk.window.prints.run
    assert run is not None
    run.cancel()
    desk.until(lambda: desk.window.prints.run is None)
    assert "已取消打印" in desk.window.status.saved.text()
    assert not (desk.folder / "many.pdf").exists()


# --- when it goes wrong ---


def test_a_file_that_cannot_be_written_is_told_with_a_way_out(desk: Desk) -> None:
    desk.open(desk.saved())
    blocked = desk.folder / "out.pdf"
    blocked.mkdir()
    told: list[str] = []

    def read(dialog: QDialog) -> None:
        told.extend([dialog.windowTitle(), dialog.property("text"), dialog.property("informativeText")])
        choose("知道了")(dialog)

    desk.when_asked(options(lambda _dialog: None), enter_file(blocked / "no" / "a.pdf"), read)
    desk.press("file.print")
    desk.until(lambda: desk.window.prints.run is None and bool(told))
    assert "（E7" in told[0]
    assert all(told)


def test_a_printer_that_is_gone_is_told_with_a_way_out(qapp: QApplication) -> None:
    assert qapp is not None
    with pytest.raises(UserError) as caught:
        printer_for(Ticket("三楼打印机", "表"))
    assert caught.value.code == "E91"
    assert "三楼打印机" in caught.value.what
    assert "PDF" in caught.value.todo


def test_a_printer_that_takes_nothing_is_told(qapp: QApplication, tmp_path: Path, qtlog: object) -> None:
    assert qapp is not None
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "a.pdf"))
    ended: list[object] = []
    run = PrintRun(printer, leaves([(0, fit(render_form(templates()["shanghai-2023"], forms("shanghai-2023"), 0)))]))
    run.failed.connect(ended.append)
    run.done.connect(ended.append)
    run.start()
    while not ended:
        QApplication.processEvents()
    assert isinstance(ended[0], UserError)
    assert ended[0].code == "E92"
    assert ended[0].safe


def told_by_the_dialog(desk: Desk) -> str:
    notes: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, PrintDialog)
        notes.append(dialog.note.text())
        assert dialog.options.printer.currentText() == TO_PDF
        assert dialog.print.isEnabled()
        escape(dialog)

    desk.when_asked(read)
    desk.press("file.print")
    return notes[0]


def test_the_printer_of_last_time_that_is_gone_is_told(desk: Desk) -> None:
    desk.open(desk.saved(forms("shanghai-2023")))
    desk.program.remember("print-shanghai-2023/printed", "yes")
    desk.program.remember("print-shanghai-2023/printer", "三楼打印机")
    assert "上次用的打印机“三楼打印机”找不到了" in told_by_the_dialog(desk)


def test_without_the_system_library_of_printing_a_pdf_can_still_be_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)
    desk.open(desk.saved())
    assert "libcups2" in told_by_the_dialog(desk)
