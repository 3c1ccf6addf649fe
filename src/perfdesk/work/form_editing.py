"""Every act on whole forms, as a function from draft to draft. Forms are named by their number from 0."""

from __future__ import annotations

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


def duplicate_form(draft: Draft, number: int) -> Draft:
    """Return the draft with a copy of a form after it: its texts and doubts, a draft again, without remarks on it."""
    return _inserted(draft, _copied(draft.forms[number], next_form_id(draft)), number + 1)


def delete_form(draft: Draft, number: int) -> Draft:
    """Return the draft without a form."""
    return draft.model_copy(update={"forms": (*draft.forms[:number], *draft.forms[number + 1 :])})


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
