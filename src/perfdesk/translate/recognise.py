"""Which template is it? The share of a template's labels that a segment has; rare labels count more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perfdesk.region import fold, fold_label
from perfdesk.translate.segments import Layout, Segment, without_heading
from perfdesk.translate.source import SourceRow
from perfdesk.translate.steps import Label

THRESHOLD = 0.5
"""Below this share of its labels a template is not recognised."""
MARGIN = 0.06
"""Two templates nearer than this are both possible: the clerk is asked."""


@dataclass(frozen=True)
class Likeness:
    """How much of a layout a segment has, from 0 to 1."""

    layout: Layout
    share: float


class Recogniser:
    """Weighs the labels of some layouts once, then tells the layout of each segment."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self.layouts = layouts
        self._labels = {layout.template.id: _labels_of(layout) for layout in layouts}
        counts: dict[str, int] = {}
        for labels in self._labels.values():
            for key in labels:
                counts[key] = counts.get(key, 0) + 1
        total = len(layouts) + 1
        self._weights = {key: math.log(total / count) + 0.1 for key, count in counts.items()}

    def likenesses(self, segment: Segment) -> list[Likeness]:
        """Return every layout with its likeness, the most like first."""
        texts = {token.text for row in segment.rows for token in row.tokens}
        texts |= {without_heading(line.text) for line in segment.lines}
        short = [text for text in texts if len(text) <= _LONGEST_LABEL]
        folded = {fold_label(text): text for text in short} | {fold(text): text for text in short}
        found = [Likeness(layout, self._share(self._labels[layout.template.id], folded)) for layout in self.layouts]
        return sorted(found, key=lambda each: -each.share)

    def _share(self, labels: Mapping[str, Label], folded: Mapping[str, str]) -> float:
        whole = sum(self._weights[key] for key in labels)
        found = sum(self._weights[key] for key, label in labels.items() if _stands(label, folded))
        return found / whole if whole else 0.0


_LONGEST_LABEL = 120


def labels_once(layout: Layout, rows: Sequence[SourceRow]) -> set[str]:
    """Return which labels stand in some rows, of those of fields that the layout has only once."""
    labels = [slot.label for step in layout.steps if step.kind == "labels" for slot in step.labels if slot.label]
    counts = Counter(label.patterns[0].fixed for label in labels)
    once = [label for label in labels if counts[label.patterns[0].fixed] == 1]
    texts = {token.text for row in rows for token in row.tokens if len(token.text) <= _LONGEST_LABEL}
    return {label.patterns[0].fixed for label in once if any(label.match(text) is not None for text in texts)}


def _stands(label: Label, folded: Mapping[str, str]) -> bool:
    if any(len(each.pieces) == 1 and each.fixed in folded for each in label.patterns):
        return True
    if not label.fields:
        return False
    return any(each.fixed and label.match(text) for each in label.patterns for text in folded.values())


def _labels_of(layout: Layout) -> dict[str, Label]:
    labels: dict[str, Label] = {}
    for step in layout.steps:
        for slot in step.slots:
            if slot.label is not None:
                labels.setdefault(slot.label.patterns[0].fixed, slot.label)
    for label in layout.above:
        labels.setdefault(label.patterns[0].fixed, label)
    return labels
