"""The level-1 and level-2 names of one region and vintage, in the order they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from perfdesk.region.fold import fold, fold_label
from perfdesk.region.schema import TaxonomyData

_Key = TypeVar("_Key")
_Answer = TypeVar("_Answer")
_LONGEST = 400
_MOST_KNOWN = 4096
_NUMBER = re.compile(r"^(?:\(?[一二三四五六七八九十]{1,3}[)、.,:]|\(?\d{1,2}(?:\.\d{1,2}){0,2}[)、.,:]?)")
"""A number before a folded name: "(一)", "十、", "1.", "1.2", and what ① becomes."""


@dataclass(frozen=True, slots=True)
class Level1:
    """A level-1 name and its place in the order, from 0."""

    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Level2:
    """A level-2 name under its level 1, and its place in the order of all level-2 names, from 0."""

    name: str
    level1: Level1
    order: int
    required: str


@dataclass(frozen=True)
class Taxonomy:
    """Answers which level a name is; a name is looked up folded, aliases count."""

    data: TaxonomyData

    @cached_property
    def level1(self) -> tuple[Level1, ...]:
        """The level-1 names in order."""
        return tuple(Level1(each.name, order) for order, each in enumerate(self.data.level1))

    @cached_property
    def level2(self) -> tuple[Level2, ...]:
        """The level-2 names in order."""
        pairs = [(one, two) for one, data in zip(self.level1, self.data.level1, strict=True) for two in data.level2]
        return tuple(Level2(two.name, one, order, two.required) for order, (one, two) in enumerate(pairs))

    def find_level1(self, name: str) -> Level1 | None:
        """Return the level-1 name that `name` is, under its own spelling or an alias; None if it is none."""
        if len(name) > _LONGEST:
            return None
        known = self._known1.get(name)
        if known is None:
            found = next((level for each in _forms(name) if (level := self._level1_by_spelling.get(each))), None)
            known = _remember(self._known1, name, (found,))
        return known[0]

    def find_level2(self, name: str, level1: str | None = None) -> Level2 | None:
        """Return the level-2 name that `name` is; under `level1` if several level-1 names have one so called."""
        if len(name) > _LONGEST:
            return None
        level1 = level1 if level1 and len(level1) <= _LONGEST else None
        known = self._known2.get((name, level1))
        if known is None:
            known = _remember(self._known2, (name, level1), (self._look_up_level2(name, level1),))
        return known[0]

    def _look_up_level2(self, name: str, level1: str | None) -> Level2 | None:
        found = next((found for each in _forms(name) if (found := self._level2_by_spelling.get(each))), [])
        parent = self.find_level1(level1) if level1 else None
        return next((each for each in found if each.level1 == parent), found[0] if found else None)

    def has(self, name: str) -> bool:
        """Say whether `name` is a level-1 or level-2 name, under any spelling."""
        return self.find_level1(name) is not None or self.find_level2(name) is not None

    def same_spelling(self, name: str) -> str | None:
        """Return the taxonomy's own spelling of a level name that differs by blanks, widths, a colon or a number."""
        folded = _folded(name).rstrip(":")
        return self._own_spelling.get(folded) or self._own_spelling.get(_NUMBER.sub("", folded))

    def is_numbered(self, name: str) -> bool:
        """Say whether a name is one of the taxonomy's with a number before it: "1.数量指标", "（一）产出指标"."""
        return self.same_spelling(name) is not None and _folded(name).rstrip(":") not in self._own_spelling

    @cached_property
    def _known1(self) -> dict[str, tuple[Level1 | None]]:
        return {}

    @cached_property
    def _known2(self) -> dict[tuple[str, str | None], tuple[Level2 | None]]:
        return {}

    @cached_property
    def _own_spelling(self) -> dict[str, str]:
        names = [each.name for each in self.level1] + [each.name for each in self.level2]
        return {fold(name): name for name in names}

    @cached_property
    def _level1_by_spelling(self) -> dict[str, Level1]:
        spellings: dict[str, Level1] = {}
        for level, data in zip(self.level1, self.data.level1, strict=True):
            for spelling in (data.name, *data.aliases):
                spellings.setdefault(fold(spelling), level)
        return spellings

    @cached_property
    def _level2_by_spelling(self) -> dict[str, list[Level2]]:
        spellings: dict[str, list[Level2]] = {}
        data = [two for one in self.data.level1 for two in one.level2]
        own = [(each.name, level) for level, each in zip(self.level2, data, strict=True)]
        other = [(alias, level) for level, each in zip(self.level2, data, strict=True) for alias in each.aliases]
        for spelling, level in (*own, *other):
            spellings.setdefault(fold(spelling), []).append(level)
        return spellings


def _folded(name: str) -> str:
    """Return the folded name; "" for a text that is too long to be one."""
    return fold(name) if len(name) <= _LONGEST else ""


def _forms(name: str) -> tuple[str, ...]:
    """Return the folded name, then without the colon, star or number that some put around it; "" if it is too long."""
    folded = _folded(name)
    return (folded, fold_label(name), _NUMBER.sub("", folded.rstrip(":"))) if folded else ()


def _remember(known: dict[_Key, _Answer], key: _Key, answer: _Answer) -> _Answer:
    """Keep an answer, for a level is asked for again in each row; many other texts do not fill the memory."""
    if len(known) >= _MOST_KNOWN:
        known.clear()
    known[key] = answer
    return answer
