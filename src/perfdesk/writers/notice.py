"""A character that a document cannot carry: shown in a warning, never dropped without a word."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """What a writer says of one character that the document does not carry as it was typed.

    Args:
        form: the number of the form in the document, counted from 1.
        place: where it stands, as a clerk finds it: the nearest label, else the path of the value.
        char: the character.
        why: what happened to it, one Chinese sentence.
    """

    form: int
    place: str
    char: str
    why: str

    def text(self) -> str:
        """Return the warning as the clerk reads it."""
        shown = f"“{self.char}”（U+{ord(self.char):04X}）" if self.char.isprintable() else f" U+{ord(self.char):04X}"
        return f"第{self.form}张表“{self.place}”中的字符{shown}：{self.why}"
