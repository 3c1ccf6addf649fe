"""Beside each imported form stands what it was read from: its own lines and rows, with their merges."""

from __future__ import annotations

from documents import as_sources, sheet_text
from perfdesk.grid import Sheet, Source, SourceLine, SourceTable
from perfdesk.paths import resources
from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.store import open_draft
from perfdesk.translate.parts import parts_of, sheet_of
from perfdesk.translate.render import render


def sheets(*names: str) -> list[Sheet]:
    made = []
    for name in names:
        path = next(iter(resources().glob(f"templates/{name}/*.perfdesk")))
        made += list(render(templates(), open_draft(path).draft))
    return made


def shown(sources: list[Source]) -> list[Sheet]:
    return [sheet_of(part, sources, "去年.docx") for part in parts_of(sources, templates())]


def texts(sheet: Sheet) -> list[str]:
    return [cell.text for cell in sheet.grid.cells if cell.text]


def test_each_form_has_its_own_part_with_every_text_of_its_table() -> None:
    forms = sheets("dongkeng-2024", "shanghai-2023")
    found = shown(as_sources(forms))
    assert [texts(each) for each in found] == [texts(each) for each in forms]
    assert [[line.text for line in each.above] for each in found] == [
        [line.text for line in each.above] for each in forms
    ]


def test_merged_cells_stay_merged() -> None:
    form = sheets("dongkeng-2024")[0]
    places = [(cell.row, cell.col, cell.rows, cell.cols) for cell in form.grid.cells]
    [found] = shown(as_sources([form]))
    assert [(cell.row, cell.col, cell.rows, cell.cols) for cell in found.grid.cells] == places


def test_two_forms_in_one_table_are_parted_and_a_cell_that_reaches_over_is_cut() -> None:
    form = sheets("dongkeng-2024")[0]
    text = sheet_text(form) * 2
    found = shown(read_text(text))
    assert len(found) == 2
    assert texts(found[0]) == texts(found[1])


def test_a_form_over_two_tables_is_one_part_as_wide_as_the_wider() -> None:
    form = sheets("dongkeng-2024")[0]
    grid = form.grid
    cut = next(cell.row for cell in grid.cells if cell.text == "绩效指标")
    top = tuple(cell for cell in grid.cells if cell.row < cut)
    below = tuple(
        cell.__class__(cell.row - cut, cell.col, cell.rows, cell.cols, cell.text)
        for cell in grid.cells
        if cell.row >= cut
    )
    sources: list[Source] = [SourceLine(line.text) for line in form.above]
    sources.append(SourceTable(grid.__class__(cut, grid.n_cols, top), loose=False, where="第1个表"))
    sources.append(SourceTable(grid.__class__(grid.n_rows - cut, grid.n_cols, below), loose=False, where="第2个表"))
    [found] = shown(sources)
    assert texts(found) == texts(form)
    assert abs(sum(found.columns_mm) - (found.paper.width_mm - 16)) < 0.01
