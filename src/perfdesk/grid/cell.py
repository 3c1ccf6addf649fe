"""One cell of a table, and the pieces of text that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["label", "field", "blank"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell's text; `source` is the path of the value it shows, None for fixed wording."""

    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at (`row`, `col`), counted from 0, `rows` × `cols` places large.

    Args:
        text: what the cell shows, lines parted by line feeds.
        kind: "label" (fixed wording), "field" (an input) or "blank" (covered, no input).
        source: the path of the value in the draft, for a field; opaque to everything below `translate/`.
        parts: for a label with inputs inside, its pieces in order; their texts joined are `text`.
        style: the name of one of the styles of the sheet.
    """

    row: int
    col: int
    rows: int = 1
    cols: int = 1
    text: str = ""
    kind: Kind = "label"
    source: str | None = None
    parts: tuple[Part, ...] = ()
    style: str = "label"

    @property
    def row_end(self) -> int:
        """The first row below the cell."""
        return self.row + self.rows

    @property
    def col_end(self) -> int:
        """The first column right of the cell."""
        return self.col + self.cols
