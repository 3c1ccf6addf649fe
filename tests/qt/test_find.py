"""Find and replace over the draft: hits listed, gone to, replaced one by one or all at once."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desks import Desk
from papers import SHIFT, TOWN, TOWN_ROWS, Key, at_row, sample, texts, with_rows
from perfdesk.desk import theme
from perfdesk.desk.document import Document
from perfdesk.desk.find.dialog import FindDialog
from perfdesk.model import Draft
from perfdesk.region import templates


def looking(desk: Desk, draft: Draft, words: str, name: str = "edit.find") -> FindDialog:
    """Open a draft and look for some words in it."""
    desk.window.show_document(Document(draft, templates()))
    desk.press(name)
    dialog = desk.window.findChild(FindDialog)
    assert dialog is not None
    write(dialog, words)
    return dialog


def write(dialog: FindDialog, words: str) -> None:
    QApplication.clipboard().setText(words)
    dialog.words.selectAll()
    QTest.keyClick(dialog.words, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    found(dialog)


def found(dialog: FindDialog) -> None:
    """Wait until what stands in the dialog has been looked for."""
    while dialog.timer.isActive():
        QTest.qWait(5)


def test_hits_of_all_forms_are_listed_and_gone_to(desk: Desk) -> None:
    dialog = looking(desk, sample(), "满意度")
    numbers = [hit.number for hit in dialog.model.hits]
    assert len(set(numbers)) > 2
    assert dialog.height() <= 560
    last = dialog.model.hits[-1]
    QTest.keyClick(dialog.words, Key.Key_Return, SHIFT)
    assert (desk.document.number, desk.window.paper.cursor()) == (last.number, last.path)
    QTest.keyClick(dialog.words, Key.Key_Return)
    first = dialog.model.hits[0]
    assert (desk.document.number, desk.window.paper.cursor()) == (first.number, first.path)
    assert dialog.told.text() == f"第 1 处，共 {len(numbers)} 处"


def test_f3_goes_on_with_the_dialog_closed(desk: Desk) -> None:
    dialog = looking(desk, sample(), "满意度")
    hits = list(dialog.model.hits)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    desk.press("edit.find_next")
    desk.press("edit.find_next")
    assert (desk.document.number, desk.window.paper.cursor()) == (hits[1].number, hits[1].path)
    desk.press("edit.find_previous")
    assert desk.window.paper.cursor() == hits[0].path


def test_this_form_alone(desk: Desk) -> None:
    dialog = looking(desk, sample(), "满意度")
    everywhere = len(dialog.model.hits)
    QTest.keyClick(dialog.where, Key.Key_Down)
    found(dialog)
    assert 0 < len(dialog.model.hits) < everywhere
    assert {hit.number for hit in dialog.model.hits} == {desk.document.number}


def test_what_is_being_typed_is_taken_first_and_found(desk: Desk) -> None:
    desk.window.show_document(Document(with_rows(TOWN, *TOWN_ROWS), templates()))
    desk.at(at_row("2", "target"))
    desk.type("4321")
    desk.press("edit.find")
    dialog = desk.window.findChild(FindDialog)
    assert dialog is not None
    write(dialog, "4321")
    assert [hit.path for hit in dialog.model.hits] == [at_row("2", "target"), at_row("2", "target", "annual")]
    assert desk.text(at_row("2", "target")) == "4321"


def test_one_is_replaced_and_the_next_is_shown(desk: Desk) -> None:
    dialog = looking(desk, with_rows(TOWN, *TOWN_ROWS), "0", "edit.replace")
    QTest.keyClicks(dialog.new, "00")
    count = len(dialog.model.hits)
    QTest.keyClick(dialog.words, Key.Key_Return)
    desk.click(dialog.one)
    assert texts(desk.document.draft, "target")[0] == "≥2000平方米"
    desk.click(dialog.one)
    assert texts(desk.document.draft, "target")[0] == "≥20000平方米"
    assert len(dialog.model.hits) == count + 2
    assert desk.window.paper.cursor() == at_row("2", "target")


def test_all_are_replaced_as_one_step_of_undo(desk: Desk) -> None:
    dialog = looking(desk, sample(), "满意度", "edit.replace")
    count = len(dialog.model.hits)
    QTest.keyClicks(dialog.new, "Happy")
    desk.click(dialog.all)
    assert dialog.model.hits == []
    assert f"已替换 {count} 处" in dialog.told.text()
    QTest.keyClick(dialog, Key.Key_Escape)
    desk.press("edit.undo")
    assert desk.document.draft == sample()


def test_an_edit_on_the_paper_is_seen_in_the_list(desk: Desk) -> None:
    dialog = looking(desk, with_rows(TOWN, *TOWN_ROWS), "100%")
    assert len(dialog.model.hits) == 1
    desk.at(at_row("1", "target"))
    desk.front()
    QTest.keyClicks(desk.window.paper, "100%")
    QTest.keyClick(desk.window.paper, Key.Key_Return)
    desk.until(lambda: len(dialog.model.hits) == 3)


def test_a_read_only_draft_is_searched_and_stays(desk: Desk) -> None:
    desk.window.show_document(Document(with_rows(TOWN, *TOWN_ROWS), templates(), read_only="文件是只读的"))
    desk.press("edit.find")
    dialog = desk.window.findChild(FindDialog)
    assert dialog is not None
    write(dialog, "0")
    assert dialog.model.hits
    desk.window.finder.open(replacing=True)
    desk.click(dialog.all)
    assert dialog.told.text() == "文件是只读的"
    assert desk.document.draft == with_rows(TOWN, *TOWN_ROWS)


def ink(desk: Desk, path: str, colour: str) -> int:
    """Return how many px of a cell have a colour."""
    paper = desk.window.paper
    places = paper.places()
    spot = places.spot(path) if places is not None else None
    assert places is not None and spot is not None
    image = paper.viewport().grab().toImage()
    rect = paper.view_rect(places.pieces(spot)[0].page, places.pieces(spot)[0].rect).toRect()
    scale = image.devicePixelRatio()
    wanted = QColor(colour).rgb()
    columns = range(round(rect.left() * scale), round(rect.right() * scale))
    rows = range(round(rect.top() * scale), round(rect.bottom() * scale))
    return sum(image.pixel(x, y) == wanted for x in columns for y in rows)


def test_what_is_found_is_marked_on_the_paper_letter_by_letter(desk: Desk) -> None:
    first, second, other = (at_row(each, "target") for each in "123")
    dialog = looking(desk, with_rows(TOWN, *TOWN_ROWS), "0")
    colours = theme.current()
    assert ink(desk, first, colours.paper_found) > 0
    assert ink(desk, other, colours.paper_found) == 0, desk.text(other)
    QTest.keyClick(dialog.words, Key.Key_Return)
    assert desk.window.paper.cursor() == first
    assert ink(desk, first, colours.paper_found_here) > 0
    assert ink(desk, second, colours.paper_found_here) == 0
    QTest.keyClick(dialog, Key.Key_Escape)
    assert ink(desk, first, colours.paper_found) == 0
    assert ink(desk, first, colours.paper_found_here) > 0, "the place gone to stays marked for who closes the search"
    desk.key(Key.Key_Tab)
    assert ink(desk, first, colours.paper_found_here) == 0


def test_what_is_typed_into_a_marked_cell_is_marked_too(desk: Desk) -> None:
    dialog = looking(desk, with_rows(TOWN, *TOWN_ROWS), "0")
    QTest.keyClick(dialog.words, Key.Key_Return)
    before = ink(desk, at_row("1", "target"), theme.current().paper_found)
    desk.front()
    desk.window.paper.setFocus()
    desk.key(Key.Key_F2)
    desk.type("0000")
    assert desk.window.paper.editing.is_open
    assert ink(desk, at_row("1", "target"), theme.current().paper_found) > before


def test_the_search_moves_off_the_cell_it_goes_to(desk: Desk) -> None:
    dialog = looking(desk, with_rows(TOWN, *TOWN_ROWS), "0")
    paper = desk.window.paper
    moved = 0
    for _ in dialog.model.hits:
        before = dialog.pos()
        QTest.keyClick(dialog.words, Key.Key_Return)
        cell = paper.cell_in_window()
        on_screen = QRect(desk.window.mapToGlobal(cell.topLeft()), cell.size())
        if dialog.screen().availableGeometry().contains(on_screen):
            assert not dialog.frameGeometry().intersects(on_screen)
        moved += dialog.pos() != before
    assert moved
