"""The status line: help for the field under the cursor, the count of characters, what is saved, page and zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from perfdesk.desk.theme import room

HEIGHT = 28
TELL_MS = 6000


class ShortLabel(QLabel):
    """A label that ends in "…" where its text has no room; the whole text is its tooltip then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return a size that never widens the window."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Show the tooltip only where something is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._short() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw what has room."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self._short())
        painter.end()

    def _short(self) -> str:
        width = self.contentsRect().width()
        return QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, width)


class StatusLine(QFrame):
    """One line at the foot of the window.

    Signals:
        zoom_wished: by how much the zoom shall change, 0 for the width of the window.
    """

    zoom_wished = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.make_room()
        self.help = ShortLabel(self)
        self.count = QLabel(self)
        self.saved = QLabel(self)
        self._state = ""
        self._pages = self._seen = 0
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.timeout.connect(self.hush)
        self.page = QLabel(self)
        self.smaller = self._button("−", "缩小", -0.1)
        self.zoom = self._button("100%", "适合宽度", 0.0)
        self.larger = self._button("＋", "放大", 0.1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(16)
        row.addWidget(self.help, 1)
        for label in (self.count, self.saved, self.page):
            row.addWidget(label)
        self.zooms = QWidget(self)
        zooms = QHBoxLayout(self.zooms)
        zooms.setContentsMargins(0, 0, 0, 0)
        zooms.setSpacing(0)
        for button in (self.smaller, self.zoom, self.larger):
            zooms.addWidget(button)
        row.addWidget(self.zooms)

    def make_room(self) -> None:
        """Be as high as the text needs."""
        self.setFixedHeight(room(HEIGHT))

    def show_help(self, text: str) -> None:
        """Show what belongs into the field under the cursor."""
        self.help.setText(" ".join(text.split()))
        self.help.updateGeometry()

    def show_count(self, count: int, limit: int | None) -> None:
        """Show how many characters there are, of how many; hidden where there is no limit."""
        over = limit is not None and count > limit
        self.count.setVisible(limit is not None)
        told = f"字数 {count} / {limit}" if limit is not None else ""
        self.count.setText(f"▲ {told}，超出 {count - (limit or 0)}" if over else told)
        name = "over" if over else ""
        if self.count.objectName() != name:
            self.count.setObjectName(name)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)

    def show_saved(self, text: str) -> None:
        """Show when the draft was saved and that a recovery copy is there; what is being told is read first."""
        self._state = text
        if not self._telling.isActive():
            self.saved.setText(text)

    def say(self, text: str) -> None:
        """Tell a sentence in the place of what is saved, long enough to be read."""
        self.saved.setText(text)
        self._telling.start(TELL_MS)

    def hush(self) -> None:
        """Show what is saved again."""
        self._telling.stop()
        self.saved.setText(self._state)

    def show_page(self, pages: int) -> None:
        """Show how many pages the form prints on; nothing for 0."""
        self._pages = pages
        self.show_seen(self._seen)

    def show_seen(self, number: int) -> None:
        """Show which of several pages is seen, from 0."""
        self._seen = number
        which = f"第 {min(number + 1, self._pages)} 页 / " if self._pages > 1 else ""
        self.page.setText(f"{which}共 {self._pages} 页" if self._pages else "")

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom, 1.0 is 100 %."""
        self.zoom.setText(f"{zoom * 100:.0f}%")

    def _button(self, text: str, tip: str, by: float) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.zoom_wished.emit(by))
        return button
