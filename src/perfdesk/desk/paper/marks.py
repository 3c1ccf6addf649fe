"""What a cell wears in its corner: a problem, a doubt; and the ground of a value carried over from last year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from perfdesk.desk.document import Document
from perfdesk.desk.paper.places import Places
from perfdesk.desk.theme import current
from perfdesk.model import path as paths

Shape = Literal["error", "warning", "doubt", "comment"]
_GRAVITY: tuple[Shape, ...] = ("error", "warning", "doubt", "comment")
SIZE = 10.0
"""Px at 100 %; no smaller when the paper is."""


@dataclass(frozen=True)
class Mark:
    """What stands in the corners of an input, and all that is said of it.

    Args:
        shape: the gravest.
        doubted: there is a doubt too; its dot stands beside a triangle, because neither answers the other.
        commented: the bureau has said something of it too, shown in the other corner.
    """

    shape: Shape
    words: str
    doubted: bool = False
    commented: bool = False


def marks_of(document: Document) -> dict[str, Mark]:
    """Return the marks of the shown form by path."""
    said: dict[str, list[tuple[Shape, str]]] = {}
    for finding in document.sorted_findings(document.number).open:
        shape = _shape(finding.severity.name)
        if finding.path and shape is not None:
            said.setdefault(finding.path, []).append((shape, finding.message))
    for doubt in document.doubts(document.number):
        if doubt.path:
            words = f"存疑：{doubt.why}" + (f"（原文：{doubt.was}）" if doubt.was else "")
            said.setdefault(doubt.path, []).append(("doubt", words))
    for comment in document.draft.forms[document.number].comments if document.drawable else ():
        if comment.path and not comment.closed:
            who = f"（{comment.author}）" if comment.author else ""
            said.setdefault(comment.path, []).append(("comment", f"批注{who}：{comment.text}"))
    return {path: _mark(each) for path, each in said.items()}


def shown_at(path: str, places: Places) -> str:
    """Return the input at which the paper shows what is said of a path, "" if nowhere."""
    return path if path in places.at else _stand_in(path, places)


def shown_marks(marks: dict[str, Mark], places: Places) -> dict[str, Mark]:
    """Return the marks by the inputs that the paper shows: a level cell merged into another row's marks its own row."""
    found: dict[str, Mark] = {}
    for path, mark in marks.items():
        shown = shown_at(path, places)
        if shown:
            other = found.get(shown)
            found[shown] = mark if other is None else _both(other, mark)
    return found


def carried(document: Document) -> frozenset[str]:
    """Return the paths of the shown form whose values were carried over from last year."""
    return frozenset(path for path, origin in document.form.provenance.items() if origin.kind == "last_year")


def paint_mark(painter: QPainter, mark: Mark, cell: QRectF, zoom: float) -> None:
    """Draw a mark into the upper right corner of a cell (px): ◥ full, ◥ hollow, ●, or ● ◥; a comment at the left: ■."""
    size = SIZE * max(1.0, min(zoom, 1.6))
    corner = cell.topRight() + QPointF(-1, 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.commented:
        square = QRectF(cell.topLeft() + QPointF(1, 1), QSizeF(size * 0.7, size * 0.7))
        painter.fillRect(square, current().colour("paper_comment"))
    if mark.doubted:
        aside = 0.0 if mark.shape == "doubt" else size * 1.1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("paper_doubt"))
        place = corner + QPointF(-size * 0.85 - aside, size * 0.15)
        painter.drawEllipse(QRectF(place.x(), place.y(), size * 0.7, size * 0.7))
    if mark.shape in ("error", "warning"):
        colour = current().colour(f"paper_{mark.shape}")
        full = mark.shape == "error"
        inset = 0.0 if full else 0.9
        points = [QPointF(-size, inset), QPointF(-inset, inset), QPointF(-inset, size)]
        painter.setPen(Qt.PenStyle.NoPen if full else QPen(colour, 1.8))
        painter.setBrush(colour if full else current().colour("paper_carried"))
        painter.drawPolygon(QPolygonF([corner + point for point in points]))
    painter.restore()


def _shape(severity: str) -> Shape | None:
    return {"ERROR": "error", "WARNING": "warning", "HINT": None}.get(severity)


def _stand_in(path: str, places: Places) -> str:
    """Return the first input of the row that a path belongs to, "" if it is shown nowhere."""
    steps = paths.split(path)
    row = paths.join(*steps[:2]) + "/"
    return next((each for each in places.order if each.startswith(row)), "") if steps[0] == "indicators" else ""


def _mark(said: list[tuple[Shape, str]]) -> Mark:
    shapes = [shape for shape, _ in said]
    return Mark(_gravest(shapes), "\n".join(words for _, words in said), "doubt" in shapes, "comment" in shapes)


def _both(one: Mark, other: Mark) -> Mark:
    shape = _gravest([one.shape, other.shape])
    words = f"{one.words}\n{other.words}"
    return Mark(shape, words, one.doubted or other.doubted, one.commented or other.commented)


def _gravest(shapes: list[Shape]) -> Shape:
    return min(shapes, key=_GRAVITY.index)
