"""What is looked for, marked on the paper: every place of it while the search is open, and the one gone to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from perfdesk.desk.editors.kinds import field_of
from perfdesk.desk.paper.places import Piece, Places, Spot
from perfdesk.desk.theme import current

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

Matches = Callable[[str], Sequence[tuple[int, int]]]
"""Where it stands in a text: first character and the one behind the last."""
Hit = tuple[int, str, int]
"""Form, path and first character of a hit."""
_MOST_KEPT = 5_000


class Found(QObject):
    """Marks what was found; the text of the open editor is looked at as it is now."""

    def __init__(self, view: PaperView) -> None:
        super().__init__(view)
        self._view = view
        self._matches: Matches | None = None
        self._here: Hit | None = None
        self._all = False
        self._kept: dict[str, tuple[tuple[int, int], ...]] = {}
        self._places: Places | None = None
        self._pieces: dict[Spot, list[Piece]] = {}
        view.under.append(self.paint)
        view.help_changed.connect(self._moved)

    def show(self, matches: Matches | None, here: Hit | None, *, everywhere: bool) -> None:
        """Mark what `matches` finds; `everywhere`: all places, not only the one gone to (`here`)."""
        self._matches, self._here, self._all = matches, here, everywhere
        self._kept.clear()
        self._view.viewport().update()

    def spans(self, path: str, text: str) -> Iterator[tuple[int, int, bool]]:
        """Yield where it stands in the text of an input, and whether that is the place gone to."""
        document = self._view.document
        if self._matches is None or document is None or not (self._all or self._is_here(path)):
            return
        if text not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[text] = tuple(self._matches(text))
        for start, end in self._kept[text]:
            here = self._here == (document.number, path, start)
            if here or self._all:
                yield start, end, here

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw the marks of a page, under its text."""
        places, colours = self._view.places(), current()
        if self._matches is None or places is None:
            return
        if self._places is not places:
            self._places, self._pieces = places, {}
        for spot in places.spots:
            text = self._text(places, spot)
            for start, end, here in self.spans(spot.path, text):
                painter.setPen(QPen(colours.colour("paper_warning"), 1) if here else QColor(0, 0, 0, 0))
                painter.setBrush(colours.colour("paper_found_here" if here else "paper_found"))
                for rect in self._rects(spot, number, (text, start, end)):
                    painter.drawRect(rect)

    def _text(self, places: Places, spot: Spot) -> str:
        """Return the text of an input as it is looked through: what is printed but for boxes, which print all of it."""
        document = self._view.document
        field = field_of(places.template, spot.path)
        if field is not None and field.kind == "choice" and document is not None:
            return document.text(spot.path)
        return _printed(places, spot)

    def _rects(self, spot: Spot, number: int, found: tuple[str, int, int]) -> Iterator[QRectF]:
        """Yield the rectangles of characters in px of the viewport; the whole input where it prints another text."""
        text, start, end = found
        places = self._places
        if places is None:
            return
        if spot not in self._pieces:
            self._pieces[spot] = places.pieces(spot)
        as_typed = _printed(places, spot) == text
        for piece in self._pieces[spot]:
            if piece.page == number:
                spans = piece.box.spans(spot.start + start, spot.start + end) if as_typed else (piece.rect,)
                for span in spans:
                    yield self._view.view_rect(number, span)

    def _is_here(self, path: str) -> bool:
        return self._here is not None and self._here[1] == path

    def _moved(self) -> None:
        """Forget the one place gone to, once the cursor leaves it."""
        if not self._all and self._here is not None and not self._is_here(self._view.cursor()):
            self.show(None, None, everywhere=False)


def _printed(places: Places, spot: Spot) -> str:
    text = places.text(spot)
    return text[spot.start : spot.end] if spot.part else text
