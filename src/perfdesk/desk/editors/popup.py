"""The list under the cell: offers, a hint, a foot line. It never has the focus; the paper hands it the keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from perfdesk.desk.editors.offers import Offer
from perfdesk.desk.theme import RADIUS, current

ROW, FOOT, SIDE, LEAST = 32, 28, 12, 280
SHOWN = 8
"""Rows seen at once; more are scrolled to."""
SHADOW = 4


class Popup(QWidget):
    """Shows offers with one of them chosen (-1: none), or a hint alone."""

    taken = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        self.offers: tuple[Offer, ...] = ()
        self.chosen = -1
        self.foot = ""
        self._first = 0

    def show_offers(self, offers: tuple[Offer, ...], chosen: int, foot: str, cell: QRect) -> None:
        """Show a list under (or above) the cell, whose rectangle is in px of the window."""
        self.offers, self.foot = offers, foot
        self._first = 0
        self.choose(chosen)
        self._place(cell)

    def choose(self, number: int) -> None:
        """Mark an offer; -1 marks none."""
        self.chosen = min(max(number, -1), len(self.offers) - 1)
        if self.chosen >= 0:
            self._first = min(max(self._first, self.chosen - SHOWN + 1), self.chosen)
        self.update()

    def dismiss(self) -> None:
        """Hide the list and forget it."""
        self.offers, self.chosen = (), -1
        self.hide()

    @property
    def _rows(self) -> int:
        return min(len(self.offers), SHOWN)

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return a size that cuts no word."""
        metrics = self.fontMetrics()
        wide = max((self._width(offer, metrics) for offer in self.offers), default=0)
        foot = metrics.horizontalAdvance(self.foot + self._count()) + 24
        least = LEAST if self.offers else 0
        return QSize(max(least, wide, foot) + 2 * SIDE + SHADOW, self._rows * ROW + FOOT + 2 + SHADOW)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the list."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 - SHADOW, -0.5 - SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for depth in range(SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 8))
            painter.drawRoundedRect(body.translated(depth / 2, depth).adjusted(0, 0, 0, 0), RADIUS, RADIUS)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(QColor("#FFFFFF") if theme.name == "light" else theme.colour("panel"))
        painter.drawRoundedRect(body, RADIUS, RADIUS)
        for at in range(self._rows):
            self._row(painter, self._first + at, QRect(1, 1 + at * ROW, self.width() - 2 - SHADOW, ROW))
        foot = QRect(SIDE, 1 + self._rows * ROW, self.width() - 2 * SIDE - SHADOW, FOOT)
        if self._rows:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(1, foot.top(), self.width() - 2 - SHADOW, foot.top())
        painter.setPen(theme.colour("soft"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.foot)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Take the offer that is pressed."""
        number = self._at(event.position().toPoint())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self.taken.emit(number)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Scroll the list; what is chosen stays chosen."""
        by = -1 if event.angleDelta().y() > 0 else 1
        self._first = min(max(self._first + by, 0), max(0, len(self.offers) - SHOWN))
        self.update()
        event.accept()

    def _row(self, painter: QPainter, number: int, row: QRect) -> None:
        theme, offer = current(), self.offers[number]
        if number == self.chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_ground"))
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), RADIUS - 2, RADIUS - 2)
        x = SIDE
        for start, end, hit in _pieces(offer):
            piece = offer.text[start:end]
            painter.setPen(theme.colour("accent" if hit else "ink"))
            font = painter.font()
            font.setBold(hit)
            painter.setFont(font)
            width = painter.fontMetrics().horizontalAdvance(piece)
            painter.drawText(QRect(x, row.top(), width + 2, ROW), Qt.AlignmentFlag.AlignVCenter, piece)
            x += width
        font = painter.font()
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.colour("soft"))
        right = row.adjusted(0, 0, -SIDE, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, offer.detail)

    def _place(self, cell: QRect) -> None:
        size, room = self.sizeHint(), self._window.rect()
        x = max(0, min(cell.left(), room.right() - size.width()))
        y = cell.bottom() + 2
        if y + size.height() > room.bottom() and cell.top() - size.height() >= 0:
            y = cell.top() - size.height() + SHADOW - 2
        self.setGeometry(QRect(QPoint(x, y), size))
        self.show()
        self.raise_()
        self.update()

    def _at(self, point: QPoint) -> int | None:
        row = (point.y() - 1) // ROW
        return self._first + row if 0 <= row < self._rows else None

    def _count(self) -> str:
        return f"{self.chosen + 1} / {len(self.offers)}" if self.offers else ""

    @staticmethod
    def _width(offer: Offer, metrics: QFontMetrics) -> int:
        words = metrics.horizontalAdvance(offer.text) * 1.06 + metrics.horizontalAdvance(offer.detail)
        return int(words) + 32


def _pieces(offer: Offer) -> list[tuple[int, int, bool]]:
    """Return the text cut at the matches: (start, end, matched)."""
    found, at = [], 0
    for start, end in offer.spans:
        found += [(at, start, False), (start, end, True)]
        at = end
    return [piece for piece in (*found, (at, len(offer.text), False)) if piece[0] < piece[1]]
