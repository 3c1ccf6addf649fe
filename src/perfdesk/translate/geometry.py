"""Whether a row of a document stands exactly as its template prescribes: then nothing about it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Slot, Step


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and the place of the template's row that it belongs to (None: nowhere)."""

    token: Token
    slot: Slot | None


def literal(step: Step, row: SourceRow, n_cols: int) -> list[Placed] | None:
    """Return the row's texts in their places if they stand exactly there, else None.

    Exactly: in the template's columns, or (as Word gives a table to the clipboard) one cell for each of the
    template's cells, with or without the cell that the tall label at the left covers. Where the merges are known,
    no other cell may reach into the row: its places would be counted wrong.
    """
    for placed in _geometries(step.slots, row, n_cols):
        if _fits(step, placed):
            return placed
    return None


def _geometries(slots: Sequence[Slot], row: SourceRow, n_cols: int) -> Iterator[list[Placed]]:
    if row.n_cols == n_cols:
        by_col = {slot.col: slot for slot in slots}
        if all(token.col in by_col for token in row.tokens):
            yield [Placed(token, by_col[token.col]) for token in row.tokens]
    head = sum(slot.kind == "head" for slot in slots)
    if row.n_cells == len(slots) and (row.loose or row.n_covered == 0):
        yield [Placed(token, slots[token.index]) for token in row.tokens]
    if head and row.n_cells == len(slots) - head and (row.loose or row.n_covered == head):
        yield [Placed(token, slots[token.index + head]) for token in row.tokens]


def _fits(step: Step, placed: list[Placed]) -> bool:
    filled = set()
    for each in placed:
        slot = each.slot
        if slot is None or slot.kind == "blank":
            return False
        if slot.label is not None and slot.label.match(each.token.text) is None:
            return False
        filled.add(slot.index)
    return all(slot.index in filled for slot in step.labels)
