"""Leaves: pages on the paper they are printed on, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perfdesk.grid import Paper
from perfdesk.page.pages import Fit, Page

HAIRLINE_PT = 0.5
"""The width of the table's lines in print."""
SIZES_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "B5": (182.0, 257.0)}
"""Paper that a form may be scaled to, upright."""


@dataclass(frozen=True)
class Leaf:
    """One printed side.

    Args:
        form: which form of the draft it belongs to, from 0.
        number: its place among all pages of the job, from 1: what a page range names.
        width_mm, height_mm: the paper it is printed on.
        scale: how much larger than its layout says it is drawn.
        x_mm, y_mm: where the corner of the scaled page lies on the paper.
    """

    fit: Fit
    page: Page
    form: int
    number: int
    width_mm: float
    height_mm: float
    scale: float = 1.0
    x_mm: float = 0.0
    y_mm: float = 0.0


Side = Leaf | None
"""One side of a sheet; None is left blank."""


def leaves(fits: Iterable[tuple[int, Fit]], size: str = "") -> list[Leaf]:
    """Return every page of these forms (number and fit), on the layout's own paper or scaled to one of `SIZES_MM`."""
    made: list[Leaf] = []
    for form, fit in fits:
        placed = _placed(fit.sheet.paper, size)
        made += (Leaf(fit, page, form, number, *placed) for number, page in enumerate(fit.pages, len(made) + 1))
    return made


def in_sheets(chosen: Sequence[Leaf], *, two_sided: bool, fresh: bool) -> list[tuple[Side, ...]]:
    """Return the sides sheet by sheet; `fresh`: no form begins on the back of another."""
    if not two_sided:
        return [(leaf,) for leaf in chosen]
    sheets: list[tuple[Side, ...]] = []
    front: Leaf | None = None
    for leaf in chosen:
        if front is None:
            front = leaf
        elif fresh and front.form != leaf.form:
            sheets.append((front, None))
            front = leaf
        else:
            sheets.append((front, leaf))
            front = None
    return [*sheets, (front, None)] if front is not None else sheets


def copied(sheets: Sequence[tuple[Side, ...]], copies: int, *, collated: bool) -> Iterator[Side]:
    """Yield the sides of so many copies: copy by copy, or each sheet so many times."""
    whole = [sheet for _ in range(copies) for sheet in sheets]
    each = [sheet for sheet in sheets for _ in range(copies)]
    for sheet in whole if collated else each:
        yield from sheet


def _placed(paper: Paper, size: str) -> tuple[float, float, float, float, float]:
    """Return width and height of the paper, the scale, and where the page lies: as large as it can, in the middle."""
    wide, high = paper.width_mm, paper.height_mm
    if not size:
        return wide, high, 1.0, 0.0, 0.0
    short, long = SIZES_MM[size]
    width, height = (long, short) if wide > high else (short, long)
    scale = min(width / wide, height / high)
    return width, height, scale, (width - wide * scale) / 2, (height - high * scale) / 2
