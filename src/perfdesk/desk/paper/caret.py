"""The caret of the open editor on the paper: where it stands, where Up and Down lead, when it blinks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from perfdesk.desk.paper.lines import TextBox
from perfdesk.desk.paper.places import Piece, Spot

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView


class Caret(QObject):
    """Positions of the machine's text, drawn on the lines of the paper."""

    def __init__(self, view: PaperView) -> None:
        super().__init__(view)
        self._view = view
        self.lit = True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._blink)

    def wake(self) -> None:
        """Show the caret and let it blink anew."""
        self.lit = True
        period = QGuiApplication.styleHints().cursorFlashTime()
        if self._view.editing.is_open and period > 0:
            self._timer.start(period // 2)
        else:
            self._timer.stop()

    def shown_caret(self) -> int:
        """Return the caret's place in the cell's text, within what is being composed."""
        machine = self._view.editing.machine
        return self._start() + machine.caret() + machine.preedit_caret

    def spot(self) -> Spot | None:
        """Return the input that is edited."""
        places = self._view.places()
        return places.spot(self._view.editing.path, self._view.nth) if places is not None else None

    def rect(self) -> tuple[int, QRectF] | None:
        """Return page and rectangle (px of the viewport) of the caret; None if nothing is edited."""
        if not self._view.editing.is_open:
            return None
        place = self.shown_caret()
        for piece in reversed(self._view.pieces()):
            found = piece.box.caret(place)
            if found is not None:
                box = (found[0], found[1] + piece.box.line_mm * 0.08, 0.0, piece.box.line_mm * 0.84)
                return piece.page, self._view.view_rect(piece.page, box)
        return None

    def rect_in_view(self) -> QRect:
        """Return the caret (or the cell, if nothing is edited) in px of the widget, for the input method."""
        found = self.rect()
        if found is not None:
            return found[1].toAlignedRect().adjusted(0, 0, 1, 0)
        pieces = self._view.pieces()
        return self._view.view_rect(pieces[0].page, pieces[0].rect).toRect() if pieces else QRect()

    def selection(self) -> Iterator[tuple[int, QRectF]]:
        """Yield page and rectangle (px of the viewport) of what is selected."""
        machine = self._view.editing.machine
        start, end = sorted((machine.anchor(), machine.caret()))
        if start < end:
            yield from self._spans(start, end)

    def composed(self) -> Iterator[tuple[int, QRectF]]:
        """Yield page and rectangle (px of the viewport) of what is being composed."""
        machine = self._view.editing.machine
        if machine.preedit:
            yield from self._spans(machine.caret(), machine.caret() + len(machine.preedit))

    def beyond(self, key: int) -> int | None:
        """Return where Up, Down, Home or End leads, as a place in the machine's text; None if nowhere."""
        place = self._start() + self._view.editing.machine.caret()
        for piece in reversed(self._view.pieces()):
            box = piece.box
            number = box.line_of(place)
            at = box.caret(place)
            if number is not None and at is not None:
                return self._bounded(self._beyond(key, (piece, number), place))
        return 0 if key in (Qt.Key.Key_Home, Qt.Key.Key_Up) else None

    def at(self, point: QPointF) -> int | None:
        """Return the place in the machine's text nearest to a point of the viewport, if it lies in the cell."""
        page, x, y = self._view.stage.point_mm(point + self._view.offset())
        pieces = [piece for piece in self._view.pieces() if piece.page == page]
        for piece in pieces:
            if piece.holds(x, y):
                return self._bounded(piece.box.position(x, y))
        return None

    def over(self, point: QPointF) -> int | None:
        """Return the character of the machine's text under a point of the viewport, if it lies in the cell."""
        page, x, y = self._view.stage.point_mm(point + self._view.offset())
        for piece in self._view.pieces():
            if piece.page == page and piece.holds(x, y):
                box, place = piece.box, piece.box.position(x, y)
                caret = box.caret(place) if box.lines else None
                return self._bounded(place - 1 if caret is not None and caret[0] > x else place)
        return None

    def nearest(self, point: QPointF) -> int | None:
        """Return the place nearest to a point that may lie outside of the cell."""
        page, x, y = self._view.stage.point_mm(point + self._view.offset())
        pieces = self._view.pieces()
        if not pieces:
            return None
        piece = min(pieces, key=lambda each: abs(each.page - page))
        return self._bounded(piece.box.position(x, y))

    def _beyond(self, key: int, here: tuple[Piece, int], place: int) -> int:
        piece, number = here
        box = piece.box
        line = box.lines[number]
        if key == Qt.Key.Key_Home:
            return line.start
        if key == Qt.Key.Key_End:
            return _line_end(box, number)
        every = [(each, at) for each in self._view.pieces() for at in range(len(each.box.lines))]
        at = every.index((piece, number)) + (1 if key == Qt.Key.Key_Down else -1)
        if at < 0:
            return 0
        if at >= len(every):
            return len(self._text())
        x = (box.caret(place) or (0.0, 0.0))[0]
        other, row = every[at]
        found = other.box.position(x, other.box.top_mm + (row + 0.5) * other.box.line_mm)
        return min(found, _line_end(other.box, row))

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, QRectF]]:
        first = self._start()
        for piece in self._view.pieces():
            for span in piece.box.spans(first + start, first + end):
                yield piece.page, self._view.view_rect(piece.page, span)

    def _start(self) -> int:
        spot = self.spot()
        return spot.start if spot is not None else 0

    def _text(self) -> str:
        return self._view.editing.machine.text()

    def _bounded(self, place: int) -> int:
        return min(max(place - self._start(), 0), len(self._text()))

    def _blink(self) -> None:
        self.lit = not self.lit
        found = self.rect()
        if found is None:
            self._timer.stop()
            return
        self._view.viewport().update(found[1].toAlignedRect().adjusted(-2, -2, 2, 2))


def _line_end(box: TextBox, number: int) -> int:
    """Return the last place on a line; before the first character of the next where the line was broken."""
    line = box.lines[number]
    end = line.start + len(line.text)
    wrapped = number + 1 < len(box.lines) and box.lines[number + 1].start == end
    return end - 1 if wrapped and line.text else end
