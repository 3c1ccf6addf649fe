"""Rows with labels: which label stands where, and how well a row fits a row of the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from perfdesk.translate.assign import NEVER, assign
from perfdesk.translate.geometry import Placed, literal
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Label, Slot, Step

LABEL_MISSING = 2.0
_READS_LIKE_LABEL = 2.0
_DROPPED = 2.5
_DROPPED_LABEL = 0.5
_CROWDED = 4
_LONGEST_LABEL = 12
_NOTES = ("注", "备注", "说明", "填表说明", "填报说明")


@dataclass(frozen=True)
class RowMatch:
    """How a row of the document fits a step: each text in its place, the cost, and whether it was exact."""

    placed: tuple[Placed, ...]
    cost: float
    exact: bool


def is_crowded(row: SourceRow, n_cols: int) -> bool:
    """Say whether a row has so many texts that it is no row of a layout with `n_cols` columns."""
    return len(row.tokens) > _CROWDED * n_cols


def match_labels(step: Step, row: SourceRow, n_cols: int, others: Sequence[Label] = ()) -> RowMatch | None:
    """Return how a row fits a step with labels; None if none of its labels stands there, or far too much.

    Args:
        others: labels of the same block; where one of them stands in this row, rows were paired otherwise.
    """
    if is_crowded(row, n_cols):
        return None
    exact = literal(step, row, n_cols)
    if exact is not None:
        return RowMatch(tuple(exact), 0.0, exact=True)
    slots, tokens = step.slots, row.tokens
    hits = [[slot.label is not None and slot.label.match(token.text) is not None for slot in slots] for token in tokens]
    labels = [index for index, slot in enumerate(slots) if slot.kind == "label"]
    if not any(hit[index] for hit in hits for index in labels):
        return None
    likes = [
        any(hit[index] for index in labels) or _is_any(token, others) for token, hit in zip(tokens, hits, strict=True)
    ]

    def put(number: int, place: int) -> float:
        slot = slots[place]
        if slot.label is not None:
            return 0.0 if hits[number][place] else NEVER
        if slot.kind == "blank":
            return 3.0
        return _READS_LIKE_LABEL if likes[number] else 0.02 * abs(tokens[number].col - slot.col)

    skip = [LABEL_MISSING if slot.kind == "label" else 0.0 for slot in slots]
    best = assign(len(tokens), len(slots), put, skip, _DROPPED)
    placed = tuple(
        Placed(token, None if place is None else slots[place]) for token, place in zip(tokens, best.places, strict=True)
    )
    dropped = sum(each.slot is None and like for each, like in zip(placed, likes, strict=True))
    if not any(each.slot is not None and each.slot.kind == "label" for each in placed):
        return None
    return RowMatch(placed, best.cost - dropped * (_DROPPED - _DROPPED_LABEL) + 0.3, exact=False)


def with_crossed(step: Step, match: RowMatch) -> RowMatch:
    """Return how a row of labels fits with those labels in their places that stand in another order.

    Not in a layout with two labels of the same words, nor if a label stands twice: which is which says only the order.
    """
    placed = list(match.placed)
    likes = [
        [slot for slot in step.labels if slot.label is not None and slot.label.match(each.token.text)]
        for each in placed
    ]
    known = [like[0].index for like in likes if like]
    if any(len(like) > 1 for like in likes) or len(set(known)) < len(known):
        return match
    for number, (each, like) in enumerate(zip(placed, likes, strict=True)):
        if each.slot is None and like:
            placed[number] = Placed(each.token, like[0])
    return replace(match, placed=tuple(placed))


def match_values(step: Step, row: SourceRow, n_cols: int, known: Sequence[Label]) -> RowMatch:
    """Return how a row fits a step that has fields only; any row does, one that reads like labels not well."""
    likes = sum(_is_any(token, known) for token in row.tokens)
    if len(row.tokens) > 1 and all(map(is_labelled, row.tokens)):
        likes += len(row.tokens)  # "填表人：… | 电话：…": a line beside the table
    exact = literal(step, row, n_cols)
    if exact is not None:
        return RowMatch(tuple(exact), 0.4 * likes, exact=True)
    slots, tokens = step.slots, row.tokens

    def put(number: int, place: int) -> float:
        slot = slots[place]
        if slot.kind == "head":
            return 0.0 if slot.label is not None and slot.label.match(tokens[number].text) else NEVER
        return 3.0 if slot.kind == "blank" else 0.05 * abs(tokens[number].col - slot.col)

    best = assign(len(tokens), len(slots), put, [0.0] * len(slots), 3.0)
    placed = tuple(
        Placed(token, None if place is None else slots[place]) for token, place in zip(tokens, best.places, strict=True)
    )
    return RowMatch(placed, best.cost + likes + (0.6 if tokens else 0.2), exact=False)


def is_labelled(token: Token) -> bool:
    """Say whether a text is a short label and its value in one, such as "联系人：王芳"."""
    label, colon, value = token.text.replace(":", "：").partition("：")
    return bool(colon and value.strip()) and 0 < len(label.strip()) <= _LONGEST_LABEL


def may_be_values(row: SourceRow) -> bool:
    """Say whether a row that fits nowhere may hold values: it is no note, and not all of it is labelled otherwise."""
    note = len(row.tokens) == 1 and row.tokens[0].text.lstrip().startswith(_NOTES)
    return bool(row.tokens) and not note and not all(map(is_labelled, row.tokens))


def label_columns(match: RowMatch) -> dict[int, Token]:
    """Return where each label of the row stands: by the number of its column in the template."""
    return {each.slot.col: each.token for each in match.placed if each.slot is not None and each.slot.kind == "label"}


def lacks_label(step: Step, over: RowMatch | None) -> bool:
    """Say whether a field of a row stands under no label, as the row of labels over it is not whole."""
    if over is None or over.exact:
        return False
    columns = label_columns(over)
    return any(slot.col not in columns for slot in step.fields)


def slot_after(step: Step, slot: Slot) -> Slot | None:
    """Return the field right of a label, None if there is none."""
    after = slot.index + 1
    return step.slots[after] if after < len(step.slots) and step.slots[after].kind == "field" else None


def _is_any(token: Token, labels: Sequence[Label]) -> bool:
    return any(label.match(token.text) for label in labels)
