"""Rows of a document as the translation sees them: the cells that have text, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from perfdesk.grid import Cell, SourceTable
from perfdesk.translate.clean import is_empty


@dataclass(frozen=True, slots=True)
class Token:
    """A text in a row: its first column and the how-manieth cell of its row it is, both from 0; its columns."""

    text: str
    col: int
    index: int
    cols: int = 1


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a table of the document.

    Args:
        tokens: the cells with text, from left to right.
        n_cells: how many cells the row has (its own; a text's row may be shorter than the table).
        n_cols: how many columns the table has.
        loose: the source tells no merges.
        covered: columns covered by a cell of a row above.
        where: for messages, such as "第1个表第3行".
        torn: a line end inside a cell had torn the row in two.
        row: which row of its table it is, from 0.
        n_covered: how many cells of rows above reach into it.
        below: a text right below the row that may be the end of its last cell, torn off by a line end.
        reach: the texts of cells of rows above that reach into it.
        joined: texts that stood in two or three cells of the row, a value and its unit.
        sheet: which sheet of the document it is on, from 0.
    """

    tokens: tuple[Token, ...]
    n_cells: int
    n_cols: int
    loose: bool
    covered: frozenset[int]
    where: str
    table: int = 0
    torn: bool = False
    row: int = 0
    n_covered: int = 0
    below: str = ""
    reach: tuple[Token, ...] = ()
    joined: tuple[str, ...] = ()
    sheet: int = 0

    @property
    def text(self) -> str:
        """The row as a clerk would recognise it: its texts, parted by " | "."""
        return " | ".join(token.text for token in self.tokens)

    def without(self, *dropped: Token) -> SourceRow:
        """Return the row without some of its texts."""
        return replace(self, tokens=tuple(token for token in self.tokens if token not in dropped))

    def with_text(self, token: Token, text: str) -> SourceRow:
        """Return the row with another text in the place of `token`."""
        new = replace(token, text=text)
        return replace(self, tokens=tuple(new if each is token else each for each in self.tokens))


def rows_of(table: SourceTable, number: int = 0) -> Iterator[SourceRow]:
    """Yield the rows of a table, top row first."""
    grid = table.grid
    starts: list[list[Cell]] = [[] for _ in range(grid.n_rows)]
    covered: list[set[int]] = [set() for _ in range(grid.n_rows)]
    n_covered = [0] * grid.n_rows
    reach: list[list[Token]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        if cell.kind != "blank":
            starts[cell.row].append(cell)
        for row in range(cell.row + 1, cell.row_end):
            covered[row].update(range(cell.col, cell.col_end))
            n_covered[row] += 1
            if not is_empty(cell.text):
                reach[row].append(Token(cell.text, cell.col, 0, cell.cols))
    for row, cells in enumerate(starts):
        tokens = tuple(
            Token(cell.text, cell.col, index, cell.cols) for index, cell in enumerate(cells) if not is_empty(cell.text)
        )
        yield SourceRow(
            tokens,
            len(cells),
            grid.n_cols,
            table.loose,
            frozenset(covered[row]),
            f"{table.where}第{row + 1}行",
            number,
            row in table.torn,
            row,
            n_covered[row],
            reach=tuple(reach[row]),
            sheet=table.sheet,
        )
