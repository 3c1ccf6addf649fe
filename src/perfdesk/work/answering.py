"""情况说明: a warning or hint is answered in the clerk's words; the answer holds while what it answered stays the same.

What an answer answered is the text that the finding is about, and what the finding said of it. A finding about the
form as a whole has no text of its own (what it misses stands nowhere), so what it said is what was answered: the answer
holds until the rule says something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from perfdesk.model import Answer, Draft, Form
from perfdesk.model import path as paths
from perfdesk.rules import Finding, Severity
from perfdesk.work.editing import with_form


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings parted: what waits for the clerk, and what was answered, each in the order it came in."""

    open: tuple[Finding, ...]
    answered: tuple[tuple[Finding, Answer], ...]


def can_answer(finding: Finding) -> bool:
    """Tell whether a finding may be answered in place of being mended: an error may not."""
    return finding.severity is not Severity.ERROR


def answer_to(draft: Draft, finding: Finding) -> Answer | None:
    """Return the answer that holds for a finding now, None if there is none."""
    answers = draft.forms[finding.number].answers if finding.number < len(draft.forms) else ()
    if not answers or not can_answer(finding):
        return None
    return next((each for each in answers if _holds(draft, finding, each)), None)


def sort_answered(draft: Draft, found: Iterable[Finding]) -> Sorted:
    """Return what is open of these findings, and what was answered."""
    pairs = [(finding, answer_to(draft, finding)) for finding in found]
    answered = tuple((finding, each) for finding, each in pairs if each is not None)
    return Sorted(tuple(finding for finding, each in pairs if each is None), answered)


def answer(draft: Draft, finding: Finding, text: str, when: str = "") -> Draft:
    """Return the draft with an answer to a finding in place of an earlier one; a blank text takes it back."""
    if not can_answer(finding):
        return draft
    form = draft.forms[finding.number]
    kept = tuple(each for each in form.answers if not _is_replaced(draft, finding, each))
    if text.strip():
        value = _value(draft, finding)
        made = Answer(
            code=finding.code,
            path=finding.path or "",
            value=value,
            text=text.strip(),
            when=when,
            message=finding.message,
        )
        kept = (*kept, made)
    return _with_answers(draft, finding.number, form, kept)


def withdraw(draft: Draft, finding: Finding) -> Draft:
    """Return the draft without the answer to a finding."""
    return answer(draft, finding, "")


def _with_answers(draft: Draft, number: int, form: Form, answers: tuple[Answer, ...]) -> Draft:
    if answers == form.answers:
        return draft
    return with_form(draft, number, form.model_copy(update={"answers": answers}))


def _holds(draft: Draft, finding: Finding, given: Answer) -> bool:
    if (given.code, given.path) != (finding.code, finding.path or "") or not given.text.strip():
        return False
    if given.message not in ("", finding.message):
        return False
    return given.value == _value(draft, finding) or (finding.path is None and not given.value)


def _is_replaced(draft: Draft, finding: Finding, given: Answer) -> bool:
    """Tell whether an answer makes room for a new one: it answers the same, or a text that is no longer there."""
    if (given.code, given.path) != (finding.code, finding.path or ""):
        return False
    if finding.path is None:
        return given.message in ("", finding.message)
    return given.message in ("", finding.message) or given.value != _value(draft, finding)


def _value(draft: Draft, finding: Finding) -> str:
    if finding.path is None:
        return finding.message
    try:
        return paths.get(draft, finding.number, finding.path)
    except KeyError:
        return ""
