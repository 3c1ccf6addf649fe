"""Where a key leads from an input: along the order, or to the neighbour that a clerk sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from perfdesk.desk.paper.places import Places
from perfdesk.model import path as paths

FAR = 100_000.0
"""One page is put this many mm below the other, so that a higher page never looks near."""


class Box(NamedTuple):
    """The first piece of an input: its edges in mm, pages one below the other."""

    path: str
    left: float
    top: float
    right: float
    bottom: float


def step(places: Places, path: str, by: int) -> str:
    """Return the path `by` steps on along the order; the ends stay."""
    if not places.order:
        return ""
    at = places.at.get(path)
    if at is None:
        return places.order[0]
    return places.order[min(max(at + by, 0), len(places.order) - 1)]


def successor(before: Sequence[str], places: Places, path: str) -> str:
    """Return the input that now stands where one stood that is gone; `before` is the order it stood in.

    Where a row went, that is the same part of the next row.
    """
    if not places.order:
        return ""
    at = before.index(path) if path in before else 0
    later = [each for each in before[at:] if each in places.at]
    part = paths.split(path)[-1:]
    same = [each for each in later if each.startswith("indicators/") and paths.split(each)[-1:] == part]
    return (same or later or list(places.order[-1:]))[0]


def boxes(places: Places) -> list[Box]:
    """Return every input with its edges."""
    found = []
    for path, first in places.firsts:
        top = first.page * FAR + first.y_mm
        found.append(Box(path, first.x_mm, top, first.x_mm + first.width_mm, top + first.height_mm))
    return found


def vertical(places: Places, path: str, by: int, column_mm: float) -> str:
    """Return the next input below (`by` 1) or above (-1) in the column at `column_mm`; `path` if there is none."""
    every = boxes(places)
    here = next((box for box in every if box.path == path), None)
    if here is None:
        return step(places, path, 0)
    beyond = [box for box in every if (box.top >= here.bottom - 0.01 if by > 0 else box.bottom <= here.top + 0.01)]

    def distance(box: Box) -> float:
        return box.top - here.bottom if by > 0 else here.top - box.bottom

    inside = [box for box in beyond if box.left <= column_mm < box.right]
    if inside:
        return min(inside, key=distance).path
    return _nearest(beyond, lambda box: (distance(box), abs((box.left + box.right) / 2 - column_mm)), path)


def horizontal(places: Places, path: str, by: int) -> str:
    """Return the next input on the right (`by` 1) or left (-1) of the same row; `path` if there is none."""
    every = boxes(places)
    here = next((box for box in every if box.path == path), None)
    if here is None:
        return step(places, path, 0)
    row = _row(every, here)
    beyond = [box for box in row if (box.left >= here.right - 0.01 if by > 0 else box.right <= here.left + 0.01)]
    return _nearest(beyond, lambda box: (abs(box.left - here.left), box.top), path)


def row_end(places: Places, path: str, by: int) -> str:
    """Return the first (`by` -1) or last (1) input of the row."""
    every = boxes(places)
    here = next((box for box in every if box.path == path), None)
    if here is None:
        return step(places, path, 0)
    return _nearest(_row(every, here), lambda box: (-by * box.left, box.top), path)


def by_page(places: Places, path: str, distance_mm: float, column_mm: float) -> str:
    """Return the input nearest to `distance_mm` below (negative: above) in the column."""
    every = boxes(places)
    here = next((box for box in every if box.path == path), None)
    if here is None:
        return step(places, path, 0)
    found, end = path, here.top
    while abs(end - here.top) < abs(distance_mm):
        following = vertical(places, found, 1 if distance_mm > 0 else -1, column_mm)
        if following == found:
            break
        found = following
        after = next(box for box in every if box.path == found)
        end += (after.bottom - after.top) if distance_mm > 0 else -(after.bottom - after.top)
    return found


def _row(every: Iterable[Box], here: Box) -> list[Box]:
    middle = here.top + min(here.bottom - here.top, 4.0) / 2
    return [box for box in every if box.top <= middle < box.bottom]


def _nearest(found: list[Box], key: Callable[[Box], tuple[float, float]], path: str) -> str:
    return min(found, key=key).path if found else path


def first_in(places: Places, row: str) -> str:
    """Return the first input of a row ("indicators/7"), the path itself if the form shows none of it."""
    return next((path for path in places.order if row and path.startswith(f"{row}/")), row)
