"""The paper for screen readers: a table whose cells have a place, a name, a text, and what was found in them.

While no screen reader listens, nothing here is worked out. PySide6 has no `QAccessibleTableInterface`, so the table
tells its cells as children, each with its row, column and spans; see ARCHITECTURE.md. Qt deletes an interface by itself
when its widget goes; while it lives, Python must hold it, hence `_kept`.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from weakref import ref

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTableCellInterface,
    QAccessibleValueChangeEvent,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from perfdesk.desk.paper import spoken
from perfdesk.desk.paper.spoken import Told

if TYPE_CHECKING:
    from perfdesk.desk.paper.places import Inputs
    from perfdesk.desk.paper.view import PaperView

Text, Role = QAccessible.Text, QAccessible.Role
_NOTHING = Shiboken.VoidPtr(0)
"""A null pointer: `None` or 0 returned by `interface_cast` would reach Qt as an address."""
_TELLS_VALUES = sys.platform in ("win32", "darwin")
"""AT-SPI (Linux) knows values of numbers alone; there the changed description tells what is typed."""
_kept: list[Table] = []


@cache
def install() -> None:
    """Have Qt ask here when a screen reader asks for a paper."""
    QAccessible.installFactory(_made_for)


def table_of(view: PaperView) -> Table | None:
    """Return what screen readers get for a paper."""
    found = QAccessible.queryAccessibleInterface(view)
    return found if isinstance(found, Table) else None


class Table(QAccessibleWidget):
    """The shown form. Its children are told in reading order; they are made when they are asked for."""

    def __init__(self, view: PaperView) -> None:
        super().__init__(view, Role.Table, view.accessibleName())
        self._view = ref(view)  # `widget()` would make the paper a child of this, in PySide's eyes
        self._inputs: Inputs | None = None
        self._told: tuple[Told, ...] = ()
        self._cells: dict[int, Cell] = {}

    @property
    def view(self) -> PaperView:
        """The paper."""
        found = self._view()
        assert found is not None  # noqa: S101 -- Qt lets this go before the paper is gone
        return found

    def told(self) -> tuple[Told, ...]:
        """Return what the shown form holds; where that is no longer the same, the old cells are gone."""
        places = self.view.places() if self.view.document is not None and self.view.document.drawable else None
        inputs = places.inputs if places is not None else None
        if inputs is not self._inputs:
            self.forget()
            self._inputs = inputs
            self._told = spoken.told(places) if places is not None else ()
        return self._told

    def number(self) -> int:
        """Return the number of the child under the cursor, -1 if there is none."""
        here = (self.view.cursor(), self.view.nth)
        found = (at for at, each in enumerate(self.told()) if each.spot.path and (each.spot.path, each.nth) == here)
        return next(found, -1)

    def forget(self) -> None:
        """Give up the cells: the form they told of is no longer shown."""
        self._told, self._inputs = (), None
        for cell in self._cells.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(cell))
        self._cells = {}

    def childCount(self) -> int:  # noqa: N802 -- Qt's name
        """Return how many cells and inputs there are."""
        return len(self.told())

    def child(self, index: int) -> QAccessibleInterface:
        """Return a cell or input."""
        every = self.told()
        if not 0 <= index < len(every):
            return cast("QAccessibleInterface", None)
        if index not in self._cells:
            self._cells[index] = Cell(self, index, every[index])
        return self._cells[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 -- Qt's name
        """Return the number of a child."""
        return child.index if isinstance(child, Cell) and child in self._cells.values() else -1

    def focusChild(self) -> QAccessibleInterface:  # noqa: N802 -- Qt's name
        """Return the input under the cursor."""
        return self.child(self.number() if self.view.hasFocus() else -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: N802 -- Qt's name
        """Return what stands at a point of the screen, an input in a label before the label."""
        found = [at for at in range(len(self.told())) if self.child(at).rect().contains(x, y)]
        return self.child(found[-1] if found else -1)

    def text(self, t: QAccessible.Text) -> str:
        """Return the name of the form and its size."""
        document = self.view.document
        if t == Text.Description and document is not None and document.drawable:
            grid = document.sheet().grid
            return f"{document.template.data.name}，{grid.n_rows} 行 {grid.n_cols} 列"
        return super().text(t)


class Cell(QAccessibleInterface):
    """One cell of the table, or one input that stands in a line of text."""

    def __init__(self, table: Table, index: int, about: Told) -> None:
        super().__init__()
        self.table, self.index, self.about = table, index, about
        self._place = Place(self) if about.cell is not None else None
        self._acts = Acts(self) if about.spot.path else None

    @property
    def view(self) -> PaperView:
        """The paper."""
        return self.table.view

    def isValid(self) -> bool:  # noqa: N802 -- Qt's name
        """Say whether the paper still shows it."""
        return Shiboken.isValid(self.table)

    def object(self) -> QObject:
        """Return nothing: a cell is no widget."""
        return cast("QObject", None)

    def window(self) -> QWindow:
        """Return the window of the paper."""
        return self.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Return the table."""
        return self.table

    def child(self, _index: int) -> QAccessibleInterface:
        """Return nothing: a cell has no parts."""
        return cast("QAccessibleInterface", None)

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:  # noqa: N802 -- Qt's name
        """Return nothing: a cell has no parts."""
        return cast("QAccessibleInterface", None)

    def childCount(self) -> int:  # noqa: N802 -- Qt's name
        """Return 0."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:  # noqa: N802 -- Qt's name
        """Return -1."""
        return -1

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return Role.Cell if self.about.cell is not None else Role.EditableText

    def rect(self) -> QRect:
        """Return where it stands on the screen."""
        places, whole = self.view.places(), QRect()
        for piece in places.pieces(self.about.spot) if places is not None else ():
            whole = whole.united(self.view.view_rect(piece.page, piece.rect).toRect())
        return QRect(self.view.viewport().mapToGlobal(whole.topLeft()), whole.size())

    def text(self, t: QAccessible.Text) -> str:
        """Return name, text, or what there is to say of it."""
        document, path = self.view.document, self.about.spot.path
        places = self.view.places()
        if document is None or places is None:
            return ""
        if not path:
            return places.text(self.about.spot) if t in (Text.Name, Text.Value) else ""
        if t == Text.Name:
            return spoken.name_of(document, path)
        if t == Text.Value:
            return document.text(path)
        return spoken.words_of(self.view, path) if t == Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:  # noqa: N802 -- Qt's name
        """Put a text into the draft, as one undo step, where the screen reader dictates it."""
        if t == Text.Value and self.about.spot.path:
            self.view.set_cursor(self.about.spot.path, self.about.nth)
            if self.view.editable():
                self.view.close_editor()
                self.view.enter(self.about.spot.path, text)

    def state(self) -> QAccessible.State:
        """Say whether the cursor can come here, is here, and whether it can be edited."""
        document, made = self.view.document, QAccessible.State()
        own = bool(self.about.spot.path)
        open_here = own and document is not None and not document.shut
        made.focusable = made.selectable = own  # type: ignore[attr-defined]  # the stubs lack the fields of State
        made.editable = open_here  # type: ignore[attr-defined]
        made.readOnly = not open_here  # type: ignore[attr-defined]
        made.focused = own and self.table.number() == self.index  # type: ignore[attr-defined]
        made.selected = self.selected()  # type: ignore[attr-defined]
        made.offscreen = not self.rect().intersects(self.table.rect())  # type: ignore[attr-defined]
        return made

    def selected(self) -> bool:
        """Say whether the cursor is here, or a block of selected cells holds it."""
        path, block = self.about.spot.path, self.view.block
        if path and block.several:
            return path in block.paths()
        return bool(path) and self.table.number() == self.index

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:  # noqa: ANN401 -- a pointer, whatever Python says
        """Return its place in the table, and what can be done with it."""
        known: dict[QAccessible.InterfaceType, Place | Acts | None] = {
            QAccessible.InterfaceType.TableCellInterface: self._place,
            QAccessible.InterfaceType.ActionInterface: self._acts,
        }
        return known.get(kind) or _NOTHING


class Place(QAccessibleTableCellInterface):
    """Where a cell stands in the table. An object of its own: a second base class would give Qt a wrong pointer."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        assert cell.about.cell is not None  # noqa: S101 -- only made for cells of the table
        self._cell, self._at = cell, cell.about.cell

    def rowIndex(self) -> int:  # noqa: N802 -- Qt's name
        """Return the row, from 0."""
        return self._at.row

    def columnIndex(self) -> int:  # noqa: N802 -- Qt's name
        """Return the column, from 0."""
        return self._at.col

    def rowExtent(self) -> int:  # noqa: N802 -- Qt's name
        """Return how many rows it is high."""
        return self._at.rows

    def columnExtent(self) -> int:  # noqa: N802 -- Qt's name
        """Return how many columns it is wide."""
        return self._at.cols

    def isSelected(self) -> bool:  # noqa: N802 -- Qt's name
        """Say whether it is selected."""
        return self._cell.selected()

    def rowHeaderCells(self) -> list[QAccessibleInterface]:  # noqa: N802 -- Qt's name
        """Return the label at the left."""
        return self._labels(rows=True)

    def columnHeaderCells(self) -> list[QAccessibleInterface]:  # noqa: N802 -- Qt's name
        """Return the label above."""
        return self._labels(rows=False)

    def table(self) -> QAccessibleInterface:
        """Return the table."""
        return self._cell.table

    def _labels(self, *, rows: bool) -> list[QAccessibleInterface]:
        table = self._cell.table
        return [table.child(number) for number in spoken.headers(table.told(), self._at, rows=rows)]


