"""Which part of a document each form was read from, as a sheet that can be shown beside the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from perfdesk.grid import Cell, Grid, Paper, Paragraph, Sheet, Source, SourceLine, SourceTable, Style
from perfdesk.region import Template
from perfdesk.translate.extract import recognised
from perfdesk.translate.segments import Segment

_STYLES = {
    "label": Style("宋体", 10.5, 8.0, "left"),
    "line": Style("宋体", 11.0, 10.0, "left"),
}
_MARGIN_MM = 8.0
_LONGEST = 16
_LEAST = 3
_Run = tuple[int, int, int]
"""A table (its number among the sources), its first row, and the row after its last."""


@dataclass(frozen=True)
class Part:
    """The lines above, the table rows and the lines below that one form was read from."""

    above: tuple[str, ...]
    runs: tuple[_Run, ...]
    below: tuple[str, ...]


def parts_of(sources: Sequence[Source], templates: Mapping[str, Template]) -> list[Part]:
    """Return the part of each form that `extract` finds in a document, in the same order."""
    return [_part(segment) for segment, layout, _ in recognised(sources, templates) if layout is not None]


def whole_of(sources: Sequence[Source]) -> Part:
    """Return the whole document as one part: its lines, then its tables."""
    lines = [source.text for source in sources if isinstance(source, SourceLine)]
    tables = [(n, 0, source.grid.n_rows) for n, source in enumerate(sources) if isinstance(source, SourceTable)]
    return Part(tuple(lines), tuple(tables), ())


def pointable(sources: Sequence[Source], name: str) -> tuple[Sheet, dict[tuple[int, int], tuple[int, int, int]]]:
    """Return a document as one table, its lines as rows of their own, for pointing labels out in it.

    The second is for each cell of the table (row, col) which source it is from, and its row and column there.
    """
    grids = [
        source.grid if isinstance(source, SourceTable) else Grid(1, 1, (Cell(0, 0, text=source.text),))
        for source in sources
    ]
    cells, top = {}, 0
    for number, grid in enumerate(grids):
        cells.update({(cell.row + top, cell.col): (number, cell.row, cell.col) for cell in grid.cells})
        top += grid.n_rows
    return _sheet(_stacked(grids), name, (), ()), cells


def sheet_of(part: Part, sources: Sequence[Source], name: str) -> Sheet:
    """Return a part as it stood: its lines and its tables one below the other, merges kept, nothing interpreted."""
    grid = _stacked([_slice(table, first, end) for table, first, end in _tables(part, sources)])
    return _sheet(grid, name, part.above, part.below)


def _sheet(grid: Grid, name: str, above: Sequence[str], below: Sequence[str]) -> Sheet:
    paper = Paper(margins_mm=(_MARGIN_MM,) * 4)
    return Sheet(
        name=name,
        title=name,
        paper=paper,
        grid=grid,
        columns_mm=_widths(grid, paper.width_mm - 2 * _MARGIN_MM),
        min_mm=(0.0,) * grid.n_rows,
        styles=_STYLES,
        above=tuple(Paragraph(text) for text in above),
        below=tuple(Paragraph(text) for text in below),
    )


def _part(segment: Segment) -> Part:
    runs: list[_Run] = []
    for row in segment.rows:
        if runs and runs[-1][0] == row.table and runs[-1][2] == row.row:
            runs[-1] = (row.table, runs[-1][1], row.row + 1)
        else:
            runs.append((row.table, row.row, row.row + 1))
    lines = [line.text for line in segment.lines]
    return Part(tuple(lines[: segment.n_above]), tuple(runs), tuple(lines[segment.n_above :]))


def _tables(part: Part, sources: Sequence[Source]) -> Iterator[tuple[SourceTable, int, int]]:
    for number, first, end in part.runs:
        source = sources[number]
        if isinstance(source, SourceTable):
            yield source, first, end


def _slice(table: SourceTable, first: int, end: int) -> Grid:
    """Return some rows of a table; a merged cell that reaches beyond them is cut off there."""
    found = []
    for cell in table.grid.cells:
        top, bottom = max(cell.row, first), min(cell.row_end, end)
        if top < bottom:
            found.append(replace(cell, row=top - first, rows=bottom - top, style="label"))
    return Grid(end - first, table.grid.n_cols, tuple(found))


def _stacked(grids: Sequence[Grid]) -> Grid:
    """Return one grid of several, one below the other; the last cell of a narrower one reaches to the right edge."""
    n_cols = max((grid.n_cols for grid in grids), default=1)
    cells: list[Cell] = []
    top = 0
    for grid in grids:
        for cell in grid.cells:
            wide = cell.cols + (n_cols - grid.n_cols if cell.col_end == grid.n_cols else 0)
            cells.append(replace(cell, row=cell.row + top, cols=wide))
        top += grid.n_rows
    if not top:
        return Grid(1, n_cols, (Cell(0, 0, 1, n_cols, kind="blank"),))
    return Grid(top, n_cols, tuple(cells))


def _widths(grid: Grid, room_mm: float) -> tuple[float, ...]:
    """Return widths in mm that fill the room: a column with long texts gets more."""
    need = [float(_LEAST)] * grid.n_cols
    for cell in grid.cells:
        longest = max((len(line) for line in cell.text.split("\n")), default=0)
        for col in range(cell.col, cell.col_end):
            need[col] = max(need[col], min(longest, _LONGEST * cell.cols) / cell.cols)
    share = room_mm / sum(need)
    return tuple(each * share for each in need)
