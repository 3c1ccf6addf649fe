"""状态: how far a form has come, from 草稿 to 定稿, and what that means for those who edit it.

- 自查通过 and 待审 say something of a text as it was: a form whose text changes goes back to 草稿 in the same step.
- 退回 stays while the form is being mended; the clerk says when it is done.
- 定稿 locks the form: nothing of it changes but the bureau's comments, until it gets another status. Only errors stand
  in its way; warnings and hints never do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from perfdesk.model import Draft, Form
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.rules import Finding, Severity
from perfdesk.work.editing import with_form
from perfdesk.work.forms import form_name
from perfdesk.work.statuses import CHECKED, DRAFT, FINAL, SUBMITTED

_VOUCHED = (CHECKED, SUBMITTED)
_TEXTS = ("template", "template_version", "fields", "indicators", "tables", "kept")
_NOT_LOCKED: Final = {"status", "comments"}


def set_status(draft: Draft, number: int, status: str) -> Draft:
    """Return the draft with another status of form `number`."""
    form = draft.forms[number]
    if form.status == status:
        return draft
    return with_form(draft, number, form.model_copy(update={"status": status}))


def obstacles(draft: Draft, number: int, templates: Mapping[str, Template]) -> tuple[Finding, ...]:
    """Return the errors that keep form `number` from 定稿, in reading order, those between forms last."""
    from perfdesk.work.checking import check_across, check_form  # noqa: PLC0415 -- the window starts without the rules

    template = templates.get(draft.forms[number].template)
    own = check_form(draft, number, template) if template is not None else ()
    between = (each for each in check_across(draft, templates) if each.number == number)
    return tuple(each for each in (*own, *between) if each.severity is Severity.ERROR)


def lock(draft: Draft, number: int) -> str:
    """Return why form `number` may not be edited, a sentence for the clerk; "" if it may."""
    if not 0 <= number < len(draft.forms) or draft.forms[number].status != FINAL:
        return ""
    return f"“{form_name(draft, number)}”已定稿，不能改动。要改，请先用菜单“检查 → 状态”改为草稿。"


def lock_at(draft: Draft, number: int, path: str, templates: Mapping[str, Template]) -> str:
    """Return why a text of form `number` may not be edited: the form is locked, or shares the text with one that is."""
    match paths.split(path):
        case ("shared", name):
            locked = locked_by(draft, name, templates)
            return lock(draft, locked[0]) if locked else ""
    return lock(draft, number)


def locked_by(draft: Draft, name: str, templates: Mapping[str, Template]) -> tuple[int, ...]:
    """Return the numbers of the locked forms that print a shared text."""
    forms = enumerate(draft.forms)
    return tuple(at for at, form in forms if form.status == FINAL and _prints(form, frozenset((name,)), templates))


def refusal(old: Draft, new: Draft, templates: Mapping[str, Template]) -> str:
    """Return why an edit from `old` to `new` is refused, "" if it is not: it would change or delete a locked form."""
    after = {form.id: form for form in new.forms}
    shared = _changed_shared(old, new)
    for number, form in enumerate(old.forms):
        if form.status != FINAL:
            continue
        now = after.get(form.id)
        if now is None or not _same_but_remarks(form, now) or _prints(form, shared, templates):
            return lock(old, number)
    return ""


def settle(old: Draft, new: Draft, templates: Mapping[str, Template]) -> Draft:
    """Return `new` with forms back at 草稿 whose text is no longer what was 自查通过 or 待审."""
    before = {form.id: form for form in old.forms}
    shared = _changed_shared(old, new)
    for number, form in enumerate(new.forms):
        was = before.get(form.id)
        if was is None or form.status not in _VOUCHED or form.status != was.status:
            continue
        if _texts_differ(was, form) or _prints(form, shared, templates):
            new = set_status(new, number, DRAFT)
    return new


def told_back(draft: Draft, numbers: Sequence[int]) -> str:
    """Return what a clerk is told of forms that went back to 草稿."""
    if len(numbers) > 1:
        return f"{len(numbers)} 张表的内容有改动，状态已回到草稿。"
    return f"“{form_name(draft, numbers[0])}”的内容有改动，状态已回到草稿。"


def _changed_shared(old: Draft, new: Draft) -> frozenset[str]:
    if old.shared is new.shared:
        return frozenset()
    names = {*old.shared, *new.shared}
    return frozenset(each for each in names if old.shared.get(each, "") != new.shared.get(each, ""))


def _prints(form: Form, shared: frozenset[str], templates: Mapping[str, Template]) -> bool:
    """Tell whether a form shows one of these shared texts."""
    template = templates.get(form.template)
    return any(name not in form.fields and (template is None or name in template.fields) for name in shared)


def _same_but_remarks(one: Form, other: Form) -> bool:
    return one is other or one.model_dump(exclude=_NOT_LOCKED) == other.model_dump(exclude=_NOT_LOCKED)


def _texts_differ(one: Form, other: Form) -> bool:
    return one is not other and any(getattr(one, name) != getattr(other, name) for name in _TEXTS)
