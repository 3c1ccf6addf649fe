"""Documents as other people make them come in right, or in doubt where they differ; never silently wrong."""

from __future__ import annotations

from functools import cache

import pytest

from judge import Judged
from perfdesk.grid import Sheet
from perfdesk.model import Draft
from perfdesk.paths import resources
from perfdesk.readers.kinds import kind_of
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from perfdesk.work.importing import READERS
from perfdesk.work.noting import with_notes
from ways import MADE

IDS = sorted(path.parent.name for path in resources().glob("templates/*/*.perfdesk"))


@cache
def sample(name: str) -> Draft:
    path = next(iter(resources().glob(f"templates/{name}/*.perfdesk")))
    draft = read_bytes(path.read_bytes()).draft
    return draft.model_copy(update={"forms": draft.forms[:1]})


@cache
def sheet_of(name: str) -> Sheet:
    return next(iter(render(templates(), sample(name))))


def imported(data: bytes) -> Draft:
    kind = kind_of(data, "去年的表")
    document = READERS[kind](data, "去年的表")
    draft, _unknown = extract(document.sources, templates(), "d")
    return with_notes(draft, document, templates())


def without_last_row(draft: Draft) -> Draft:
    form = draft.forms[0]
    return draft.model_copy(update={"forms": (form.model_copy(update={"indicators": form.indicators[:-1]}),)})


EXACT = {
    *("word_as_it_is", "word_with_comments", "word_with_content_controls", "word_in_many_runs", "excel_as_it_is"),
    *("word_with_rows_in_content_controls", "word_title_in_the_table", "word_inside_a_layout_table", "web_as_it_is"),
    *("excel_with_numbers", "excel_with_percents", "excel_with_dates", "excel_not_at_the_corner", "web_in_gbk"),
    *("clipboard_of_excel", "web_inside_a_layout_table", "excel_with_plain_numbers"),
}
"""Documents whose every value is right: what is special about them hides none."""
GONE = {"word_with_a_value_deleted", "excel_with_a_formula_never_computed"}
"""Documents in which a value does not stand any more: its place must be in doubt, its text is nowhere."""


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("how", sorted(MADE))
def test_a_document_of_others_is_right_or_in_doubt(how: str, name: str) -> None:
    draft = sample(name)
    got = imported(MADE[how](sheet_of(name), draft))
    if how == "word_without_its_last_indicator_row":
        draft = without_last_row(draft)
    assert [form.template for form in got.forms] == [name]
    judged = Judged(templates()[name], (draft, 0), (got, 0))
    lost = [line for line in judged.silent() if how not in GONE or not line.endswith("has vanished")]
    assert lost == []


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("how", sorted(EXACT))
def test_what_hides_no_value_comes_in_without_a_difference(how: str, name: str) -> None:
    draft = sample(name)
    got = imported(MADE[how](sheet_of(name), draft))
    judged = Judged(templates()[name], (draft, 0), (without_doubts(got), 0))
    assert list(judged.silent()) == []


def without_doubts(draft: Draft) -> Draft:
    """Return a draft without its doubts, so that every value has to be right."""
    forms = tuple(form.model_copy(update={"doubts": ()}) for form in draft.forms)
    return draft.model_copy(update={"forms": forms, "doubts": ()})


def test_at_least_forty_ways_are_tried() -> None:
    assert len(MADE) >= 40
    assert set(MADE) >= EXACT
