"""What a reader was not sure of → doubts at the values that came from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from perfdesk.grid import SourceDocument, SourceLine, SourceNote, SourceTable
from perfdesk.model import Doubt, Draft, Form, path
from perfdesk.region import Template, fold
from perfdesk.translate.doubts import placed
from perfdesk.translate.extract import extract

_MARK = re.compile("\ue000([0-9]+)\ue001")
CODE = "I15"
"""The code of doubts that a reader has, before any layout is known."""


@dataclass(frozen=True)
class _Value:
    """A text of a form, folded, with its path."""

    form: int
    path: str
    text: str
    folded: str


def with_notes(draft: Draft, document: SourceDocument, templates: Mapping[str, Template]) -> Draft:
    """Return the draft with a doubt for each note of the reader.

    A note is put at every value that has the text of its cell; one about an empty cell where a text in that cell
    would have gone; one that finds no value stands with the draft.
    """
    values = list(_values(draft))
    empty = _empty_places(draft, document, templates)
    of_forms: dict[int, dict[tuple[str | None, str], Doubt]] = {}
    loose = [Doubt(code=CODE, was=note.was, why=note.why) for note in document.notes]
    for note, where, inside in _notes(document):
        why = note.why if not where else f"{note.why.removesuffix('。')}（{where}）。"
        hit = list(_hit(values, note, inside=inside)) or empty.get(id(note), [])
        for value in map(_row_of, hit) if note.whole_row else hit:
            doubt = Doubt(code=CODE, path=value.path, was=note.was, now=value.text, why=why)
            of_forms.setdefault(value.form, {}).setdefault((value.path, note.why), doubt)
        if not hit:
            loose.append(Doubt(code=CODE, was=note.was, why=why))
    forms = [
        _with(form, tuple(of_forms.get(number, {}).values()), templates) for number, form in enumerate(draft.forms)
    ]
    return draft.model_copy(update={"forms": tuple(forms), "doubts": (*draft.doubts, *loose)})


def _with(form: Form, doubts: tuple[Doubt, ...], templates: Mapping[str, Template]) -> Form:
    if not doubts:
        return form
    told = placed(doubts, form, templates[form.template])
    return form.model_copy(update={"doubts": (*form.doubts, *told)})


def _notes(document: SourceDocument) -> Iterator[tuple[SourceNote, str, bool]]:
    """Yield each note with where it is, and whether a value may be only a part of its text (a line, a label)."""
    for source in document.sources:
        for note in source.notes:
            row = "" if note.row is None else f"第{note.row + 1}行"
            yield note, f"{source.where}{row}", isinstance(source, SourceLine)


def _values(draft: Draft) -> Iterator[_Value]:
    for number, form in enumerate(draft.forms):
        for name, text in form.fields.items():
            yield _Value(number, path.join("fields", name), text, fold(text))
        for row in form.indicators:
            for level in ("level1", "level2"):
                text = getattr(row, level)
                yield _Value(number, path.join("indicators", row.id, level), text, fold(text))
            for horizon, parts in row.horizons.items():
                for part, text in parts.items():
                    yield _Value(number, path.join("indicators", row.id, horizon, part), text, fold(text))
    for name, text in draft.shared.items():
        owner = next((nth for nth, form in enumerate(draft.forms) if name not in form.fields), 0)
        yield _Value(owner, path.join("shared", name), text, fold(text))


def _empty_places(draft: Draft, document: SourceDocument, templates: Mapping[str, Template]) -> dict[int, list[_Value]]:
    """Return for each note about an empty cell, by its identity, where a text in that cell goes.

    The document is read once more with a mark in each such cell: only the layout knows whose place it is.
    """
    marked: list[SourceNote] = []
    sources = []
    for source in document.sources:
        own = [note for note in source.notes if isinstance(source, SourceTable) and not note.was.strip()]
        own = [note for note in own if note.row is not None and note.col is not None]
        if isinstance(source, SourceTable) and own:
            source = _marked(source, own, len(marked))  # noqa: PLW2901 - the marked one takes its place
            marked += own
        sources.append(source)
    if not marked:
        return {}
    tried, _ = extract(sources, templates, draft.id)
    if [form.template for form in tried.forms] != [form.template for form in draft.forms]:
        return {}
    found: dict[int, list[_Value]] = {}
    known = {(value.form, value.path) for value in _values(draft)}
    for value in _values(tried):
        for number in map(int, _MARK.findall(value.text)):
            row = "/".join(value.path.split("/")[:2])
            here = next((path for path in (value.path, row) if (value.form, path) in known), None)
            if here is None and value.path.startswith("indicators/"):
                here = value.path if _has_row(draft.forms[value.form], value.path) else None
            if here is not None:
                found.setdefault(id(marked[number]), []).append(_Value(value.form, here, "", ""))
    return found


def _row_of(value: _Value) -> _Value:
    """Return the whole row of an indicator in place of one of its texts; a field stays what it is."""
    row, number, *rest = path.split(value.path)
    return replace(value, path=path.join(row, number)) if row == "indicators" and rest else value


def _has_row(form: Form, place: str) -> bool:
    return path.find_indicator(form, path.split(place)[1]) is not None


def _marked(table: SourceTable, notes: list[SourceNote], first: int) -> SourceTable:
    """Return the table with a mark in each empty cell that a note is about."""
    marks: dict[tuple[int, int], str] = {}
    for number, note in enumerate(notes, first):
        cell = table.grid.at(note.row or 0, note.col or 0)
        if not cell.text.strip():
            marks[cell.row, cell.col] = f"\ue000{number}\ue001"
    cells = tuple(
        replace(cell, text=marks[cell.row, cell.col]) if (cell.row, cell.col) in marks else cell
        for cell in table.grid.cells
    )
    return replace(table, grid=table.grid.with_cells(cells))


def _hit(values: list[_Value], note: SourceNote, *, inside: bool) -> Iterator[_Value]:
    """Yield the values that the note is about: of the same text; else those inside it, or that it is inside of.

    A value chosen from several stands there in pieces: then each of them is inside.
    """
    said = fold(note.was)
    if not said:
        return
    same = [value for value in values if value.folded == said]
    if not same or inside:
        same += [value for value in values if value.folded and value.folded != said and value.folded in said]
    same = same or [value for value in values if said in value.folded]
    yield from same or [value for value in values if _in_pieces(value.text, said)]


def _in_pieces(text: str, said: str) -> bool:
    pieces = [fold(piece) for piece in text.split("、")]
    return len(pieces) > 1 and all(piece and piece in said for piece in pieces)
