"""The mouse on the paper: cursor, caret, boxes, rows dragged within their level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from perfdesk.desk.editors import choices
from perfdesk.desk.editors.kinds import field_of, kind_of, row_of
from perfdesk.desk.paper import grip, opener
from perfdesk.desk.paper.places import Spot
from perfdesk.desk.paper.spoken import CARRIED
from perfdesk.desk.theme import current
from perfdesk.work.editing import toggle

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

_SHIFT = Qt.KeyboardModifier.ShiftModifier
BOX_MM = 2.0
"""A box is hit this near to its middle."""


class Pointer(QObject):
    """What the mouse does."""

    def __init__(self, view: PaperView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None
        self._selecting = False
        self._row = ""
        self._grip = ""
        self._drop: str | None = None

    def press(self, event: QMouseEvent) -> None:
        """Put the cursor on the input under the pointer, or the caret into the open text."""
        view = self._view
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        point = event.position()
        if opener.is_at(view, point):
            opener.press(view)
            return
        if view.editing.is_open:
            view.editing.settle()
            at = view.caret.at(point)
            if at is not None:
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                view.editing.machine.set_caret(at, keep_anchor=shift)
                view.editing.mode = "edit"
                self._selecting = event.button() == Qt.MouseButton.LeftButton
                return
            view.commit()
        found = self._found(point)
        if found is None:
            self._press_grip(event)
            return
        spot, nth = found
        extends = event.button() == Qt.MouseButton.LeftButton and bool(event.modifiers() & _SHIFT) and view.cursor()
        if extends:
            view.block.extend_to(spot.path)
        elif event.button() == Qt.MouseButton.LeftButton or spot.path not in view.block.paths():
            view.set_cursor(spot.path, nth)
            view.block.collapse()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = point
            if not extends:
                self._tick(spot, point)

    def _press_grip(self, event: QMouseEvent) -> None:
        """Select the row whose grip is under the pointer, with Shift up to it; it may be dragged from there."""
        view, row = self._view, grip.row_at(self._view, event.position())
        path = grip.first_input(view, row) if row else ""
        if not path or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & _SHIFT and view.block.is_rows:
            view.block.extend_to(path)
            return
        view.set_cursor(path)
        view.block.collapse()
        view.block.select_rows()
        self._pressed, self._row = event.position(), row

    def move(self, event: QMouseEvent) -> None:
        """Tint, select, or drag."""
        view, point = self._view, event.position()
        if self._selecting:
            at = view.caret.nearest(point)
            if at is not None:
                view.editing.machine.set_caret(at, keep_anchor=True)
            return
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if (far or self._drop or view.block.several) and not view.editing.is_open:
                (self._drag if self._row else self._select)(point)
            return
        if opener.is_at(view, point):
            view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            return
        found = self._found(point)
        self._tint(found[0] if found is not None else None)
        over = grip.row_at(view, point)
        self._show_grip(over or (row_of(found[0].path) or "" if found is not None else ""))
        text = view.editing.is_open and view.caret.at(point) is not None
        shape = Qt.CursorShape.IBeamCursor if text else Qt.CursorShape.OpenHandCursor if over else None
        view.viewport().setCursor(shape or Qt.CursorShape.ArrowCursor)

    def release(self, _event: QMouseEvent) -> None:
        """Drop the row that was dragged."""
        dropped, row = self._drop, self._row
        self._pressed, self._selecting, self._drop, self._row = None, False, None, ""
        if dropped is not None:
            self._view.viewport().unsetCursor()
            self._view.viewport().update()
            self._view.rows.move_to(row, dropped)

    def double(self, event: QMouseEvent) -> None:
        """Open the input under the pointer, or select a word of the open text."""
        view = self._view
        if opener.is_at(view, event.position()):
            return
        if view.editing.is_open:
            at = view.caret.over(event.position())
            if at is not None:
                view.editing.machine.select_word(at)
            return
        if self._found(event.position()) is not None:
            view.open_editor()

    def leave(self) -> None:
        """Forget the tint."""
        self._tint(None)
        self._show_grip("")

    def words_at(self, point: QPointF) -> str:
        """Return what the mark of the input under a point means, "" if it has none."""
        if opener.is_at(self._view, point):
            return opener.WORDS
        found = self._found(point)
        if found is None:
            return grip.WORDS if grip.row_at(self._view, point) else ""
        mark = self._view.marks.get(found[0].path)
        words = mark.words if mark is not None else ""
        if found[0].path in self._view.carried:
            words = "\n".join(filter(None, (words, CARRIED)))
        return words

    def paint_drop(self, painter: QPainter, number: int) -> None:
        """Draw the grip of the row under the pointer, and where a dragged row would go."""
        places = self._view.places()
        grip.paint(self._view, painter, number, self._row or self._grip)
        if self._drop is None or places is None:
            return
        down = self._view.rows.comes_later(self._row, self._drop)
        painter.save()
        painter.setPen(QPen(current().colour("paper_accent"), 3))
        for path in places.order:
            spot = places.spot(path) if row_of(path) == self._drop and not path.endswith(("level1", "level2")) else None
            for piece in places.pieces(spot) if spot is not None else ():
                if piece.page == number:
                    rect = self._view.view_rect(number, piece.rect)
                    y = rect.bottom() if down else rect.top()
                    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        painter.restore()

    def _found(self, point: QPointF) -> tuple[Spot, int] | None:
        places = self._view.places()
        if places is None:
            return None
        return places.found_at(*self._view.stage.point_mm(point + self._view.offset()))

    def _tint(self, spot: Spot | None) -> None:
        view = self._view
        if spot != view.hover:
            old, view.hover = view.hover, spot
            places = view.places()
            for each in (old, spot):
                for piece in places.pieces(each) if places is not None and each is not None else ():
                    view.viewport().update(opener.around(view.view_rect(piece.page, piece.rect)))

    def _show_grip(self, row: str) -> None:
        if row != self._grip:
            for each in (self._grip, row):
                found = grip.rect(self._view, each)
                if found is not None:
                    self._view.update_rect(*found)
            self._grip = row

    def _select(self, point: QPointF) -> None:
        """Select up to the input under the pointer, and scroll there."""
        found, places = self._found(point), self._view.places()
        if found is not None and places is not None:
            self._view.block.extend_to(found[0].path)
            piece = places.pieces(found[0])[0]
            self._view.reveal(self._view.view_rect(piece.page, piece.rect))

    def _drag(self, point: QPointF) -> None:
        found = self._found(point)
        over = row_of(found[0].path) if found is not None else None
        drop = over if over and self._view.rows.may_move_to(self._row, over) else None
        if drop != self._drop:
            self._drop = drop
            self._view.viewport().update()
        shape = Qt.CursorShape.ClosedHandCursor if drop else Qt.CursorShape.ForbiddenCursor
        self._view.viewport().setCursor(shape)

    def _tick(self, spot: Spot, point: QPointF) -> None:
        """Toggle the box that was hit."""
        view, document = self._view, self._view.document
        if document is None or kind_of(document.template, spot.path) != "choice":
            return
        field = field_of(document.template, spot.path)
        page, x, y = view.stage.point_mm(point + view.offset())
        for piece in view.pieces():
            if field is None or piece.page != page or not piece.holds(x, y):
                continue
            text = view.places().text(spot) if view.places() is not None else ""  # type: ignore[union-attr]
            for at, char in enumerate(text):
                hit = next(piece.box.spans(at, at + 1), None) if char in field.boxes else None
                if hit and abs(hit[0] + hit[2] / 2 - x) <= BOX_MM and hit[1] <= y <= hit[1] + hit[3]:
                    option = choices.option_at(field, at)
                    if option is not None:
                        draft = toggle(document.draft, document.number, spot.path, option, field)
                        document.edit("勾选", draft, spot.path)
                    return
