"""The fit after a letter was typed: what `fit` gives, without laying out again what stayed as it was."""

from __future__ import annotations

from dataclasses import replace

from perfdesk.grid import Cell, Sheet
from perfdesk.page.fit import fit, most_steps, setting_of
from perfdesk.page.lines import break_lines
from perfdesk.page.pages import Fit, Line, Page, PlacedCell
from perfdesk.page.setting import PADDING_MM, Setting

_MOST = 20  # more cells than this are not worth comparing one by one


def refit(old: Fit, sheet: Sheet) -> Fit:
    """Return what `fit(sheet)` returns, given the fit of a sheet much like it.

    Heights and pages follow from how many lines each cell has at each size that is tried; where those stayed the
    same, only the lines of the changed cells are new.
    """
    changed = _changed(old.sheet, sheet)
    if changed is None:
        return fit(sheet)
    tried = [setting_of(sheet, step) for step in range(most_steps(sheet) + 1)]
    if any(not _same_lines((old.sheet, sheet), number, tried) for number in changed):
        return fit(sheet)
    used = next(setting for setting in tried if setting.pt == old.pt)
    lines = {number: _lines(sheet, number, used) for number in changed}
    cells = {(sheet.grid.cells[number].row, sheet.grid.cells[number].col): number for number in changed}
    pages = []
    for page in old.pages:
        made = _page(page, sheet, cells, lines)
        if made is None:
            return fit(sheet)
        pages.append(made)
    return replace(old, sheet=sheet, pages=tuple(pages))


def _changed(old: Sheet, new: Sheet) -> list[int] | None:
    """Return the numbers of the cells with another text; None if more than texts of cells changed."""
    for name in ("paper", "columns_mm", "min_mm", "styles", "head_rows", "together", "above", "below"):
        one, two = getattr(old, name), getattr(new, name)
        if one is not two and one != two:
            return None
    if old.grid.n_rows != new.grid.n_rows or len(old.grid.cells) != len(new.grid.cells):
        return None
    pairs = enumerate(zip(old.grid.cells, new.grid.cells, strict=True))
    found = [number for number, (one, two) in pairs if one is not two and one != two]
    if len(found) > _MOST or any(not _same_place(old.grid.cells[at], new.grid.cells[at]) for at in found):
        return None
    return found


def _same_place(one: Cell, two: Cell) -> bool:
    return (one.row, one.col, one.rows, one.cols, one.style) == (two.row, two.col, two.rows, two.cols, two.style)


def _same_lines(sheets: tuple[Sheet, Sheet], number: int, tried: list[Setting]) -> bool:
    """Say whether a cell of two sheets has as many lines in both at every size that may be tried."""
    old, new = sheets
    return all(len(_lines(old, number, each)) == len(_lines(new, number, each)) for each in tried)


def _lines(sheet: Sheet, number: int, setting: Setting) -> tuple[Line, ...]:
    cell, x = sheet.grid.cells[number], setting.x_mm
    width = x[cell.col + cell.cols] - x[cell.col] - 2 * PADDING_MM[0]
    face = sheet.styles[cell.style].font
    return break_lines(cell.text, face, setting.pt[cell.style], width) if cell.text else ()


def _page(
    page: Page, sheet: Sheet, cells: dict[tuple[int, int], int], lines: dict[int, tuple[Line, ...]]
) -> Page | None:
    """Return a page with the new lines; None if one of the cells goes over its end."""
    if not any(_reaches(page, sheet.grid.cells[number]) for number in cells.values()):
        return page
    placed: list[PlacedCell] = []
    for each in page.cells:
        number = cells.get((each.cell.row, each.cell.col))
        if number is None:
            placed.append(each)
            continue
        if each.lines and len(each.lines) != len(lines[number]):
            return None
        shown = lines[number] if each.lines else ()
        placed.append(replace(each, cell=sheet.grid.cells[number], lines=shown))
    return replace(page, cells=tuple(placed))


def _reaches(page: Page, cell: Cell) -> bool:
    return any(cell.row <= row.number < cell.row_end for row in page.rows)
