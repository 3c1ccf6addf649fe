"""Mending: one finding as its rule says, or all safe mendings of a draft, shown before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.rules import Finding
from perfdesk.work.answering import answer_to
from perfdesk.work.editing import set_texts

_MOST_ROUNDS = 12
"""A text may be mended by several rules, one after the other; no text needs more."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text that a mending changes."""

    path: str
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mending:
    """Texts of form `number` that are mended together: taken as a whole or not at all.

    Args:
        codes: of the rules, in the order in which they mended.
    """

    number: int
    codes: tuple[str, ...]
    texts: tuple[Text, ...]


def mend(draft: Draft, finding: Finding) -> Draft:
    """Return the draft mended as the finding says; as it is if it says nothing."""
    return draft if finding.fix is None else set_texts(draft, finding.number, finding.fix.edits)


def safe_mendings(
    draft: Draft, templates: Mapping[str, Template], numbers: Iterable[int] | None = None
) -> tuple[Mending, ...]:
    """Return every safe mending of the forms `numbers` (from 0; all if None); those that touch the same text are one.

    What was answered stays as it is: the clerk has said why.
    """
    found: list[Mending] = []
    for number in range(len(draft.forms)) if numbers is None else numbers:
        template = templates.get(draft.forms[number].template)
        if template is not None:
            found.extend(_of_form(draft, number, template))
    return tuple(found)


def mend_all(draft: Draft, chosen: Iterable[Mending]) -> Draft:
    """Return the draft with these mendings made."""
    for each in chosen:
        draft = set_texts(draft, each.number, [(text.path, text.after) for text in each.texts])
    return draft


def _of_form(draft: Draft, number: int, template: Template) -> list[Mending]:
    """Mend in rounds until nothing is left: what one rule wrote, another may still mend."""
    from perfdesk.work.checking import check_form  # noqa: PLC0415 -- the window starts without the rules

    groups: list[Mending] = []
    mended = draft
    for _ in range(_MOST_ROUNDS):
        before, touched = mended, set[str]()
        for finding in check_form(before, number, template):
            written = _written(finding)
            if written and not written & touched and answer_to(mended, finding) is None:
                touched |= written
                mended = mend(mended, finding)
                groups = _joined(groups, finding, draft)
        if mended is before:
            break
    settled = (_settled(each, mended) for each in groups)
    return [each for each in settled if each.texts]


def _written(finding: Finding) -> set[str]:
    """Return the paths that a safe mending writes; none of a row that would have to be made first."""
    if finding.fix is None or not finding.fix.safe:
        return set()
    written = {path for path, _ in finding.fix.edits}
    return set() if any(path.startswith("indicators/+") for path in written) else written


def _joined(groups: list[Mending], finding: Finding, draft: Draft) -> list[Mending]:
    """Return the groups with a mending put to those that touch one of its texts, as one."""
    written = _written(finding)
    same = [each for each in groups if written & {text.path for text in each.texts}]
    texts = {text.path: text for each in same for text in each.texts}
    for path in sorted(written - texts.keys()):
        before = paths.get(draft, finding.number, path)
        texts[path] = Text(path, finding.place, before, before)
    codes = tuple(dict.fromkeys((*(code for each in same for code in each.codes), finding.code)))
    made = Mending(finding.number, codes, tuple(texts.values()))
    return [*(each for each in groups if each not in same), made]


def _settled(group: Mending, mended: Draft) -> Mending:
    """Return a group with the texts as they are at the end, without those that came back to what they were."""
    texts = (
        Text(each.path, each.place, each.before, paths.get(mended, group.number, each.path)) for each in group.texts
    )
    return Mending(group.number, group.codes, tuple(each for each in texts if each.before != each.after))
