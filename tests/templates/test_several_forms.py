"""Several forms in one document, as others put them together: each comes in whole, right or in doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import others
import others_pdf
from judge import Judged
from others import lines, word, word_table
from perfdesk.grid import Cell, Grid, Sheet
from perfdesk.model import Draft, Indicator
from perfdesk.paths import resources
from perfdesk.readers.kinds import kind_of
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from perfdesk.work.importing import READERS
from perfdesk.work.noting import with_notes

CITY, TOWN, DONGKENG, SHANGHAI = "dongguan-city-2020", "dongguan-town-2022", "dongkeng-2024", "shanghai-2023"
Together = Callable[[Sequence[Sheet]], bytes]


def drafts(names: Sequence[str]) -> list[Draft]:
    """Return a draft of one form for each layout; each later form has other texts."""
    return [another(name, number) for number, name in enumerate(names)]


def another(name: str, number: int) -> Draft:
    draft = read_bytes(next(iter(resources().glob(f"templates/{name}/*.perfdesk"))).read_bytes()).draft
    form = draft.forms[0]
    project = form.fields["project_name"] + "二期" * number
    goal = f"完成第{number}批修缮{number * 7}处。" if number else form.fields["goal_annual"]
    rows = tuple(raised(row, number) for row in form.indicators[: len(form.indicators) - number])
    fields = {**form.fields, "project_name": project, "goal_annual": goal}
    return draft.model_copy(update={"forms": (form.model_copy(update={"fields": fields, "indicators": rows}),)})


def raised(row: Indicator, number: int) -> Indicator:
    horizons = {
        horizon: {
            part: text.replace("≥", "≥" + "1" * number) if part == "target" else text for part, text in parts.items()
        }
        for horizon, parts in row.horizons.items()
    }
    return row.model_copy(update={"horizons": horizons})


def in_one_sheet(sheets: Sequence[Sheet], below: Callable[[int, int], tuple[int, int]]) -> bytes:
    """Return an Excel file with all forms on one sheet; `below` says where the next begins: (row, column) → place."""

    def fill(book: object) -> None:
        at = (1, 1)
        for sheet in sheets:
            end = others.excel_sheet(book.active, sheet, at=at)  # type: ignore[attr-defined]
            at = below(end, at[1] + sheet.grid.n_cols)

    return others.excel(fill)


def empty_row(sheet: Sheet) -> Grid:
    return Grid(1, sheet.grid.n_cols, (Cell(0, 0, 1, sheet.grid.n_cols),))


def beside_each_other(sheets: Sequence[Sheet]) -> bytes:
    """Return a Word file with each form in a cell of a table that only lays out the page."""
    cells = "".join(f"<w:tc><w:tcPr/>{lines(sheet)}{word_table(sheet.grid)}<w:p/></w:tc>" for sheet in sheets)
    columns = '<w:gridCol w:w="5000"/>' * len(sheets)
    return word(f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>")


WAYS: dict[str, Together] = {
    "each with its lines": lambda sheets: word(
        *(lines(each) + word_table(each.grid) + others.below(each) for each in sheets)
    ),
    "in one table with their titles": lambda sheets: word(word_table(others.stacked(*map(others.titled, sheets)))),
    "in one table, an empty row between": lambda sheets: word(
        word_table(others.stacked(*(part for each in sheets for part in (others.titled(each), empty_row(each)))))
    ),
    "beside each other": beside_each_other,
    "one below the other": lambda sheets: in_one_sheet(sheets, lambda row, col: (row + 2, 1)),
    "right below the other": lambda sheets: in_one_sheet(sheets, lambda row, col: (row, 1)),
    "below and further right": lambda sheets: in_one_sheet(sheets, lambda row, col: (row + 1, 3)),
    "side by side": lambda sheets: in_one_sheet(sheets, lambda row, col: (1, col + 1)),
    "on a web page": lambda sheets: others.web(
        *(others.web_lines(each) + others.web_table(each.grid) for each in sheets)
    ),
    "on pages": others_pdf.pdf,
}


@pytest.mark.parametrize(
    "names", [(CITY, CITY), (TOWN, SHANGHAI), (DONGKENG, DONGKENG, DONGKENG), (SHANGHAI, CITY)], ids="+".join
)
@pytest.mark.parametrize("how", WAYS)
def test_each_form_of_a_document_comes_in_right_or_in_doubt(how: str, names: tuple[str, ...]) -> None:
    wanted = drafts(names)
    assert_come_in(wanted, WAYS[how]([next(iter(render(templates(), draft))) for draft in wanted]))


@pytest.mark.parametrize("name", [CITY, SHANGHAI])
def test_two_forms_side_by_side_without_a_gap_are_told_by_their_labels(name: str) -> None:
    wanted = drafts((name, name))
    sheets = [next(iter(render(templates(), draft))) for draft in wanted]
    assert_come_in(wanted, in_one_sheet(sheets, lambda row, col: (1, col)))


@pytest.mark.parametrize("name", [CITY, TOWN, DONGKENG, SHANGHAI])
def test_a_title_again_in_the_middle_of_a_form_begins_no_new_form(name: str) -> None:
    (draft,) = drafts((name,))
    sheet = next(iter(render(templates(), draft)))
    top, rest = others.rows_between(sheet.grid, 0, 3), others.rows_between(sheet.grid, 3, sheet.grid.n_rows)
    title = others.paragraph("\n".join(line.text for line in sheet.above))
    assert_come_in([draft], word(title, word_table(top), lines(sheet), word_table(rest), others.below(sheet)))


def test_a_form_under_the_same_title_that_lacks_its_first_row_is_one_of_its_own() -> None:
    wanted = drafts((SHANGHAI, SHANGHAI))
    one, two = (next(iter(render(templates(), draft))) for draft in wanted)
    rest = others.rows_between(two.grid, 1, two.grid.n_rows)
    assert_come_in(
        wanted, word(lines(one), word_table(one.grid), lines(two), word_table(rest)), lost=("二期", "经常性项目")
    )


def assert_come_in(wanted: Sequence[Draft], data: bytes, lost: tuple[str, ...] = ()) -> None:
    document = READERS[kind_of(data, "a")](data, "a")
    draft, _unknown = extract(document.sources, templates(), "d")
    got = with_notes(draft, document, templates())
    assert [form.template for form in got.forms] == [draft.forms[0].template for draft in wanted]
    for number, draft in enumerate(wanted):
        template = templates()[draft.forms[0].template]
        silent = Judged(template, (draft, 0), (got, number)).silent()
        assert [line for line in silent if not any(text in line for text in lost)] == []
