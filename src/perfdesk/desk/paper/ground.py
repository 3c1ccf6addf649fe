"""The grey ground with the white pages on it: scrolled, zoomed, painted; it knows no keys and no cursor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.paper.lines import box_of_cell
from perfdesk.desk.paper.painter import paint_page
from perfdesk.desk.paper.places import Places
from perfdesk.desk.paper.stage import GAP, Stage, bounded
from perfdesk.desk.theme import current
from perfdesk.grid import Paper
from perfdesk.page.pages import Fit, Page

STEPS = (0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_SHADOW = ((4, 6), (3, 9), (2, 12), (1, 16))


class Ground(QAbstractScrollArea):  # house: a widget's events are its methods
    """Pages of the document's shown form."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self._zoom = 1.0
        self._wide = False
        self._fit: Fit | None = None
        self._places: Places | None = None
        self.under: list[Callable[[QPainter, int], None]] = []
        """What else draws under the text of a page; px of the viewport."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is shown ---

    def fitted(self) -> Fit | None:
        """Return the pages to show; None if there is no form or its layout is not installed."""
        return self.document.fit() if self.document is not None and self.document.drawable else None

    def places(self) -> Places | None:
        """Return the inputs of what is shown."""
        fit = self._fit
        if fit is None or self.document is None:
            return None
        if self._places is None or self._places.fit is not fit:
            self._places = Places(fit, self.document.template, self._places)
        return self._places

    @property
    def stage(self) -> Stage:
        """Where the pages stand now."""
        paper = self._fit.sheet.paper if self._fit else Paper()
        return Stage(paper, len(self._fit.pages) if self._fit else 0, self._zoom, self.viewport().width())

    def refresh(self) -> None:
        """Show the document as it is now; only what differs is painted again."""
        old, self._fit = self._fit, self.fitted()
        if old is None or self._fit is None or not _alike(old, self._fit):
            self._set_ranges()
            self.viewport().update()
            return
        for number, (one, two) in enumerate(zip(old.pages, self._fit.pages, strict=True)):
            if one is not two and self._sees(number):
                for rect in _differing(one, two, self._fit):
                    self.update_rect(number, rect)

    # --- zoom and scrolling ---

    @property
    def zoom(self) -> float:
        """1.0 is 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Zoom to 0.5 … 3.0; the middle of the view stays where it is."""
        self._wide = False
        self._zoom_to(bounded(zoom))

    def zoom_step(self, by: int) -> None:
        """Zoom in (`by` 1) or out (-1) to the next usual step."""
        beyond = [each for each in STEPS if (each > self._zoom + 0.001 if by > 0 else each < self._zoom - 0.001)]
        if beyond:
            self.set_zoom(beyond[0] if by > 0 else beyond[-1])

    def fit_width(self) -> None:
        """Zoom so that a page is as wide as the view, and keep it so."""
        self._wide = True
        self._zoom_to(self.stage.fit_width())

    def offset(self) -> QPointF:
        """Return what is scrolled away at the left and the top, px."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def page_seen(self) -> int:
        """Return which page stands in the middle of the view, from 0."""
        middle = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        return self.stage.point_mm(self.offset() + middle)[0]

    def view_rect(self, page: int, box: tuple[float, float, float, float]) -> QRectF:
        """Return where x, y, width, height in mm of a page stand, in px of the viewport."""
        return self.stage.rect(page, box).translated(-self.offset())

    def update_rect(self, page: int, box: tuple[float, float, float, float]) -> None:
        """Have a part of a page painted again."""
        self.viewport().update(self.view_rect(page, box).toAlignedRect().adjusted(-3, -3, 3, 3))

    def reveal(self, rect: QRectF) -> None:
        """Scroll until a rectangle (px of the viewport) is seen, its upper left corner at least."""
        for bar, low, high, room in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width()),
        ):
            if high > room - GAP:
                bar.setValue(bar.value() + round(min(high - room + GAP, low - GAP)))
            elif low < GAP:
                bar.setValue(bar.value() + round(low - GAP))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Scroll; with Ctrl, zoom. A value is never changed."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the pages in the middle, and in sight what was worked on."""
        super().resizeEvent(event)
        before = self.worked_on()
        if self._wide:
            self._zoom_to(self.stage.fit_width())
        self._set_ranges()
        after = self.worked_on()
        if before is not None and after is not None and 0 <= before.top() < event.oldSize().height():
            self.reveal(after)

    def worked_on(self) -> QRectF | None:
        """Return what shall stay in sight when the view gets another size, px of the viewport."""
        return None

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return room for a page at 100 %."""
        return QSize(830, 900)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw ground, pages, and what `paint_under` and `paint_over` add."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), current().colour("ground"))
        stage, shift = self.stage, -self.offset()
        for number, page in enumerate(self._fit.pages if self._fit else ()):
            rect = stage.page_rect(number).translated(shift)
            if rect.adjusted(-8, -8, 8, 8).intersects(QRectF(event.rect())):
                self._paint_page(painter, (number, page), rect, event.rect())
        painter.end()

    def paint_under(self, painter: QPainter, number: int) -> None:
        """Draw what lies under the text of a page; px of the viewport."""

    def paint_over(self, painter: QPainter, number: int) -> None:
        """Draw what lies over the text of a page; px of the viewport."""

    def _paint_page(self, painter: QPainter, page: tuple[int, Page], rect: QRectF, dirty: QRect) -> None:
        assert self._fit is not None  # noqa: S101 -- only called with pages
        number, content = page
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for spread, alpha in () if rect.contains(QRectF(dirty)) else _SHADOW:
            painter.setBrush(QColor(0, 0, 0, alpha))
            painter.drawRoundedRect(rect.adjusted(-spread, -spread + 2, spread, spread + 2), spread, spread)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(rect, current().colour("paper"))
        self.paint_under(painter, number)
        for draw in self.under:
            draw(painter, number)
        scale = self.stage.scale
        seen = QRectF(dirty).translated(-rect.topLeft())
        clip = QRectF(seen.x() / scale, seen.y() / scale, seen.width() / scale, seen.height() / scale)
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        paint_page(painter, content, self._fit, clip)
        painter.restore()
        self.paint_over(painter, number)

    def _zoom_to(self, zoom: float) -> None:
        old, self._zoom = self._zoom, zoom
        if abs(old - zoom) < 0.0005:
            return
        middle = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        kept, seen_from = self.offset() + middle, self.verticalScrollBar().value()
        self._set_ranges()
        self.verticalScrollBar().setValue(round(kept.y() * zoom / old - middle.y()) if seen_from else 0)
        self.viewport().update()
        self.zoom_changed.emit(zoom)

    def _set_ranges(self) -> None:
        size, view = self.stage.size, self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), int(size.width()), view.width()),
            (self.verticalScrollBar(), int(size.height()), view.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def _sees(self, number: int) -> bool:
        rect = self.stage.page_rect(number).translated(-self.offset())
        return rect.intersects(QRectF(self.viewport().rect()))


def _alike(old: Fit, new: Fit) -> bool:
    return len(old.pages) == len(new.pages) and old.sheet.paper == new.sheet.paper


def _differing(old: Page, new: Page, fit: Fit) -> list[tuple[float, float, float, float]]:
    """Return the rectangles in mm of what is not the same on two pages; the whole page if it is arranged anew."""
    whole = [(0.0, 0.0, fit.sheet.paper.width_mm, fit.sheet.paper.height_mm)]
    if len(old.cells) != len(new.cells) or len(old.paragraphs) != len(new.paragraphs):
        return whole
    pairs = [(one, two) for one, two in zip(old.cells, new.cells, strict=True) if one != two]
    lines = [(one, two) for one, two in zip(old.paragraphs, new.paragraphs, strict=True) if one != two]
    if len(pairs) > 40:
        return whole
    found = []
    for cell in (each for pair in pairs for each in pair):
        box = box_of_cell(cell, fit)
        found.append((box.x_mm, min(box.y_mm, box.top_mm), box.width_mm, box.height_mm + box.line_mm))
    found += [(each.x_mm, each.y_mm, each.width_mm, each.height_mm) for pair in lines for each in pair]
    return found
