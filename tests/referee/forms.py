"""The forms that the referee looks at: each bundled layout with short, long and extreme content, and made-up ones."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.grid import Sheet
from perfdesk.model import Draft, Form
from perfdesk.paths import resources
from perfdesk.region.load import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.render import render
from sheets import long_goal_sheet, signed_sheet, simple_sheet, two_panel_sheet

_SENTENCE = "完成馆舍修缮、图书采购与读者活动，服务群众约3,600人次；达到“一馆一策”的要求。"


def layouts() -> Iterator[Sheet]:
    """Yield the sample of each template as it is, with 60 indicators, and with a goal of 5,000 characters."""
    for file in sorted(resources().glob("templates/*/*.perfdesk")):
        draft = read_bytes(file.read_bytes()).draft
        form = draft.forms[0]
        for one in (form, _with_indicators(form, 60), _with_goal(form, 5000)):
            yield from render(templates(), _with_form(draft, one))


def made_up() -> list[Sheet]:
    """Return made-up forms."""
    return [
        simple_sheet(),
        two_panel_sheet(),
        two_panel_sheet(60),
        long_goal_sheet(600),
        long_goal_sheet(5000),
        signed_sheet(),
    ]


def _with_form(draft: Draft, form: Form) -> Draft:
    return draft.model_copy(update={"forms": (form,)})


def _with_indicators(form: Form, count: int) -> Form:
    return form.model_copy(update={"indicators": (form.indicators * count)[:count]})


def _with_goal(form: Form, chars: int) -> Form:
    return form.model_copy(update={"fields": {**form.fields, "goal_annual": (_SENTENCE * chars)[:chars]}})
