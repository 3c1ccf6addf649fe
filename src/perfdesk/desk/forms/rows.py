"""The list of forms: its model, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from perfdesk.desk import theme
from perfdesk.work.statuses import CHECKED, DRAFT, FINAL, RETURNED, SUBMITTED

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-perfdesk-form"
ROW = int(Qt.ItemDataRole.UserRole)
ROW_HEIGHT, NARROW_HEIGHT = 50, 44


STATUS_MARKS = {
    "": ("", "soft"),
    DRAFT: ("", "soft"),
    CHECKED: ("✓", "good"),
    SUBMITTED: ("▷", "accent"),
    RETURNED: ("↩", "warning"),
    FINAL: ("■", "good"),
}
"""The shape and the colour of each status; what another program wrote has a shape of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows: the form's place from 0, its name and amount, and how much is found and in doubt."""

    number: int
    name: str
    amount: str
    errors: int = 0
    warnings: int = 0
    doubts: int = 0
    status: str = ""

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Return (text, colour name) of each mark: always a shape with a number or a word."""
        found = [
            (f"{shape}{count}", colour)
            for shape, count, colour in (
                ("◆", self.errors, "error"),
                ("▲", self.warnings, "warning"),
                ("●", self.doubts, "doubt"),
            )
            if count
        ]
        shape, colour = STATUS_MARKS.get(self.status, ("○", "soft"))
        if found:
            return tuple(found) if not shape else (*found, (shape, colour))
        return ((f"{shape} {self.status or DRAFT}".strip(), colour),)

    @property
    def spoken(self) -> str:
        """The row in words, for a screen reader and the tooltip."""
        counts = ((self.errors, "处错误"), (self.warnings, "处提醒"), (self.doubts, "处存疑"))
        told = "，".join((self.status or DRAFT, *(f"{count} {word}" for count, word in counts if count)))
        return f"第 {self.number + 1} 张：{self.name}，{self.amount or '未填金额'}，{told}"


class FormList(QAbstractListModel):
    """The rows shown, possibly fewer than the draft has (search).

    Signals:
        dropped: (form numbers, the form that they now stand before) when rows were dragged.
    """

    dropped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.movable = True

    def show(self, rows: Sequence[Row]) -> None:
        """Take new rows; what stays the same is not touched, so that the list does not flicker."""
        old, new = self.rows, tuple(rows)
        if [row.number for row in old] == [row.number for row in new]:
            self.rows = new
            changed = [place for place, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def place_of(self, number: int) -> int:
        """Return the row that shows form `number`, -1 if none does."""
        return next((place for place, row in enumerate(self.rows) if row.number == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 -- Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what the view asks for."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged; they are dropped between rows."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled if self.movable else flags
        return Qt.ItemFlag.ItemIsDropEnabled if self.movable else Qt.ItemFlag.NoItemFlags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 -- Qt's name
        """Return that rows move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 -- Qt's name
        """Return the one kind of thing that can be dragged here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 -- Qt's name
        """Return the numbers of the dragged forms."""
        data = QMimeData()
        numbers = sorted(self.rows[index.row()].number for index in indexes)
        data.setData(MIME, QByteArray(" ".join(map(str, numbers)).encode()))
        return data

    def dropMimeData(  # noqa: N802 -- Qt's name
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index
    ) -> bool:
        """Tell where forms were dropped; the draft moves them, not the list."""
        if not data.hasFormat(MIME):
            return False
        numbers = [int(each) for each in bytes(data.data(MIME).data()).decode().split()]
        self.dropped.emit(numbers, row if row >= 0 else len(self.rows))
        return False  # True would have the view take the dragged row away


class RowPainter(QStyledItemDelegate):
    """Draws a row: name above, amount and marks below; only number and marks when the panel is narrow."""

    narrow = False
    shown = -1
    """The number of the form on the paper, which has a bar at its left however many are selected."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 -- Qt's name
        """Return the height of a row."""
        return QSize(40, theme.room(NARROW_HEIGHT if self.narrow else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        style: Any = option  # the stubs know none of its fields
        row, colours, area = index.data(ROW), theme.current(), QRect(style.rect)
        chosen = bool(style.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or style.state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(colours.accent_ground)
            ground.setAlphaF(1.0 if chosen else 0.5)
            painter.fillRect(area, ground)
        if chosen and row.number == self.shown:
            painter.fillRect(QRect(area.topLeft(), QSize(3, area.height())), QColor(colours.accent))
        painter.setFont(style.font)
        if self.narrow:
            _paint_narrow(painter, area, row)
        else:
            _paint_wide(painter, area, row)
        painter.restore()


def _paint_wide(painter: QPainter, area: QRect, row: Row) -> None:
    colours = theme.current()
    inner = area.adjusted(15, 6, -12, -6)
    half = inner.height() // 2
    top, foot = QRect(inner.topLeft(), QSize(inner.width(), half)), inner.adjusted(0, half, 0, 0)
    painter.setPen(QColor(colours.ink))
    name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, top.width())
    painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
    painter.setPen(QColor(colours.soft))
    painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.amount or "—")
    right = foot.right()
    for text, colour in reversed(row.marks):
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(QColor(getattr(colours, colour)))
        place = QRect(QPoint(right - width, foot.top()), QSize(width + 1, foot.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        right -= width + 6


def _paint_narrow(painter: QPainter, area: QRect, row: Row) -> None:
    colours = theme.current()
    half = area.height() // 2
    painter.setPen(QColor(colours.ink))
    top = QRect(area.left() + 3, area.top() + 4, area.width() - 3, half - 2)
    painter.drawText(top, Qt.AlignmentFlag.AlignCenter, str(row.number + 1))
    text, colour = row.marks[0]
    small = QFont(painter.font())
    small.setPointSizeF(small.pointSizeF() * 0.85)
    painter.setFont(small)
    painter.setPen(QColor(getattr(colours, colour)))
    shown = text.partition(" ")[0] if text != DRAFT else ""
    foot = QRect(area.left() + 3, area.top() + half, area.width() - 3, half - 4)
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, shown)
