"""Level-3 names from the library for the row that is edited; the library is read when it is first asked."""

from __future__ import annotations

from collections.abc import Iterable

from perfdesk.desk.document import Document
from perfdesk.desk.editors.kinds import levels_of, row_of
from perfdesk.desk.editors.offers import Offer
from perfdesk.library.entry import Entry
from perfdesk.library.own import own_entries
from perfdesk.library.search import Suggestion, library
from perfdesk.model import Draft

_FROM = {"本单位": "本单位常用", "待核": "待核"}
_known: dict[str, tuple[Draft, int, str, tuple[Entry, ...]]] = {}


def from_library(document: Document, path: str, typed: str) -> Iterable[Offer]:
    """Return the names that fit `typed` under the level 2 of the row, the unit's own first."""
    row = row_of(path) or ""
    level2 = levels_of(document.form, row)[1]
    own = _own(document.draft, document.number, row)
    return tuple(_offer(each) for each in library().suggest(typed, level2, own=own) if each.entry.name != typed)


def _own(draft: Draft, number: int, row: str) -> tuple[Entry, ...]:
    """Return the unit's own names; worked out once for a row, because a draft never changes."""
    known = _known.get("last")
    if known is None or known[0] is not draft or known[1:3] != (number, row):
        known = (draft, number, row, own_entries((draft,), but=(draft, number, row)))
        _known["last"] = known
    return known[3]


def _offer(found: Suggestion) -> Offer:
    entry = found.entry
    target, caret = entry.target
    source = "本单位常用" if found.own else _FROM.get(entry.source, "")
    kind = "" if found.here or entry.kind is None else f"{entry.kind}指标"
    detail = " · ".join(filter(None, (kind, entry.unit, entry.typical, source)))
    return Offer(entry.name, found.spans, detail, target, caret)
