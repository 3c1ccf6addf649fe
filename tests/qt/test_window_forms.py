"""Several forms at once in the list at the left: copied, dragged, deleted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desks import Desk
from papers import sample


def pick(desk: Desk, *places: int) -> None:
    """Click on forms of the list, the later ones with Ctrl."""
    view = desk.window.forms.list
    for at, place in enumerate(places):
        keys = Qt.KeyboardModifier.ControlModifier if at else Qt.KeyboardModifier.NoModifier
        middle = view.visualRect(desk.window.forms.model.index(place)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, middle)
        desk.settle()


def test_several_forms_are_copied_at_once_into_another_draft(desk: Desk) -> None:
    desk.open(desk.saved(name="a.perfdesk"))
    first = desk.window
    desk.open(desk.saved(name="b.perfdesk"))
    second, desk.window = desk.window, first
    names = desk.names()
    desk.front()
    pick(desk, 3, 1)
    assert desk.window.forms.chosen() == [1, 3]
    QTest.keyClick(desk.window.forms.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "2 张表" in desk.window.status.saved.text()
    assert QGuiApplication.clipboard().mimeData().html().count("<table>") == 2
    desk.window = second
    desk.front()
    desk.window.forms.list.setFocus()
    before = desk.document.draft
    QTest.keyClick(desk.window.forms.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.names() == [names[0], names[1], names[3], *names[1:]]
    assert desk.document.number == 1
    desk.press("edit.undo")
    assert desk.document.draft == before


def test_what_is_selected_in_the_list_ends_with_leaving_it_and_with_another_order(desk: Desk) -> None:
    desk.open(desk.saved())
    pick(desk, 0, 2)
    desk.key(Qt.Key.Key_Escape)
    desk.until(lambda: desk.window.forms.chosen() == [2])
    pick(desk, 0, 2)
    desk.press("form.down")
    assert desk.window.forms.chosen() == [3]
    pick(desk, 1)
    QTest.mouseClick(
        desk.window.forms.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        desk.window.forms.list.visualRect(desk.window.forms.model.index(1)).center(),
    )
    desk.until(lambda: desk.window.forms.list.selectionModel().hasSelection())


def test_several_forms_are_dragged_together(desk: Desk) -> None:
    desk.open(desk.saved())
    names = desk.names()
    model = desk.window.forms.model
    data = model.mimeData([model.index(3), model.index(0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    assert desk.names()[:4] == [names[1], names[0], names[3], names[2]]


def test_the_menu_of_the_list_deletes_the_selected_forms_as_one_step(desk: Desk) -> None:
    desk.open(desk.saved())
    before = desk.document.draft
    names = desk.names()
    pick(desk, 1, 4)

    def press() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(20, press)
            return
        action = next(each for each in menu.actions() if each.text() == "删除选中的 2 张表")
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    QTimer.singleShot(20, press)
    view = desk.window.forms.list
    view.customContextMenuRequested.emit(view.visualRect(desk.window.forms.model.index(4)).center())
    assert desk.names() == [names[0], names[2], names[3], names[5]]
    assert "2 张表" in desk.window.status.saved.text()
    desk.press("edit.undo")
    assert desk.document.draft.forms == before.forms


def test_the_last_form_of_a_draft_is_deleted_and_brought_back(desk: Desk) -> None:
    desk.open(desk.saved(sample().model_copy(update={"forms": sample().forms[:1]})))
    desk.front()
    desk.at("fields/project_name")
    desk.window.actions_by_id["form.delete"].trigger()
    desk.settle()
    assert desk.names() == []
    desk.press("edit.undo")
    assert len(desk.names()) == 1
