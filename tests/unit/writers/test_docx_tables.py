"""Where Word gets a second table, and how a cell goes on in it: with pages made by hand."""

from __future__ import annotations

from perfdesk.page.pages import Fit, Line, Page, PageRow, PlacedCell
from perfdesk.writers.docx_tables import tables
from sheets import label, sheet_of, value


def fitted(text: str, starts: tuple[list[int], list[int]], *, heads: bool = False) -> Fit:
    """Return two pages with two rows each; the cell at the left is as tall as all rows and says `text`."""
    cells = [label(0, 0, text, rows=4), *(value(row, 1, f"值{row}") for row in range(4))]
    sheet = sheet_of(cells, (30.0, 30.0), head_rows=(0, 1) if heads else None)
    tall = sheet.grid.cells[0]
    pages = []
    for number, rows in enumerate(((0, 1), (2, 3))):
        lines = tuple(Line("", start, 0.0) for start in starts[number])
        head = (PageRow(0, 20.0, 10.0, head=True),) if heads and number else ()
        page_rows = head + tuple(PageRow(row, 30.0 + 10 * place, 10.0) for place, row in enumerate(rows))
        placed = PlacedCell(tall, 0, len(page_rows), 15.0, 30.0, 30.0, 20.0, lines, 10.5, 5.0)
        pages.append(Page(number + 1, (), page_rows, (placed,)))
    sizes = dict.fromkeys(sheet.styles, 5.0)
    return Fit(sheet, sizes, sizes, (10.0,) * 4, (1.0, 1.0), tuple(pages))


def left(made: Fit) -> list[tuple[str, str, int]]:
    return [
        (piece.text, piece.joins, piece.rows) for table in tables(made) for piece in table.pieces if not piece.cell.col
    ]


def test_a_cell_whose_text_ends_on_the_first_page_goes_on_empty() -> None:
    assert left(fitted("甲乙", ([0], []))) == [("甲乙", "", 2), ("", "行", 2)]


def test_a_text_that_goes_on_is_parted_where_the_page_parts_it() -> None:
    assert left(fitted("甲乙丙丁", ([0, 1], [2, 3]))) == [("甲乙", "", 2), ("丙丁", "行", 2)]


def test_a_line_end_at_the_page_end_is_kept_by_how_the_rest_joins() -> None:
    assert left(fitted("甲乙\n丙丁", ([0], [3]))) == [("甲乙", "", 2), ("丙丁", "段", 2)]


def test_an_empty_line_at_the_page_end_is_not_lost() -> None:
    assert left(fitted("甲\n\n丙", ([0, 2], [3]))) == [("甲\n", "", 2), ("丙", "段", 2)]


def test_a_text_that_is_only_a_line_end_is_not_lost() -> None:
    assert left(fitted("\n", ([0], [1]))) == [("", "", 2), ("", "段", 2)]


def test_a_line_end_that_ends_the_text_stays_with_it() -> None:
    assert left(fitted("甲\n", ([0, 2], []))) == [("甲\n", "", 2), ("", "行", 2)]


def test_a_text_in_the_middle_of_a_tall_cell_may_begin_on_the_second_page() -> None:
    assert left(fitted("甲乙", ([], [0]))) == [("", "", 2), ("甲乙", "行", 2)]


def test_a_cell_beside_head_and_body_is_one_cell_below_the_page_break() -> None:
    made = fitted("甲乙", ([0], []), heads=True)
    assert [(table.first, table.end, table.n_heads) for table in tables(made)] == [(0, 2, 0), (2, 4, 1)]
    assert left(made) == [("甲乙", "", 2), ("", "行", 3)]
