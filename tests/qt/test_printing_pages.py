"""What the printer, the preview and the PDF show is one and the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import QPoint, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog

import soak
from desks import Desk, escape
from papers import TEMPLATES
from perfdesk.desk.printing.device import PrintRun
from perfdesk.desk.printing.dialog import PrintDialog
from perfdesk.desk.printing.preview import EDGE, PX_PER_MM
from perfdesk.errors import UserError
from perfdesk.grid import Paper
from perfdesk.page import fit
from perfdesk.page.leaves import leaves
from perfdesk.region import templates
from perfdesk.translate.render import render_form
from perfdesk.work.exporting import Order, export
from perfdesk.work.printing import write_pdf
from printers import assert_same, forms, many_sides, to_pdf_printer
from readback import Box, pdf_boxes
from sheets import long_goal_sheet, simple_sheet
from soak import rounds


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


@pytest.mark.parametrize("size", ["A3", "B5"])
def test_on_other_paper_pdf_and_printer_still_show_the_same(qapp: QApplication, tmp_path: Path, size: str) -> None:
    assert qapp is not None
    form = fit(render_form(templates()["shanghai-2023"], forms("shanghai-2023"), 0))
    sides = [*leaves([(0, form)], size), None, *leaves([(0, form)])]
    pdf = pdf_boxes(write_pdf(sides, tmp_path / "a.pdf", "题", lambda _done, _total: None).files[0])
    printed = pdf_boxes(to_pdf_printer(sides, tmp_path / "b.pdf"))
    assert [len(page) for page in pdf] == [len(page) for page in printed]
    assert pdf[1] == printed[1] == []
    assert_same(printed[::2], pdf[::2])


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


@pytest.mark.soak
def test_hundreds_of_forms_come_out_of_the_printer(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    sides = many_sides(rounds(500, 20))
    with pdfplumber.open(to_pdf_printer(sides, tmp_path / "a.pdf")) as document:
        assert len(document.pages) == len(sides)
    soak.note("forms printed", len(sides), len(sides))


def test_a_job_on_the_printer_stops_when_it_is_cancelled(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    run = PrintRun(printer, many_sides(120))
    ended: list[object] = []
    steps: list[int] = []
    run.progressed.connect(lambda done, _total: steps.append(done))
    run.progressed.connect(lambda _done, _total: run.cancel())
    run.cancelled.connect(lambda: ended.append("cancelled"))
    run.done.connect(lambda _result: ended.append("done"))
    run.failed.connect(ended.append)
    run.start()
    while not ended:
        QApplication.processEvents()
    assert ended == ["cancelled"]
    assert len(steps) == 1
    assert 0 < steps[0] < 120


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
