"""The print dialog: asked for with keys and mouse, and what it says when something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pdfplumber
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from desks import Desk, choose, enter_file, escape
from papers import sample
from perfdesk.desk.printing.device import Ticket, printer_for
from perfdesk.desk.printing.dialog import PrintDialog
from perfdesk.desk.printing.options import TO_PDF
from perfdesk.errors import UserError
from printers import forms


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
