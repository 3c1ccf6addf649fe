"""Columns that others have put beside the layout's (numbers at the left, remarks or weights at the right)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from perfdesk.translate.fieldrows import match_labels
from perfdesk.translate.segments import Layout, Segment
from perfdesk.translate.source import SourceRow, Token

_NUMBERED = ("序号", "编号")
Margin = tuple[str, str]
"""Where a column beside the layout begins, and its texts, one a line."""


@dataclass(frozen=True)
class _Edges:
    """The first column of the layout in a table, the one behind its last, and which columns beside it are others'.

    A column at the right is somebody's own if it has a head of its own; else it may be a piece of the last column.
    """

    first: int
    end: int
    own: frozenset[int]


def without_strangers(segment: Segment, layout: Layout) -> list[Margin]:
    """Take whole tables out of a segment that are none of the form's and return their texts.

    A table goes if nothing in it is a word of the layout, other tables have such words, and it has other columns than
    the form's last one or begins with a column of numbers. Only tables whose merges are known are looked at.
    """
    tables: dict[int, list[SourceRow]] = {}
    for row in segment.rows:
        tables.setdefault(row.table, []).append(row)
    is_label = _label_test(layout)

    def has_word(row: SourceRow) -> bool:
        return any(is_label(token.text) or layout.template.taxonomy.has(token.text) for token in row.tokens)

    if len(tables) == 1:
        return []
    known = [number for number, rows in tables.items() if any(map(has_word, rows))]
    found: list[Margin] = []
    for number, rows in tables.items():
        texts = [row.text for row in rows if row.tokens]
        if number in known or not known or not texts or any(row.loose for row in rows):
            continue
        near = max((each for each in known if each < number), default=known[0])
        if rows[0].n_cols != tables[near][0].n_cols or texts[0].startswith(_NUMBERED):
            segment.rows = [row for row in segment.rows if row.table != number]
            found.append((rows[0].where, "\n".join(texts)))
    return found


def without_margins(segment: Segment, layout: Layout) -> list[Margin]:
    """Take the texts beside the layout's columns out of the rows of a segment and return them, column by column.

    The layout begins where its first label stands and ends with the last column head. Only tables whose merges are
    known are looked at. A text right after a label stays, as its value, and is noted as unsure in the segment.
    """
    found: list[Margin] = []
    is_label = _label_test(layout)
    for table in dict.fromkeys(row.table for row in segment.rows):
        own = [row for row in segment.rows if row.table == table]
        edges = _edges(own, layout, is_label)
        if edges is None:
            continue
        columns: dict[int, list[str]] = {}
        where = ""
        for number, row in enumerate(segment.rows):
            outside, unsure = _outside(row, edges, is_label) if row.table == table else ([], [])
            for token in outside:
                columns.setdefault(token.col, []).append(token.text)
                where = where or row.where
            segment.unsure += [(row.where, token.text) for token in unsure]
            if outside:
                segment.rows[number] = row.without(*outside)
        found += [(where, "\n".join(texts)) for _, texts in sorted(columns.items())]
    return found


def _edges(rows: Sequence[SourceRow], layout: Layout, is_label: Callable[[str], bool]) -> _Edges | None:
    """Return the edges of the layout in a table; None if they are not known."""
    step = next(each for each in layout.steps if each.kind == "heads")
    end = 0
    own: set[int] = set()
    for row in rows:
        match = None if row.loose or len(row.tokens) < 2 else match_labels(step, row, layout.template.n_cols)
        heads = [each.token for each in match.placed if each.slot and each.slot.kind == "label"] if match else []
        if len(heads) == len(step.labels):
            end = max(end, *(token.col + token.cols for token in heads))
            own |= {token.col for token in row.tokens if token.text != heads[-1].text}
    lefts = [token.col for row in rows for token in row.tokens if is_label(token.text)]
    return _Edges(min(lefts), end, frozenset(own)) if end and lefts else None


def _outside(row: SourceRow, edges: _Edges, is_label: Callable[[str], bool]) -> tuple[list[Token], list[Token]]:
    """Return the texts of a row beside the layout, and those there that may be the value of a label."""
    outside: list[Token] = []
    unsure: list[Token] = []
    for number, token in enumerate(row.tokens):
        before = row.tokens[number - 1] if number else None
        if token.col + token.cols <= edges.first:
            outside.append(token)
        elif token.col in edges.own and token.col >= edges.end and not is_label(token.text):
            (unsure if before and is_label(before.text) else outside).append(token)
    return outside, unsure


def _label_test(layout: Layout) -> Callable[[str], bool]:
    """Return what says whether a text is a label of the layout; a table says the same texts many times."""
    labels = [slot.label for step in layout.steps for slot in step.slots if slot.label is not None]
    return cache(lambda text: any(label.match(text) is not None for label in labels))
