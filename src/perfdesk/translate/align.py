"""Walks a form's rows along its template's rows: which row of the document is which row of the layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from perfdesk.region import Template
from perfdesk.translate.fieldrows import (
    RowMatch,
    is_crowded,
    is_labelled,
    match_labels,
    match_values,
    with_crossed,
)
from perfdesk.translate.indicators import TreeRow, frames_for, read_row
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Label, Step

_DROP = 4.0
_DROP_EMPTY = 0.05
_HEADS_AGAIN = 0.1
_OFTEN = 1e18
_TOTALS = ("合计", "总计", "总分", "合 计", "总 计")
MOST_ROWS = 2000
"""A form with more rows than this is none."""


@dataclass(frozen=True)
class Aligned:
    """A row of the document and what it is: a step with its match or tree row; `step` None: nothing known."""

    row: SourceRow
    step: int | None
    match: RowMatch | None = None
    tree: TreeRow | None = None
    again: bool = False  # column heads printed again


@dataclass
class Alignment:
    """All rows of a form aligned, and the steps that no row was found for."""

    rows: list[Aligned]
    missing: list[int]
    cost: float


@dataclass
class _Costs:
    template: Template
    steps: Sequence[Step]
    rows: Sequence[SourceRow]
    labels: list[Label] = field(default_factory=list)
    heads: dict[int, RowMatch | None] = field(default_factory=dict)
    trees: dict[int, TreeRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = [slot.label for step in self.steps for slot in step.labels if slot.label]
        self.head_step = next(number for number, step in enumerate(self.steps) if step.kind == "heads")
        for number, row in enumerate(self.rows):
            self.heads[number] = self._heads(row)

    def _heads(self, row: SourceRow) -> RowMatch | None:
        step = self.steps[self.head_step]
        if len(row.tokens) < 2:
            return None
        match = match_labels(step, row, self.template.n_cols)
        found = (
            0 if match is None else sum(each.slot is not None and each.slot.kind == "label" for each in match.placed)
        )
        return with_crossed(step, match) if match is not None and found * 2 > len(step.labels) else None

    def match(self, number: int, step: int) -> tuple[float, RowMatch | TreeRow | None]:
        """Return the cost of row `number` being a row of that step, and how it fits; `_OFTEN` if it cannot be."""
        row, kind = self.rows[number], self.steps[step].kind
        if is_crowded(row, self.template.n_cols):
            return _OFTEN, None
        if kind == "heads":
            match = self.heads[number]
            return (_OFTEN, None) if match is None else (match.cost, match)
        if kind == "indicator":
            if self.heads[number] is not None:
                return _HEADS_AGAIN, None
            if not row.loose and row.n_cells == 1 and row.n_covered <= 1 and row.tokens:
                return _OFTEN, None  # one cell as wide as the table: a note, no row of the tree
            if self._is_beside_head(number):
                return _OFTEN, None  # "填表人 | 王芳" where the tall label at the left has ended
            if _is_total(row):
                return _OFTEN, None
            tree = self.tree(number)
            if row.tokens and (row.loose or not tree.exact) and all(map(is_labelled, row.tokens)):
                return _OFTEN, None  # "联系人：… | 电话：…": a line beside the table, no row of the tree
            like = sum(any(label.match(token.text) for label in self.labels) for token in row.tokens)
            return (tree.cost + 1.5 * like if row.tokens else _DROP_EMPTY), tree
        if kind == "values":
            values = match_values(self.steps[step], row, self.template.n_cols, self.labels)
            return values.cost, values
        block = self.steps[step].block
        others = [
            slot.label for each in self.steps if each.block == block for slot in each.labels if slot.label is not None
        ]
        found = match_labels(self.steps[step], row, self.template.n_cols, others)
        return (_OFTEN, None) if found is None else (found.cost, found)

    def _is_beside_head(self, number: int) -> bool:
        """Say whether a row begins with words of its own in the column of the tall label: no row of the tree."""
        row, step = self.rows[number], self.steps[self.head_step + 1]
        over = self._heads_over(number)
        if row.loose or row.n_covered or not row.tokens or over is None or step.head is None:
            return False
        head = next((token for token in over.values() if step.head.match(token.text)), None)
        first = row.tokens[0]
        known = step.head.match(first.text) is not None or any(map(self.template.taxonomy.has, _texts(row)))
        return head is not None and first.col == head.col and len(first.text) > 1 and not known

    def tree(self, number: int) -> TreeRow:
        """Return row `number` read as a row of the tree, under the column heads that stand over it in its table."""
        if number not in self.trees:
            row = self.rows[number]
            frames = list(
                frames_for(self.steps[self.head_step + 1], row, self._heads_over(number), self.template.n_cols)
            )
            self.trees[number] = read_row(self.steps[self.head_step + 1], row, frames, self.template.taxonomy)
        return self.trees[number]

    def _heads_over(self, number: int) -> dict[int, Token] | None:
        own = self.rows[number]
        for above in range(number, -1, -1):
            match, row = self.heads[above], self.rows[above]
            if match is None:
                continue
            goes_on = not match.exact and row.n_cols == own.n_cols  # the next page of a table that is no literal one
            if row.table == own.table or goes_on:
                return {
                    each.slot.index: each.token
                    for each in match.placed
                    if each.slot is not None and each.slot.kind in ("label", "head")
                }
        return None


def _is_total(row: SourceRow) -> bool:
    """Say whether a row adds up the weights above it."""
    first, *rest = [text.strip() for text in _texts(row)] or [""]
    return first in _TOTALS and all(not text.strip("0123456789.%％分") for text in rest)


def _texts(row: SourceRow) -> list[str]:
    return [token.text for token in row.tokens]


def align(template: Template, steps: Sequence[Step], rows: Sequence[SourceRow]) -> Alignment:
    """Return the cheapest walk of the rows along the steps, in order."""
    costs = _Costs(template, steps, rows)
    skip = [_skip(step) for step in steps]
    n_rows, n_steps = len(rows), len(steps)
    best = [[_OFTEN] * (n_steps + 1) for _ in range(n_rows + 1)]
    move: list[list[tuple[str, RowMatch | TreeRow | None]]] = [[("", None)] * (n_steps + 1) for _ in range(n_rows + 1)]
    best[n_rows][n_steps] = 0.0
    for i in range(n_rows, -1, -1):
        for j in range(n_steps, -1, -1):
            options: list[tuple[float, str, RowMatch | TreeRow | None]] = []
            if i < n_rows:
                drop = _DROP + 0.2 * len(rows[i].tokens) if rows[i].tokens else _DROP_EMPTY
                options.append((best[i + 1][j] + drop, "drop", None))
            if j < n_steps:
                options.append((best[i][j + 1] + skip[j], "skip", None))
            if i < n_rows and j < n_steps:
                cost, how = costs.match(i, j)
                stay = steps[j].kind == "indicator"
                options.append((best[i + 1][j if stay else j + 1] + cost, "take", how))
            if options:
                chosen = min(options, key=lambda option: option[0])
                if chosen[0] < best[i][j]:
                    best[i][j], move[i][j] = chosen[0], chosen[1:]
    return Alignment(*_walk(move, rows, steps), best[0][0])


def _skip(step: Step) -> float:
    if step.kind == "indicator":
        return 0.0
    return 2.0 + 0.5 * len(step.labels) if step.kind in ("labels", "heads") else 1.5


def _walk(
    move: list[list[tuple[str, RowMatch | TreeRow | None]]], rows: Sequence[SourceRow], steps: Sequence[Step]
) -> tuple[list[Aligned], list[int]]:
    aligned: list[Aligned] = []
    missing: list[int] = []
    i = j = 0
    while i < len(rows) or j < len(steps):
        how, found = move[i][j]
        if how == "skip":
            if steps[j].kind != "indicator":
                missing.append(j)
            j += 1
        elif how == "drop":
            aligned.append(Aligned(rows[i], None))
            i += 1
        else:
            match = found if isinstance(found, RowMatch) else None
            tree = found if isinstance(found, TreeRow) else None
            aligned.append(Aligned(rows[i], j, match, tree, again=found is None))
            i += 1
            j += steps[j].kind != "indicator"
    return aligned, missing
