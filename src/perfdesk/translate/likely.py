"""Labels of a document in no known layout that a template knows by name: where pointing out can begin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from perfdesk.grid import Source
from perfdesk.model import path
from perfdesk.region import Template, fold
from perfdesk.translate.pointing import INDICATORS, Mark, Side, Spot, goals, spots_of

_BEHIND = "：:"
_ANNUAL = "/annual/"
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


def likely_marks(template: Template, sources: Sequence[Source]) -> tuple[Mark, ...]:
    """Return a mark for each cell worded like a label of the template, each label once; the clerk may change them."""
    known = _wordings(template)
    found: dict[str, Mark] = {}
    for spot in spots_of(sources):
        label, behind = _label(spot.cell.text)
        place = known.get(fold(label)) or known.get(fold(_BRACKETS.sub("", label)))
        if place is not None and place not in found:
            found[place] = Mark(*spot.key, place, _side(spot, place, behind))
    return tuple(_in_one_horizon(found).values())


def _in_one_horizon(found: dict[str, Mark]) -> dict[str, Mark]:
    """Return the marks with a lone column of targets beside the lone column of names: both belong to one horizon."""
    columns = {part: [place for place in found if place.endswith(f"/{part}")] for part in ("name", "target")}
    if len(columns["name"]) != 1 or len(columns["target"]) != 1:
        return found
    [name], [target] = columns["name"], columns["target"]
    beside = name.removesuffix("name") + "target"
    return {beside if place == target else place: _going(mark, beside, target) for place, mark in found.items()}


def _going(mark: Mark, to: str, instead: str) -> Mark:
    return replace(mark, goes_to=to) if mark.goes_to == instead else mark


def likeliest(templates: Mapping[str, Template], sources: Sequence[Source]) -> str:
    """Return the id of the template that knows most labels of a document by name; the first of several."""
    return max(templates, key=lambda name: len(likely_marks(templates[name], sources)))


def _wordings(template: Template) -> dict[str, str]:
    """Return what each label may stand for, by its folded wording, with and without what stands in brackets.

    A wording of two horizons counts for the annual one: a layout with one column shows the year's.
    """
    found: dict[str, str] = {}
    for place, name in sorted(goals(template), key=lambda goal: _ANNUAL not in goal[0]):
        field = template.fields.get(path.split(place)[-1]) if not place.startswith(INDICATORS) else None
        words = (name.rpartition("·")[2], *(field.aliases if field is not None else ()))
        for word in words:
            for each in (word, _BRACKETS.sub("", word)):
                found.setdefault(fold(each), place)
    found.pop("", None)
    return found


def _label(text: str) -> tuple[str, str]:
    """Return the label in a cell, and the value behind its colon."""
    at = next((number for number, sign in enumerate(text) if sign in _BEHIND), len(text))
    return text[:at], text[at + 1 :].strip()


def _side(spot: Spot, place: str, behind: str) -> Side:
    if behind:
        return "inside"
    if place.startswith(INDICATORS):
        return "below"
    grid, cell = spot.grid, spot.cell
    wide = grid is not None and cell.cols * 2 > grid.n_cols
    return "below" if wide else "right"
