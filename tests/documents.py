"""A draft as a document that a reader meets: its sheets with their merges, or as tab-separated text."""

from __future__ import annotations

from collections.abc import Iterable

from perfdesk.grid import Grid, Sheet, Source, SourceLine, SourceTable


def as_sources(sheets: Iterable[Sheet]) -> list[Source]:
    """Return the sheets as Word or Excel give them to a reader: lines, tables with their merges, lines."""
    sources: list[Source] = []
    for sheet in sheets:
        sources += [SourceLine(line.text) for line in sheet.above]
        sources.append(SourceTable(sheet.grid, loose=False, where=f"第{len(sources)}个表"))
        sources += [SourceLine(line.text) for line in sheet.below]
    return sources


def cells_of(grid: Grid) -> list[list[str]]:
    """Return the rows of a table as text: each cell at its first place, the places it covers empty."""
    return [
        [grid.at(row, col).text if grid.is_start(row, col) else "" for col in range(grid.n_cols)]
        for row in range(grid.n_rows)
    ]


def quoted(cell: str) -> str:
    """Return a cell as Excel puts it on the clipboard."""
    return '"' + cell.replace('"', '""') + '"' if "\n" in cell or "\t" in cell else cell


def as_text(above: Iterable[str], rows: Iterable[list[str]], below: Iterable[str] = ()) -> str:
    """Return one form as published: its lines, its table with tabs, the lines below."""
    table = "\n".join("\t".join(map(quoted, row)) for row in rows)
    return "\n\n".join([*above, table, *below]) + "\n"


def sheet_text(sheet: Sheet) -> str:
    """Return one sheet as published text."""
    return as_text([line.text for line in sheet.above], cells_of(sheet.grid), [line.text for line in sheet.below])
