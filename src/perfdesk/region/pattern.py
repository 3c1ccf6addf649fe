"""Label patterns: fixed wording with `{field_id}` for the texts of fields; no expressions, no formats.

Printed, `{field_id}` is the text of the field. Read, `{year}` is four digits and any other the shortest run of
characters up to the next fixed wording. Matching is a chain of searches for fixed texts: linear, never a regex.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from perfdesk.region.fold import Folded, fold, fold_label, fold_with_places

_LONGEST_YEAR = 8
_SHORT = 3
_DIGITS = set("〇零一二三四五六七八九")
_LONGEST = 4000
_AROUND = 8
_COLON = ("：", ":")
_COLONS = "：: \t\n"
_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Fixed wording (`field` None) or the text of a field."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The texts of the fields inside a label, as they stood; `loose` if a year was not four digits."""

    values: dict[str, str]
    loose: bool = False


@dataclass(frozen=True)
class Pattern:
    """A label or line of a template.

    Raises:
        ValueError: a brace is left open, or two fields stand side by side with nothing between.
    """

    text: str
    pieces: tuple[Piece, ...] = field(init=False)
    _folded: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _bare: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pieces = _split(self.text)
        object.__setattr__(self, "pieces", pieces)
        object.__setattr__(self, "_folded", tuple(fold(piece.text) for piece in pieces))
        object.__setattr__(self, "_bare", fold_label(pieces[0].text))

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of the fields inside, in order."""
        return tuple(piece.field for piece in self.pieces if piece.field)

    @property
    def fixed(self) -> str:
        """The folded fixed wording, joined."""
        return "".join(text for text, piece in zip(self._folded, self.pieces, strict=True) if piece.field is None)

    @property
    def ends(self) -> tuple[str, str]:
        """What a text begins and ends with that may match, folded and without colons at the end; "" for anything."""
        if not self.fields:
            return "", self._bare
        return self._folded[0], self._folded[-1].rstrip(":")

    def match(self, text: str) -> Found | None:
        """Return the texts of the fields if the pattern is the whole of `text`, else None; no label is a long text.

        What some put around a label (a colon behind it, a star or a number before it) counts for nothing.
        """
        if len(text) > _LONGEST:
            return None
        if len(self.pieces) == 1 and self.pieces[0].field is None:
            folded, own = fold(text), self._folded[0]
            around = 0 < len(folded) - len(own) <= _AROUND and fold_label(text) == self._bare
            return Found({}) if folded == own or around else None
        found = self._match(text)
        return found or (self._match(text.rstrip(_COLONS)) if text.endswith(_COLON) else None)

    def _match(self, text: str) -> Found | None:
        if not self._may_match(fold(text)):
            return None
        folded = fold_with_places(text)
        values: dict[str, str] = {}
        at, loose = 0, False
        for number, piece in enumerate(self.pieces):
            if piece.field is None:
                if not folded.text.startswith(self._folded[number], at):
                    return None
                at += len(self._folded[number])
                continue
            end = self._end_of_field(number, folded.text, at)
            if end < at or (piece.field == "year" and not _may_be_year(folded.text[at:end])):
                return None
            values[piece.field] = _original(folded, text, at, end)
            loose = loose or (piece.field == "year" and not _is_year(values[piece.field]))
            at = end
        return Found(values, loose) if at == len(folded.text) else None

    def _may_match(self, folded: str) -> bool:
        """Say whether the fixed pieces at both ends stand there: a quick no for nearly every text."""
        return folded.startswith(self._folded[0]) and folded.endswith(self._folded[-1])

    def _end_of_field(self, number: int, text: str, at: int) -> int:
        """Return where the field ends: the shortest run up to the next fixed text; the last one is at the end."""
        last = len(self.pieces) - 1
        if number == last:
            return len(text)
        if number + 1 == last:
            end = len(text) - len(self._folded[last])
            return end if text.endswith(self._folded[last]) else -1
        return text.find(self._folded[number + 1], at)


def _may_be_year(text: str) -> bool:
    """Say whether a text may stand for a year: a few characters with a digit, or hardly anything ("", "本")."""
    if len(text) < _SHORT:
        return True
    signs = any(map(str.isdecimal, text)) or not set(text) - _DIGITS
    return signs and len(text) <= _LONGEST_YEAR


def _is_year(text: str) -> bool:
    return text == "" or (len(text) == 4 and text.isascii() and text.isdecimal())


def _original(folded: Folded, text: str, start: int, end: int) -> str:
    if start >= end:
        return ""
    return text[folded.places[start] : folded.places[end - 1] + 1]


def _split(text: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    end = 0
    for found in _FIELD.finditer(text):
        if found.start() > end:
            pieces.append(Piece(text[end : found.start()]))
        elif pieces and pieces[-1].field:
            raise ValueError(f"“{text}”：两个栏目之间要有固定文字")
        pieces.append(Piece("", found[1]))
        end = found.end()
    if end < len(text) or not pieces:
        pieces.append(Piece(text[end:]))
    if any(mark in piece.text for piece in pieces for mark in "{}"):
        raise ValueError(f"“{text}”：花括号里只能是栏目代号")
    return tuple(pieces)
