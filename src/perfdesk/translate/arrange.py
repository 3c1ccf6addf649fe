"""The order of the tree: level 1, level 2 and indicators as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perfdesk.model import Indicator
from perfdesk.region import Taxonomy, Template

_UNKNOWN = 10_000


@dataclass(frozen=True)
class Level2Node:
    """A level-2 name with its indicators; none if the row is printed only as a place to type."""

    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Level1Node:
    """A level-1 name with its level-2 nodes in the order they are printed."""

    name: str
    level2: tuple[Level2Node, ...]


def tree(template: Template, indicators: Sequence[Indicator], *, typing: bool = False) -> tuple[Level1Node, ...]:
    """Return what is printed: every indicator, and each listed level-2 name that has none.

    Names of the taxonomy come in its order; others after those of their level 1, in the order of the draft.
    A form without any indicator gets every level-2 name, so that there is a place to type; with `typing`, so does one
    of a layout that prints only the level-2 names that are filled.
    """
    taxonomy = template.taxonomy
    groups: dict[str, dict[str, list[Indicator]]] = {}
    for indicator in indicators:
        groups.setdefault(indicator.level1, {}).setdefault(indicator.level2, []).append(indicator)
    every = not indicators or (typing and template.prints_filled)
    listed = frozenset(each.name for each in taxonomy.level2) if every else template.listed
    _add_listed(taxonomy, groups, listed)
    ones = sorted(groups, key=lambda name: _order1(taxonomy, name))
    return tuple(Level1Node(name, _level2(taxonomy, name, groups[name])) for name in ones)


def arranged(template: Template, indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Return the indicators in the order they are printed."""
    return tuple(each for one in tree(template, indicators) for two in one.level2 for each in two.indicators)


def name_shown(template: Template, indicator: Indicator, horizon: str) -> str:
    """Return the horizon whose name stands in the name column of `horizon`: its own, or one that has no column.

    A layout with one name column still shows the name of an indicator that came from a layout with another horizon.
    """
    if indicator.text(horizon, "name"):
        return horizon
    own = {template.name_horizon(each) for each in template.horizons}
    spare = (each for each, parts in indicator.horizons.items() if each not in own and parts.get("name", "").strip())
    return next(spare, horizon)


def _add_listed(taxonomy: Taxonomy, groups: dict[str, dict[str, list[Indicator]]], listed: frozenset[str]) -> None:
    present = set()
    for one, twos in groups.items():
        for two in twos:
            found = taxonomy.find_level2(two, one)
            if found is not None and found.level1 == taxonomy.find_level1(one):
                present.add(found)
    for each in taxonomy.level2:
        if each.name in listed and each not in present:
            home = next((one for one in groups if taxonomy.find_level1(one) == each.level1), each.level1.name)
            groups.setdefault(home, {})[each.name] = []


def _level2(taxonomy: Taxonomy, level1: str, twos: dict[str, list[Indicator]]) -> tuple[Level2Node, ...]:
    names = sorted(twos, key=lambda name: _order2(taxonomy, level1, name))
    return tuple(Level2Node(name, tuple(twos[name])) for name in names)


def _order1(taxonomy: Taxonomy, name: str) -> int:
    found = taxonomy.find_level1(name)
    return _UNKNOWN if found is None else found.order


def _order2(taxonomy: Taxonomy, level1: str, name: str) -> int:
    found = taxonomy.find_level2(name, level1)
    if found is None or found.level1 != taxonomy.find_level1(level1):
        return _UNKNOWN
    return found.order
