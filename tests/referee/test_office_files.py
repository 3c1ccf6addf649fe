"""Word and Excel files, drawn by LibreOffice, stand where our own pages stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import docx as python_docx
import pytest

from perfdesk.page import fit
from perfdesk.page.pages import Page
from perfdesk.writers import docx, pdf, xlsx
from readback import Box, ReadForm, dense, docx_forms, docx_tables, expected, pdf_boxes, xlsx_forms
from referee.forms import layouts, made_up
from referee.office import Office
from sheets import simple_sheet

pytestmark = pytest.mark.referee

SHEETS = [*layouts(), *made_up()]
FITS = [fit(sheet) for sheet in SHEETS]
OURS = [(fitted, page) for fitted in FITS for page in fitted.pages]


@dataclass
class Drawn:
    """Pages of boxes: in our PDF, in the Word file as LibreOffice draws it, and in an Excel file for each form."""

    ours: list[list[Box]]
    word: list[list[Box]]
    excel: list[list[list[Box]]]


@pytest.fixture(scope="module")
def drawn(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    folder = tmp_path_factory.mktemp("drawn")
    for name, writer in (("forms.pdf", pdf), ("forms.docx", docx)):
        with (folder / name).open("wb") as out:
            writer.write(SHEETS, out)
    books = [folder / f"form-{number}.xlsx" for number in range(len(SHEETS))]
    for book, sheet in zip(books, SHEETS, strict=True):
        with book.open("wb") as out:
            xlsx.write([sheet], out)
    word = office.draw_word(folder / "forms.docx")
    excel = [pdf_boxes(book) for book in office.convert(books, "pdf")]
    return Drawn(pdf_boxes(folder / "forms.pdf"), pdf_boxes(word), excel)


def nearest(box: Box, others: list[Box]) -> Box:
    return min(others, key=lambda other: sum(abs(a - b) for a, b in zip(box.edges, other.edges, strict=True)))


def flows(page: Page) -> bool:
    return any(row.parts > 1 for row in page.rows)


def test_our_pdf_and_word_take_as_many_pages(drawn: Drawn) -> None:
    assert len(OURS) == len(drawn.ours) == len(drawn.word)


def test_word_draws_every_cell_where_our_pdf_has_it(drawn: Drawn) -> None:
    for number, (wanted, found) in enumerate(zip(drawn.ours, drawn.word, strict=True)):
        assert len(found) == len(wanted), f"page {number + 1}"
        lowest = max(box.bottom for box in wanted) - 1 if flows(OURS[number][1]) else math.inf
        for box in wanted:
            other = nearest(box, found)
            # A row that goes over the page's end ends with its last line in Word, at the margin in ours.
            sides = 3 if box.bottom > lowest else 4
            assert box.edges[:sides] == pytest.approx(other.edges[:sides], abs=1.0), f"page {number + 1}"


def test_word_breaks_every_cell_into_the_same_lines(drawn: Drawn) -> None:
    for number, (wanted, found) in enumerate(zip(drawn.ours, drawn.word, strict=True), 1):
        for box in wanted:
            assert nearest(box, found).lines == box.lines, f"page {number}"


def test_excel_takes_as_many_pages(drawn: Drawn) -> None:
    for fitted, pages in zip(FITS, drawn.excel, strict=True):
        # A row taller than a page may need one more: Excel sets lines as the face says, not as we do.
        most = len(fitted.pages) + any(flows(page) for page in fitted.pages)
        assert len(fitted.pages) <= len(pages) <= most


def edges(found: list[Box], side: int) -> list[float]:
    """Return the distinct edges on one side (0 left, 1 upper, 2 right, 3 lower), counted from the first."""
    distinct: list[float] = []
    for edge in sorted(box.edges[side] for box in found):
        if not distinct or edge - distinct[-1] > 2:
            distinct.append(edge)
    return [edge - distinct[0] for edge in distinct]


WHOLE = [number for number, fitted in enumerate(FITS) if len(fitted.pages) == 1]


@dataclass
class Pair:
    """One form on one page: in our PDF, and in Excel as LibreOffice draws it."""

    ours: list[Box]
    excel: list[Box]


@pytest.fixture(params=WHOLE)
def pair(request: pytest.FixtureRequest, drawn: Drawn) -> Pair:
    before = sum(len(fitted.pages) for fitted in FITS[: request.param])
    (page,) = drawn.excel[request.param]
    return Pair(drawn.ours[before], page)


def test_excel_draws_every_column_where_our_page_has_it_at_its_scale(pair: Pair) -> None:
    ours, theirs = edges(pair.ours, 0), edges(pair.excel, 0)
    scale = edges(pair.excel, 2)[-1] / edges(pair.ours, 2)[-1]
    assert 0.97 <= scale <= 1.01
    assert [edge * scale for edge in ours] == pytest.approx(theirs, abs=1.0)


def test_excel_draws_every_row_as_tall_as_ours_or_taller(pair: Pair) -> None:
    ours, theirs = edges(pair.ours, 3), edges(pair.excel, 3)
    assert len(ours) == len(theirs)
    for (above, below), (upper, lower) in zip(pairwise(ours), pairwise(theirs), strict=True):
        assert lower - upper >= (below - above) * 0.97 - 1.0  # LibreOffice scales the sheet to the paper
    assert theirs[-1] <= ours[-1] * 1.05 + 2


def test_excel_draws_every_text_in_its_cell_and_in_no_more_lines(pair: Pair) -> None:
    for box, other in zip(in_order(pair.ours), in_order(pair.excel), strict=True):
        assert "".join(other.lines) == "".join(box.lines)
        assert len(other.lines) <= len(box.lines)


def in_order(found: list[Box]) -> list[Box]:
    """Return the cells by column and row: heights differ too much to sort by the exact place."""
    columns, rows = sorted({round(box.x0) for box in found}), edges(found, 1)
    top = min(box.top for box in found)

    def row(box: Box) -> int:
        return min(range(len(rows)), key=lambda at: abs(rows[at] - (box.top - top)))

    return sorted(found, key=lambda box: (row(box), columns.index(round(box.x0))))


def square(form_cells: list[tuple[int, int, int, int, str]]) -> list[tuple[int, int, int, int, str]]:
    """Return the cells without rows and columns in which no cell begins: LibreOffice drops those."""
    turned = dense([(col, row, cols, rows, text) for row, col, rows, cols, text in form_cells])
    return dense([(row, col, rows, cols, text) for col, row, cols, rows, text in turned])


def texts(form: ReadForm) -> list[tuple[int, str]]:
    """Return each text with its row; columns are counted anew in each table that LibreOffice saves."""
    return [(cell[0], cell[4]) for cell in form.cells]


def test_libreoffice_saves_word_files_with_merges_and_text(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "again.docx"
    with path.open("wb") as out:
        docx.write(SHEETS, out)
    again = office.convert([path], "docx")[0]
    assert [square(table) for table in docx_tables(again)] == [square(table) for table in docx_tables(path)]
    assert [texts(form) for form in docx_forms(again)] == [texts(expected(sheet)) for sheet in SHEETS]


def test_libreoffice_saves_excel_files_with_merges_and_text(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "again.xlsx"
    nasty = [simple_sheet(text) for text in ("=1+1", "_x0041_", "-5", "12.50", "䶮𬭩𠮷☑\u00a0≥", "一\n二\t三")]
    with path.open("wb") as out:
        xlsx.write([*SHEETS, *nasty], out)
    forms = xlsx_forms(office.convert([path], "xlsx")[0])
    assert [square(form.cells) for form in forms.values()] == [
        square(expected(sheet).cells) for sheet in [*SHEETS, *nasty]
    ]


def test_word_files_keep_rare_characters_through_libreoffice(office: Office, tmp_path: Path) -> None:
    text = "䶮𬭩𠮷羡羨☑□㎡℃≥≤“”甲\u00a0乙👨\u200d👩"
    path = tmp_path / "rare.docx"
    with path.open("wb") as out:
        docx.write([simple_sheet(text)], out)
    document = python_docx.Document(str(office.convert([path], "docx")[0]))
    assert document.tables[0].cell(0, 1).text == text


def test_the_forms_cover_one_page_many_pages_and_rows_longer_than_a_page() -> None:
    assert {len(fitted.pages) > 1 for fitted in FITS} == {True, False}
    assert any(flows(page) for _, page in OURS)
