"""The open editor's text on the sheet: only the text changes, never the rows, so nothing moves under the cursor."""

from __future__ import annotations

from dataclasses import replace

from perfdesk.grid import Cell, Paragraph, Part, Sheet


def with_live_text(sheet: Sheet, source: str, text: str) -> Sheet:
    """Return the sheet with `text` wherever the value at the path `source` is shown."""
    cells = tuple(_cell(cell, source, text) for cell in sheet.grid.cells)
    return replace(
        sheet,
        grid=sheet.grid.with_cells(cells),
        above=tuple(_paragraph(line, source, text) for line in sheet.above),
        below=tuple(_paragraph(line, source, text) for line in sheet.below),
    )


def _cell(cell: Cell, source: str, text: str) -> Cell:
    if cell.source == source:
        return replace(cell, text=text)
    parts = _parts(cell.parts, source, text) if cell.parts else None
    return cell if parts is None else replace(cell, parts=parts, text="".join(part.text for part in parts))


def _paragraph(line: Paragraph, source: str, text: str) -> Paragraph:
    parts = _parts(line.parts, source, text)
    return line if parts is None else replace(line, parts=parts, text="".join(part.text for part in parts))


def _parts(parts: tuple[Part, ...], source: str, text: str) -> tuple[Part, ...] | None:
    if not any(part.source == source for part in parts):
        return None
    return tuple(replace(part, text=text) if part.source == source else part for part in parts)
