"""Any table at all, for hypothesis: random tilings with nasty texts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from perfdesk.grid import Cell, Paragraph, Sheet
from sheets import sheet_of

NASTY = (
    "=1+1",
    "+8613800000000",
    "-5",
    "@SUM(A1)",
    "＝A1",
    "'单引号",
    "䶮𬭩𠮷羡羨",
    "☑□㎡℃≥≤“”",
    "甲\u00a0乙",
    "👨\u200d👩\u200d👧",
    "_x0041_",
    "_x005F_x0041_x000D_",
    "<&>\"']]>",
    "  前后空白  ",
    "一\t二",
    "一\n\n二\n",
    "\n",
    " ",
    "12.50",
    "007",
    "1e5",
    "2022-04-12",
    "TRUE",
    "#N/A",
    "e\u0301\u202e右\u202c",
    "\u0085\u2028",
)

_SAFE = st.characters(
    exclude_categories=("Cs",), exclude_characters=[chr(code) for code in (*range(9), *range(11, 32), 0xFFFE, 0xFFFF)]
)


def texts(longest: int = 30) -> st.SearchStrategy[str]:
    """Return texts that a document can carry: nasty ones, and any characters at all."""
    return st.one_of(
        st.sampled_from(NASTY), st.text(_SAFE, max_size=longest), st.text("表格一二三，。0aA ", max_size=longest)
    )


@st.composite
def sheets(draw: st.DrawFn, text: st.SearchStrategy[str] | None = None, tallest: int = 7) -> Sheet:
    """Draw a sheet of up to `tallest` rows and 6 columns, tiled at random, with lines above and below."""
    text = texts() if text is None else text
    n_rows, n_cols = draw(st.integers(1, tallest)), draw(st.integers(1, 6))
    open_places = {(row, col) for row in range(n_rows) for col in range(n_cols)}
    places = [(row, col) for row in range(n_rows) for col in range(n_cols)]
    cells = [_cell(draw, place, open_places, text) for place in places if place in open_places]
    widths = tuple(draw(st.lists(st.integers(8, 30), min_size=n_cols, max_size=n_cols)))
    made = sheet_of(cells, tuple(map(float, widths)), draw(text))
    if n_rows > 2 and draw(st.booleans()):
        first = draw(st.integers(0, n_rows - 2))
        made = replace(made, head_rows=(first, first + 1))
    above = tuple(Paragraph(line, "title") for line in draw(st.lists(text.filter(str.strip), max_size=2)))
    below = tuple(Paragraph(line) for line in draw(st.lists(text.filter(str.strip), max_size=1)))
    return replace(made, above=above, below=below)


def _cell(
    draw: st.DrawFn, place: tuple[int, int], open_places: set[tuple[int, int]], text: st.SearchStrategy[str]
) -> Cell:
    row, col = place
    cols = rows = 1
    while (row, col + cols) in open_places and draw(st.booleans()):
        cols += 1
    while all((row + rows, col + step) in open_places for step in range(cols)) and draw(st.booleans()):
        rows += 1
    open_places -= {(row + down, col + step) for down in range(rows) for step in range(cols)}
    kind = draw(st.sampled_from(("label", "field")))
    return Cell(row, col, rows, cols, draw(text), kind, style="label" if kind == "label" else "value")
