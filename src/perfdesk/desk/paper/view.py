"""The paper: the form as it will print, with a cursor, and one cell edited in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.editors import committing
from perfdesk.desk.editors.editing import PASSING, Editing, lose_focus
from perfdesk.desk.editors.kinds import help_of, limit_of
from perfdesk.desk.editors.offers import Offer
from perfdesk.desk.live import with_live_text
from perfdesk.desk.paper import keys, moves, opener, overlay
from perfdesk.desk.paper.block import Selection
from perfdesk.desk.paper.caret import Caret
from perfdesk.desk.paper.commands import Commands
from perfdesk.desk.paper.marks import Mark, carried, marks_of, shown_marks
from perfdesk.desk.paper.places import Piece, Spot
from perfdesk.desk.paper.pointer import Pointer
from perfdesk.desk.paper.rows import Rows
from perfdesk.model import path as paths
from perfdesk.page import fit
from perfdesk.page.pages import Fit


class PaperView(Commands):  # house: a widget's events are its methods; the rest is Caret, Pointer, Rows, Editing
    """Shows a document and takes keys and mouse.

    Signals: `help_changed` a sentence about the input under the cursor; `count_changed` its characters and their
    limit (None where nothing is prescribed); `refused` why it cannot be edited.
    """

    help_changed = Signal(str)
    count_changed = Signal(int, object)
    refused = Signal(str)
    marks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.editing: Editing = Editing(self)
        self.caret: Caret = Caret(self)
        self.rows: Rows = Rows(self)
        self.pointer: Pointer = Pointer(self)
        self.block: Selection = Selection(self)
        self.marks: dict[str, Mark] = {}
        self.carried: frozenset[str] = frozenset()
        self.hover: Spot | None = None
        self._path, self._nth = "", 0
        self._column_mm = 0.0
        self._order: tuple[str, ...] = ()
        self.made_from: dict[str, str] = {}
        self.editing.changed.connect(self._editor_changed)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self.editing.offering.follow)
        self.zoom_changed.connect(self.editing.offering.follow)
        self.setAccessibleName("绩效目标表")  # at last: a screen reader is told of it at once

    # --- the document ---

    def set_document(self, document: Document | None) -> None:
        """Show another document, or nothing; an open editor is committed first."""
        old = self.document
        if old is not None:
            self.commit()
            old.disconnect(self)
        self.document = document
        self._path, self._nth, self._order = "", 0, ()
        if document is not None:
            document.draft_changed.connect(self._draft_changed)
            document.number_changed.connect(self._form_changed)
            document.live_changed.connect(self.refresh)
            document.findings_changed.connect(self._marks_changed)
            document.jump.connect(self._jump)
        self._form_changed()

    def fitted(self) -> Fit | None:
        """Return the pages to show, with what an input method is composing."""
        document, editor = self.document, self.editing
        if document is None or not document.drawable:
            return None
        if editor.is_open and editor.machine.preedit:
            return fit(with_live_text(document.sheet(), editor.path, editor.machine.shown()))
        return document.fit()

    def enter(self, path: str, text: str) -> None:
        """Put a text into the draft, with all that follows from it, as one undo step."""
        document = self.document
        if document is None:
            return
        draft, number, template = document.draft, document.number, document.template
        made = committing.entry(draft, number, template, (path, text), follow=document.fills_right)
        self._note_made(made.path, path)
        self._path = made.path if self._path == path else self._path
        document.edit(made.label, made.draft, made.path)
        if made.said:
            self.editing.offering.say(made.said)

    def take_name(self, path: str, offer: Offer) -> None:
        """Put a name of the library into the draft; where its target is empty, go on there with the number."""
        document = self.document
        if document is None:
            return
        draft, number, template = document.draft, document.number, document.template
        made = committing.taken(draft, number, template, (path, offer.text), follow=document.fills_right)
        self._note_made(made.path, path)
        self._path = now = made.path
        document.edit(made.label, made.draft, now)
        target = self.target_beside(now)
        if target and not document.text(target) and offer.target:
            self.go_on(lambda _path: target)
            self.editing.open_frame(target, offer)

    # --- the cursor ---

    def cursor(self) -> str:  # type: ignore[override]
        """Return the path of the input under the cursor, "" if there is none."""
        return self._path

    @property
    def nth(self) -> int:
        """Which of several places of the same value the cursor is on, from 0."""
        return self._nth

    def set_cursor(self, path: str, nth: int = 0) -> None:
        """Put the cursor on an input and show it; an open editor elsewhere is committed."""
        if self.editing.is_open and self.editing.path != path:
            self.commit()
        places = self.places()
        if places is None or path not in places.at:
            return
        self._touch()
        self._path, self._nth = path, nth
        self._touch()
        pieces = self.pieces()
        if pieces:
            self._column_mm = pieces[0].x_mm + pieces[0].width_mm / 2
            self.reveal(self.view_rect(pieces[0].page, pieces[0].rect))
        self.tell()

    def travel(self, act: Callable[[str, float], str], *, keep_column: bool = False) -> None:
        """Go where `act` leads from the present path and column."""
        column = self._column_mm
        self.set_cursor(act(self._path, column))
        if keep_column:
            self._column_mm = column

    def pieces(self) -> list[Piece]:
        """Return where the input under the cursor stands."""
        places = self.places()
        spot = places.spot(self._path, self._nth) if places is not None and self._path else None
        return places.pieces(spot) if places is not None and spot is not None else []

    def cell_in_window(self) -> QRect:
        """Return the cell under the cursor in px of the window."""
        pieces = self.pieces()
        if not pieces:
            return QRect()
        last = pieces[-1]
        rect = self.view_rect(last.page, last.rect).toRect()
        return QRect(self.viewport().mapTo(self.window(), rect.topLeft()), rect.size())

    def target_beside(self, path: str) -> str:
        """Return the target that belongs to a name, "" if there is none."""
        steps = paths.split(path)
        found = paths.join(*steps[:-1], "target") if steps[-1] == "name" else ""
        places = self.places()
        return found if places is not None and found in places.at else ""

    # --- editing ---

    def editable(self) -> bool:
        """Say whether the input under the cursor can be edited; if it cannot, tell why."""
        document = self.document
        if document is None or not self._path:
            return False
        if shut := document.shut_at(self._path):
            self.refused.emit(shut)
            document.refused.emit(shut)
        return not shut

    def open_editor(self, text: str | None = None) -> None:
        """Edit the input under the cursor: from `text` in place of what stands there, from its own text if None."""
        if self.editing.is_open or not self.editable():
            return
        self.editing.open(self._path, text, "edit" if text is None else "replace")
        self.caret.wake()

    def open_list(self) -> None:
        """Open the list or the calendar of the input under the cursor."""
        self.open_editor()
        if self.editing.is_open:
            self.editing.offering.update(self._path, self.editing.machine.text(), asked=True)
            if self.editing.offering.listing:
                self.editing.machine.selectAll()  # who types into an open list looks for another, not for more

    def close_editor(self) -> None:
        """Close the open editor; what stood there before stands there again."""
        self.editing.cancel()

    def caret_beyond(self, key: int) -> int | None:
        """Return where Up, Down, Home or End leads the caret of the open editor."""
        return self.caret.beyond(key)

    # --- events ---

    def event(self, event: QEvent) -> bool:
        """Keep keys that the paper knows from being taken as shortcuts of the window, and Tab from moving the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keys.owns(self, event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Edit, or go where the key leads."""
        event.setAccepted(keys.take(self, event))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 -- Qt's name
        """Open the editor with the first letter that is composed, and compose in it."""
        if not self.editing.is_open:
            if (event.preeditString() or event.commitString()) and self.editable():
                self.editing.open(self._path, "", "compose")
            if not self.editing.is_open:
                event.ignore()
                return
        self.editing.compose(event)
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # noqa: N802, ANN401 -- Qt's name and type
        """Tell the input method where the caret is and what stands around it."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return self.document is not None and not self.document.shut and bool(self._path)
        if query in (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle):
            return self.caret.rect_in_view()
        if self.editing.is_open and query != Qt.InputMethodQuery.ImInputItemClipRectangle:
            return self.editing.machine.inputMethodQuery(query)
        return super().inputMethodQuery(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Put cursor or caret where the mouse is."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Tint what lies under the pointer, select text, or drag a row."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Drop a row that was dragged."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Open the editor, or select a word in it."""
        self.pointer.double(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Say what a mark means; forget the tint when the pointer leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.pointer.words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self.pointer.leave()
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 -- Qt's name
        """Begin at the first input; show the cursor in full colour."""
        super().focusInEvent(event)
        places = self.places()
        if not self._path and places is not None and places.order:
            self.set_cursor(places.order[0])
        self._touch()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 -- Qt's name
        """Take what was typed when the focus goes to another part of the window; not when the window loses it."""
        super().focusOutEvent(event)
        lose_focus(self.editing, passing=event.reason() in PASSING)
        self._touch()

    # --- painting ---

    def paint_under(self, painter: QPainter, number: int) -> None:
        """Draw the grounds of carried values and of the input under the pointer."""
        overlay.paint_grounds(self, painter, number)

    def paint_over(self, painter: QPainter, number: int) -> None:
        """Draw marks, the frame of the cursor, caret and selection."""
        overlay.paint_marks(self, painter, number)
        overlay.paint_cursor(self, painter, number)
        self.pointer.paint_drop(painter, number)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 -- Qt's name
        """Paint anew: pages, marks and caret move together."""
        self.viewport().update()

    # --- what changed ---

    def _touch(self) -> None:
        for piece in self.pieces():
            self.viewport().update(opener.around(self.view_rect(piece.page, piece.rect)))

    def tell(self) -> None:
        """Tell the window what the cursor is on, or what is selected."""
        document = self.document
        if document is None or not document.drawable or not self._path:
            self.help_changed.emit("")
            self.count_changed.emit(0, None)
            if document is not None:
                document.cursor_changed.emit("")
            return
        words = (
            document.shut_at(self._path) or self.block.words() or help_of(document.template, document.form, self._path)
        )
        self.help_changed.emit(words)
        self._count()
        document.cursor_changed.emit(self._path)
        if not self.editing.is_open:
            self.editing.offering.update_cursor(self._path)

    def _count(self) -> None:
        document = self.document
        if document is not None and self._path:
            text = self.editing.machine.text() if self.editing.is_open else document.text(self._path)
            hidden = self.block.several and not self.editing.is_open
            self.count_changed.emit(len(text), None if hidden else limit_of(document.template, self._path))

    def _editor_changed(self) -> None:
        self.refresh()
        self._touch()
        self.caret.wake()
        if self.editing.is_open:
            rect = self.caret.rect_in_view()
            if rect.isValid():
                self.reveal(QRectF(rect))
            self.editing.offering.follow()
        self._count()
        self.updateMicroFocus()

    def _draft_changed(self, _change: object) -> None:
        """Show the new text; an open editor is closed only if its own input is gone or was changed elsewhere."""
        self.hover = None
        self.refresh()
        self._marks_changed()
        places = self.places()
        if places is None:
            return
        if self.editing.is_open and self.editing.path not in places.at:
            self.close_editor()
        if self._path and self._path not in places.at:
            self._path = self.rows.level_cell(self._path) or moves.successor(self._order, places, self._path)
            self._nth = 0
        self._order = places.order
        self.tell()
        self.viewport().update()

    def _form_changed(self, _number: int = 0) -> None:
        self.editing.cancel()
        self.editing.offering.dismiss()
        self._path, self._nth, self.hover = "", 0, None
        self.refresh()
        self._marks_changed()
        self.verticalScrollBar().setValue(0)
        places = self.places()
        self._order = places.order if places is not None else ()
        if places is not None and self.hasFocus() and places.order:
            self.set_cursor(places.order[0])
        else:
            self.tell()
        self.viewport().update()

    def _marks_changed(self) -> None:
        document = self.document
        places = self.places()
        marks = shown_marks(marks_of(document), places) if document is not None and places is not None else {}
        values = carried(document) if document is not None and document.drawable else frozenset()
        if (marks, values) != (self.marks, self.carried):
            self.marks, self.carried = marks, values
            self.viewport().update()
            self.marks_changed.emit()

    def _jump(self, path: str) -> None:
        """Go to an input; where undo took its row away, to the empty one that it was made from."""
        self.refresh()
        if (places := self.places()) is not None and path not in places.at:
            path = self.made_from.get(path) or self.rows.level_cell(path) or moves.first_in(places, path)
        self.set_cursor(path)
