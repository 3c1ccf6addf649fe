"""One form as published text, row by row, so that a test can damage it."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents import cells_of, quoted
from perfdesk.grid import Sheet


@dataclass
class Row:
    """A row of text; `kind` is what it is in the template, `level1` and `level2` where its names stand."""

    cells: list[str]
    kind: str
    spans: list[tuple[int, int]]  # column and width of each cell that begins here
    levels: list[int] = field(default_factory=list)
    gap: str = ""  # what stands between this row and the next: "" nothing, else lines

    @property
    def filled(self) -> list[int]:
        return [col for col, text in enumerate(self.cells) if text]


@dataclass
class Page:
    """One form: lines, rows, and how it is written down."""

    above: list[str]
    rows: list[Row]
    covered: list[list[tuple[int, int]]]  # for each place, the row and column of the cell that covers it
    words: set[str]  # the labels and level names
    heads: set[str]  # the labels at the left edge
    joined_lines: str = "\n\n"
    markdown: bool = False
    strip: bool = False
    word: str = ""
    done: list[str] = field(default_factory=list)

    def labels(self, row: Row) -> list[int]:
        """Return the columns of a row in which a label or level name stands, untouched so far."""
        return [col for col in row.filled if row.cells[col] in self.words]

    def tree(self) -> list[Row]:
        return [row for row in self.rows if row.kind == "tree"]

    def text(self) -> str:
        lines = []
        for row in self.rows:
            if self.markdown:
                shown = (cell.replace("\n", "<br>").replace("|", "｜") or " " for cell in row.cells)
                lines.append("| " + " | ".join(shown) + " |")
                if row is self.rows[0]:
                    lines.append("|" + "---|" * len(row.cells))
            else:
                line = "\t".join(map(quoted, row.cells))
                line = line.rstrip("\t") if self.strip else line
                lines.append(line if "\t" in line else f"{line}\t")
            if row.gap:
                lines.append(row.gap)
        return self.joined_lines.join(self.above) + "\n\n" + "\n".join(lines) + "\n"


def page_of(sheet: Sheet) -> Page:
    """Return a sheet as a page without damage."""
    grid, rows, covered = sheet.grid, [], []
    edge = {cell.text for cell in grid.cells if cell.col == 0 and cell.kind == "label"}
    words = {cell.text for cell in grid.cells if cell.text and (cell.kind == "label" or cell.style == "label")}
    for number, cells in enumerate(cells_of(grid)):
        starts = list(grid.starting_in(number))
        tree = any((cell.source or "").startswith("indicators/") and cell.style == "value" for cell in starts)
        heads = sheet.head_rows is not None and number == sheet.head_rows[0]
        levels = [cell.col for cell in starts if tree and cell.style == "label" and cell.col > 0]
        kind = "tree" if tree else "heads" if heads else "field"
        rows.append(Row(cells, kind, [(cell.col, cell.cols) for cell in starts], levels))
        covered.append([(at.row, at.col) for at in (grid.at(number, col) for col in range(grid.n_cols))])
    return Page([line.text for line in sheet.above], rows, covered, words, edge)


# --- rows that move ---
