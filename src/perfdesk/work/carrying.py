"""What a copy puts on the clipboard: text and HTML for Excel, WPS and Word, and our own form for ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from perfdesk.grid import Cell, Grid
from perfdesk.model import Doubt, Draft, Indicator
from perfdesk.model import path as paths
from perfdesk.model.draft import Frozen
from perfdesk.readers.clipboard import cleaned
from perfdesk.region import Template
from perfdesk.work import editing, tree_editing

KIND = "application/x-perfdesk"
"""The name of our own form on the clipboard."""
MOST_BYTES = 16_000_000
_NEEDS_QUOTES = re.compile('[\t\r\n"]')
_BLANKS = re.compile(r"^ +| {2,}| +$", re.MULTILINE)
_HEAD = (
    '<html><head><meta charset="utf-8"><style>'
    "table{border-collapse:collapse} td{border:.5pt solid #222;vertical-align:middle;"
    'mso-number-format:"\\@";white-space:normal} br{mso-data-placement:same-cell}'
    "</style></head><body><!--StartFragment-->"
)
_FOOT = "<!--EndFragment--></body></html>"


class CarriedCell(Frozen):
    """A cell of a copied block, its place counted from 0."""

    row: int = Field(ge=0)
    col: int = Field(ge=0)
    rows: int = Field(default=1, ge=1)
    cols: int = Field(default=1, ge=1)
    text: str = ""
    kind: Literal["label", "field", "blank"] = "field"


class Carried(Frozen):
    """What was copied.

    Args:
        rows: whole rows of indicators; the cells show them too, for a paste into fields.
        draft: a draft with the forms that were copied, and what its forms share.
    """

    version: Literal[1] = 1
    n_rows: int = Field(default=0, ge=0, le=20_000)
    n_cols: int = Field(default=0, ge=0, le=1_000)
    cells: Annotated[tuple[CarriedCell, ...], Field(strict=False)] = ()
    rows: Annotated[tuple[Indicator, ...], Field(strict=False)] = ()
    draft: Draft | None = None

    def grid(self) -> Grid | None:
        """Return the cells as a table; None if they are none."""
        try:
            cells = [Cell(c.row, c.col, c.rows, c.cols, text=cleaned(c.text).text, kind=c.kind) for c in self.cells]
            return Grid(self.n_rows, self.n_cols, tuple(cells)) if cells else None
        except ValueError:
            return None


def carried_cells(grid: Grid, rows: tuple[Indicator, ...] = ()) -> Carried:
    """Return a block, and the whole rows that it is, as it is carried."""
    cells = tuple(
        CarriedCell(row=c.row, col=c.col, rows=c.rows, cols=c.cols, text=c.text, kind=c.kind) for c in grid.cells
    )
    return Carried(n_rows=grid.n_rows, n_cols=grid.n_cols, cells=cells, rows=rows)


def with_rows(draft: Draft, number: int, rows: Sequence[Indicator], template: Template, below: str = "") -> Draft:
    """Return the draft with copied rows, each in its level 2: below a row of it if given, else at its end.

    A level 2 that the layout does not know stays, with a doubt; so does a text for which it has no column.
    """
    before = {each.id for each in draft.forms[number].indicators}
    made = tree_editing.add_rows(draft, number, [_fitting(each, template) for each in rows], template, below)
    form = made.forms[number]
    new = [each for each in form.indicators if each.id not in before]
    told = [doubt for each in new for doubt in _doubts(each, template)]
    if not told:
        return made
    return editing.with_form(made, number, form.model_copy(update={"doubts": (*form.doubts, *told)}))


def _fitting(row: Indicator, template: Template) -> Indicator:
    """Return the row with its texts in the first horizon of the layout if it has none that the layout shows."""
    filled = [horizon for horizon, parts in row.horizons.items() if any(text.strip() for text in parts.values())]
    shown = template.horizons
    if not filled or not shown or any(each in shown for each in filled):
        return row
    horizons = {name: parts for name, parts in row.horizons.items() if name != filled[0]}
    return row.model_copy(update={"horizons": {**horizons, shown[0]: row.horizons[filled[0]]}})


def _doubts(row: Indicator, template: Template) -> Iterator[Doubt]:
    name = next((parts["name"] for parts in row.horizons.values() if parts.get("name")), row.level2)
    found = template.taxonomy.find_level2(row.level2, row.level1)
    if found is None or found.level1 != template.taxonomy.find_level1(row.level1):
        where = paths.join("indicators", row.id, "level2")
        why = f"本版式的“{row.level1}”下没有“{row.level2}”，按原文保留，请核对或改选。"
        yield Doubt(code="I08", path=where, place=name, was=row.level2, now=row.level2, why=why)
    columns = template.indicators.columns if template.indicators else ()
    shown = {(each.horizon, each.part) for each in columns}
    printed = {text for (horizon, part) in shown for text in (row.text(horizon or "", part),)}
    for horizon, parts in row.horizons.items():
        for part, text in parts.items():
            if text.strip() and (horizon, part) not in shown and text not in printed:
                yield Doubt(code="I13", place=name, was=text, why="本版式没有这一栏，内容留在草稿里，不会印出。")


def pack(carried: Carried) -> bytes:
    """Return our own form."""
    return carried.model_dump_json().encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> Carried | None:
    """Return what our own form holds; None if it is damaged, of a newer version, or too large."""
    if not data or len(data) > MOST_BYTES:
        return None
    try:
        return Carried.model_validate_json(data)
    except ValidationError:
        return None


def as_tsv(grid: Grid) -> str:
    """Return a block as text: cells parted by tabs, quoted as Excel quotes them; a merged cell stands first."""
    lines = []
    for row in range(grid.n_rows):
        cells = (grid.at(row, col) for col in range(grid.n_cols))
        texts = (cell.text if (cell.row, cell.col) == (row, col) else "" for col, cell in enumerate(cells))
        lines.append("\t".join(map(_quoted, texts)))
    return "\n".join(lines) + "\n"


def as_html(*grids: Grid) -> str:
    """Return blocks as HTML tables with their merges; every cell is text, so that nothing turns into a formula."""
    tables = []
    for grid in grids:
        rows = ("".join(map(_td, grid.starting_in(row))) for row in range(grid.n_rows))
        tables.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return f"{_HEAD}{'<br>'.join(tables)}{_FOOT}"


def one_as_html(text: str) -> str:
    """Return the text of one input for programs that would spread its lines over several cells."""
    return f"{_HEAD}<span>{_lines(text)}</span>{_FOOT}"


def _td(cell: Cell) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.cols}"' if cell.cols > 1 else "")
    return f"<td{spans}>{_lines(cell.text)}</td>"


def _lines(text: str) -> str:
    shown = "\n".join(_spaced(line) for line in text.split("\n"))
    return shown.replace("\n", '<br style="mso-data-placement:same-cell">')


def _spaced(line: str) -> str:
    """Return a line whose blanks survive HTML: Excel makes blanks again of those so marked."""
    pieces, at = [], 0
    for found in _BLANKS.finditer(line):
        blanks = "&nbsp;" * len(found.group())
        pieces += [escape(line[at : found.start()]), f'<span style="mso-spacerun:yes">{blanks}</span>']
        at = found.end()
    return "".join([*pieces, escape(line[at:])])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
