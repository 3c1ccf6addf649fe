"""What is offered for the input that is being edited: level names, library names, boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from perfdesk.desk.document import Document
from perfdesk.desk.editors.kinds import Kind, field_of, kind_of
from perfdesk.library.initials import spellings
from perfdesk.model import path as paths
from perfdesk.region import Template


@dataclass(frozen=True)
class Offer:
    """One line of the list under a cell.

    Args:
        text: what the cell becomes.
        spans: which characters of `text` match what was typed, as (start, end).
        detail: what stands at the right, such as "% · ≥95% · 本单位常用".
        target, caret: for a name, what its target starts from and where the number goes in it ("≥%", 1).
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    detail: str = ""
    target: str = ""
    caret: int = 0

    @property
    def lacks_number(self) -> bool:
        """Whether the target is only a frame ("≥%") that says nothing yet."""
        return self.caret < len(self.target) or self.target in ("≥", "≤")


Names = Callable[[Document, str, str], Iterable[Offer]]
"""The level-3 names for an input (its path) and what was typed there."""


def offers(document: Document, path: str, typed: str, names: Names) -> tuple[Offer, ...]:
    """Return what fits `typed` (all that fits the place if it is empty), best first."""
    kind = kind_of(document.template, path)
    if kind == "name":
        return tuple(names(document, path, typed))
    if kind in ("level1", "level2"):
        known = _levels(document.template, kind)
        return tuple(_matching(known, typed))
    if kind == "choice" and (field := field_of(document.template, path)) is not None:
        return tuple(_matching([Offer(option) for option in field.options], typed))
    return ()


def current(document: Document, path: str, found: tuple[Offer, ...]) -> int:
    """Return the number of the offer that the cell holds already, 0 if none."""
    text = paths.get(document.draft, document.number, path)
    return next((number for number, offer in enumerate(found) if offer.text == text), 0)


def is_initials(typed: str) -> bool:
    """Say whether a text can only be a search by Pinyin initials, not what the clerk wants to keep."""
    return typed.isascii() and typed.isalpha() and typed.islower()


def _levels(template: Template, kind: Kind) -> list[Offer]:
    if kind == "level1":
        return [Offer(each.name) for each in template.taxonomy.level1]
    words = {"required": "必填", "conditional": "视情况", "optional": ""}
    return [
        Offer(each.name, detail=" · ".join(filter(None, (each.level1.name, words.get(each.required, "")))))
        for each in template.taxonomy.level2
    ]


def _matching(known: list[Offer], typed: str) -> Iterable[Offer]:
    wanted = typed.strip()
    for offer in known:
        span = match(offer.text, wanted)
        if span is not None:
            yield Offer(offer.text, (span,) if span[0] < span[1] else (), offer.detail)


def match(text: str, wanted: str) -> tuple[int, int] | None:
    """Return which characters of `text` match, by text or by Pinyin initials; None if it does not match."""
    at = text.find(wanted)
    if at < 0 and is_initials(wanted):
        at = max(each.find(wanted) for each in spellings(text))
    return (at, at + len(wanted)) if at >= 0 else None
