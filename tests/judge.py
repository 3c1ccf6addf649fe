"""Judges an import: each value is right, or in doubt where it stands; no text has vanished."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from perfdesk.model import Doubt, Draft, Form, Indicator, path
from perfdesk.region import TAG, Template
from perfdesk.translate.arrange import arranged

_WIDTHS = str.maketrans("（）：，", "():,")
Row = tuple[str, ...]
"""Level 1, level 2, then the parts in the order of the template's columns."""


def bare(text: str) -> str:
    """Return a text without tags and white space, brackets, colons and commas of one width."""
    return re.sub(r"\s", "", TAG.sub("", text)).translate(_WIDTHS)


def parts_of(template: Template) -> list[tuple[str, str]]:
    """Return (horizon, part) for each column of the template that is no level."""
    columns = template.indicators.columns if template.indicators else ()
    return [(column.horizon or "", column.part) for column in columns if column.part not in ("level1", "level2")]


@dataclass(frozen=True)
class Judged:
    """One form as it went in (`want`) and as it came back (`got`); `source` is the text between, if it lost some."""

    template: Template
    want: tuple[Draft, int]
    got: tuple[Draft, int]
    source: str = ""

    @property
    def form(self) -> Form:
        return self.got[0].forms[self.got[1]]

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        return (*self.form.doubts, *self.got[0].doubts)

    @cached_property
    def rows(self) -> tuple[list[tuple[str, Row]], list[tuple[str, Row]]]:
        """The wanted rows as printed, and the rows that came back, each with the id of its indicator."""
        want = arranged(self.template, self.want[0].forms[self.want[1]].indicators)
        return [self._row(each) for each in want], [self._row(each) for each in self.form.indicators]

    def _row(self, each: Indicator) -> tuple[str, Row]:
        parts = (bare(each.text(*part)) for part in parts_of(self.template))
        return each.id, (bare(each.level1), bare(each.level2), *parts)

    def silent(self, *, told: bool = False) -> Iterator[str]:
        """Yield what is wrong without a doubt there; with `told`, a doubt of the form that quotes the text counts."""
        yield from self._fields(told=told)
        yield from self._indicators(told=told)
        yield from self._vanished()

    def _fields(self, *, told: bool) -> Iterator[str]:
        for name in self.template.fields:
            want, got = bare(_field(*self.want, name)), bare(_field(*self.got, name))
            if want != got and not self._doubted([f"fields/{name}", f"shared/{name}"], (want, got), told=told):
                yield f"{name}: wanted {want!r}, got {got!r} without a doubt"

    def _indicators(self, *, told: bool) -> Iterator[str]:
        steps = ["level1", "level2", *("/".join(part) for part in parts_of(self.template))]
        for want, got in _pairs(*self.rows):
            if got is None:
                continue  # its texts must stand elsewhere, and are doubted there; see _vanished
            place = path.join("indicators", got[0])
            wanted = want[1] if want is not None else ("",) * len(got[1])
            for step, one, two in zip(steps, wanted, got[1], strict=True):
                if one != two and not self._doubted([place, f"{place}/{step}"], (one, two), told=told):
                    yield f"{place}/{step}: wanted {one!r}, got {two!r} without a doubt"

    def _doubted(self, places: list[str], texts: tuple[str, str], *, told: bool) -> bool:
        if any(doubt.path in places for doubt in self.doubts):
            return True
        lost = bool(self.source) and bare(texts[0]) not in self._source
        if told and lost and any(doubt.path is None and doubt.code in ("I02", "I03") for doubt in self.form.doubts):
            return True
        quotes = [bare(doubt.was) for doubt in self.form.doubts if doubt.path is None]
        return told and any(text and text in quote for text in texts for quote in quotes)

    @cached_property
    def _source(self) -> str:
        """The text between, its cells parted by tabs."""
        return "\t".join(map(bare, self.source.split("\t")))

    def _vanished(self) -> Iterator[str]:
        kept = [bare(_field(*self.got, name)) for name in self.template.fields]
        kept += [text for _, row in self.rows[1] for text in row]
        kept += [bare(doubt.was) for doubt in self.doubts]
        form = self.want[0].forms[self.want[1]]
        wanted = [_field(*self.want, name) for name in self.template.fields]
        wanted += [each.text(*part) for each in form.indicators for part in parts_of(self.template)]
        source = self._source
        for text in map(bare, "\n".join(wanted).split("\n")):
            if text and (not source or text in source) and not any(text in each for each in kept):
                yield f"{text!r} has vanished"


def _field(draft: Draft, number: int, name: str) -> str:
    return draft.forms[number].fields.get(name, draft.shared.get(name, ""))


def _pairs(
    want: list[tuple[str, Row]], got: list[tuple[str, Row]]
) -> Iterable[tuple[tuple[str, Row] | None, tuple[str, Row] | None]]:
    """Return the rows side by side in order, so that as few texts as possible differ."""
    best = [[0.0] * (len(got) + 1) for _ in range(len(want) + 1)]
    for i in range(len(want), -1, -1):
        for j in range(len(got), -1, -1):
            best[i][j] = min((cost for cost, _, _ in _moves(best, (i, j), want, got)), default=0.0)
    pairs, i, j = [], 0, 0
    while i < len(want) or j < len(got):
        _, down, right = min(_moves(best, (i, j), want, got), key=lambda move: move[0])
        pairs.append((want[i] if down else None, got[j] if right else None))
        i, j = i + down, j + right
    return pairs


def _moves(
    best: list[list[float]], at: tuple[int, int], want: list[tuple[str, Row]], got: list[tuple[str, Row]]
) -> Iterator[tuple[float, int, int]]:
    i, j = at
    if i < len(want) and j < len(got):
        differ = sum(one != two for one, two in zip(want[i][1], got[j][1], strict=True))
        yield best[i + 1][j + 1] + differ, 1, 1
    if i < len(want):
        yield best[i + 1][j] + len(want[i][1]) + 0.5, 1, 0
    if j < len(got):
        yield best[i][j + 1] + len(got[j][1]) - 0.5, 0, 1
