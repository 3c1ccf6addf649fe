"""The last gate of an import: each text of a form's part is a label, in the form or in a doubt; else it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from perfdesk.model import Form
from perfdesk.region import fold
from perfdesk.translate import choice
from perfdesk.translate.clean import is_empty
from perfdesk.translate.segments import Layout, Segment, is_rule, without_heading
from perfdesk.translate.source import SourceRow, Token

_LONGEST_CHOICE = 500
_WHY = "这段文字没有出现在表里，也没有归入任何栏目（{}）。"


def unaccounted(layout: Layout, segment: Segment, form: Form) -> Iterator[tuple[str, str]]:
    """Yield the texts of a form's part that have landed nowhere, each with the reason for its doubt."""
    account = _Account(layout, form)
    for line in segment.lines:
        if not account.has(line.text) and not account.is_line(line.text):
            yield line.text, _WHY.format(line.where or "正文")
    for row in segment.stood:
        for token in row.tokens:
            if not account.takes(token, row):
                yield token.text, _WHY.format(row.where)


class _Account:
    def __init__(self, layout: Layout, form: Form) -> None:
        self._labels = [slot.label for step in layout.steps for slot in step.slots if slot.label is not None]
        self._lines = (*layout.above, *layout.below)
        self._template = layout.template
        texts = [*form.fields.values(), *_texts_of(form)]
        self._values = Counter(fold(text) for text in texts if text)
        self._whole = "\n".join(self._values)
        self._told = "\n".join(fold(doubt.was) for doubt in form.doubts if doubt.was)
        self._met: Counter[str] = Counter()
        choices = [(name, info) for name, info in layout.template.fields.items() if info.kind == "choice"]
        self._choices = [(info, form.fields.get(name, "")) for name, info in choices]

    def has(self, text: str) -> bool:
        """Say whether a text is in the form or in a doubt."""
        folded = fold(text)
        return not folded or folded in self._values or folded in self._whole or folded in self._told

    def is_line(self, text: str) -> bool:
        """Say whether a line is one of the template's: its fields have been taken out of it."""
        return is_rule(text) or any(label.match(without_heading(text)) for label in self._lines)

    def takes(self, token: Token, row: SourceRow) -> bool:
        """Say whether a text has its place; one that stands more often than the form has it, has not each time."""
        text = token.text
        if is_empty(text) or is_rule(text) or fold(text) == "=" or self._is_fixed(text) or self._is_choice(text):
            return True
        folded = fold(text)
        self._met[folded] += 1
        if folded in self._told:
            return True
        if folded in self._values:
            return row.loose or self._met[folded] <= self._values[folded]
        return folded in self._whole

    def _is_fixed(self, text: str) -> bool:
        return self._template.taxonomy.has(text) or any(label.match(text) is not None for label in self._labels)

    def _is_choice(self, text: str) -> bool:
        if len(text) > _LONGEST_CHOICE:
            return False
        own = ((info, chosen) for info, chosen in self._choices if any(option in text for option in info.options))
        return any(choice.read(info, text).text == chosen for info, chosen in own)


def _texts_of(form: Form) -> Iterator[str]:
    for row in form.indicators:
        yield from (row.level1, row.level2)
        for parts in row.horizons.values():
            yield from parts.values()
