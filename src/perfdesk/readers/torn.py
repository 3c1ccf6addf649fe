"""Rows of a table of text that line ends inside their cells have torn apart, as Word's plain text has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_LEAST_ROWS = 3
_LEAST_COLUMNS = 3


@dataclass(slots=True)
class Row:
    """The cells of a row; `torn`: line ends had torn it into several lines."""

    cells: list[str]
    torn: bool = False


def mended(run: Sequence[Row | str]) -> Sequence[Row | str]:
    """Return lines that follow each other, rows and texts, with torn rows joined; only if all rows are as wide then.

    A row that is too short goes on in the line below, be it a text or the beginning of the next piece of the row.
    """
    widths = Counter(len(each.cells) for each in run if isinstance(each, Row))
    ((width, often),) = widths.most_common(1) or [(0, 0)]
    n_rows = widths.total()
    if n_rows < _LEAST_ROWS or width < _LEAST_COLUMNS or often * 2 <= n_rows or often == n_rows:
        return run
    joined: list[Row | str] = []
    for each in run:
        last = joined[-1] if joined else None
        cells = each.cells if isinstance(each, Row) else [each.strip()]
        if isinstance(last, Row) and _goes_on(last.cells, cells, width):
            inside = f"{last.cells[-1]}\n{cells[0]}"
            joined[-1] = Row([*last.cells[:-1], inside, *cells[1:]], torn=True)
        else:
            joined.append(each)
    return joined if all(len(each.cells) == width for each in joined if isinstance(each, Row)) else run


def _goes_on(last: Sequence[str], cells: Sequence[str], width: int) -> bool:
    """Say whether the row that is too short goes on with these cells."""
    whole = len(last) + len(cells) - 1
    return len(last) < width and len(cells) < width and whole <= width and bool(last[-1] and cells[0])
