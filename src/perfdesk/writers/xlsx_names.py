"""Names of Excel sheets: safe, at most 31 long, each once."""

from __future__ import annotations

import unicodedata

from perfdesk.writers.carry import carried

LONGEST = 31
_WIDE = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")  # noqa: RUF001 the wide form of each
_TAKEN_BY_EXCEL = "history"


class Names:
    """Gives each sheet of one file its name; two that Excel may hold equal never occur."""

    def __init__(self) -> None:
        self._used = {_TAKEN_BY_EXCEL}

    def name(self, project: str, number: int) -> str:
        """Return the name for form `number` (from 1), after its project; marks that Excel refuses become wide."""
        plain = "".join(char if char.isprintable() else " " for char in carried(project).translate(_WIDE))
        wanted = " ".join(plain.split()) or f"表{number}"
        name, turn = _cut(wanted, LONGEST), 1
        while _key(name) in self._used:
            turn += 1
            tail = f"({turn})"
            name = _cut(wanted, LONGEST - len(tail)) + tail
        self._used.add(_key(name))
        return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(text: str, units: int) -> str:
    """Return the beginning of `text` that takes at most `units` UTF-16 units; no character is halved."""
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.rstrip()
