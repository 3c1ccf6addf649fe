"""签字栏: one line below the table, wherever the layout has no rows for it."""

from __future__ import annotations

import pytest

from perfdesk.page import fit
from perfdesk.region import templates
from perfdesk.translate.render import render_form
from perfdesk.work.forms import blank_draft
from perfdesk.work.signature import LINE, with_signature


@pytest.mark.parametrize("name", sorted(templates()))
def test_the_signature_line_is_one_line_in_every_layout(name: str) -> None:
    sheet = with_signature(render_form(templates()[name], blank_draft(templates()[name]), 0))
    pages = fit(sheet).pages
    lines = [line.text for page in pages for each in page.paragraphs for line in each.lines]
    assert lines.count(LINE) == (0 if sheet.together else 1), lines
