"""Checking: what all rules find in a form or a draft, in an order that does not depend on chance."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from perfdesk.model import Draft, Form, path
from perfdesk.region import Template
from perfdesk.region.template import used_fields
from perfdesk.rules import WHOLE, Finding, LeftOpen, Seen, Severity
from perfdesk.rules.checks import RULES
from perfdesk.translate.arrange import arranged

NOT_INSTALLED = "R02"
"""The code of the finding that a form's template is not installed."""

_Key = tuple[int, int, int]
_FIRST: _Key = (-1, 0, 0)


def check_form(draft: Draft, number: int, template: Template, left_open: LeftOpen | None = None) -> tuple[Finding, ...]:
    """Return what the rules find in form `number` (from 0), in reading order, then by code.

    What they find between forms is not among it: see `check_across`.

    Args:
        left_open: called with what a rule could not judge.
    """
    seen = Seen(draft, number, template)
    return in_order(template, seen.form, [finding for rule in RULES for finding in rule.check(seen, left_open)])


def check_across(draft: Draft, templates: Mapping[str, Template]) -> tuple[Finding, ...]:
    """Return what the rules find between the forms of a draft: names that nearly agree, copied goals, twins."""
    with _uncollected():
        return _across(_all_seen(draft, templates))


def check_draft(
    draft: Draft, templates: Mapping[str, Template], left_open: LeftOpen | None = None
) -> tuple[Finding, ...]:
    """Return what the rules find in all forms and between them, form by form.

    A form whose template is not installed is a finding itself.

    Args:
        left_open: called with what a rule could not judge of a form, form by form.
    """
    with _uncollected():
        return _check(draft, templates, left_open)


def _check(draft: Draft, templates: Mapping[str, Template], left_open: LeftOpen | None) -> tuple[Finding, ...]:
    seen = {each.number: each for each in _all_seen(draft, templates)}
    between: dict[int, list[Finding]] = {}
    for finding in _across(tuple(seen.values())):
        between.setdefault(finding.number, []).append(finding)
    found: list[Finding] = []
    for number, form in enumerate(draft.forms):
        if number not in seen:
            found.append(not_installed(form, number))
            continue
        own = [finding for rule in RULES for finding in rule.check(seen[number], left_open)]
        found.extend(in_order(seen.pop(number).template, form, own + between.get(number, [])))
    return tuple(found)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away: frozen values hold no cycles, and looking for them takes a sixth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def not_installed(form: Form, number: int) -> Finding:
    """Return the finding that form `number` (from 0) was not checked, for want of its template."""
    message = f"版式“{form.template}”没有安装，这张表没有检查。"
    return Finding(NOT_INSTALLED, Severity.HINT, None, number, message, WHOLE)


def _all_seen(draft: Draft, templates: Mapping[str, Template]) -> tuple[Seen, ...]:
    forms = enumerate(draft.forms)
    return tuple(Seen(draft, number, templates[form.template]) for number, form in forms if form.template in templates)


def _across(seen: tuple[Seen, ...]) -> tuple[Finding, ...]:
    return tuple(finding for rule in RULES for finding in rule.check_across(seen))


def in_order(template: Template, form: Form, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a form in reading order, then by code; those between forms stand among its own."""
    if not found:
        return ()
    order = reading_order(template, form)
    return tuple(sorted(found, key=lambda each: (order(each.path), each.path or "", each.code, each.message)))


def counts(findings: tuple[Finding, ...]) -> dict[Severity, int]:
    """Return how many findings there are of each rank, the gravest first."""
    return {severity: sum(each.severity is severity for each in findings) for severity in Severity}


def reading_order(template: Template, form: Form) -> Callable[[str | None], _Key]:
    """Return a key that sorts paths as the paper is read: the form as a whole, then from the top to the bottom."""
    rows = {each.id: place for place, each in enumerate(arranged(template, form.indicators))}
    above, columns = _remembered(template)
    below = {name: place for place, name in enumerate(template.fields)}

    def key(where: str | None) -> _Key:
        match path.split(where) if where else ():
            case ():
                return _FIRST
            case ("fields" | "shared", name) if name in above:
                return (0, above[name], 0)
            case ("indicators", row, *rest):
                return (1, rows.get(row, len(rows)), columns.get(tuple(rest), len(columns)))
            case ("fields" | "shared", name):
                return (2, below.get(name, len(below)), 0)
        return (3, 0, 0)

    return key


_Places = tuple[dict[str, int], dict[tuple[str, ...], int]]
_last: tuple[Template, _Places] | None = None


def _remembered(template: Template) -> _Places:
    """Return the places of a template; those of the last one are kept, for forms of one layout follow each other."""
    global _last  # noqa: PLW0603 - a template cannot be hashed, and its places cost more than a whole check
    kept = _last
    if kept is None or kept[0] is not template:
        kept = _last = (template, _places(template))
    return kept[1]


def _places(template: Template) -> _Places:
    """Return the fields above the indicators in reading order, and the columns of the indicators."""
    data = template.data
    at = next((place for place, block in enumerate(data.block) if block.kind == "indicators"), len(data.block))
    above = data.model_copy(update={"block": data.block[:at], "below": ()})
    fields = {name: place for place, name in enumerate(used_fields(above))}
    columns = template.indicators.columns if template.indicators else ()
    steps = ((each.part,) if each.horizon is None else (each.horizon, each.part) for each in columns)
    return fields, {step: place for place, step in reversed(list(enumerate(steps)))}
