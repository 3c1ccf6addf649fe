"""Whatever a clerk types, the pages hold it: nothing overlaps, nothing sticks out, no character is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfdesk.grid import Paper, Paragraph, Sheet
from perfdesk.page import Fit, Page, PlacedCell, fit
from sheets import long_goal_sheet, signed_sheet, simple_sheet, two_panel_sheet
from soak import rounds
from tilings import sheets

MM = 0.02


def overlap(one: PlacedCell, two: PlacedCell) -> bool:
    beside = one.x_mm + one.width_mm <= two.x_mm + MM or two.x_mm + two.width_mm <= one.x_mm + MM
    below = one.y_mm + one.height_mm <= two.y_mm + MM or two.y_mm + two.height_mm <= one.y_mm + MM
    return not (beside or below)


def shown_text(fitted: Fit, source: object) -> str:
    lines = [
        line
        for page in fitted.pages
        for cell in page.cells
        if cell.cell is source and not cell.head
        for line in cell.lines
    ]
    assert [line.start for line in lines] == sorted(line.start for line in lines)
    return "".join(line.text for line in lines)


def check_page(sheet: Sheet, page: Page) -> None:
    paper = sheet.paper
    top, bottom = paper.margins_mm[0], paper.height_mm - paper.margins_mm[2]
    for number, cell in enumerate(page.cells):
        assert cell.y_mm >= top - MM
        assert cell.y_mm + cell.height_mm <= bottom + MM
        assert not any(overlap(cell, other) for other in page.cells[number + 1 :])
        assert not cell.lines or len(cell.lines) * cell.line_mm + 2 * 0.6 <= cell.height_mm + MM
        for line in cell.lines:
            room = cell.width_mm - 2 * 1.2
            assert line.width_mm <= room + MM or len(line.text.strip()) == 1
    for paragraph in page.paragraphs:
        assert paragraph.y_mm >= top - MM
        assert paragraph.y_mm + paragraph.height_mm <= bottom + MM


TALES = st.builds(
    lambda text, times: text * times, st.text("绩效，。（）“”ab12-/%≥ \n𠮷", max_size=12), st.integers(0, 120)
)


@st.composite
def long_sheets(draw: st.DrawFn) -> Sheet:
    """Draw a sheet with long texts on low paper: every row may meet the end of a page."""
    sheet = draw(sheets(TALES, tallest=9))
    n_rows = sheet.grid.n_rows
    first = draw(st.integers(0, n_rows - 1))
    return replace(
        sheet,
        paper=Paper(210, draw(st.sampled_from((60, 90, 140, 297))), (10, 10, 10, 10)),
        min_mm=tuple(draw(st.lists(st.sampled_from((0.0, 25.0, 70.0)), min_size=n_rows, max_size=n_rows))),
        together=((first, min(first + 2, n_rows)),),
        below=tuple(Paragraph(text) for text in draw(st.lists(TALES.filter(str.strip), max_size=2))),
    )


@settings(max_examples=rounds(3000, 60))
@given(sheets())
@example(long_goal_sheet(5000))
@example(long_goal_sheet(60_000))
@example(two_panel_sheet(60))
@example(two_panel_sheet(300))
@example(signed_sheet())
def test_every_character_is_on_exactly_one_page_inside_its_cell(sheet: Sheet) -> None:
    check(sheet)


@settings(max_examples=rounds(3000, 60))
@given(long_sheets())
def test_long_texts_on_low_paper_lose_nothing_at_any_page_end(sheet: Sheet) -> None:
    check(sheet)


def check(sheet: Sheet) -> None:
    fitted = fit(sheet)
    for page in fitted.pages:
        check_page(sheet, page)
    for cell in sheet.grid.cells:
        assert shown_text(fitted, cell) == cell.text.replace("\n", "")
    places = Counter((row.number, row.part) for page in fitted.pages for row in page.rows if not row.head)
    assert set(places.values()) <= {1}
    assert {number for number, _ in places} == set(range(sheet.grid.n_rows))
    for paragraph in (*sheet.above, *sheet.below):
        placed = [each for page in fitted.pages for each in page.paragraphs if each.paragraph is paragraph]
        assert "".join(line.text for each in placed for line in each.lines) == paragraph.text.replace("\n", "")


@settings(max_examples=rounds(2000, 40))
@given(st.integers(1, 80), st.text(max_size=400))
def test_column_heads_stand_again_on_every_page_that_goes_on(rows: int, goal: str) -> None:
    sheet = two_panel_sheet(rows, goal=goal)
    fitted = fit(sheet)
    assert sheet.head_rows is not None
    for page in fitted.pages[1:]:
        own = [row for row in page.rows if not row.head]
        if (
            own
            and own[0].number > sheet.head_rows[1]
            and (sheet.head_until is None or own[0].number < sheet.head_until)
        ):
            assert page.rows[0].head


def test_rows_that_belong_together_are_never_parted() -> None:
    for rows in range(5, 60, 3):
        fitted = fit(two_panel_sheet(rows))
        for first, end in fitted.sheet.together:
            pages = {page.number for page in fitted.pages for row in page.rows if first <= row.number < end}
            assert len(pages) == 1


def test_a_form_stands_on_one_page_as_long_as_type_of_nine_points_allows() -> None:
    sizes = [(len(fitted.pages), fitted.pt["value"]) for rows in range(5, 40) if (fitted := fit(two_panel_sheet(rows)))]
    ones = [pt for pages, pt in sizes if pages == 1]
    assert ones[0] == 10.5
    assert min(ones) == 9
    assert ones == sorted(ones, reverse=True)
    assert sizes[-1][0] > 1
    assert sizes[-1][1] == 10.5


def test_a_short_label_cut_by_a_page_end_stands_whole_on_one_page() -> None:
    fitted = fit(two_panel_sheet(60))
    for cell in fitted.sheet.grid.cells:
        if cell.kind == "label" and cell.rows > 1:
            with_text = [
                page.number for page in fitted.pages for each in page.cells if each.cell is cell and each.lines
            ]
            assert len(with_text) == 1


def test_a_goal_of_most_of_a_page_begins_on_the_first_page() -> None:
    fitted = fit(two_panel_sheet(30, goal="新增阅览座位" * 130))
    first = fitted.pages[0].rows[-1]
    assert (first.number, first.parts) == (2, 2)
    assert first.y_mm + first.height_mm > 250


def test_a_signature_line_that_finds_no_room_has_a_page_of_its_own() -> None:
    low = Paper(210, 60, (10, 10, 10, 10))
    forms = [replace(simple_sheet("甲" * chars), paper=low, below=signed_sheet().below) for chars in range(20, 400, 20)]
    pages = [fit(form).pages for form in forms]
    alone = [found[-1] for found in pages if not found[-1].rows]
    assert alone
    assert all(page.paragraphs[0].lines[0].text.startswith("填表人") for page in alone)
