"""Labels that publishing has torn apart: over two rows, or over two cells of one row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from perfdesk.region import fold, fold_label
from perfdesk.translate.segments import Layout
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Label, Slot

_LONGEST = 60
_SHORT = 2


@dataclass(frozen=True)
class Words:
    """Every label and level name of a layout: the fixed ones folded, and those with fields inside.

    `wide`: labels over several columns; `before_wide`: labels at whose right a field over several columns stands.
    """

    fixed: frozenset[str]
    labels: tuple[Label, ...]
    wide: tuple[Label, ...] = ()
    before_wide: tuple[Label, ...] = ()

    def has(self, text: str) -> bool:
        """Say whether a text is a label or level name by itself."""
        if fold_label(text) in self.fixed:
            return True
        return self._may_have(fold(text)) and any(label.match(text) is not None for label in self.labels)

    def _may_have(self, folded: str) -> bool:
        """Say whether a text begins and ends like a label with fields: a quick no for nearly every text."""
        bare = folded.rstrip(":")
        return bare.endswith(self._lasts) and folded.startswith(self._firsts)

    @cached_property
    def _firsts(self) -> tuple[str, ...]:
        return tuple({each.ends[0] for label in self.labels for each in label.patterns})

    @cached_property
    def _lasts(self) -> tuple[str, ...]:
        return tuple({each.ends[1] for label in self.labels for each in label.patterns})


def known_words(layout: Layout) -> Words:
    """Return the words of a layout."""
    labels = [slot.label for step in layout.steps for slot in step.slots if slot.label is not None]
    words = {each.fixed for label in labels for each in label.patterns if not each.fields}
    taxonomy = layout.template.taxonomy
    words |= {fold(each.name) for each in taxonomy.level1} | {fold(each.name) for each in taxonomy.level2}
    inside = tuple(dict.fromkeys(label for label in labels if label.fields))
    wide = dict.fromkeys(slot.label for slot, cols in _widths(layout) if cols > 1 and slot.label is not None)
    before = [
        slot.label
        for (slot, _), (after, cols) in itertools.pairwise(_widths(layout))
        if slot.kind == "label" and slot.label is not None and after.kind == "field" and cols > 1
    ]
    words = {word for word in words if len(word) > _SHORT}
    return Words(frozenset(words), inside, tuple(wide), tuple(before))


def _widths(layout: Layout) -> Iterator[tuple[Slot, int]]:
    """Yield each place of the layout with the number of columns it covers."""
    for step in layout.steps:
        for slot, after in itertools.pairwise([*step.slots, None]):
            if slot is not None:
                yield slot, (after.col if after is not None else layout.template.n_cols) - slot.col


def mend(rows: Sequence[SourceRow], words: Words) -> tuple[list[SourceRow], list[str]]:
    """Return the rows with torn labels put together in their first cell, and what each was, for doubts."""
    torn: list[str] = []
    mended = _once(rows, words, torn)
    for number in range(len(mended)):
        if mended[number].loose:
            mended[number] = _in_row(mended[number], words, torn)
    for number in range(len(mended) - 1):
        if mended[number].loose and mended[number + 1].loose:
            _over_rows(mended, number, words, torn)
    return mended, torn


def _once(rows: Sequence[SourceRow], words: Words, torn: list[str]) -> list[SourceRow]:
    """Return the rows with each text once that was written into every place of a merged cell, across."""
    mended: list[SourceRow] = []
    merged = {row.table for row in rows if row.n_covered or any(token.cols > 1 for token in row.tokens)}
    over: set[int] = set()  # columns in which the row above repeats a label
    for row in rows:
        again = [second for first, second in itertools.pairwise(row.tokens) if _is_again(first, second)]
        if not again or not (row.loose or row.table not in merged):
            mended.append(row)
            over = set()
            continue
        labels = {token.col for token in again if _is_one(words.wide, token.text)}
        dropped = [token for token in again if token.col in labels | over or _follows_label(row, token, words)]
        if dropped:
            torn.append(row.text)
        mended.append(row.without(*dropped))
        over = labels
    return mended


def _is_again(first: Token, second: Token) -> bool:
    return second.col == first.col + 1 and second.text == first.text


def _follows_label(row: SourceRow, token: Token, words: Words) -> bool:
    """Say whether the run of equal texts to which `token` belongs begins right after a label that asks for it."""
    before = [each for each in row.tokens if each.index < token.index and each.text != token.text]
    return bool(before) and not words.has(token.text) and _is_one(words.before_wide, before[-1].text)


def _is_one(labels: Sequence[Label], text: str) -> bool:
    return any(label.match(text) is not None for label in labels)


def _in_row(row: SourceRow, words: Words, torn: list[str]) -> SourceRow:
    number = 0
    while number + 1 < len(row.tokens):
        first, second = row.tokens[number], row.tokens[number + 1]
        whole = _whole(first, second, words)
        if whole and second.index == first.index + 1:
            torn.append(f"{first.text} | {second.text}")
            row = row.without(second).with_text(first, whole)
        number += 1
    return row


def _over_rows(rows: list[SourceRow], number: int, words: Words, torn: list[str]) -> None:
    below = {token.col: token for token in rows[number + 1].tokens}
    for first in rows[number].tokens:
        second = below.get(first.col)
        whole = _whole(first, second, words) if second else ""
        if second is not None and whole:
            torn.append(f"{first.text} / {second.text}")
            rows[number] = rows[number].with_text(first, whole)
            rows[number + 1] = rows[number + 1].without(second)


def _whole(first: Token, second: Token, words: Words) -> str:
    """Return the label that two texts make together, "" if they make none or either is one by itself."""
    if len(first.text) + len(second.text) > _LONGEST:
        return ""
    whole = first.text + second.text
    if not words.has(whole):
        return ""
    return "" if words.has(first.text) or words.has(second.text) else whole
