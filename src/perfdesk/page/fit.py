"""Fits a form: on one page where it can, else on pages that go on; the same sizes for every writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from perfdesk.grid import Sheet
from perfdesk.page.boxes import boxes
from perfdesk.page.breaks import Leaf, flow, whole
from perfdesk.page.heights import row_heights, stretch
from perfdesk.page.pages import Fit
from perfdesk.page.setting import PADDING_MM, Setting

_STEP_PT = 0.5
_SPARE_MM = 1.0  # room that Word and Excel want for the lines of the table and their rounding


def fit(sheet: Sheet) -> Fit:
    """Return the sheet with its sizes and pages.

    One page where it can be: first with the least heights lowered, then with smaller type down to each style's
    floor. Where that is not enough the type is as the template has it and the form goes on; nothing is ever cut.
    """
    first = setting_of(sheet, 0)
    for setting in _tries(sheet, first):
        heights = _on_one_page(setting)
        if heights is not None:
            return _fit(setting, heights, [whole(setting, heights)])
    leaves = flow(first, row_heights(sheet.grid, sheet.min_mm, first.needs_mm))
    heights = [0.0] * sheet.grid.n_rows
    for leaf in leaves:
        for piece in leaf.pieces:
            if not piece.head:
                heights[piece.row] += piece.height_mm
    return _fit(first, heights, leaves)


def _tries(sheet: Sheet, first: Setting) -> Iterator[Setting]:
    """Yield the sheet with its own sizes, then smaller and smaller ones; none of these if the smallest is no use."""
    yield first
    steps = most_steps(sheet)
    if steps == 0:
        return
    last = setting_of(sheet, steps)
    if _least(last) is None:
        return
    yield from (setting_of(sheet, step) for step in range(1, steps))
    yield last


def most_steps(sheet: Sheet) -> int:
    """Return how many times smaller type may be tried; 0 if every style stands at its floor."""
    used = {cell.style for cell in sheet.grid.cells}
    lack = max((sheet.styles[name].pt - sheet.styles[name].min_pt for name in used), default=0.0)
    return max(0, ceil(lack / _STEP_PT))


def setting_of(sheet: Sheet, steps: int) -> Setting:
    """Return the sheet with every style so many steps smaller, none below its floor."""
    styles = sheet.styles.items()
    return Setting(
        sheet, {name: max(style.pt - steps * _STEP_PT, min(style.min_pt, style.pt)) for name, style in styles}
    )


def _room(setting: Setting) -> float:
    """Return the room for the table if all stands on one page."""
    return setting.height_mm - setting.paragraphs_mm(setting.sheet.above) - setting.below_mm - _SPARE_MM


def _least(setting: Setting) -> list[float] | None:
    """Return the heights that the texts alone need; None if that is more than a page."""
    grid = setting.sheet.grid
    least = row_heights(grid, [0.0] * grid.n_rows, setting.needs_mm)
    return least if sum(least) <= _room(setting) else None


def _on_one_page(setting: Setting) -> list[float] | None:
    """Return the row heights of a form that fits on one page, None if it does not."""
    sheet = setting.sheet
    wished = row_heights(sheet.grid, sheet.min_mm, setting.needs_mm)
    if sum(wished) <= _room(setting):
        return wished
    least = _least(setting)
    return None if least is None else stretch(least, wished, _room(setting) - sum(least))


def _fit(setting: Setting, heights: Sequence[float], leaves: Sequence[Leaf]) -> Fit:
    sheet = setting.sheet
    return Fit(sheet, setting.pt, setting.line_mm, tuple(heights), PADDING_MM, boxes(setting, leaves))
