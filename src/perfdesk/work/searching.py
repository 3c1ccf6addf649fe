"""Texts looked for over a draft, and replaced: what a form prints is searched, in the order in which it is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from perfdesk.model import Draft, Form
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.rules.seen import Seen
from perfdesk.translate.render import render_form
from perfdesk.work import blocks
from perfdesk.work.differences import HORIZONS, PARTS
from perfdesk.work.forms import form_name

MOST_HITS = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Args:
        case: capital and small letters differ.
        width: full-width and half-width characters differ.
    """

    text: str
    case: bool = False
    width: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where it stands: the form's number from 0, the path, and characters `start` … `end` of the text there."""

    number: int
    path: str
    start: int
    end: int
    text: str
    form: str
    place: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What replacing makes; `kept` are hits that stay: a level must have a name."""

    draft: Draft
    done: int
    kept: int


def hits(draft: Draft, templates: Mapping[str, Template], wanted: Wanted, number: int | None = None) -> Iterator[Hit]:
    """Yield every hit, form by form (or of form `number` alone); a text that all forms share is found once."""
    seen: set[str] = set()
    for at in range(len(draft.forms)) if number is None else (number,):
        form, template = draft.forms[at], templates.get(draft.forms[at].template)
        if not wanted.text or template is None or not _may_hold(draft, form, wanted):
            continue
        told = Seen(draft, at, template)
        for path in shown_paths(template, draft, at):
            if path in seen:
                continue
            seen.update((path,) if path.startswith("shared/") else ())
            text = paths.get(draft, at, path)
            for start, end in matches(text, wanted):
                yield Hit(at, path, start, end, text, form_name(draft, at), _place(told, path))


def matches(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Return where it stands in a text, from left to right, without overlaps."""
    folded, places = _folded(text, wanted)
    sought, _ = _folded(wanted.text, wanted)
    found: list[tuple[int, int]] = []
    at = folded.find(sought) if sought else -1
    while at >= 0:
        end = at + len(sought)
        whole = (at == 0 or places[at - 1] != places[at]) and (end == len(folded) or places[end - 1] != places[end])
        if whole:  # half of a character such as ㎡ is no hit
            found.append((places[at], places[end - 1] + 1))
        at = folded.find(sought, end if whole else at + 1)
    return found


def replace(draft: Draft, templates: Mapping[str, Template], found: Iterable[Hit], new: str) -> Replaced:
    """Return the draft with `new` in the place of hits; a level name moves its rows, as typing does."""
    spans: dict[tuple[int, str], list[Hit]] = {}
    for hit in found:
        if paths.get(draft, hit.number, hit.path) == hit.text:
            spans.setdefault((hit.number, hit.path), []).append(hit)
    done = kept = 0
    by_form: dict[int, list[tuple[str, str]]] = {}
    for (number, path), each in spans.items():
        text = each[0].text
        for hit in sorted(each, key=lambda hit: -hit.start):
            text = text[: hit.start] + new + text[hit.end :]
        if paths.split(path)[-1] in blocks.LEVELS and not text.strip():
            kept += len(each)
            continue
        done += len(each)
        by_form.setdefault(number, []).append((path, text))
    for number, edits in by_form.items():
        draft = blocks.write(draft, number, edits, templates[draft.forms[number].template])
    return Replaced(draft, done, kept)


def shown_paths(template: Template, draft: Draft, number: int) -> Iterator[str]:
    """Yield the path of every text that a form prints, each once, in reading order."""
    sheet = render_form(template, draft, number)
    found: dict[str, None] = {}
    above, below = ([part for line in lines for part in line.parts] for lines in (sheet.above, sheet.below))
    inside = (each for cell in sheet.grid.cells for each in ((cell,) if cell.source else cell.parts))
    found |= dict.fromkeys(each.source for each in (*above, *inside, *below) if each.source)
    yield from found


def _place(told: Seen, path: str) -> str:
    """Return the label or name that a clerk looks for, of an indicator with its column too."""
    match paths.split(path):
        case ("indicators", _, horizon, part):
            several = len(told.template.horizons) > 1
            column = (HORIZONS.get(horizon, horizon) if several else "") + PARTS.get(part, part)
            return f"{told.place(path)} · {column}"
        case ("indicators", _, level):
            return "一级指标" if level == "level1" else "二级指标"
    return told.place(path)


def _may_hold(draft: Draft, form: Form, wanted: Wanted) -> bool:
    """Say whether any text of a form holds it, without drawing the form."""
    texts = [*form.fields.values(), *draft.shared.values()]
    for row in form.indicators:
        texts += [row.level1, row.level2, *(text for parts in row.horizons.values() for text in parts.values())]
    texts += [text for rows in form.tables.values() for parts in rows for text in parts.values()]
    return bool(matches("\0".join(texts), wanted))


def _folded(text: str, wanted: Wanted) -> tuple[str, list[int]]:
    """Return the text as it is compared, and for each of its characters its place in the text."""
    if wanted.case and wanted.width:
        return text, list(range(len(text)))
    pieces, places = [], []
    for at, char in enumerate(text):
        piece = char if wanted.width or char.isascii() else unicodedata.normalize("NFKC", char)
        piece = piece if wanted.case else piece.casefold()
        pieces.append(piece)
        places += [at] * len(piece)
    return "".join(pieces), places