class Acts(QAccessibleActionInterface):
    """What can be done with an input: go there, edit it."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self._cell = cell

    def actionNames(self) -> list[str]:  # noqa: N802 -- Qt's name
        """Return Qt's names of the acts."""
        return [self.setFocusAction(), self.pressAction()]

    def doAction(self, actionName: str) -> None:  # noqa: N802, N803 -- Qt's names
        """Put the cursor here; for a press, open the editor too."""
        view, about = self._cell.view, self._cell.about
        view.setFocus()
        view.set_cursor(about.spot.path, about.nth)
        if actionName == self.pressAction():
            view.open_editor()

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: N802, N803 -- Qt's names
        """Return the key that does the same."""
        return ["F2"] if actionName == self.pressAction() else []


class Teller(QObject):
    """Tells a screen reader when the cursor moves, a text or a finding changes, or another form is shown."""

    def __init__(self, table: Table) -> None:
        super().__init__(table.view)
        self._table = table
        self._inputs: Inputs | None = None
        self._here: tuple[str, int] = ("", 0)
        self._text = self._words = ""
        view = table.view
        view.installEventFilter(self)
        view.help_changed.connect(self._look)
        view.editing.changed.connect(self._look)
        view.marks_changed.connect(self._look)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Tell of the input under the cursor when the paper gets the focus, after Qt has told of the paper."""
        if event.type() == QEvent.Type.FocusIn:
            self._here = ("", 0)
            QTimer.singleShot(0, self, self._look)
        return False

    def _look(self, *_: object) -> None:
        view = self._table.view
        if not QAccessible.isActive() or view.document is None:
            return
        places = view.places()
        inputs = places.inputs if places is not None else None
        if inputs is not self._inputs:
            self._inputs = inputs
            QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.ObjectReorder))
        number, path = self._table.number(), view.cursor()
        text = view.document.text(path) if path else ""
        words = spoken.words_of(view, path)
        moved = self._here != (path, view.nth)
        if number >= 0 and view.hasFocus() and moved:
            self._here = (path, view.nth)
            self._tell(QAccessibleEvent(view, QAccessible.Event.Focus), number)
        elif number >= 0 and not moved:
            if text != self._text and _TELLS_VALUES:
                self._tell(QAccessibleValueChangeEvent(view, text), number)
            if words != self._words:
                self._tell(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged), number)
        self._text, self._words = text, words

    def _tell(self, event: QAccessibleEvent, number: int) -> None:
        event.setChild(number)
        QAccessible.updateAccessibility(event)


def _made_for(name: str, of: QObject) -> QAccessibleInterface | None:
    """Return what stands for a paper; None leaves every other widget to Qt."""
    if name != "PaperView":
        return None
    _kept[:] = [each for each in _kept if Shiboken.isValid(each)]
    table = Table(cast("PaperView", of))
    _kept.append(table)
    Teller(table)
    of.destroyed.connect(table.forget)
    return table
