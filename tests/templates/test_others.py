"""Documents as other people make them come in right, or in doubt where they differ; never silently wrong."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest

import others
import ways_tables
from judge import Judged
from others import with_grid
from perfdesk.grid import Grid, Sheet
from perfdesk.model import Draft
from perfdesk.paths import resources
from perfdesk.readers.kinds import kind_of
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from perfdesk.work.importing import READERS
from perfdesk.work.noting import with_notes
from soak import loop
from ways import MADE
from ways_excel import EXCEL, OTHERWISE
from ways_habits import APART, HABITS, RIGHT
from ways_signs import SIGNS
from ways_tables import BUILT

CITY, TOWN, DONGKENG, SHANGHAI = "dongguan-city-2020", "dongguan-town-2022", "dongkeng-2024", "shanghai-2023"
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
    *("word_with_a_field_code", "word_with_a_simple_field", "word_with_a_drop_down_field", "word_with_a_hyperlink"),
    *("word_with_smart_tags_and_bookmarks", "word_with_two_ways_of_writing_it", "word_labels_with_a_colon"),
    *("excel_with_shared_texts", "excel_with_rich_text", "excel_with_readings", "excel_with_comments"),
    *("excel_with_cover_and_empty_sheets", "excel_of_a_program_without_places", "excel_of_a_program_with_prefixes"),
    *("excel_number_with_thousands", "excel_number_in_the_accounts_format", "excel_with_a_text_box"),
    *("word_labels_with_signs_that_are_not_seen", "word_labels_in_full_width_blanks", "word_with_boxes_as_symbols"),
    *("word_with_boxes_as_controls", "word_labels_with_a_star_or_a_number", "excel_a_note_as_the_last_row"),
    *("word_numbers_at_the_left", "excel_numbers_at_the_left", "word_a_column_of_weights", "excel_a_column_of_weights"),
    *("clipboard_of_excel", "web_inside_a_layout_table", "web_page_in_one_file", "excel_with_plain_numbers"),
    *RIGHT,
}
"""Documents whose every value is right: what is special about them hides none."""
GONE = {
    *("word_with_a_value_deleted", "excel_with_a_formula_never_computed", "word_with_a_placeholder"),
    "word_with_a_raised_number",
    *OTHERWISE,
    *APART,
    *(f"{kind}_{how}" for kind in ("word", "excel") for how in ("a_target_and_its_unit_apart", "no_satisfaction")),
    *("word_a_value_broken_into_two_rows", "excel_a_value_broken_into_two_rows"),
}
"""Documents in which a value does not stand any more, or in pieces: its place must be in doubt."""
LAST_ROW_GONE = {"word_without_its_last_indicator_row", "word_no_satisfaction", "excel_no_satisfaction"}
"""Documents without the last row of indicators: nothing may stand in its place."""


def some(ways: Iterable[str]) -> list[tuple[str, str]]:
    """Return each way with one layout, another one each time; the soak tries them all."""
    return [(how, IDS[number % len(IDS)]) for number, how in enumerate(sorted(ways))]


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("how", sorted(set(MADE) - SIGNS - BUILT - EXCEL - HABITS))
def test_a_document_of_others_is_right_or_in_doubt(how: str, name: str) -> None:
    assert_right_or_in_doubt(how, name)


@pytest.mark.parametrize(("how", "name"), [*some(SIGNS), *some(BUILT), *some(EXCEL), *some(HABITS)])
def test_a_stranger_document_is_right_or_in_doubt(how: str, name: str) -> None:
    assert_right_or_in_doubt(how, name)


def stretched(sheet: Sheet) -> Grid:
    return others.stretched(sheet.grid, lambda col: col % 2)


def last_above_and_empty_rows(sheet: Sheet) -> Grid:
    above = with_grid(sheet, ways_tables.the_last_row_of_all_above_all(sheet))
    return ways_tables.an_empty_row_below_each_row(above)


TWICE = [
    (TOWN, ways_tables.values_over_two_rows, "word_tall_labels_repeated"),
    (TOWN, ways_tables.a_value_broken_into_two_rows, "word_heads_of_the_indicators_gone"),
    (TOWN, last_above_and_empty_rows, "word_with_the_whole_form_in_a_text_box"),
    (TOWN, ways_tables.remarks_at_the_right, "text_with_commas"),
    (TOWN, ways_tables.numbers_at_the_left_and_remarks_at_the_right, "word_an_empty_value_taken_in_by_its_label"),
    (TOWN, stretched, "excel_centred_over_columns_not_merged"),
    (CITY, ways_tables.a_target_and_its_unit_apart, "word_merged_texts_repeated"),
    (CITY, ways_tables.a_target_and_its_unit_apart, "word_without_merges"),
    (CITY, ways_tables.a_value_broken_into_two_rows, "pdf_over_pages_with_numbers"),
    (DONGKENG, ways_tables.tall_labels_once_the_rest_empty, "excel_merged_texts_repeated"),
    (DONGKENG, ways_tables.an_empty_value_taken_in_by_its_label, "excel_merged_texts_repeated"),
    (SHANGHAI, ways_tables.heads_of_the_indicators_gone, "word_an_empty_column_at_the_left"),
    (SHANGHAI, ways_tables.numbers_at_the_left_and_remarks_at_the_right, "word_heads_of_the_indicators_gone"),
    (SHANGHAI, stretched, "word_merged_texts_repeated"),
    (SHANGHAI, ways_tables.a_column_of_weights, "excel_a_value_broken_into_two_rows"),
]
"""A layout, what has happened to its table first, and then; each came in silently wrong once."""


@pytest.mark.parametrize(("name", "first", "then"), TWICE)
def test_a_document_changed_twice_is_right_or_in_doubt(name: str, first: ways_tables.Change, then: str) -> None:
    assert_right_or_in_doubt(then, name, first)


@pytest.mark.soak
def test_every_document_is_right_or_in_doubt_in_every_layout() -> None:
    tried = [(how, name) for how in sorted(SIGNS | BUILT | EXCEL | HABITS) for name in IDS]
    for number in loop("documents of others", len(tried), 0):
        assert_right_or_in_doubt(*tried[number])


def assert_right_or_in_doubt(how: str, name: str, first: ways_tables.Change | None = None) -> None:
    draft, sheet = sample(name), sheet_of(name)
    got = imported(MADE[how](with_grid(sheet, first(sheet)) if first else sheet, draft))
    if how in LAST_ROW_GONE:
        draft = without_last_row(draft)
    if how == "word_with_a_raised_power":
        draft = Draft.model_validate_json(draft.model_dump_json().replace("平方米", "m²"))
    assert [form.template for form in got.forms] == [name]
    judged = Judged(templates()[name], (draft, 0), (got, 0))
    gone = how in GONE or (first is not None and f"word_{first.__name__}" in GONE)
    lost = [line for line in judged.silent() if not gone or not line.endswith("has vanished")]
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
    assert len(MADE) >= 100
    assert set(MADE) >= EXACT
