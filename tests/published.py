"""A sheet as published text: paragraphs parted by empty lines, the table's places by tabs."""

from __future__ import annotations

from collections.abc import Iterable

from perfdesk.grid import Grid, Sheet


def rows_of(grid: Grid) -> list[list[str]]:
    """Return the text of each place; places that a cell covers beyond its first are empty."""
    return [
        [grid.at(row, col).text.replace("\n", " ") if grid.is_start(row, col) else "" for col in range(grid.n_cols)]
        for row in range(grid.n_rows)
    ]


def as_published(sheets: Iterable[Sheet]) -> str:
    """Return the forms as a web page publishes them."""
    pieces = []
    for sheet in sheets:
        pieces += [paragraph.text for paragraph in sheet.above]
        pieces.append("\n".join("\t".join(row) for row in rows_of(sheet.grid)))
        pieces += [paragraph.text for paragraph in sheet.below]
    return "\n\n".join(pieces) + "\n"
