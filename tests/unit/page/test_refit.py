"""A letter typed changes the pages exactly as laying everything out anew would."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import sheets
from perfdesk.grid import Grid, Sheet
from perfdesk.page import fit, refit

_TEXT = st.text(st.sampled_from("图书馆改造abc 12%，。“”\n"), max_size=160)
_FORMS = {
    "simple": sheets.simple_sheet(),
    "over a page": sheets.long_goal_sheet(),
    "signed": sheets.signed_sheet(),
}


def with_text(sheet: Sheet, number: int, text: str) -> Sheet:
    cells = sheet.grid.cells
    changed = (*cells[:number], replace(cells[number], text=text), *cells[number + 1 :])
    return replace(sheet, grid=Grid(sheet.grid.n_rows, sheet.grid.n_cols, changed))


@given(st.sampled_from(sorted(_FORMS)), st.data())
def test_a_refit_is_the_fit(form: str, data: st.DataObject) -> None:
    sheet = _FORMS[form]
    old = fit(sheet)
    for _ in range(3):
        number = data.draw(st.integers(0, len(sheet.grid.cells) - 1))
        text = sheet.grid.cells[number].text
        sheet = with_text(sheet, number, data.draw(_TEXT | st.sampled_from([text + "字", text[:-1], text[::-1]])))
        old = refit(old, sheet)
        assert old == fit(sheet)


def test_a_letter_in_a_long_goal_that_needs_no_new_line_keeps_the_pages() -> None:
    sheet = sheets.simple_sheet("图书馆")
    old = fit(sheet)
    number = next(at for at, cell in enumerate(sheet.grid.cells) if cell.text == "图书馆")
    new = refit(old, with_text(sheet, number, "图书馆改"))
    assert new == fit(new.sheet)
    assert [line.text for cell in new.pages[0].cells for line in cell.lines if "图书馆" in line.text] == ["图书馆改"]


def test_another_paper_is_fitted_anew() -> None:
    sheet = sheets.simple_sheet()
    wide = replace(sheet, paper=replace(sheet.paper, height_mm=150.0))
    assert refit(fit(sheet), wide) == fit(wide)
