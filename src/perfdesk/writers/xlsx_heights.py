"""Room for long texts in Excel, which sets lines as far apart as the face says and not as we do."""

from __future__ import annotations

from collections import Counter

from perfdesk.page.pages import Fit, Page

SPARE_MM = 3.0
"""How much lower the bottom margin is than on our pages: room for these heights, and for rounding."""

_PITCH = 1.44  # in em: as far apart as a program sets the lines of a face that stands in for 宋体 (宋体 itself: 1.2)
_MM_PER_PT = 25.4 / 72
_SLACK_MM = 0.01


def spare_heights(fitted: Fit) -> dict[int, float]:
    """Return how many mm each row of the grid needs beyond our height, by row; only rows that need any.

    A form on one page may grow (Excel scales it to the page); on several pages rows grow only into the room that is
    left on their page, so that Excel ends its pages where we do. A row taller than a page always gets its room.
    """
    needs = _needs(fitted)
    if not needs or len(fitted.pages) == 1:
        return needs
    for page in fitted.pages:
        ends = {row.number for row in page.rows if not row.head and row.parts == 1 and row.number in needs}
        wanted = sum(needs[number] for number in ends)
        if wanted > (room := _room(fitted, page)):
            for number in ends:
                needs[number] *= room / wanted
    return needs


def _needs(fitted: Fit) -> dict[int, float]:
    lines: Counter[tuple[int, int]] = Counter()
    for page in fitted.pages:
        for placed in page.cells:
            if not placed.head:
                lines[placed.cell.row, placed.cell.col] += len(placed.lines)
    needs: dict[int, float] = {}
    tall = [cell for cell in fitted.sheet.grid.cells if lines[cell.row, cell.col] > 1]
    for cell in sorted(tall, key=lambda cell: cell.rows):
        rows = range(cell.row, cell.row_end)
        wanted = lines[cell.row, cell.col] * fitted.pt[cell.style] * _MM_PER_PT * _PITCH
        lack = wanted - sum(fitted.row_mm[row] + needs.get(row, 0.0) for row in rows)
        if lack > _SLACK_MM:
            needs[rows[-1]] = needs.get(rows[-1], 0.0) + lack
    return needs


def _room(fitted: Fit, page: Page) -> float:
    """Return the mm between what stands lowest on a page and where Excel ends it."""
    paper = fitted.sheet.paper
    ends = [row.y_mm + row.height_mm for row in page.rows]
    ends += [line.y_mm + line.height_mm for line in page.paragraphs]
    lowest = max(ends, default=paper.margins_mm[0])
    return max(0.0, paper.height_mm - paper.margins_mm[2] + SPARE_MM / 2 - lowest)
