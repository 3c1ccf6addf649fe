"""Damages published text as publishing does: kinds I01 to I10, alone and together, over any template.

A `Page` is one form as rows of cells; each kind changes it in place, says what it did, and may lose texts for good.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from textpages import Page, page_of

_HAN = re.compile(r"(?<=[\u4e00-\u9fff）])(?=[\u4e00-\u9fff（])")
_OTHER_WIDTH = str.maketrans("（）：，()", "():,（）")


def row_left(page: Page, rng: Random) -> bool:
    """Drop an empty cell at the left of a row: everything moves one column left."""
    rows = [row for row in page.rows if row.kind != "heads" and row.filled and row.filled[0] > 0]
    if not rows:
        return False
    row = rng.choice(rows)
    row.cells = [*row.cells[1:], ""]
    return True


def row_left_inside(page: Page, rng: Random) -> bool:
    """Drop an empty cell somewhere in a row of the tree: what stands right of it moves left."""
    rows = [row for row in page.tree() if any(not cell for cell in row.cells[: (row.filled or [0])[-1]])]
    if not rows:
        return False
    row = rng.choice(rows)
    at = rng.choice([col for col, cell in enumerate(row.cells[: row.filled[-1]]) if not cell])
    row.cells = [*row.cells[:at], *row.cells[at + 1 :], ""]
    return True


def row_right(page: Page, rng: Random) -> bool:
    """Put an empty cell before a row: the last one is pushed out and lost."""
    row = rng.choice([row for row in page.rows if row.kind != "heads"])
    at = rng.choice([0, 0, 1, 2, 3])
    row.cells = [*row.cells[:at], "", *row.cells[at:-1]]
    return True


def row_longer(page: Page, rng: Random) -> bool:
    """Put an empty cell into a row, which becomes longer: nothing is lost."""
    row = rng.choice([row for row in page.rows if row.kind != "heads"])
    at = rng.randrange(len(row.cells))
    row.cells.insert(at, "")
    return True


def scattered(page: Page, rng: Random) -> bool:
    """Move the texts of a row that has no level names to other columns further left, with gaps."""
    rows = [row for row in page.tree() if not row.levels and row.filled and row.filled[0] > 1]
    if not rows:
        return False
    row = rng.choice(rows)
    texts, at, cells = [row.cells[col] for col in row.filled], -1, [""] * len(row.cells)
    for text, col in zip(texts, row.filled, strict=True):
        at = rng.randint(min(at + 1, col), col) if rng.random() < 0.5 else at + 1
        cells[at] = text
    row.cells = cells
    return True


def level2_first(page: Page, rng: Random) -> bool:
    """Move a row that begins with a level-2 name to the left edge."""
    rows = [row for row in page.tree() if row.levels and not row.cells[1] and not row.cells[0] and row.filled]
    if not rows:
        return False
    row = rng.choice(rows)
    first = row.filled[0]
    row.cells = [*row.cells[first:], *[""] * first]
    return True


def second_panel(page: Page, rng: Random) -> bool:
    """Move the right half of a row of the tree one column left or right."""
    rows = [row for row in page.tree() if len(row.cells) > 6]
    if not rows:
        return False
    row = rng.choice(rows)
    at = len(row.cells) - 3
    if rng.random() < 0.5 and not row.cells[at - 1]:
        row.cells = [*row.cells[: at - 1], *row.cells[at:], ""]
    else:
        row.cells = [*row.cells[:at], "", *row.cells[at:-1]]
    return True


def one_right(page: Page, rng: Random) -> bool:
    """Move one text to the empty place at its right, but not into the place of another field."""
    places = [
        (row, col)
        for row in page.rows
        for col in row.filled
        if col + 1 < len(row.cells) and not row.cells[col + 1] and row.kind != "heads"
        if row.kind == "tree" or col + 1 not in dict(row.spans)
    ]
    if not places:
        return False
    row, col = rng.choice(places)
    row.cells[col], row.cells[col + 1] = "", row.cells[col]
    return True


def value_at_edge(page: Page, rng: Random) -> bool:
    """Move the only text of a row to column A."""
    rows = [row for row in page.rows if len(row.filled) == 1 and row.kind == "field" and row.spans[0][0] > 0]
    if not rows:
        return False
    row = rng.choice(rows)
    row.cells = [*row.cells[row.filled[0] :], *[""] * row.filled[0]]
    return True


# --- columns ---


def blank_column(page: Page, rng: Random) -> bool:
    """Put an empty column into the table, or into its upper or lower part."""
    at = rng.randint(1, len(page.rows[0].cells))
    first = rng.choice([0, 0, 0, rng.randrange(len(page.rows))])
    for row in page.rows[first:]:
        row.cells.insert(min(at, len(row.cells)), "")
    return True


def blank_column_gone(page: Page, rng: Random) -> bool:
    """Take a column that is empty in a run of rows out of these rows."""
    first = rng.randrange(len(page.rows))
    end = rng.randint(first + 1, len(page.rows))
    rows = page.rows[first:end]
    free = [col for col in range(min(len(row.cells) for row in rows)) if not any(row.cells[col] for row in rows)]
    if not free:
        return False
    at = rng.choice(free)
    for row in rows:
        del row.cells[at]
    return True


def other_merges(page: Page, rng: Random) -> bool:
    """Give the cells of a field row other widths; a row of values stays under its labels."""
    starts = [
        number
        for number, row in enumerate(page.rows)
        if row.kind == "field" and len(row.filled) > 2 and len(row.cells) > len(row.filled)
    ]
    if not starts:
        return False
    number = rng.choice(starts)
    row = page.rows[number]
    old = row.filled
    new = [old[0], *sorted(rng.sample(range(old[0] + 1, len(row.cells)), len(old) - 1))]
    follow = [row]
    below = page.rows[number + 1] if number + 1 < len(page.rows) else None
    same = below is not None and len(below.cells) == len(row.cells)
    if below is not None and same and set(below.filled) <= set(old) and set(page.labels(row)) >= set(old[1:]):
        follow.append(below)
    for each in follow:
        cells = [""] * len(each.cells)
        for col, at in zip(old, new, strict=True):
            cells[at] = each.cells[col]
        each.cells = cells
    return True


# --- rows that part or fail ---


def split(page: Page, rng: Random) -> bool:
    """Put a line between two rows: an empty one, or a separator."""
    rng.choice(page.rows[:-1]).gap = rng.choice(["\n", "---", "\n---\n", "———————", "***"])
    return True


def cut(page: Page, rng: Random) -> bool:
    """Cut the table in two; the lower part loses its empty first columns or gains one."""
    at = rng.randrange(1, len(page.rows))
    page.rows[at - 1].gap = rng.choice(["\n", "\n---\n"])
    lower = page.rows[at:]
    if rng.random() < 0.7 and not any(row.cells[0] for row in lower):
        for row in lower:
            del row.cells[0]
    else:
        for row in lower:
            row.cells.insert(rng.choice([0, len(row.cells)]), "")
    return True


def row_gone(page: Page, rng: Random) -> bool:
    """Take out a row of fields, or a row of the tree that no other one goes on from."""
    free = [row for row in page.rows if row.kind == "field"]
    tree = page.tree()
    for row, below in zip(tree, [*tree[1:], None], strict=True):
        if below is None or 2 in below.levels:
            free.append(row)
    levels1 = [row for row in free if 1 in row.levels or row.cells[0]]
    free = [row for row in free if row.kind == "field" or row not in levels1]
    if not free:
        return False
    page.rows.remove(rng.choice(free))
    return True


def heads_gone(page: Page, _rng: Random) -> bool:
    """Take out the row of column heads."""
    page.rows = [row for row in page.rows if row.kind != "heads"]
    return True


def label_gone(page: Page, rng: Random) -> bool:
    """Empty a label at the left edge of a block that has several rows."""
    rows = [row for row in page.rows if row.cells[0] in page.heads and row.kind in ("tree", "heads")]
    if not rows:
        return False
    rng.choice(rows).cells[0] = ""
    return True


# --- texts ---


def blanks_in_labels(page: Page, rng: Random) -> bool:
    """Put blanks into labels and level names, as line ends leave them."""
    for row in page.rows:
        for col in page.labels(row):
            if rng.random() < 0.5:
                gaps = [found.start() for found in _HAN.finditer(row.cells[col])]
                if gaps:
                    at = rng.choice(gaps)
                    row.cells[col] = f"{row.cells[col][:at]} {row.cells[col][at:]}"
    return True


def label_over_rows(page: Page, rng: Random) -> bool:
    """Tear a label in two, the second half in the row below."""
    pairs = [
        (row, below, col)
        for row, below in zip(page.rows, page.rows[1:], strict=False)
        for col in page.labels(row)
        if col < min(len(row.cells), len(below.cells)) and len(row.cells[col]) > 3 and not below.cells[col]
    ]
    if not pairs:
        return False
    row, below, col = rng.choice(pairs)
    at = rng.randrange(2, len(row.cells[col]) - 1)
    if row.cells[col][:at] in page.words:
        return False
    row.cells[col], below.cells[col] = row.cells[col][:at], row.cells[col][at:]
    return True


def label_over_cells(page: Page, rng: Random) -> bool:
    """Tear a label in two, the second half in the empty place at its right."""
    places = [
        (row, col)
        for row in page.rows
        for col in page.labels(row)
        if col + 1 < len(row.cells) and len(row.cells[col]) > 3 and not row.cells[col + 1]
    ]
    if not places:
        return False
    row, col = rng.choice(places)
    at = rng.randrange(2, len(row.cells[col]) - 1)
    row.cells[col], row.cells[col + 1] = row.cells[col][:at], row.cells[col][at:]
    return True


def tags(page: Page, rng: Random) -> bool:
    """Leave web tags in cells, and boxes as inputs."""
    for row in page.rows:
        for col in row.filled:
            text = row.cells[col]
            if "□" in text or "☑" in text:
                text = text.replace("☑", ' <input checked="" type="checkbox"/>')
                row.cells[col] = text.replace("□", ' <input type="checkbox"/>')
            elif rng.random() < 0.3:
                row.cells[col] = f"<p>{text}</p>".replace("\n", "</p><p>")
    return True


def widths(page: Page, rng: Random) -> bool:
    """Write labels with brackets, colons and dashes of another width."""
    page.above = [line.translate(_OTHER_WIDTH) if rng.random() < 0.5 else line for line in page.above]
    for row in page.rows:
        for col in page.labels(row):
            if rng.random() < 0.5:
                row.cells[col] = row.cells[col].translate(_OTHER_WIDTH)
    return True


def joined_lines(page: Page, rng: Random) -> bool:
    """Let the paragraphs above the table hang together."""
    page.joined_lines = rng.choice(["\n ", " ", "\n"])
    return True


def blanks_in_values(page: Page, rng: Random) -> bool:
    """Put blanks between Chinese characters of values, or around them."""
    for row in page.rows:
        for col in row.filled:
            if rng.random() < 0.2:
                row.cells[col] = _HAN.sub(lambda _: " " if rng.random() < 0.2 else "", row.cells[col]) + "\u00a0"
    return True


# --- other ways to write a table down ---


def repeated(page: Page, rng: Random) -> bool:
    """Write each merged cell into all places that it covers: across, down, or both."""
    down, across = rng.choice([(True, True), (True, False), (False, True)])
    cells = [row.cells for row in page.rows]
    old = [list(row) for row in cells]
    for number, row in enumerate(page.covered):
        for col, (top, left) in enumerate(row):
            if (down or top == number) and (across or left == col):
                cells[number][col] = old[top][left]
    return True


def word_rows(page: Page, rng: Random) -> bool:
    """Write one cell for each merged cell, as Word puts it on the clipboard: tall ones again and empty, or not."""
    tall = rng.random() < 0.6
    for number, row in enumerate(page.rows):
        kept = []
        for col, (top, left) in enumerate(page.covered[number]):
            if left == col and (top == number or tall):
                kept.append(row.cells[col])
        row.cells = kept
    return True


def stripped(page: Page, _rng: Random) -> bool:
    """Take the empty cells at the end of each row away."""
    page.strip = True
    return True


def markdown(page: Page, _rng: Random) -> bool:
    """Write the table as Markdown."""
    page.markdown = True
    return True


Kind = Callable[[Page, Random], bool]
SHAPES: tuple[Kind, ...] = (repeated, word_rows)
"""Kinds that need the table as it was; at most one of them, and first."""
MOVES: tuple[Kind, ...] = (
    row_left,
    row_left_inside,
    row_right,
    row_longer,
    scattered,
    level2_first,
    second_panel,
    one_right,
    value_at_edge,
    blank_column,
    blank_column_gone,
    other_merges,
    split,
    cut,
    row_gone,
    heads_gone,
    label_gone,
    blanks_in_labels,
    label_over_rows,
    label_over_cells,
    tags,
    widths,
    joined_lines,
    blanks_in_values,
    stripped,
    markdown,
)
__all__ = ["Page", "damage", "page_of"]
KINDS = (*SHAPES, *MOVES)
_DENSE = {row_right, row_left_inside, one_right, row_longer, second_panel}
"""With one cell for each merged cell no place is empty: these put a value into another's and leave no trace."""


def damage(page: Page, kinds: list[Kind], rng: Random) -> None:
    """Damage a page by some kinds, in the order that keeps them possible."""
    for kind in sorted(kinds, key=KINDS.index):
        if word_rows in kinds and kind in _DENSE:
            continue
        if kind(page, rng):
            page.done.append(kind.__name__)
