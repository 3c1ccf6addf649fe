"""The paper's commands by name, for menus, buttons and shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QContextMenuEvent

from perfdesk.desk.paper import filling, keys, moves
from perfdesk.desk.paper.ground import Ground

if TYPE_CHECKING:
    from perfdesk.desk.editors.editing import Editing
    from perfdesk.desk.paper.rows import Rows
    from perfdesk.desk.paper.view import PaperView


class Commands(Ground):  # house: one method a command, one line each
    """What the window calls; each acts where the cursor is."""

    menu_wished = Signal(QPoint)
    editing: Editing
    rows: Rows
    made_from: dict[str, str]
    begun: tuple[str, float] = ("", 0.0)
    """Where Tab led last, and the column in which it began: Enter goes on below that one, as in Excel."""

    def begun_in(self, path: str, column_mm: float) -> float:
        """Return the column in which Tab began if it led to `path`, else the column that `path` is in."""
        led_to, column = self.begun
        return column if led_to in (path, self.made_from.get(path)) else column_mm

    def go_on(self, leads: Callable[[str], str]) -> None:
        """Go on in the row, as Tab does."""
        column = 0.0

        def act(path: str, here: float) -> str:
            nonlocal column
            column = self.begun_in(path, here)
            return leads(path)

        view = self.paper()
        view.travel(act)
        self.begun = (view.cursor(), column)

    def _note_made(self, made: str, before: str) -> None:
        """Remember where undo goes when it takes away the row that an input is in."""
        if made != before:
            self.made_from[made] = before

    def paper(self) -> PaperView:
        """Return this widget as the paper that it is."""
        return cast("PaperView", self)

    def worked_on(self) -> QRectF | None:
        """Return where the input under the cursor stands."""
        pieces = self.paper().pieces()
        return self.view_rect(pieces[0].page, pieces[0].rect) if pieces else None

    def begin(self) -> None:
        """Take the keys for a form that was just made: its name first, not the year, which all forms share."""
        self.setFocus()
        if self.document is not None:
            self.document.go_to(self.document.number, "fields/project_name")

    def commit(self) -> None:
        """Put the open editor's text into the draft and close it."""
        self.editing.commit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 -- Qt's name
        """Wish for the menu of the cell under the pointer; with the keyboard, of the one under the cursor."""
        cell = self.worked_on()
        if cell is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wished.emit(event.globalPos())
        else:
            self.menu_wished.emit(self.viewport().mapToGlobal(cell.bottomLeft().toPoint()))

    def in_tree(self) -> bool:
        """Say whether the cursor is on an indicator."""
        return bool(self.rows.at_cursor())

    def cut(self) -> None:
        """Cut what is selected in the open text, or the whole input."""
        self._in_text(self.editing.machine.cut, keys.cut)

    def copy(self) -> None:
        """Copy what is selected in the open text, or the whole input."""
        self._in_text(self.editing.machine.copy, keys.copy)

    def paste(self) -> None:
        """Paste at the caret of the open text, or in the place of the whole input."""
        self._in_text(self.editing.machine.paste, keys.paste)

    def clear_cell(self) -> None:
        """Empty the input under the cursor."""
        self._in_text(self.editing.machine.delete_selected, filling.clear)

    def next_cell(self) -> None:
        """Go on as Tab does."""
        self.commit()
        keys.along(self.paper(), 1)

    def previous_cell(self) -> None:
        """Go back as Shift+Tab does."""
        self.commit()
        keys.along(self.paper(), -1)

    def step(self, by: int) -> None:
        """Go to the next input of all (`by` 1) or the one before (-1), whatever is selected."""
        places = self.places()
        if places is not None:
            self.commit()
            self.paper().travel(lambda path, _column: moves.step(places, path, by))

    def has_right(self) -> bool:
        """Say whether the layout of the shown form has a second horizon at the right."""
        return filling.has_right(self.document)

    def fill_row_right(self) -> None:
        """Copy the left horizon of the row to the right."""
        filling.fill_row_right(self.paper())

    def fill_all_right(self) -> None:
        """Copy the left horizon of every row to where the right is empty."""
        filling.fill_all_right(self.paper())

    def add_row_below(self) -> None:
        """Add an indicator below."""
        self.rows.add_below()

    def duplicate_row(self) -> None:
        """Double the indicator."""
        self.rows.duplicate()

    def delete_row(self) -> None:
        """Delete the indicator."""
        self.rows.delete()

    def move_row_up(self) -> None:
        """Move the indicator up within its level 2."""
        self.rows.move(-1)

    def move_row_down(self) -> None:
        """Move the indicator down within its level 2."""
        self.rows.move(1)

    def choose_level(self) -> None:
        """Go to the level 2 of the indicator and open its list."""
        self.rows.open_level("level2")

    def fill_down(self) -> None:
        """Take the text of the cell above."""
        self.rows.fill_down()

    def fill_right(self) -> None:
        """Copy the left horizon to the right."""
        self.rows.fill_right()

    def _in_text(self, inside: Callable[[], object], outside: Callable[[PaperView], object]) -> None:
        if self.editing.is_open:
            inside()
        else:
            outside(self.paper())
