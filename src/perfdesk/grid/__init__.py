"""Tables: rows × columns, every place covered by exactly one cell; no medium, no files."""

from perfdesk.grid.cell import Cell, Kind, Part
from perfdesk.grid.grid import Grid
from perfdesk.grid.sheet import Align, Face, Paper, Paragraph, Sheet, Style
from perfdesk.grid.sketch import sketch, sketch_sheet
from perfdesk.grid.source import Source, SourceDocument, SourceLine, SourceNote, SourceTable

__all__ = [
    "Align",
    "Cell",
    "Face",
    "Grid",
    "Kind",
    "Paper",
    "Paragraph",
    "Part",
    "Sheet",
    "Source",
    "SourceDocument",
    "SourceLine",
    "SourceNote",
    "SourceTable",
    "Style",
    "sketch",
    "sketch_sheet",
]
