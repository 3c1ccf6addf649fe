"""Boxes to tick: which option a box belongs to, and which comes next."""

from __future__ import annotations

from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import Field
from perfdesk.translate import choice
from perfdesk.work.editing import toggle


def following(draft: Draft, number: int, path: str, field: Field) -> Draft:
    """Return the draft with the next option ticked in place of the one ticked now; after the last, none."""
    chosen = [each for each in field.options if each in paths.get(draft, number, path).split(choice.SEPARATOR)]
    at = field.options.index(chosen[-1]) + 1 if chosen else 0
    for option in chosen:
        draft = toggle(draft, number, path, option, field)
    return toggle(draft, number, path, field.options[at], field) if at < len(field.options) else draft


def option_at(field: Field, position: int) -> str | None:
    """Return the option whose box or words hold character `position` of the printed boxes."""
    at = 0
    for option in field.options:
        shown = field.show.replace("{option}", option).replace("{box}", field.boxes[0])
        if at <= position < at + len(shown):
            return option
        at += len(shown) + len(field.between)
    return None
