"""A spreadsheet's cells → lines and tables: what has lines around it is a table, what stands alone is a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from perfdesk.grid import Source, SourceLine, SourceNote, SourceTable
from perfdesk.readers.places import Met, table

MOST_CELLS = 200_000
HIDDEN = "这里在原表中是隐藏的（行或列），请核对。"
_BEYOND = 50  # empty rows with lines that may stand below the last text
_WIDEST = 256
_HEADS = ("：", ":")
_LEAST = 3
"""Columns and rows that make a table of its own beside another one."""


@dataclass(slots=True)
class SheetCell:
    """A cell with something in it or lines around it."""

    text: str
    boxed: bool
    why: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """One sheet as it was read: its cells by place (from 0), merged ranges (top, left, bottom, right, ends within)."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)


def sources_of(sheet: Sheet, number: int = 0) -> Iterator[Source]:
    """Yield the lines and tables of a sheet, of those that stand side by side the left one first.

    Args:
        number: which sheet of the file it is, from 0.
    """
    for source in _sources_of(sheet):
        yield replace(source, sheet=number) if isinstance(source, SourceTable) else source


def _sources_of(sheet: Sheet) -> Iterator[Source]:
    for first, met in _side_by_side(sheet, _met(sheet)):
        last = max(cell.col_end for cell in met)
        yield from _one_above_the_other(
            sheet, met, {row for (row, col), cell in sheet.cells.items() if cell.boxed and first <= col < last}
        )


def _one_above_the_other(sheet: Sheet, met: list[Met], boxed: set[int]) -> Iterator[Source]:
    """Yield lines and tables from above: rows without lines that say one thing are text around the table."""
    rows: dict[int, list[Met]] = {}
    for cell in met:
        rows.setdefault(cell.row, []).append(cell)
    first = min(boxed, default=None)
    open_: list[Met] = []
    covered = 0  # the first row below the merged cells of the table that is open
    for row in sorted(rows):
        texts = [cell for cell in rows[row] if cell.text.strip()]
        if first is not None and row >= covered and row not in boxed and _are_lines(texts, above=row < first):
            yield from _table(sheet, open_)
            open_ = []
            for cell in texts:
                yield from _lines(sheet, cell)
            continue
        open_ += rows[row]
        covered = max(covered, *(cell.row_end for cell in rows[row]))
    yield from _table(sheet, open_)


def _side_by_side(sheet: Sheet, met: list[Met]) -> Iterator[tuple[int, list[Met]]]:
    """Yield the cells of each table that stands beside others, with its first column; all of them if none does.

    Tables are parted by an empty column if both have lines, or where the labels of the first begin again.
    """
    if not met:
        return
    first, end = min(cell.col for cell in met), max(cell.col_end for cell in met)
    crossed = {col for cell in met for col in range(cell.col + 1, cell.col_end)}
    boxed: dict[int, set[int]] = {}
    for (row, col), each in sheet.cells.items():
        if each.boxed:
            boxed.setdefault(col, set()).add(row)
    filled = {col for cell in met if cell.text.strip() for col in range(cell.col, cell.col_end)} | set(boxed)
    texts = {(cell.row, cell.col): cell.text.strip() for cell in met}
    cuts, start = [first], first
    for col in range(first + _LEAST, end - _LEAST + 1):
        lines = [{row for c in range(*span) for row in boxed.get(c, ())} for span in ((start, col), (col, end))]
        gap = col - 1 not in filled and col in filled and min(map(len, lines)) >= _LEAST
        if col not in crossed and col - start >= _LEAST and (gap or _begins_again(texts, start, col)):
            cuts.append(col)
            start = col
    for left, right in zip(cuts, [*cuts[1:], end], strict=True):
        yield left, [cell for cell in met if left <= cell.col < right]


def _begins_again(texts: dict[tuple[int, int], str], start: int, col: int) -> bool:
    """Say whether the labels of the column `start` stand again in the column `col`, other texts between them."""
    labels = {text for (row, at), text in texts.items() if at == start and text and texts.get((row, col)) == text}
    same = {text for (row, at), text in texts.items() if at == col - 1 and text in labels}
    return len(labels - same) >= _LEAST


def _are_lines(texts: list[Met], *, above: bool) -> bool:
    """Say whether what stands in a row without lines is text outside the table."""
    return len(texts) == 1 or (
        above and bool(texts) and all(any(head in cell.text for head in _HEADS) for cell in texts)
    )


def _lines(sheet: Sheet, cell: Met) -> Iterator[SourceLine]:
    where = f"工作表“{sheet.name}”第{cell.row + 1}行"
    for number, line in enumerate(line for line in cell.text.split("\n") if line.strip()):
        notes = tuple(SourceNote(why, line) for why in cell.why) if number == 0 else ()
        yield SourceLine(line, where, notes=notes)


def _table(sheet: Sheet, cells: list[Met]) -> Iterator[Source]:
    """Yield the table of some cells, empty columns at its sides and its place on the sheet left out."""
    if not any(cell.text.strip() for cell in cells):
        return
    top, left = min(cell.row for cell in cells), min(cell.col for cell in cells)
    for cell in cells:
        cell.row, cell.col = cell.row - top, cell.col - left
    made = table(cells, f"工作表“{sheet.name}”")
    if made is not None:
        yield made


def _met(sheet: Sheet) -> list[Met]:
    """Return the cells that count, merged ones once: those with text, and those with lines near them."""
    texts = [place for place, cell in sheet.cells.items() if cell.text.strip()]
    if not texts:
        return []
    last_row = max(row for row, _ in texts) + 1
    last_col = max(col for _, col in texts) + 1
    boxed = [place for place, cell in sheet.cells.items() if cell.boxed and place[0] < last_row + _BEYOND]
    last_col = max([last_col, *(col + 1 for _, col in boxed if col < last_col + _WIDEST)])
    last_row = max([last_row, *(row + 1 for row, _ in boxed)])
    met = []
    covered: set[tuple[int, int]] = set()
    for top, left, lowest, outmost in sheet.merges:
        bottom, right = min(lowest, last_row), min(outmost, last_col)
        if top >= bottom or left >= right or (bottom - top) * (right - left) > MOST_CELLS:
            continue
        places = [(row, col) for row in range(top, bottom) for col in range(left, right)]
        if not covered.isdisjoint(places):
            sheet.notes.append(SourceNote(f"合并单元格互相重叠，请核对（工作表“{sheet.name}”第{top + 1}行）。"))
            continue
        covered.update(places)
        own = sheet.cells.get((top, left))
        if any(place in sheet.cells for place in places):
            met.append(_merged(sheet, own, (top, left, bottom, right), places))
    for (row, col), cell in sheet.cells.items():
        if (row, col) not in covered and row < last_row and col < last_col:
            met.append(Met(row, col, text=cell.text, why=list(cell.why)))
    return met


def _merged(sheet: Sheet, own: SheetCell | None, span: tuple[int, int, int, int], places: list[tuple[int, int]]) -> Met:
    top, left, bottom, right = span
    why = list(own.why) if own else []
    for place in places[1:]:
        under = sheet.cells.get(place)
        if under is not None and under.text.strip():
            why.append(f"合并单元格下面还有看不见的文字“{under.text[:50]}”，没有读入。")
    return Met(top, left, bottom - top, right - left, own.text if own else "", why)
