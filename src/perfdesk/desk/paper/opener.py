"""▾ beside the cell under the cursor where there is something to choose from, as Excel has it.

It covers a little of the next cell, so it is there only while the pointer is in the cell: who types never sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from perfdesk.desk.editors.kinds import field_of, kind_of
from perfdesk.desk.theme import current

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

SIDE = 18
"""Its width, and its height at most, px."""
WORDS = "打开列表（Alt+↓）"
_CHOSEN_FROM = frozenset(("level1", "level2", "name", "date", "choice"))


def rect(view: PaperView, number: int | None = None) -> QRectF | None:
    """Return where it stands, px of the viewport; None where there is nothing to choose, or not on page `number`."""
    document, path = view.document, view.cursor()
    if document is None or not document.drawable or not path or view.block.several or document.shut_at(path):
        return None
    kind, field = kind_of(document.template, path), field_of(document.template, path)
    if kind not in _CHOSEN_FROM or (kind == "choice" and (field is None or not field.options)):
        return None
    pieces = view.pieces()
    if not pieces or number not in (None, pieces[-1].page):
        return None
    cell = view.view_rect(pieces[-1].page, pieces[-1].rect)
    height = min(SIDE, max(12.0, cell.height()))
    return QRectF(round(cell.right()) + 2, round(cell.bottom() - height), SIDE, round(height))


def around(cell: QRectF) -> QRect:
    """Return what is painted anew with a cell, this beside it included."""
    return cell.toAlignedRect().adjusted(-3, -3, SIDE + 4, 3)


def is_at(view: PaperView, point: QPointF) -> bool:
    """Say whether it is shown under a point of the viewport."""
    found = rect(view) if is_shown(view) else None
    return found is not None and found.contains(point)


def is_shown(view: PaperView) -> bool:
    """Say whether the pointer is in the cell under the cursor, or was when it went on to this."""
    return view.hasFocus() and view.hover is not None and view.hover.path == view.cursor()


def press(view: PaperView) -> None:
    """Open the list or the calendar of the cell, or close it if it is open."""
    if view.editing.is_open and view.editing.offering.is_open:
        view.editing.offering.dismiss()
    else:
        view.open_list()


def paint(view: PaperView, painter: QPainter, number: int) -> None:
    """Draw it on page `number`."""
    found = rect(view, number) if is_shown(view) else None
    if found is None:
        return
    theme = current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("paper_soft"), 1))
    painter.setBrush(theme.colour("paper"))
    painter.drawRoundedRect(found.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    middle = found.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("paper_accent"))
    corners = (QPointF(-4, -2), QPointF(4, -2), QPointF(0, 3))
    painter.drawPolygon(QPolygonF([middle + each for each in corners]))
    painter.restore()
