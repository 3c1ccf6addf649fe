"""A sheet with sizes chosen for its faces: the lines of every cell, and the room that they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from perfdesk.grid import Paragraph, Sheet
from perfdesk.page.lines import break_lines
from perfdesk.page.metrics import MM_PER_PT
from perfdesk.page.pages import Line

PADDING_MM = (1.2, 0.6)
"""The room between a cell's line and its text: left and right, top and bottom."""
PITCH = 1.3
"""The height of a line in em."""
AFTER_MM = 1.2
"""The room below a paragraph."""
_EMPTY = (Line("", 0, 0.0),)


class Setting:
    """A sheet in given sizes; everything is in mm and worked out once.

    Args:
        sheet: the sheet.
        pt: the size of each style's face, by style name.
    """

    def __init__(self, sheet: Sheet, pt: Mapping[str, float]) -> None:
        self.sheet = sheet
        self.pt = pt
        self.line_mm = {name: size * PITCH * MM_PER_PT for name, size in pt.items()}
        paper = sheet.paper
        top, right, bottom, left = paper.margins_mm
        self.top_mm, self.left_mm = top, left
        self.height_mm = paper.height_mm - top - bottom
        self.width_mm = paper.width_mm - left - right
        indent = max((self.width_mm - sum(sheet.columns_mm)) / 2, 0.0)
        self.x_mm = list(accumulate(sheet.columns_mm, initial=left + indent))

    @cached_property
    def lines(self) -> list[tuple[Line, ...]]:
        """The lines of each cell, in the order of the grid's cells."""
        x, pt = self.x_mm, self.pt
        faces = {name: style.font for name, style in self.sheet.styles.items()}
        gap = 2 * PADDING_MM[0]
        return [
            break_lines(cell.text, faces[cell.style], pt[cell.style], x[cell.col + cell.cols] - x[cell.col] - gap)
            if cell.text
            else ()
            for cell in self.sheet.grid.cells
        ]

    @cached_property
    def needs_mm(self) -> list[float]:
        """The height that each cell's text needs; one line if it is empty."""
        gap, line_mm = 2 * PADDING_MM[1], self.line_mm
        return [
            (len(lines) or 1) * line_mm[cell.style] + gap
            for cell, lines in zip(self.sheet.grid.cells, self.lines, strict=True)
        ]

    def lines_of(self, paragraph: Paragraph) -> tuple[Line, ...]:
        """Return the lines of a paragraph; an empty one has an empty line."""
        style = self.sheet.styles[paragraph.style]
        return break_lines(paragraph.text, style.font, self.pt[paragraph.style], self.width_mm) or _EMPTY

    def paragraphs_mm(self, paragraphs: Sequence[Paragraph]) -> float:
        """Return the height of paragraphs, each with the room below it."""
        return sum(len(self.lines_of(each)) * self.line_mm[each.style] + AFTER_MM for each in paragraphs)

    @cached_property
    def below_mm(self) -> float:
        """The height of what stands below the table, with the room above it; 0 if nothing does."""
        below = self.sheet.below
        return self.paragraphs_mm(below) + AFTER_MM if below else 0.0
