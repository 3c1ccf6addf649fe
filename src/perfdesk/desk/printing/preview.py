"""The preview: one printed side at a time, drawn by the function that the printer uses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from perfdesk.desk import theme
from perfdesk.desk.printing.device import paint_leaf
from perfdesk.page.leaves import Side
from perfdesk.work.printing import describe

PX_PER_MM = 96 / 25.4
"""At 100 %."""
EDGE = 12
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
WHOLE, WIDTH = "whole", "width"


class Preview(QScrollArea):
    """Shows the sides of a job; PageUp, PageDown, Home and End turn them.

    Signals:
        turned: another side is shown, or the zoom has changed.
    """

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sides: Sequence[Side] = ()
        self.at = 0
        self.words = ""
        self._wish: str | float = WHOLE
        self._paper = _Paper(self)
        self.setWidget(self._paper)
        self.setObjectName("preview")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印预览")

    def show_sides(self, sides: Sequence[Side], words: str = "") -> None:
        """Show a job, at the side that was shown if there still is one; `words` in place of an empty one."""
        self.sides, self.words = sides, words
        self.turn_to(self.at)

    def side(self) -> Side:
        """Return the side that is shown."""
        return self.sides[self.at] if self.sides else None

    def turn_to(self, number: int) -> None:
        """Show a side, counted from 0; the nearest there is."""
        self.at = max(0, min(number, len(self.sides) - 1))
        self.verticalScrollBar().setValue(0)
        self._resize()
        side = self.side()
        told = describe(side) if side is not None else "背面空白"
        self.setAccessibleDescription(f"第 {self.at + 1} / {len(self.sides)} 面，{told}" if self.sides else self.words)
        self._paper.update()
        self.turned.emit()

    # --- zoom ---

    @property
    def zoom(self) -> float:
        """How large the paper is, 1.0 is 100 %."""
        if isinstance(self._wish, float):
            return self._wish
        wide, high = self._size_mm()
        room = self.viewport().size() if self._wish == WHOLE else self.maximumViewportSize()
        across = (room.width() - 2 * EDGE - (0 if self._wish == WHOLE else 14)) / (wide * PX_PER_MM)
        down = (room.height() - 2 * EDGE) / (high * PX_PER_MM)
        return max(0.1, min(across, down) if self._wish == WHOLE else across)

    def set_zoom(self, wish: str | float) -> None:
        """Zoom to a number, or WHOLE for the whole page, WIDTH for its width."""
        self._wish = wish
        self._resize()
        self.turned.emit()

    def zoom_step(self, by: int) -> None:
        """Zoom in (1) or out (-1) one step."""
        now = self.zoom
        steps = [step for step in STEPS if (step > now + 0.005 if by > 0 else step < now - 0.005)]
        if steps:
            self.set_zoom(steps[0] if by > 0 else steps[-1])

    # --- Qt's events ---

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Turn and zoom; the arrows scroll."""
        turns = {
            Qt.Key.Key_PageDown: self.at + 1,
            Qt.Key.Key_PageUp: self.at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.sides) - 1,
        }
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if event.key() in turns:
            self.turn_to(turns[Qt.Key(event.key())])
        elif event.key() in zooms:
            self.zoom_step(zooms[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Scroll; at the end of the page turn it; with Ctrl zoom."""
        down = event.angleDelta().y() < 0
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step(-1 if down else 1)
        elif bar.value() == (bar.maximum() if down else bar.minimum()):
            self.turn_to(self.at + (1 if down else -1))
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the whole page in sight."""
        super().resizeEvent(event)
        if not isinstance(self._wish, float):
            self._resize()
            self.turned.emit()

    def _size_mm(self) -> tuple[float, float]:
        """Return the size of the paper; a blank side is as the one before."""
        shown = next((side for side in reversed(self.sides[: self.at + 1]) if side is not None), None)
        return (shown.width_mm, shown.height_mm) if shown is not None else (210.0, 297.0)

    def _resize(self) -> None:
        wide, high = self._size_mm()
        scale = self.zoom * PX_PER_MM
        self._paper.resize(QSize(round(wide * scale), round(high * scale)) + QSize(2 * EDGE, 2 * EDGE))
        self._paper.update()


class _Paper(QWidget):
    """The paper itself."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the side that is shown."""
        preview, colours = self._preview, theme.current()
        side = preview.side()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.ground))
        area = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if preview.sides:
            painter.fillRect(area, QColor(colours.paper))
            painter.setPen(QColor(colours.line))
            painter.drawRect(area.adjusted(-0.5, -0.5, 0, 0))
        if side is None:
            painter.setPen(QColor(colours.paper_soft if preview.sides else colours.soft))
            words = "背面空白" if preview.sides else preview.words
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)
        else:
            painter.translate(area.topLeft())
            scale = area.width() / side.width_mm
            painter.scale(scale, scale)
            paint_leaf(painter, side, line_mm=0.0)
        painter.end()
