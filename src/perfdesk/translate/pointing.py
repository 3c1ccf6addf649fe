"""A layout that no template describes, pointed out by the clerk: which cells are labels, and where their values go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from perfdesk.grid import Cell, Grid, Source, SourceTable
from perfdesk.model import path
from perfdesk.region import Pattern, Template, fold

Side = Literal["right", "below", "inside"]
FIELDS, INDICATORS = "fields", "indicators"
_BEHIND = "：:"
_VALUE = "value"


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell of the document that the clerk points at.

    Args:
        source: which line or table of the document, from 0; row and col are 0 in a line.
        goes_to: one of `goals`, or "" for a label without a value.
        side: where the value of a field stands; the values of a column of indicators always stand below.
    """

    source: int
    row: int
    col: int
    goes_to: str
    side: Side = "right"


@dataclass(frozen=True, slots=True)
class Pointed:
    """A label that was pointed out, told by its wording; see `Mark`.

    Args:
        text: the label; for a value "inside", its wording before the value.
        nth: the how-manieth cell of that wording in its form, from 0.
    """

    text: str
    goes_to: str
    side: Side = "right"
    nth: int = 0

    def value_inside(self, text: str) -> str | None:
        """Return what stands behind the label in the same cell; None if `text` does not begin with it."""
        found = Pattern(f"{_plain(self.text)}{{{_VALUE}}}").match(text)
        return None if found is None else found.values[_VALUE]

    def stands(self, text: str) -> bool:
        """Say whether a text is this label."""
        if self.side == "inside":
            return self.value_inside(text) is not None
        return fold(text) == fold(self.text)


@dataclass(frozen=True, slots=True)
class Pointing:
    """What the clerk has pointed out in one document: good for every document of the same layout.

    Args:
        template: the id of the template that the values go into.
        labels: in reading order.
        times: how often the first label stands in one form; the next time after that, another form begins.
    """

    template: str
    labels: tuple[Pointed, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the document: of a table, or (grid None) a line."""

    source: int
    cell: Cell
    grid: Grid | None = None
    where: str = ""

    @property
    def key(self) -> tuple[int, int, int]:
        """Which cell it is, for sets."""
        return self.source, self.cell.row, self.cell.col


def goals(template: Template) -> tuple[tuple[str, str], ...]:
    """Return everything that a label may stand for in a template, with what a clerk calls it, in reading order."""
    found = {path.join(FIELDS, name): info.name for name, info in template.fields.items()}
    for column in template.indicators.columns if template.indicators else ():
        if column.part in ("level1", "level2"):
            found[path.join(INDICATORS, column.part)] = column.label
        else:
            place = path.join(INDICATORS, column.horizon or template.horizons[0], column.part)
            found[place] = f"{_HORIZONS.get(column.horizon or '', '')}{column.label}"
    return tuple((place, name.replace("\n", "")) for place, name in found.items())


_HORIZONS = {"mid": "实施周期·", "whole": "总体·", "annual": "年度·"}


def point_out(template: Template, sources: Sequence[Source], marks: Sequence[Mark]) -> Pointing:
    """Return the pointing that some marks in a document make; marks at empty or unknown places are passed over."""
    known = {place for place, _ in goals(template)} | {""}
    wanted = {(mark.source, mark.row, mark.col): mark for mark in marks if mark.goes_to in known}
    spots = list(spots_of(sources))
    picked = [(number, spot, wanted[spot.key]) for number, spot in enumerate(spots) if spot.key in wanted]
    if not picked:
        return Pointing(template.id, ())
    labels = [Pointed(_wording(spot.cell.text, mark), mark.goes_to, mark.side) for _, spot, mark in picked]
    first, last = picked[0][0], picked[-1][0]
    times = sum(labels[0].stands(spot.cell.text) for spot in spots[first : last + 1])
    begin = next((part[0] for part in _starts(labels[0], spots, times) if part[0] <= first < part[1]), 0)
    counted = tuple(
        Pointed(label.text, label.goes_to, label.side, _nth(label, spots[begin:number]))
        for label, (number, _, _) in zip(labels, picked, strict=True)
    )
    return Pointing(template.id, counted, times)


def forms_of(pointing: Pointing, sources: Sequence[Source]) -> list[list[Spot]]:
    """Return the cells of each form that the pointing finds in a document; none if its first label stands nowhere."""
    spots = list(spots_of(sources))
    if not pointing.labels:
        return []
    return [spots[start:end] for start, end in _starts(pointing.labels[0], spots, pointing.times)]


def fits(pointing: Pointing, sources: Sequence[Source]) -> bool:
    """Say whether a document has the layout: every label that was pointed out stands in its first form."""
    forms = forms_of(pointing, sources)
    return bool(forms) and all(spot_of(label, forms[0]) is not None for label in pointing.labels)


def spot_of(label: Pointed, form: Sequence[Spot]) -> Spot | None:
    """Return where a label stands in a form."""
    found = [spot for spot in form if label.stands(spot.cell.text)]
    return found[label.nth] if label.nth < len(found) else None


def spots_of(sources: Sequence[Source]) -> Iterator[Spot]:
    """Yield the cells with text, in reading order."""
    for number, source in enumerate(sources):
        if isinstance(source, SourceTable):
            for cell in source.grid.cells:
                if cell.text.strip():
                    yield Spot(number, cell, source.grid, f"{source.where}第{cell.row + 1}行")
        elif source.text.strip():
            yield Spot(number, Cell(0, 0, text=source.text), None, source.where)


def _starts(first: Pointed, spots: Sequence[Spot], times: int) -> list[tuple[int, int]]:
    """Return where each form begins and ends; the lines and rows above its first label in a table belong to it."""
    at = [number for number, spot in enumerate(spots) if first.stands(spot.cell.text)][:: max(times, 1)]
    starts = [_above(spots, number, before) for number, before in zip(at, [-1, *at], strict=False)]
    if not starts:
        return []
    starts[0] = 0
    return list(zip(starts, [*starts[1:], len(spots)], strict=True))


def _above(spots: Sequence[Spot], number: int, before: int) -> int:
    """Return where the form whose first label is cell `number` begins, not before the form above has begun."""
    start = number
    while start > before + 1 and spots[start - 1].source == spots[number].source:
        start -= 1
    if start <= before + 1 and before >= 0 and spots[before].source == spots[number].source:
        row = spots[number].cell.row
        return next(each for each in range(start, number + 1) if spots[each].cell.row == row)
    while start > before + 1 and spots[start - 1].grid is None:
        start -= 1
    return start


def _nth(label: Pointed, before: Sequence[Spot]) -> int:
    return sum(label.stands(spot.cell.text) for spot in before)


def _wording(text: str, mark: Mark) -> str:
    """Return the wording of a label; of one with its value inside, up to the colon."""
    if mark.side != "inside":
        return text
    end = next((at + 1 for at, sign in enumerate(text) if sign in _BEHIND), len(text))
    return text[:end]


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")
