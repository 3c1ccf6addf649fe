"""The rules: one form while typing, a large draft at once, and what pydantic takes to look at the same values."""

from __future__ import annotations

import statistics

from frame import Frame, Rival, seconds_of

from many import SHANGHAI, draft
from perfdesk.model import Draft
from perfdesk.region import templates
from perfdesk.work.checking import check_draft, check_form

ONE = draft(0, 1, 30)
LARGE = draft(0, 500, 60)


def one_form() -> None:
    """Check one form of thirty indicators."""
    check_form(ONE, 0, SHANGHAI)


def large_draft() -> None:
    """Check five hundred forms of sixty rows, and what shows between them."""
    check_draft(LARGE, templates())


def main(frame: Frame) -> None:
    """Measure both, then set the large draft against pydantic."""
    found = check_draft(LARGE, templates())
    frame.say(f"rules: {len(found)} findings in 500 forms × 60 rows")
    plain = LARGE.model_dump()
    one_form()
    typing = statistics.median(seconds_of(one_form) for _ in range(20))
    frame.goal("rules, one form of 30 indicators", typing * 1000, at_most=16, unit="ms")
    rivals = {"pydantic, the same values": Rival(lambda: Draft.model_validate(plain, strict=False))}
    medians = frame.race("rules, 500 forms × 60 rows", large_draft, rivals)
    frame.goal("rules, 500 forms × 60 rows", medians["perfdesk"] * 1000, at_most=1000, unit="ms")
