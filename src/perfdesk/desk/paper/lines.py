"""Where the lines of a text stand on a page, and where a caret stands in them; all in mm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from perfdesk.grid import Align, Face
from perfdesk.page.metrics import HEI, MM_PER_PT, advances, main_font
from perfdesk.page.pages import Fit, Line, Page, PlacedCell, PlacedParagraph

MIDDLE_EM = 0.38
"""From the baseline up to the middle of a Chinese character."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box on a page with lines of text in it.

    Args:
        bold: the face is made bolder than it is.
        x_mm, y_mm, width_mm, height_mm: the box, from the corner of the paper.
        top_mm: where the first line begins.
        inset_mm: between the box and its lines, left and right.
    """

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    top_mm: float
    inset_mm: float
    lines: tuple[Line, ...]
    face: Face
    pt: float
    line_mm: float
    align: Align
    bold: bool

    def left(self, line: Line) -> float:
        """Return where the line begins."""
        room = self.width_mm - 2 * self.inset_mm - line.width_mm
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        return self.x_mm + self.inset_mm + max(0.0, room) * share

    def baseline(self, number: int) -> float:
        """Return the baseline of line `number`: characters stand in the middle of their line."""
        return self.top_mm + (number + 0.5) * self.line_mm + MIDDLE_EM * self.pt * MM_PER_PT

    def starts(self, number: int) -> list[float]:
        """Return the x of every character of a line and of its end."""
        line = self.lines[number]
        em = self.pt * MM_PER_PT
        widths = advances(self.face)
        return list(accumulate((widths[char] * em for char in line.text), initial=self.left(line)))

    def line_of(self, position: int) -> int | None:
        """Return the line in which a caret at `position` of the text stands; None if it stands on another page."""
        for number in reversed(range(len(self.lines))):
            line = self.lines[number]
            if position >= line.start:
                last = number == len(self.lines) - 1
                return number if not last or position <= line.start + len(line.text) + 1 else None
        return None

    def caret(self, position: int) -> tuple[float, float] | None:
        """Return x and top of a caret at `position`; None if it stands on another page."""
        if not self.lines:
            empty = Line("", 0, 0.0)
            return self.left(empty), self.y_mm + (self.height_mm - self.line_mm) / 2
        number = self.line_of(position)
        if number is None:
            return None
        starts = self.starts(number)
        at = min(position - self.lines[number].start, len(starts) - 1)
        return starts[at], self.top_mm + number * self.line_mm

    def position(self, x_mm: float, y_mm: float) -> int:
        """Return the place in the text nearest to a point."""
        if not self.lines:
            return 0
        number = min(max(int((y_mm - self.top_mm) // self.line_mm), 0), len(self.lines) - 1)
        starts = self.starts(number)
        at = min(range(len(starts)), key=lambda each: abs(starts[each] - x_mm))
        return self.lines[number].start + at

    def spans(self, start: int, end: int) -> Iterator[tuple[float, float, float, float]]:
        """Yield x, y, width, height of the characters `start` … `end` of the text, one a line."""
        for number, line in enumerate(self.lines):
            first, last = max(start, line.start), min(end, line.start + len(line.text))
            if first <= last and (first < last or start == end):
                starts = self.starts(number)
                x = starts[first - line.start]
                yield x, self.top_mm + number * self.line_mm, starts[last - line.start] - x, self.line_mm


def box_of_cell(placed: PlacedCell, fit: Fit) -> TextBox:
    """Return the box of a cell on its page; its lines stand in the middle, as in every exported file."""
    style = fit.sheet.styles[placed.cell.style]
    top = placed.y_mm + (placed.height_mm - len(placed.lines) * placed.line_mm) / 2
    return TextBox(
        placed.x_mm,
        placed.y_mm,
        placed.width_mm,
        placed.height_mm,
        top,
        fit.padding_mm[0],
        placed.lines,
        style.font,
        placed.pt,
        placed.line_mm,
        style.align,
        style.bold and main_font(style.font) != HEI,
    )


def box_of_paragraph(placed: PlacedParagraph, fit: Fit) -> TextBox:
    """Return the box of a paragraph above or below the table."""
    style = fit.sheet.styles[placed.paragraph.style]
    return TextBox(
        placed.x_mm,
        placed.y_mm,
        placed.width_mm,
        placed.height_mm,
        placed.y_mm,
        0.0,
        placed.lines,
        style.font,
        placed.pt,
        placed.line_mm,
        style.align,
        style.bold and main_font(style.font) != HEI,
    )


def boxes_of(page: Page, fit: Fit, cells: Iterable[PlacedCell] | None = None) -> Iterator[TextBox]:
    """Yield every box with text of a page: the paragraphs, then the cells (all of them, or those given)."""
    for paragraph in page.paragraphs:
        if paragraph.lines:
            yield box_of_paragraph(paragraph, fit)
    for cell in page.cells if cells is None else cells:
        if cell.lines:
            yield box_of_cell(cell, fit)
