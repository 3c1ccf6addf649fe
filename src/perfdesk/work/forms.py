"""New forms, and what a form is called."""

from __future__ import annotations

from perfdesk.model import Draft, Form
from perfdesk.region import Template


def new_form(template: Template, form_id: str) -> Form:
    """Return an empty form with the official wording that the template prescribes for it."""
    fields = {name: info.default for name, info in template.fields.items() if info.default and info.scope == "form"}
    return Form(id=form_id, template=template.id, template_version=template.data.version, fields=fields)


def is_blank(form: Form, template: Template) -> bool:
    """Say whether a form holds nothing but the wording that its layout prescribes."""
    return form.fields == new_form(template, form.id).fields and not form.indicators


def blank_draft(template: Template) -> Draft:
    """Return a draft with one empty form, to be printed and filled in by hand."""
    shared = {name: info.default for name, info in template.fields.items() if info.default and info.scope == "draft"}
    return Draft(id="blank", shared=shared, forms=(new_form(template, "1"),))


def form_name(draft: Draft, number: int) -> str:
    """Return what a clerk calls form `number` (from 0): its project's name, or its number."""
    return draft.forms[number].fields.get("project_name") or f"第{number + 1}张表"
