"""What a screen reader gets: the paper as a table of cells with names, texts and findings."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

import soak
from desks import Desk as Window
from papers import SHIFT, TEMPLATES, Desk, Key, Paper, blank, sample
from perfdesk.desk.document import Document
from perfdesk.desk.paper import reach
from perfdesk.model import Doubt
from perfdesk.model import path as paths
from perfdesk.region import templates

Text = QAccessible.Text


@pytest.fixture(autouse=True)
def _asked(qapp: QApplication) -> None:
    reach.install()


def table(paper: Paper) -> reach.Table:
    found = reach.table_of(paper.view)
    assert found is not None
    return found


def cells(paper: Paper) -> list[QAccessibleInterface]:
    told = table(paper)
    return [told.child(number) for number in range(told.childCount())]


def cell(paper: Paper, path: str) -> QAccessibleInterface:
    """Return what is told of an input."""
    told = table(paper)
    return told.child([each.spot.path for each in told.told()].index(path))


@pytest.mark.parametrize("number", range(4), ids=TEMPLATES)
def test_every_cell_of_the_form_is_told_with_its_place_and_text(paper: Desk, number: int) -> None:
    desk = paper(sample(), [form.template for form in sample().forms].index(TEMPLATES[number]))
    told = table(desk)
    assert told.role() == QAccessible.Role.Table
    grid = desk.document.sheet().grid
    covered: set[tuple[int, int]] = set()
    for each in cells(desk):
        place = each.tableCellInterface()
        if place is None:
            assert each.role() == QAccessible.Role.EditableText
            continue
        assert each.role() == QAccessible.Role.Cell
        rows = range(place.rowIndex(), place.rowIndex() + place.rowExtent())
        columns = range(place.columnIndex(), place.columnIndex() + place.columnExtent())
        covered |= {(row, column) for row in rows for column in columns}
        assert place.table() is told
    assert covered == {(row, column) for row in range(grid.n_rows) for column in range(grid.n_cols)}
    inputs = {each.spot.path for each in told.told() if each.spot.path}
    places = desk.view.places()
    assert places is not None
    assert inputs == set(places.order)
    for at, each in enumerate(told.told()):
        iface = told.child(at)
        if each.spot.path:
            assert iface.text(Text.Name), each.spot.path
            assert iface.text(Text.Value) == desk.document.text(each.spot.path)
            assert iface.state().focusable
            assert iface.state().editable
        elif each.cell is not None:
            assert iface.text(Text.Name) == each.cell.text
            assert not iface.state().focusable


def test_cells_have_the_names_a_clerk_looks_for(paper: Desk) -> None:
    desk = paper(sample(), 3)
    assert cell(desk, "fields/project_name").text(Text.Name) == "项目名称"
    row = next(each for each in desk.document.form.indicators if each.level2 == "质量指标")
    name, target = (paths.join("indicators", row.id, "annual", part) for part in ("name", "target"))
    assert cell(desk, name).text(Text.Name) == "质量指标 三级指标"
    assert cell(desk, target).text(Text.Name) == "质量指标 自助借还设备完好率 指标值"
    two = paper(sample(), 1)
    first = two.document.form.indicators[0]
    told = cell(two, paths.join("indicators", first.id, "mid", "name"))
    assert told.text(Text.Name) == "数量指标（或建筑规模指标） 三级指标（中期）"
    place = told.tableCellInterface()
    assert [each.text(Text.Name) for each in place.columnHeaderCells()] == ["三级指标"]


def test_what_was_found_in_a_cell_is_told(paper: Desk) -> None:
    made = blank("shanghai-2023", project_name="图书馆改造")
    doubt = Doubt(id="d1", code="D01", path="fields/project_name", was="图书", why="原表缺字")
    form = made.forms[0].model_copy(update={"doubts": (doubt,)})
    desk = paper(made.model_copy(update={"forms": (form,)}))
    words = cell(desk, "fields/project_name").text(Text.Description)
    assert words.startswith("内容：图书馆改造；项目名称")
    assert "存疑：原表缺字（原文：图书）" in words
    locked = paper(made, read_only="文件由别人打开。")
    told = cell(locked, "fields/project_name")
    assert told.state().readOnly
    assert not told.state().editable
    assert "只读：文件由别人打开" in told.text(Text.Description)


def test_the_cell_under_the_cursor_has_the_focus_and_tells_what_is_typed(paper: Desk) -> None:
    desk = paper(sample(), 3)
    told = table(desk)
    for _ in range(5):
        desk.key(Key.Key_Tab)
        here = told.focusChild()
        assert here is cell(desk, desk.view.cursor())
        assert here.state().focused
        assert sum(bool(each.state().focused) for each in cells(desk)) == 1
    desk.type("95%")
    assert told.focusChild().text(Text.Value) == "95%"
    desk.key(Key.Key_Escape)
    assert told.focusChild().text(Text.Value) != "95%"


def test_the_cells_of_a_block_say_that_they_are_selected(paper: Desk) -> None:
    desk = paper(sample(), 3)
    row = desk.document.form.indicators[0]
    desk.at(paths.join("indicators", row.id, "annual", "name"))
    desk.key(Key.Key_Right, SHIFT)
    chosen = [each for each in cells(desk) if each.state().selected]
    assert [each.text(Text.Value) for each in chosen] == [row.text("annual", part) for part in ("name", "target")]
    assert all(each.tableCellInterface().isSelected() for each in chosen)
    desk.key(Key.Key_Up)
    assert sum(bool(each.state().selected) for each in cells(desk)) == 1


def test_a_screen_reader_goes_to_a_cell_and_writes_into_it(paper: Desk) -> None:
    desk = paper(sample(), 3)
    told = cell(desk, "fields/project_name")
    acts = told.actionInterface()
    acts.doAction(acts.setFocusAction())
    assert desk.view.cursor() == "fields/project_name"
    acts.doAction(acts.pressAction())
    assert desk.view.editing.is_open
    told.setText(Text.Value, "新名称")
    assert desk.text("fields/project_name") == "新名称"
    desk.document.undo()
    assert desk.text("fields/project_name") != "新名称"
    locked = paper(sample(), 3, read_only="只读")
    cell(locked, "fields/project_name").setText(Text.Value, "改")
    assert locked.text("fields/project_name") == sample().forms[3].fields["project_name"]


def test_the_cell_under_a_point_is_found(paper: Desk) -> None:
    desk = paper(sample(), 3)
    told = table(desk)
    point = desk.view.viewport().mapToGlobal(desk.middle("fields/project_name"))
    found = told.childAt(point.x(), point.y())
    assert found is cell(desk, "fields/project_name")
    assert found.rect().contains(point)
    assert told.childAt(*(told.rect().topLeft() - QPoint(50, 50)).toTuple()) is None


@pytest.mark.soak
def test_forms_and_drafts_come_and_go_while_a_screen_reader_listens(desk: Window) -> None:
    QAccessible.setActive(True)
    try:
        for turn in soak.loop("forms shown to a screen reader", 200, 24):
            window = desk.window
            if turn % 6 == 0:
                desk.window.files.adopt(None, None)
                window.show_document(Document(sample(), templates()))
                window.paper.setFocus()
            told = reach.table_of(window.paper)
            assert told is not None
            kept = [told.child(number) for number in range(told.childCount())]
            assert all(each.text(Text.Name) is not None and each.isValid() for each in kept)
            QAccessible.uniqueId(kept[turn % len(kept)])
            desk.document.show((turn + 1) % 4)
            desk.key(Key.Key_Tab)
            if turn % 5 == 0:
                window.paper.rows.add_below()
            desk.settle()
            assert told.childCount() == len(told.told())
            assert told.indexOfChild(kept[0]) == -1, "cells of a form that is gone are gone"
            del kept
        desk.document.mark_saved(desk.folder / "x.perfdesk", desk.document.draft)
        desk.window.close()
        desk.window = desk.program.new_window()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert reach.table_of(desk.window.paper) is not told
    finally:
        QAccessible.setActive(False)
