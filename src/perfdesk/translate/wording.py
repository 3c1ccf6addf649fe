"""Labels as others word them: with other words in brackets, or with their value in the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from perfdesk.region import Pattern, Template, fold, pattern
from perfdesk.translate.fieldrows import match_labels, slot_after
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Label, Slot, Step

_TAIL = re.compile(r"\s*[（(][^（）()]*[）)]\s*$")
_LONGEST = 40
_LEAST = 3


@dataclass(frozen=True)
class Reworded:
    """A label that was not worded as the layout has it: how it stood, how it is read, and the fields it stands for."""

    where: str
    was: str
    now: str
    fields: tuple[str, ...]


def reworded(rows: list[SourceRow], template: Template, steps: Sequence[Step]) -> list[Reworded]:
    """Give labels of other wording the layout's own, in place; return each, for doubts. Rows of the tree stay."""
    words = _Words(template, steps)
    texts = [token.text for row in rows for token in row.tokens]
    found: list[Reworded] = []
    in_tree = False
    for number, row in enumerate(rows):
        heads = words.is_heads(row)
        if not heads:
            in_tree = in_tree and not any(words.is_known(token.text, heads=False) for token in row.tokens)
        for token in row.tokens if not in_tree else ():
            now, slots = words.near(token.text, heads=heads)
            if now and not words.stands(texts, slots):
                rows[number] = rows[number].with_text(token, now)
                found.append(Reworded(row.where, token.text, now, words.fields_of(slots)))
        in_tree = in_tree or heads
        if not in_tree:
            rows[number] = words.parted(rows, number, found)
    return found


@dataclass(frozen=True)
class _Words:
    template: Template
    steps: Sequence[Step]
    _known: dict[tuple[str, bool], bool] = field(default_factory=dict)

    def _labels(self, *, heads: bool) -> Iterator[tuple[Step, Slot, Label]]:
        for step in self.steps:
            for slot in step.labels if (step.kind == "heads") == heads else ():
                if slot.label is not None:
                    yield step, slot, slot.label

    def _tall(self) -> list[tuple[Step, Slot, Label]]:
        """Return the tall labels at the left of the blocks of fields, once each row."""
        found = ((step, step.slots[0], step.head) for step in self.steps if step.kind in ("labels", "values"))
        return [(step, slot, label) for step, slot, label in found if label is not None]

    def is_heads(self, row: SourceRow) -> bool:
        """Say whether most of the column heads stand in a row, under some wording."""
        step = next(each for each in self.steps if each.kind == "heads")
        if len(row.tokens) < _LEAST or match_labels(step, row, self.template.n_cols) is None:
            return False
        known = [self.is_known(token.text, heads=True) or self.near(token.text, heads=True)[0] for token in row.tokens]
        return sum(map(bool, known)) * 2 > len(step.labels)

    def is_known(self, text: str, *, heads: bool) -> bool:
        """Say whether a text is a label as it stands."""
        known = self._known.get((text, heads))
        if known is None:
            known = any(label.match(text) is not None for _, _, label in self._labels(heads=heads))
            self._known[text, heads] = known
        return known

    def near(self, text: str, *, heads: bool) -> tuple[str, list[tuple[Step, Slot]]]:
        """Return the label that differs from a text only by words in brackets behind it; "" if none or several do."""
        if len(text) > _LONGEST or self.is_known(text, heads=heads):
            return "", []
        bare = _TAIL.sub("", text)
        found: dict[str, list[tuple[Step, Slot]]] = {}
        tall = () if heads else self._tall()
        if any(label.match(text) is not None for _, _, label in tall):
            return "", []
        for step, slot, label in (*self._labels(heads=heads), *tall):
            for base, tail in _bases(label):
                if base.match(bare) is not None:
                    found.setdefault(bare + tail, []).append((step, slot))
        return next(iter(found.items())) if len(found) == 1 else ("", [])

    def stands(self, texts: Sequence[str], slots: Sequence[tuple[Step, Slot]]) -> bool:
        """Say whether one of some labels is among the texts as the layout words it: then another wording is a text."""
        labels = [step.head if slot.kind == "head" else slot.label for step, slot in slots]
        return any(label is not None and label.match(text) is not None for text in texts for label in labels)

    def fields_of(self, slots: Sequence[tuple[Step, Slot]]) -> tuple[str, ...]:
        """Return the fields beside or under some labels."""
        names: list[str] = []
        for step, slot in slots:
            after = slot_after(step, slot)
            under = [each for each in self.steps if each.over is not None and self.steps[each.over] is step]
            names += step.field_ids if slot.kind == "head" else [after.field] if after is not None else []
            names += [one.field for each in under for one in each.fields if one.col == slot.col]
        return tuple(dict.fromkeys(names))

    def parted(self, rows: Sequence[SourceRow], number: int, found: list[Reworded]) -> SourceRow:
        """Return a row with labels and values that stand in one cell in two; not if the label stands elsewhere too."""
        row = rows[number]
        for token in row.tokens:
            label, _, value = token.text.replace(":", "：", 1).partition("：")
            slots = [(step, slot) for step, slot, one in self._labels(heads=False) if one.match(label) is not None]
            if not value.strip() or not slots or not slot_after(*slots[0]) or len(label) > _LONGEST:
                continue
            if any(slots[0][1].label.match(each.text) for one in rows for each in one.tokens):  # type: ignore[union-attr]
                continue
            found.append(Reworded(row.where, token.text, label, self.fields_of(slots[:1])))
            row = _in_two(row, token, label, value.strip())
        return row


def _in_two(row: SourceRow, token: Token, label: str, value: str) -> SourceRow:
    at = row.tokens.index(token)
    behind = tuple(replace(each, index=each.index + 1) for each in row.tokens[at + 1 :])
    first = replace(token, text=label, cols=1)
    second = Token(value, token.col + min(token.cols - 1, 1), token.index + 1, max(token.cols - 1, 1))
    return replace(row, tokens=(*row.tokens[:at], first, second, *behind), n_cells=row.n_cells + 1)


@lru_cache(maxsize=512)
def _bases(label: Label) -> tuple[tuple[Pattern, str], ...]:
    """Return the wordings of a label without the words in brackets behind them, each with the label's own brackets."""
    bases = []
    for each in label.patterns:
        base = _TAIL.sub("", each.text)
        tail = each.text[len(base) :]
        if "{" not in tail and len(fold(base)) >= _LEAST:
            bases.append((pattern(base), tail))
    return tuple(bases)
