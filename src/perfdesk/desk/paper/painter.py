"""Draws a page as it will print; the same function serves screen, preview and printer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QTransform

from perfdesk.desk.fonts import SIZE, glyphs, mm_per_unit
from perfdesk.desk.paper.lines import TextBox, boxes_of
from perfdesk.grid import Face
from perfdesk.page.pages import Fit, Page, PlacedCell

INK = QColor("#000000")
LINE = QColor("#222222")
BOLDER = 0.03
"""A face without a bold cut is drawn twice, so many em apart."""


def paint_page(painter: QPainter, page: Page, fit: Fit, clip: QRectF | None = None, line_mm: float = 0.0) -> None:
    """Draw the texts and lines of a page; the ground is the caller's.

    Args:
        painter: one unit is 1 mm, its origin the upper left corner of the paper.
        clip: in mm; what lies outside is not drawn.
        line_mm: the width of the table's lines; 0 for one device pixel.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    cells = page.cells if clip is None else _within(page.cells, clip)
    pen = QPen(LINE, line_mm)
    pen.setCosmetic(line_mm == 0.0)
    painter.setPen(pen)
    painter.drawLines(edges(cells))
    painter.setPen(INK)
    for box in boxes_of(page, fit, cells):
        if clip is None or (clip.bottom() >= box.y_mm and clip.top() <= box.y_mm + box.height_mm):
            paint_text(painter, box)
    painter.restore()


def paint_text(painter: QPainter, box: TextBox) -> None:
    """Draw the lines of a box with the painter's pen; one unit is 1 mm."""
    scale = mm_per_unit(box.pt)
    base = painter.transform()
    for number, line in enumerate(box.lines):
        x, y = box.left(line), box.baseline(number)
        painter.setTransform(QTransform(scale, 0.0, 0.0, scale, x, y) * base)
        _draw(painter, line.text, box.face, SIZE * BOLDER if box.bold else 0.0)
    painter.setTransform(base)


def edges(cells: Iterable[PlacedCell]) -> Sequence[QLineF]:
    """Return the lines around the cells, each once, in mm."""
    found: dict[tuple[float, float, float, float], None] = {}
    for cell in cells:
        left, top = round(cell.x_mm, 4), round(cell.y_mm, 4)
        right, bottom = round(cell.x_mm + cell.width_mm, 4), round(cell.y_mm + cell.height_mm, 4)
        found[left, top, right, top] = None
        found[left, bottom, right, bottom] = None
        found[left, top, left, bottom] = None
        found[right, top, right, bottom] = None
    return [QLineF(*ends) for ends in found]


def _within(cells: Sequence[PlacedCell], clip: QRectF) -> list[PlacedCell]:
    """Return the cells that a clip meets, their lines included."""
    left, top, right, bottom = clip.left() - 0.5, clip.top() - 0.5, clip.right() + 0.5, clip.bottom() + 0.5
    return [
        cell
        for cell in cells
        if cell.y_mm < bottom
        and cell.y_mm + cell.height_mm > top
        and cell.x_mm < right
        and cell.x_mm + cell.width_mm > left
    ]


def _draw(painter: QPainter, text: str, face: Face, bolder: float) -> None:
    on_screen = painter.paintEngine().type() == QPaintEngine.Type.Raster
    found = glyphs(text, face, embedded=not on_screen)
    for run in found.runs:
        painter.drawGlyphRun(QPointF(0.0, 0.0), run)
        if bolder:
            painter.drawGlyphRun(QPointF(bolder, 0.0), run)
    for x in found.boxes:
        pen = painter.pen()
        painter.setPen(QPen(pen.color(), SIZE * 0.05))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x + SIZE * 0.1, -SIZE * 0.8, SIZE * 0.8, SIZE * 0.86))
        painter.setPen(pen)
