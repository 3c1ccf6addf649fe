"""The grip at the left of a row of indicators: a row is dragged by it, and selected by a click on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from perfdesk.desk.editors.kinds import row_of
from perfdesk.desk.theme import current

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

FROM_MM, TO_MM = 6.5, 1.0
"""The strip at the left of the table in which grips stand, measured from the table's edge."""
_DOT = 1.3
WORDS = "单击选中整行；拖动可移动这一行"


def first_input(view: PaperView, row: str) -> str:
    """Return the first input of a row that is no level, "" if the form lacks it."""
    places = view.places()
    order = places.order if places is not None else ()
    return next((path for path in order if row_of(path) == row and not path.endswith(("/level1", "/level2"))), "")


def row_at(view: PaperView, point: QPointF) -> str:
    """Return the row whose grip is under a point of the viewport, "" if none is."""
    places = view.places()
    if places is None:
        return ""
    page, x, y = view.stage.point_mm(point + view.offset())
    edge = places.fit.sheet.paper.margins_mm[3]
    if not edge - FROM_MM <= x < edge - TO_MM:
        return ""
    for path, piece in places.firsts:
        level = path.endswith(("/level1", "/level2"))
        if row_of(path) and not level and piece.page == page and piece.y_mm <= y < piece.y_mm + piece.height_mm:
            return row_of(path) or ""
    return ""


def rect(view: PaperView, row: str) -> tuple[int, tuple[float, float, float, float]] | None:
    """Return the page of a row's grip and its rectangle in mm; None if the form lacks the row."""
    places, path = view.places(), first_input(view, row) if row else ""
    spot = places.spot(path) if places is not None and path else None
    if places is None or spot is None:
        return None
    piece = places.pieces(spot)[0]
    edge = places.fit.sheet.paper.margins_mm[3]
    return piece.page, (edge - FROM_MM, piece.y_mm, FROM_MM - TO_MM, piece.height_mm)


def paint(view: PaperView, painter: QPainter, number: int, row: str) -> None:
    """Draw a row's grip: six dots."""
    found = rect(view, row)
    if found is None or found[0] != number:
        return
    middle = QRectF(view.view_rect(number, found[1])).center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().colour("paper_soft"))
    for across in (-2.5, 2.5):
        for down in (-5.0, 0.0, 5.0):
            painter.drawEllipse(QPointF(middle.x() + across, middle.y() + down), _DOT, _DOT)
    painter.restore()
