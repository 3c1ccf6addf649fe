"""无法判断: what the rules could not judge of a form, and why; said apart, it is no problem."""

from __future__ import annotations

from dataclasses import dataclass

from perfdesk.model import Draft
from perfdesk.region import Template
from perfdesk.rules import Seen
from perfdesk.rules.checks import RULES


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that could not judge a text (path None: the form as a whole).

    Args:
        name: of the rule.
        place: the label or indicator name that a clerk would look for.
    """

    code: str
    name: str
    path: str | None
    place: str
    why: str


def undecided(draft: Draft, number: int, template: Template) -> tuple[Undecided, ...]:
    """Return what the rules leave open in form `number` (from 0), by rule; a rule that crashes says so as a finding."""
    seen = Seen(draft, number, template)
    found: list[Undecided] = []
    for rule in RULES:
        try:
            _outcome, unsure = rule.outcome(seen)
        except Exception:  # noqa: S112 - `check_form` logs it and tells the clerk
            continue
        found.extend(Undecided(rule.code, rule.name, each.path, seen.place(each.path), each.why) for each in unsure)
    return tuple(found)
