"""The list of hits: form and place, and below them the text around with what was found in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from perfdesk.desk import theme
from perfdesk.work.searching import Hit

Index = QModelIndex | QPersistentModelIndex
HIT = int(Qt.ItemDataRole.UserRole)
_BEFORE = 16
"""Characters that are shown before what was found."""
_HEIGHT = 46


class Hits(QAbstractListModel):
    """The hits, in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        """Take other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 -- Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what the view asks for."""
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.form} · {hit.place}：{''.join(around(hit))}"
        return hit if role == HIT else None


def around(hit: Hit) -> tuple[str, str, str]:
    """Return the text before, of and after a hit, on one line."""
    start = max(0, hit.start - _BEFORE)
    before = ("…" if start else "") + _line(hit.text[start : hit.start])
    return before, _line(hit.text[hit.start : hit.end]), _line(hit.text[hit.end : hit.end + 200])


def _line(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", " ")


class HitPainter(QStyledItemDelegate):
    """Draws a hit in two lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 -- Qt's name
        """Return the height of two lines."""
        return QSize(40, max(_HEIGHT, 2 * _option.fontMetrics.height() + 12))  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one hit."""
        style: Any = option  # the stubs know none of its fields
        hit, colours, area = index.data(HIT), theme.current(), QRect(style.rect)
        painter.save()
        painter.setFont(style.font)
        if style.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.accent_ground))
        inner = area.adjusted(10, 4, -10, -4)
        metrics, half = painter.fontMetrics(), inner.height() // 2
        painter.setPen(QColor(colours.soft))
        words = metrics.elidedText(f"{hit.form} · {hit.place}", Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignVCenter, words)
        self._draw_text(painter, inner.adjusted(0, half, 0, 0), hit)
        painter.restore()

    def _draw_text(self, painter: QPainter, area: QRect, hit: Hit) -> None:
        colours, metrics = theme.current(), painter.fontMetrics()
        left = area.left()
        for number, text in enumerate(around(hit)):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.right() - left))
            width = metrics.horizontalAdvance(shown)
            place = QRect(left, area.top(), width + 1, area.height())
            if number == 1:
                painter.fillRect(place.adjusted(-1, 1, 1, -1), QColor(colours.accent))
            painter.setPen(QColor(colours.on_accent if number == 1 else colours.ink))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            left += width
