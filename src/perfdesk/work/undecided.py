"""无法判断: what the rules could not judge of a form, and why; said apart, it is no problem."""

from __future__ import annotations

from dataclasses import dataclass, field

from perfdesk.rules import Rule, Seen, Unsure


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that could not judge a text (path None: the form as a whole) of form `number` (from 0).

    Args:
        name: of the rule.
        place: the label or indicator name that a clerk would look for.
    """

    code: str
    name: str
    path: str | None
    number: int
    place: str
    why: str


@dataclass
class Undecideds:
    """Takes what the rules leave open while they run: give `take` to `check_form` or `check_draft`."""

    found: list[Undecided] = field(default_factory=list)

    def take(self, seen: Seen, rule: Rule, left: Unsure) -> None:
        """Keep one."""
        place = seen.place(left.path)
        self.found.append(Undecided(rule.code, rule.name, left.path, seen.number, place, left.why))
