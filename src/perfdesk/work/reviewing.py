"""Reviewing an import: what was read, beside what was made of it; where in the source a value stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from perfdesk.grid import Cell, Grid, Sheet, Source
from perfdesk.model import Doubt, Draft
from perfdesk.model import path as paths
from perfdesk.region import Template, fold
from perfdesk.translate.parts import Part, parts_of, sheet_of, whole_of
from perfdesk.work.importing import Imported

_SHORT = 2
"""A text as short as this may stand anywhere; it is looked for only as a whole cell."""


@dataclass(frozen=True)
class _Read:
    """Where one form came from."""

    file: Path | None
    sources: Sequence[Source]
    part: Part


@dataclass
class Review:
    """For each form of an import, by its id, what it was read from; forms made later have nothing."""

    reads: Mapping[str, _Read]
    _sheets: dict[str, Sheet] = field(default_factory=dict)

    def name(self, form_id: str) -> str:
        """Return the name of the file a form was read from, "" if it came from the clipboard or nowhere."""
        read = self.reads.get(form_id)
        return read.file.name if read is not None and read.file is not None else ""

    def sheet(self, form_id: str) -> Sheet | None:
        """Return what a form was read from, as it stood; None for a form that was not imported."""
        read = self.reads.get(form_id)
        if read is None:
            return None
        if form_id not in self._sheets:
            self._sheets[form_id] = sheet_of(read.part, read.sources, self.name(form_id))
        return self._sheets[form_id]


def review_of(imported: Imported, templates: Mapping[str, Template]) -> Review:
    """Return the review of an import: forms in known layouts come first, in order, then those pointed out by hand."""
    forms = imported.draft.forms
    found = [
        _Read(file, document.sources, part)
        for file, document in imported.documents
        for part in parts_of(document.sources, templates)
    ]
    if len(found) > len(forms):
        return Review({})
    whole = dict(imported.documents)
    for file in imported.files[len(found) :]:
        sources = whole[file].sources if file in whole else ()
        found.append(_Read(file, sources, whole_of(sources)))
    return Review({form.id: read for form, read in zip(forms, found, strict=False)})


def source_cells(sheet: Sheet, draft: Draft, number: int, path: str, doubts: Sequence[Doubt] = ()) -> tuple[Cell, ...]:
    """Return the cells of the source that hold the text at a path, and those its doubts are about; maybe none.

    Of several cells with the same text those are taken that stand in one row with the other texts of the indicator.
    """
    text = paths.get(draft, number, path)
    beside = _beside(draft, number, path)
    found = _best(sheet.grid, fold(text), beside)
    for doubt in doubts:
        for piece in doubt.was.split(" | "):
            found += [cell for cell in _best(sheet.grid, fold(piece), beside) if cell not in found]
    return tuple(found)


def _beside(draft: Draft, number: int, path: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what stands in one row with an indicator's text: its names and targets, and its levels."""
    steps = paths.split(path)
    row = paths.find_indicator(draft.forms[number], steps[1]) if steps[0] == "indicators" else None
    if row is None:
        return frozenset(), frozenset()
    own = frozenset(fold(text) for parts in row.horizons.values() for text in parts.values())
    return own, frozenset((fold(row.level1), fold(row.level2)))


def _best(grid: Grid, text: str, beside: tuple[frozenset[str], frozenset[str]]) -> list[Cell]:
    if not text:
        return []
    texts = [(cell, fold(cell.text)) for cell in grid.cells if cell.text.strip()]
    hits = [cell for cell, folded in texts if folded == text]
    if not hits and len(text) > _SHORT:
        hits = [cell for cell, folded in texts if text in folded]
    if len(hits) < _SHORT:
        return hits
    rows: dict[int, set[str]] = {}
    for cell, folded in texts:
        for row in range(cell.row, cell.row_end):
            rows.setdefault(row, set()).add(folded)
    own, levels = beside
    scores = [(len(own & rows[cell.row]), len(levels & rows[cell.row])) for cell in hits]
    return [cell for cell, score in zip(hits, scores, strict=True) if score == max(scores)]
