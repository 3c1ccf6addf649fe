"""A finding: what a rule says of a place, and how it could be mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; the value is what a clerk reads."""

    ERROR = "错误"
    WARNING = "提醒"
    HINT = "提示"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a hint: the order of a list."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Fix:
    """A mending, made as one undo step.

    Args:
        label: what the button says, the result spelled out: 改为“≥180个”.
        edits: (path, text) of each text that it writes, in order.
        safe: the meaning stays the same, so one key may do it; otherwise it is a suggestion that the clerk looks at.
    """

    label: str
    edits: tuple[tuple[str, str], ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a place.

    Args:
        code: of the rule, "V02".
        path: the text that it is about, relative to the form; None for the form as a whole.
        number: of the form, from 0.
        message: one sentence in the clerk's words.
        place: the label or indicator name that a clerk would look for.
    """

    code: str
    severity: Severity
    path: str | None
    number: int
    message: str
    place: str
    fix: Fix | None = None

    def ranked(self, severity: Severity) -> Finding:
        """Return the finding with another rank."""
        return replace(self, severity=severity)

    def placed(self, place: str) -> Finding:
        """Return the finding with another place to look at."""
        return replace(self, place=place)


@dataclass(frozen=True, slots=True)
class Unsure:
    """What a rule could not judge (无法判断): the text at `path` leaves it open, and why, one sentence."""

    path: str | None
    why: str


def change(path: str, text: str, *, safe: bool) -> Fix:
    """Return the mending that writes `text` at `path`."""
    return Fix(f"改为“{text}”", ((path, text),), safe)
