"""指标库: level-3 names for the row under the cursor, searched by text and Pinyin initials; Enter takes one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk import theme
from perfdesk.desk.document import Document
from perfdesk.desk.editors.kinds import levels_of
from perfdesk.desk.editors.offers import Offer
from perfdesk.desk.paper.view import PaperView
from perfdesk.model import path as paths

Index = QModelIndex | QPersistentModelIndex
_NO_HIT = "没有相符的名称。换个词或拼音首字母试试，也可以直接在格里写自己的名称。"
OFFER = int(Qt.ItemDataRole.UserRole)


class Offers(QAbstractListModel):
    """The names that fit."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: tuple[Offer, ...] = ()

    def show(self, offers: tuple[Offer, ...]) -> None:
        """Take new names."""
        if offers != self.offers:
            self.beginResetModel()
            self.offers = offers
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 -- Qt's signature
        """Return how many names there are."""
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what the view asks for."""
        if not index.isValid() or index.row() >= len(self.offers):
            return None
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{offer.text}　{offer.detail}" if offer.detail else offer.text
        return offer if role == OFFER else None


class OfferPainter(QStyledItemDelegate):
    """Draws a name, and below it unit, usual value and where it comes from."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 -- Qt's name
        """Return the height of a row: one line or two."""
        offer = index.data(OFFER)
        return QSize(40, theme.room(46 if offer is not None and offer.detail else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        style: Any = option  # the stubs know none of its fields
        offer, colours, area = index.data(OFFER), theme.current(), QRect(style.rect)
        painter.save()
        painter.setFont(style.font)
        if style.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, QColor(colours.accent_ground))
        inner = area.adjusted(12, 4, -12, -4)
        metrics = painter.fontMetrics()
        line = inner.height() // (2 if offer.detail else 1)
        painter.setPen(QColor(colours.ink))
        text = metrics.elidedText(offer.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner.adjusted(0, 0, 0, line - inner.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if offer.detail:
            painter.setPen(QColor(colours.soft))
            text = metrics.elidedText(offer.detail, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner.adjusted(0, line, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class LibraryPanel(QWidget):
    """Names of the library for the level 2 of the row under the cursor.

    Signals:
        said: a sentence for the status line.
    """

    said = Signal(str)

    def __init__(self, paper: PaperView) -> None:
        super().__init__()
        self._paper = paper
        self._document: Document | None = None
        self.words = QLineEdit()
        self.words.setPlaceholderText("名称或拼音首字母，例如 mydl")
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName("在指标库中查找")
        self.words.textChanged.connect(self.refresh)
        self.words.installEventFilter(self)
        self.where = QLabel()
        self.where.setObjectName("soft")
        self.where.setWordWrap(True)
        self.model = Offers()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferPainter(self))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("指标库")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._take)
        self.list.doubleClicked.connect(self._take)
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 6)
        head.setSpacing(6)
        head.addWidget(self.words)
        head.addWidget(self.where)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def set_document(self, document: Document | None) -> None:
        """Follow the cursor of a draft."""
        self._document = document
        if document is not None:
            document.cursor_changed.connect(self.refresh)
        self.refresh()

    def search(self) -> None:
        """Put the cursor into the search line."""
        self.refresh()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def refresh(self, *_: object) -> None:
        """Show what fits the row under the cursor and what was typed here; unseen, the panel looks nothing up."""
        if not self.isVisible():
            return
        document, path = self._document, self._name_path()
        if document is None or not path:
            self.where.setText("把光标放在一行指标上，这里列出可用的三级指标。")
            self.model.show(())
            return
        level1, level2 = levels_of(document.form, paths.split(path)[1])
        found = tuple(self._paper.editing.offering.names(document, path, self.words.text().strip()))
        where = " · ".join(filter(None, (level1, level2)))
        self.where.setText(where if found else f"{where}\n{_NO_HIT}")
        self.model.show(found)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """Catch up with the cursor."""
        super().showEvent(event)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Enter in the search line takes the first name, Down goes into the list; Enter there takes the chosen."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.words and event.key() == Qt.Key.Key_Down and self.model.offers:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._paper.setFocus()
            return True
        if enter:
            index = self.model.index(0) if watched is self.words else self.list.currentIndex()
            self._take(index)
            return True
        return super().eventFilter(watched, event)

    def _take(self, index: QModelIndex) -> None:
        offer, path, document = index.data(OFFER) if index.isValid() else None, self._name_path(), self._document
        if not isinstance(offer, Offer) or not path or document is None:
            return
        if document.shut:
            self.said.emit(document.shut)
            return
        self._paper.commit()
        self._paper.set_cursor(path)
        self._paper.setFocus()
        self._paper.take_name(path, offer)

    def _name_path(self) -> str:
        """Return the name that belongs to the row under the cursor, "" if there is none."""
        document, path = self._document, self._paper.cursor()
        steps = paths.split(path) if path else ()
        if document is None or not document.drawable or len(steps) < 3 or steps[0] != "indicators":
            return ""
        if steps[-1] == "name":
            return path
        shown = document.template.horizons
        horizon = steps[2] if len(steps) == 4 and steps[2] in shown else (shown[0] if shown else "")
        return paths.join("indicators", steps[1], document.template.name_horizon(horizon), "name")
