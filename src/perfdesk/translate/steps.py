"""A template as the rows that a document of its layout has, in order: what the recognition walks along."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from perfdesk.region import Found, Pattern, Template, pattern

_SHORT = 60
_MOST = 500  # texts that a label remembers: a form has some hundred short ones, each asked for many times
SlotKind = Literal["head", "label", "field", "blank", "level1", "level2", "part"]


@dataclass(frozen=True)
class Label:
    """A label under its own wording or one of its aliases."""

    patterns: tuple[Pattern, ...]
    _known: dict[str, Found | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The label's own wording, for messages."""
        return "".join(piece.text or "…" for piece in self.patterns[0].pieces).replace("\n", "")

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of the fields inside the label."""
        return self.patterns[0].fields

    def match(self, text: str) -> Found | None:
        """Return what is found if `text` is this label, else None."""
        known = self._known.get(text, self)
        if not isinstance(known, Label):
            return known
        found = next((found for each in self.patterns if (found := each.match(text))), None)
        if len(text) <= _SHORT:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[text] = found
        return found


@dataclass(frozen=True)
class Slot:
    """A place in a row of the template: `col` and `index` as in `Token`."""

    kind: SlotKind
    col: int
    index: int
    label: Label | None = None
    field: str = ""
    part: str = ""
    horizon: str = ""


@dataclass(frozen=True)
class Step:
    """A kind of row: `labels` (has labels), `values` (fields only), `heads` (of the indicators), `indicator`."""

    kind: Literal["labels", "values", "heads", "indicator"]
    block: int
    slots: tuple[Slot, ...]
    over: int | None = None  # for values: the number of the step whose labels stand over them
    head: Label | None = None

    @property
    def labels(self) -> tuple[Slot, ...]:
        """The slots that hold labels."""
        return tuple(slot for slot in self.slots if slot.kind == "label")

    @property
    def fields(self) -> tuple[Slot, ...]:
        """The slots that hold fields."""
        return tuple(slot for slot in self.slots if slot.kind == "field")

    @property
    def field_ids(self) -> tuple[str, ...]:
        """The ids of all fields of the row, those inside labels too."""
        inside = (name for slot in self.slots if slot.label is not None for name in slot.label.fields)
        return tuple(dict.fromkeys((*(slot.field for slot in self.fields), *inside)))


@lru_cache(maxsize=1024)
def label_of(text: str, aliases: tuple[str, ...] = ()) -> Label:
    """Return the label of a wording and its aliases; made once."""
    return Label(tuple(map(pattern, (text, *aliases))))


def steps_of(template: Template) -> tuple[Step, ...]:
    """Return the steps of a template, top row first."""
    return tuple(_make(template))


def _make(template: Template) -> list[Step]:
    steps: list[Step] = []
    for number, block in enumerate(template.data.block):
        head = label_of(block.head.label, block.head.aliases) if block.head else None
        first = [Slot("head", 0, 0, head)] if block.head else []
        left = block.head.w if block.head else 0
        if block.kind == "indicators":
            steps.extend(_indicator_steps(template, number, first, left))
            continue
        for row in block.row:
            slots, col = list(first), left
            for data in row.cells:
                kind: SlotKind = "field" if data.field else "blank" if data.blank else "label"
                label = label_of(data.label, data.aliases) if data.label is not None else None
                slots.append(Slot(kind, col, len(slots), label, data.field or ""))
                col += data.w
            steps.append(_step(steps, number, slots, head))
    return steps


def _step(steps: list[Step], number: int, slots: list[Slot], head: Label | None) -> Step:
    labels = [slot.label for slot in slots if slot.kind == "label" and slot.label]
    if labels:
        return Step("labels", number, tuple(slots), head=head)
    over = len(steps) - 1 if steps and steps[-1].kind == "labels" and steps[-1].block == number else None
    return Step("values", number, tuple(slots), over=over, head=head)


def _indicator_steps(template: Template, number: int, first: list[Slot], left: int) -> list[Step]:
    block = template.data.block[number]
    heads, parts, col = list(first), list(first), left
    for column in block.columns:
        label = label_of(column.label, column.aliases)
        heads.append(Slot("label", col, len(heads), label))
        kind: SlotKind = column.part if column.part in ("level1", "level2") else "part"
        parts.append(Slot(kind, col, len(parts), part=column.part, horizon=column.horizon or ""))
        col += column.w
    head = first[0].label if first else None
    return [
        Step("heads", number, tuple(heads), head=head),
        Step("indicator", number, tuple(parts), head=head),
    ]
