"""Columns that others have put between the layout's: units and signs go to their targets, the rest is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from perfdesk.region import fold_label
from perfdesk.translate.fieldrows import RowMatch, match_labels
from perfdesk.translate.segments import Layout, Segment
from perfdesk.translate.source import SourceRow

_UNITS = {"计量单位", "度量单位", "指标单位", "单位", "指标值单位", "计量单位名称"}
_SIGNS = {"指标性质", "指标方向", "指标方向性", "符号", "运算符号", "运算符", "计算符号", "方向", "性质"}
_SIGN_TEXTS = {"≥", "≤", ">", "<", "=", "＝", "＞", "＜", "≧", "≦"}
_EQUAL = {"=", "＝"}
_TARGET = "指标值"


@dataclass(frozen=True)
class _Column:
    """A column of somebody's own: its first and last place, its head, the column of the target that it belongs to."""

    first: int
    end: int
    head: str
    target: int | None = None
    sign: bool = False


def without_own_columns(segment: Segment, layout: Layout) -> list[tuple[str, str]]:
    """Take columns with heads of their own out of the tree's rows; return where each begins and its texts.

    Only under a row of column heads that has all of the layout's, in tables whose merges are known.
    """
    left: dict[_Column, list[str]] = {}
    where: dict[_Column, str] = {}
    columns: list[_Column] = []
    table = -1
    for number, row in enumerate(segment.rows):
        match = _whole_heads(row, layout)
        if match is not None:
            columns, table = list(_columns(match, layout)), row.table
            for column in columns:
                left.setdefault(column, [column.head])
                where.setdefault(column, row.where)
            firsts = {column.first for column in columns}
            segment.rows[number] = row.without(*(token for token in row.tokens if token.col in firsts))
            continue
        if row.table != table or _has_label(row, layout):
            columns = []
        for column in columns:
            segment.rows[number] = _without(segment.rows[number], column, left[column])
    return [(where[column], "\n".join(texts)) for column, texts in left.items()]


def _whole_heads(row: SourceRow, layout: Layout) -> RowMatch | None:
    """Return how a row holds all column heads of the layout; None if it does not."""
    step = next(each for each in layout.steps if each.kind == "heads")
    if row.loose or len(row.tokens) <= len(step.labels):
        return None
    match = match_labels(step, row, layout.template.n_cols)
    labels = [each for each in match.placed if each.slot and each.slot.kind == "label"] if match else []
    return match if len(labels) == len(step.labels) else None


def _columns(match: RowMatch, layout: Layout) -> Iterator[_Column]:
    """Yield the columns between the layout's heads, and the units and signs beside its targets."""
    step = next(each for each in layout.steps if each.kind == "indicator")
    parts = {slot.index: slot.part for slot in step.slots}
    placed = match.placed
    last = max(nth for nth, each in enumerate(placed) if each.slot and each.slot.kind == "label")
    first = min(nth for nth, each in enumerate(placed) if each.slot and each.slot.kind == "label")
    for nth, each in enumerate(placed):
        if each.slot is not None or nth < first:
            continue
        token, head = each.token, fold_label(each.token.text)
        left = next((one for one in reversed(placed[:nth]) if one.slot), None)
        right = next((one for one in placed[nth + 1 :] if one.slot), None)
        if head in _UNITS and left and left.slot and parts.get(left.slot.index) == "target":
            yield _Column(token.col, token.col + token.cols, token.text, left.token.col)
        elif head in _SIGNS and right and right.slot and parts.get(right.slot.index) == "target":
            yield _Column(token.col, token.col + token.cols, token.text, right.token.col, sign=True)
        elif nth < last:
            yield _Column(token.col, token.col + token.cols, token.text)


def _without(row: SourceRow, column: _Column, left: list[str]) -> SourceRow:
    token = next((each for each in row.tokens if each.col == column.first), None)
    if token is None or token.col + token.cols > column.end:
        return row
    target = next((each for each in row.tokens if each.col == column.target), None)
    if target is None or (column.sign and token.text.strip() not in _SIGN_TEXTS):
        left.append(token.text)
        return row.without(token)
    sign = token.text.strip()
    whole = f"{'' if sign in _EQUAL else sign}{target.text}" if column.sign else f"{target.text}{sign}"
    joined = (*(text for text in row.joined if text != target.text), whole)
    return replace(row.without(token).with_text(target, whole), joined=joined)


def _has_label(row: SourceRow, layout: Layout) -> bool:
    """Say whether a row has a label of the layout other than column heads: the tree has ended."""
    labels = [slot.label for step in layout.steps if step.kind == "labels" for slot in step.labels]
    return any(label is not None and label.match(token.text) for label in labels for token in row.tokens)
