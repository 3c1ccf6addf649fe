"""What lies under and over the print: tints, marks, the frame of the cursor, caret and selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from perfdesk.desk.editors.kinds import field_of
from perfdesk.desk.paper import opener
from perfdesk.desk.paper.marks import SIZE, paint_mark
from perfdesk.desk.paper.places import Piece, Spot
from perfdesk.desk.theme import current

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView


def paint_grounds(view: PaperView, painter: QPainter, number: int) -> None:
    """Tint carried-over values and the input under the pointer."""
    places, theme = view.places(), current()
    if places is None:
        return
    for path in view.carried:
        spot = places.spot(path)
        for piece in places.pieces(spot) if spot is not None else ():
            if piece.page == number:
                painter.fillRect(view.view_rect(number, piece.rect), theme.colour("paper_carried"))
    _paint_block(view, painter, number)
    if view.hover is not None and not view.block.several:
        for piece in places.pieces(view.hover):
            if piece.page == number:
                painter.fillRect(view.view_rect(number, piece.rect), theme.colour("paper_hover"))


def paint_marks(view: PaperView, painter: QPainter, number: int) -> None:
    """Draw the marks of a page, in the cell's upper right corner; beside a piece of a label, whose text is as wide."""
    places = view.places()
    if places is None:
        return
    for path, mark in view.marks.items():
        spot = places.spot(path)
        pieces = places.pieces(spot) if spot is not None else []
        if spot is not None and pieces and pieces[0].page == number:
            beside = QPointF(SIZE, -SIZE / 2) if spot.part else QPointF()
            paint_mark(painter, mark, view.view_rect(number, pieces[0].rect).translated(beside), view.zoom)


def paint_cursor(view: PaperView, painter: QPainter, number: int) -> None:
    """Draw the frame around the input under the cursor; selection and caret while it is edited."""
    theme = current()
    colour = theme.colour("paper_accent") if view.hasFocus() else theme.colour("paper_soft")
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2, j=Qt.PenJoinStyle.MiterJoin))
    for piece in view.pieces():
        if piece.page == number:
            painter.drawRect(frame(view, piece))
    painter.restore()
    _paint_block_frame(view, painter, number)
    opener.paint(view, painter, number)
    if view.editing.is_open:
        _paint_caret(view, painter, number)


def frame(view: PaperView, piece: Piece) -> QRectF:
    """Return the frame of a piece exactly on the cell's lines, px of the viewport."""
    rect = view.view_rect(piece.page, piece.rect)
    left, top = round(rect.left()), round(rect.top())
    return QRectF(left, top, round(rect.right()) - left, round(rect.bottom()) - top)


def _paint_block(view: PaperView, painter: QPainter, number: int) -> None:
    """Tint the inputs of the selected block but for the one under the cursor, as Excel does."""
    places = view.places()
    for path in view.block.paths() if view.block.several else ():
        spot = places.spot(path) if places is not None and path != view.cursor() else None
        for piece in places.pieces(spot) if places is not None and spot is not None else ():
            if piece.page == number:
                painter.fillRect(view.view_rect(number, piece.rect), current().colour("paper_block"))


def _paint_block_frame(view: PaperView, painter: QPainter, number: int) -> None:
    """Draw the frame around the selected block, labels in it included."""
    places, found = view.places(), view.block.rect()
    if places is None or found is None:
        return
    whole = QRectF()
    for owner, cell in enumerate(places.fit.sheet.grid.cells):
        for piece in places.pieces(Spot("", owner, 0, 0, part=False)) if found.holds(cell) else ():
            whole = whole.united(frame(view, piece)) if piece.page == number else whole
    if not whole.isEmpty():
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        name = "paper_accent" if view.hasFocus() else "paper_soft"
        painter.setPen(QPen(current().colour(name), 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(whole)
        painter.restore()


def _paint_caret(view: PaperView, painter: QPainter, number: int) -> None:
    document = view.document
    field = field_of(document.template, view.editing.path) if document is not None else None
    if field is not None and field.options and view.editing.machine.text() in ("", *field.options):
        return  # boxes are printed, not the text that is edited
    tint = QColor(current().colour("paper_accent"))
    tint.setAlpha(60)
    for page, rect in view.caret.selection():
        if page == number:
            painter.fillRect(rect, tint)
    for page, rect in view.caret.composed():
        if page == number:
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 1), QColor("#000000"))
    found = view.caret.rect()
    if found is not None and found[0] == number and view.caret.lit:
        width = max(1, round(view.zoom))
        painter.fillRect(QRectF(round(found[1].left()), found[1].top(), width, found[1].height()), QColor("#000000"))
