"""Where the pages stand on the screen: millimetres of a page to pixels of the scrolled ground, and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from perfdesk.grid import Paper

GAP = 16
"""Between the pages, and around them, px."""
PX_PER_MM = 96 / 25.4
LEAST, MOST = 0.5, 3.0


@dataclass(frozen=True)
class Stage:
    """`pages` sheets of `paper`, one below the other, in a ground `room` px wide; `zoom` 1.0 is 100 %."""

    paper: Paper
    pages: int
    zoom: float
    room: int

    @property
    def scale(self) -> float:
        """Px a mm."""
        return PX_PER_MM * self.zoom

    @property
    def page_size(self) -> QSizeF:
        """The size of a page in px."""
        return QSizeF(round(self.paper.width_mm * self.scale), round(self.paper.height_mm * self.scale))

    @property
    def size(self) -> QSizeF:
        """The size of the whole ground in px."""
        page = self.page_size
        return QSizeF(max(page.width() + 2 * GAP, self.room), GAP + self.pages * (page.height() + GAP))

    def page_rect(self, number: int) -> QRectF:
        """Return where page `number` (from 0) stands, in px of the ground."""
        page = self.page_size
        left = max(GAP, (self.room - int(page.width())) // 2)
        return QRectF(QPointF(left, GAP + number * (page.height() + GAP)), page)

    def rect(self, page: int, box: tuple[float, float, float, float]) -> QRectF:
        """Return where x, y, width, height in mm of a page stand, in px of the ground."""
        origin = self.page_rect(page).topLeft()
        x, y, width, height = (each * self.scale for each in box)
        return QRectF(origin.x() + x, origin.y() + y, width, height)

    def point_mm(self, point: QPointF) -> tuple[int, float, float]:
        """Return the page under (or next to) a point of the ground and x, y on it in mm."""
        step = self.page_size.height() + GAP
        number = min(max(int((point.y() - GAP) // step), 0), max(0, self.pages - 1))
        origin = self.page_rect(number).topLeft()
        return number, (point.x() - origin.x()) / self.scale, (point.y() - origin.y()) / self.scale

    def fit_width(self) -> float:
        """Return the zoom at which a page is as wide as the room."""
        return bounded((self.room - 2 * GAP) / (self.paper.width_mm * PX_PER_MM))


def bounded(zoom: float) -> float:
    """Return the nearest zoom that is allowed."""
    return min(max(zoom, LEAST), MOST)
