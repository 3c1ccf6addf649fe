"""Every act on whole forms, as a function from draft to draft. Forms are named by their number from 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from perfdesk.model import Draft, Form
from perfdesk.region import Template
from perfdesk.work.forms import new_form


def add_form(draft: Draft, template: Template, at: int | None = None) -> Draft:
    """Return the draft with an empty form at place `at` (the end if None) and the wording it shares with others."""
    defaults = {each.id: each.default for each in template.fields.values() if each.default and each.scope == "draft"}
    missing = {name: text for name, text in defaults.items() if name not in draft.shared}
    if missing:
        draft = draft.model_copy(update={"shared": {**draft.shared, **missing}})
    return _inserted(draft, new_form(template, next_form_id(draft)), len(draft.forms) if at is None else at)


def duplicate_forms(draft: Draft, numbers: Sequence[int]) -> Draft:
    """Return the draft with a copy of each of these forms after the last of them.

    A copy has texts and doubts, is a draft again, and has no remarks on it.
    """
    at = max(numbers, default=-1) + 1
    for place, number in enumerate(sorted(numbers)):
        draft = _inserted(draft, _copied(draft.forms[number], next_form_id(draft)), at + place)
    return draft


def delete_forms(draft: Draft, numbers: Iterable[int]) -> Draft:
    """Return the draft without these forms."""
    gone = set(numbers)
    return draft.model_copy(update={"forms": tuple(each for at, each in enumerate(draft.forms) if at not in gone)})


def move_forms(draft: Draft, numbers: Iterable[int], before: int) -> Draft:
    """Return the draft with these forms, in their order, before what is form `before` now."""
    moved = set(numbers)
    head = [each for at, each in enumerate(draft.forms[:before]) if at not in moved]
    tail = [each for at, each in enumerate(draft.forms) if at >= before and at not in moved]
    forms = (*head, *(draft.forms[at] for at in sorted(moved)), *tail)
    same = all(one is two for one, two in zip(forms, draft.forms, strict=True))
    return draft if same else draft.model_copy(update={"forms": forms})


def move_form(draft: Draft, number: int, to: int) -> Draft:
    """Return the draft with a form at another place; `to` is its number afterwards, held within the draft."""
    left = [*draft.forms[:number], *draft.forms[number + 1 :]]
    to = max(0, min(to, len(left)))
    if to == number:
        return draft
    left.insert(to, draft.forms[number])
    return draft.model_copy(update={"forms": tuple(left)})


def copy_form(source: Draft, number: int, target: Draft, template: Template) -> Draft:
    """Return `target` with a copy of a form of `source` at its end.

    What the forms of `target` share (year, units) holds for the copy too; a value that only `source` shares comes
    along as the form's own.
    """
    form = source.forms[number]
    shared = [each.id for each in template.fields.values() if each.scope == "draft" and each.id not in form.fields]
    own = {name: source.shared[name] for name in shared if source.shared.get(name) and not target.shared.get(name)}
    copied = _copied(form, next_form_id(target))
    return _inserted(target, copied.model_copy(update={"fields": {**copied.fields, **own}}), len(target.forms))


def only_forms(draft: Draft, numbers: Iterable[int]) -> Draft:
    """Return a draft to copy from: these forms and what they share, without anything else of the draft."""
    return Draft(id="copied", shared=draft.shared, forms=tuple(draft.forms[each] for each in numbers))


def copy_forms(source: Draft, target: Draft, templates: Mapping[str, Template], at: int | None = None) -> Draft:
    """Return `target` with a copy of every form of `source` from place `at` on (the end if None), in their order.

    Raises:
        KeyError: the layout of a form is not among `templates`.
    """
    end = len(target.forms)
    for number, form in enumerate(source.forms):
        target = copy_form(source, number, target, templates[form.template])
    return target if at is None else move_forms(target, range(end, len(target.forms)), at)


def next_form_id(draft: Draft) -> str:
    """Return a form id that no form of the draft has."""
    ids = {form.id for form in draft.forms}
    number = max((int(each) for each in ids if each.isascii() and each.isdecimal() and len(each) <= 15), default=0) + 1
    while str(number) in ids:
        number += 1
    return str(number)


def _copied(form: Form, form_id: str) -> Form:
    return form.model_copy(update={"id": form_id, "comments": (), "answers": (), "status": "草稿"})


def _inserted(draft: Draft, form: Form, at: int) -> Draft:
    return draft.model_copy(update={"forms": (*draft.forms[:at], form, *draft.forms[at:])})
