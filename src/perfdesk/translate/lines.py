"""The lines above and below the table: title, year, units; several may hang together in one paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from perfdesk.grid import SourceLine
from perfdesk.model import path
from perfdesk.region import Found, fold, pattern
from perfdesk.translate.doubts import MEANINGS
from perfdesk.translate.fields import FieldReader
from perfdesk.translate.segments import SIGNATURE_WORDS, Layout, without_heading
from perfdesk.translate.steps import Label

_SHORT = 2


def read_lines(reader: FieldReader, layout: Layout, lines: Sequence[SourceLine], n_above: int) -> None:
    """Take the fields out of the lines; a line that is none of the template's is left over.

    Args:
        n_above: how many of the lines stand above the table.
    """
    before: list[str] = []
    stray: SourceLine | None = None
    for number, line in enumerate(lines):
        if number == n_above:
            before, stray = [], None
        text = without_heading(line.text)
        names = _read_line(reader, layout, line, text)
        if names is None and not all(word in text for word in SIGNATURE_WORDS):
            reader.left.append((line.where, line.text))
            _doubt_beside(reader, before, line)
            stray = line
        elif names is not None:
            if stray is not None:
                _doubt_beside(reader, [name for name in names if not reader.texts[name]], stray)
            stray = None
        before = names or []


def _doubt_beside(reader: FieldReader, names: Sequence[str], line: SourceLine) -> None:
    for name in names:
        why = f"这一栏前后紧接着一段没有归入的文字，可能是它的一部分（{line.where}）。"
        reader.doubts.add("I04", why, path=path.join("fields", name), was=line.text, now=reader.texts[name])


def _read_line(reader: FieldReader, layout: Layout, line: SourceLine, text: str) -> list[str] | None:
    """Take the fields out of a line and return their ids; None if it is no line of the template."""
    for label in (*layout.above, *layout.below):
        found = label.match(text)
        if found is not None and not _swallows(layout, label, found.values):
            _take(reader, found, line)
            if line.joined:
                _doubt_joined(reader, list(found.values), line)
            return list(found.values)
    for first in range(len(layout.above)):
        for end in range(len(layout.above), first + 1, -1):
            joined = pattern("".join(label.patterns[0].text for label in layout.above[first:end]))
            found = joined.match(text)
            if found is not None:
                _take(reader, found, line)
                _doubt_joined(reader, list(found.values), line)
                return list(found.values)
    return None


def _swallows(layout: Layout, label: Label, values: dict[str, str]) -> bool:
    """Say whether a field has taken another line of the template with it: two lines in one paragraph."""
    others = [other.patterns[0].fixed for other in layout.above if other is not label]
    words = [word for word in others if len(word) > _SHORT]
    return any(word in fold(value) for value in values.values() for word in words)


def _take(reader: FieldReader, found: Found, line: SourceLine) -> None:
    for name, text in found.values.items():
        reader.take(name, text, line.where, loose=True)
    reader.doubt_year(found, line.text)


def _doubt_joined(reader: FieldReader, names: list[str], line: SourceLine) -> None:
    for name in names:
        why = f"{MEANINGS['I04']}（{line.where}）。"
        reader.doubts.add("I04", why, path=path.join("fields", name), was=line.text)
