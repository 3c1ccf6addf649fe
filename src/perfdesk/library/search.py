"""Suggestions while one types: by text and by Pinyin initials, the level 2 at hand first, own names before others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from perfdesk import paths
from perfdesk.library.entry import Entry, Kind, kinds_of
from perfdesk.library.initials import folded, letters_of, spellings

SHORTEST = 3
"""Fewer letters are looked for in one piece only; fewer signs of what was typed are not looked for alone."""
WRONG = 2
"""So many signs at the end of what was typed may be wrong."""

Span = tuple[int, int]
_START, _INSIDE, _BEGINNING, _SCATTERED = range(4)
_Match = tuple[int, tuple[Span, ...]]
"""How well a name fits (0 is best), and the places in it that do."""
_Key = tuple[bool, int, bool, int, int, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that fits what was typed.

    Args:
        spans: (start, end) of the matched places in `entry.name`, in order; none where nothing was typed.
        own: the unit uses this name already.
        here: it belongs to the level 2 that was asked for.
    """

    entry: Entry
    spans: tuple[Span, ...] = ()
    own: bool = False
    here: bool = True


@dataclass(frozen=True)
class Library:
    """Names to suggest, in the order in which equals are shown."""

    entries: tuple[Entry, ...]

    def suggest(self, text: str, level2: str, *, own: Sequence[Entry] = (), limit: int = 20) -> list[Suggestion]:
        """Return the names that fit `text`, best first, each once, at most `limit`.

        Those of the level 2 come first, then names that begin with the text, then the unit's own, then the frequent
        ones. Names that fit only in part (one sign wrong at the end, or gaps) are shown where no other fits. Where
        nothing was typed, only names of the level 2 are shown; under a level 2 of no known kind, all.

        Args:
            text: what stands in the cell, in Chinese, in Pinyin initials, or both.
            level2: the level-2 name of the row, as the region spells it.
            own: names of the open drafts, see `own_entries`.
        """
        kinds, typed = kinds_of(level2), folded("".join(text.split()))
        candidates = [
            (entry, is_own, not kinds or entry.kind in kinds) for entry, is_own in _candidates(self.entries, own)
        ]
        if not typed:
            candidates = [each for each in candidates if each[2]]
        for match in (_whole, _in_part):
            found: list[tuple[_Key, Suggestion]] = []
            for place, (entry, is_own, here) in enumerate(candidates):
                fit = match(typed, entry.name)
                if fit is not None:
                    key = (not here, fit[0], not is_own, -entry.count, len(entry.name), place)
                    found.append((key, Suggestion(entry, fit[1], is_own, here)))
            if found:
                break
        found.sort(key=lambda pair: pair[0])
        once: dict[str, Suggestion] = {}
        for _, suggestion in found:
            once.setdefault(suggestion.entry.name, suggestion)
        return list(once.values())[:limit]


@lru_cache(maxsize=1)
def library() -> Library:
    """Return the bundled library, ready to answer; takes some 20 ms the first time."""
    rows = json.loads((paths.resources() / "library" / "indicators.json").read_text(encoding="utf-8"))
    made = Library(tuple(Entry(**{**row, "categories": tuple(row["categories"])}) for row in rows))
    for each in made.entries:
        _ways(each.name)
    return made


def _candidates(entries: Iterable[Entry], own: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Yield every name once in its kind, the unit's own with what the library knows of it."""
    mine: dict[tuple[str, Kind | None], Entry] = {(each.name, each.kind): each for each in own}
    rest: list[Entry] = []
    for each in entries:
        key = (each.name, each.kind)
        if key in mine:
            mine[key] = _joined(each, mine[key])
        else:
            rest.append(each)
    yield from ((each, True) for each in mine.values())
    yield from ((each, False) for each in rest)


def _joined(base: Entry, own: Entry) -> Entry:
    known = (
        own if own.unit or own.typical else replace(own, unit=base.unit, operator=base.operator, typical=base.typical)
    )
    return replace(known, categories=base.categories, count=own.count + base.count)


@lru_cache(maxsize=16384)
def _ways(name: str) -> tuple[str, ...]:
    """Return the name as text and as initials, each as long as the name; before them all of these in one text."""
    ways = (folded(name), *spellings(name))
    return ("\n".join(ways), *ways)


def _whole(typed: str, name: str) -> _Match | None:
    """Return how all of `typed` stands in `name` in one piece; None if it does not."""
    at = _find(typed, name)
    return None if at < 0 else (_START if at == 0 else _INSIDE, ((at, at + len(typed)),) if typed else ())


def _find(typed: str, name: str) -> int:
    """Return where `typed` stands in `name` as text, as initials, or as both mixed ("满yd"); -1 if nowhere."""
    every, text, *spelt = _ways(name)
    if typed in every:
        return min(at for way in (text, *spelt) if (at := way.find(typed)) >= 0)
    if typed.isascii() or not any(sign.isascii() for sign in typed):
        return -1
    if not all(sign in text for sign in typed if not sign.isascii()):
        return -1
    return next((start for start in range(len(name) - len(typed) + 1) if _fits(typed, text[start:])), -1)


def _fits(typed: str, text: str) -> bool:
    """Tell whether each sign of `typed` is the sign of `text` at its place, or an initial of it."""
    return all(sign == other or sign in letters_of(other) for sign, other in zip(typed, text, strict=False))


def _in_part(typed: str, name: str) -> _Match | None:
    """Return how the beginning of `typed`, or all of it with gaps, stands in `name`; None if neither does."""
    if len(typed) < SHORTEST:
        return None
    least = max(SHORTEST, len(typed) - WRONG)
    if least < len(typed) and _find(typed[:least], name) >= 0:
        length = next(size for size in range(len(typed) - 1, least - 1, -1) if _find(typed[:size], name) >= 0)
        at = _find(typed[:length], name)
        return _BEGINNING + len(typed) - 1 - length, ((at, at + length),)
    every, *ways = _ways(name)
    if not _with_gaps(typed).search(every):
        return None
    spans = next(filter(None, (_scattered(typed, way) for way in ways)))
    return _SCATTERED + WRONG, spans


@lru_cache(maxsize=64)
def _with_gaps(typed: str) -> re.Pattern[str]:
    return re.compile(".*?".join(map(re.escape, typed)))


def _scattered(typed: str, way: str) -> tuple[Span, ...]:
    """Return the places of `typed` in order with gaps between; none if they are not all there."""
    spans: list[Span] = []
    at = 0
    for sign in typed:
        at = way.find(sign, at)
        if at < 0:
            return ()
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
        at += 1
    return tuple(spans)
