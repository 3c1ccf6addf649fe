"""What a rule sees: one form of a draft with its template, and each target read once for all rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from perfdesk.model import Draft, Form, Indicator, path
from perfdesk.model.fields import Kind, Target, in_yuan, read_amount, read_target
from perfdesk.model.units import counted
from perfdesk.region import Template
from perfdesk.rules.finding import Fix
from perfdesk.rules.markup import unmarked
from perfdesk.rules.naming import Name, is_nothing, kinds_of, read_name
from perfdesk.rules.settings import words

_NO_PARTS: dict[str, str] = {}
_SCALES = ("万", "亿", "万亿")
_amount = lru_cache(maxsize=4096)(read_amount)


class Written(NamedTuple):
    """The text of an indicator in one horizon.

    Args:
        name: the level-3 name that the paper shows beside the target.
        name_path, path: of the name and of the target.
        asks: what the name asks for.
        kinds: what the level 2 is about, in whatever region: {"数量"}.
    """

    indicator: Indicator
    horizon: str
    name: str
    name_path: str
    path: str
    target: Target
    asks: Name
    kinds: frozenset[str]

    @property
    def quantity(self) -> tuple[Decimal | None, str]:
        """The number without 万 and 亿, and its unit; where none is written, the one that the name says."""
        if self.target.number is None:
            return None, ""
        number, unit = counted(self.target.number, self.target.unit)
        return number, unit or self.asks.own_unit


class Typed(NamedTuple):
    """A text that the clerk typed, and where: a "field" (its id in `field`), a "name" or a "target"."""

    path: str
    text: str
    part: str
    field: str = ""


@dataclass(frozen=True)
class Seen:
    """Form `number` (from 0) of a draft, as the rules see it."""

    draft: Draft
    number: int
    template: Template

    @property
    def form(self) -> Form:
        """The form."""
        return self.draft.forms[self.number]

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """Each indicator in each horizon whose target the layout shows; rows in the order of the draft."""
        shown = [(each, self.template.name_horizon(each)) for each in self._horizons]
        return tuple(_written(row, horizon, named) for row in self.form.indicators for horizon, named in shown)

    def of_kind(self, *kinds: Kind) -> tuple[Written, ...]:
        """Return those of `written` whose target is of one of these kinds, in the same order for one kind."""
        known = self._by_kind
        found = known.get(kinds)
        if found is None:
            found = known[kinds] = tuple(chain.from_iterable(known.get((kind,), ()) for kind in kinds))
        return found

    @cached_property
    def _by_kind(self) -> dict[tuple[Kind, ...], tuple[Written, ...]]:
        """The targets of each kind; those of several kinds are added when a rule first asks for them."""
        groups: dict[Kind, list[Written]] = {}
        for each in self.written:
            groups.setdefault(each.target.kind, []).append(each)
        return {(kind,): tuple(rows) for kind, rows in groups.items()}

    @cached_property
    def filled(self) -> tuple[Indicator, ...]:
        """The indicators that say something: not blank, and not 无 as name and as target."""
        full = {each.indicator.id for each in self.written if not each.asks.empty}
        return tuple(each for each in self.form.indicators if each.id in full or _says_something(each))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What the filled indicators are about: {"数量", "质量", …}."""
        return frozenset().union(*(kinds_of(each.level2) for each in self.filled))

    @cached_property
    def offered(self) -> frozenset[str]:
        """What indicators of this region can be about."""
        return frozenset().union(*(kinds_of(each.name) for each in self.template.taxonomy.level2))

    def is_lost(self, where: str) -> bool:
        """Tell whether a reader found no value here: the import asks for it already."""
        row = where.rpartition("/")[0].rpartition("/")[0]
        return any(each.path in (where, row) and not each.now for each in self.form.doubts if each.path)

    @cached_property
    def typed(self) -> tuple[Typed, ...]:
        """Every text that the clerk typed on this form: fields, names, targets; without blank ones."""
        found = [
            Typed(self.field_path(name), self.text(name), "field", name)
            for name, info in self.template.fields.items()
            if info.by == "clerk" and info.kind in ("text", "long text")
        ]
        for horizon, rows in self.names:
            found += [
                Typed(where, text, "name")
                for row, _, where in rows
                if (text := row.horizons.get(horizon, _NO_PARTS).get("name", ""))
            ]
        for each in self.written:
            text = each.indicator.horizons.get(each.horizon, _NO_PARTS).get("target", "")
            found.append(Typed(each.path, text, "target"))
        return tuple(each for each in found if each.text and not each.text.isspace())

    @cached_property
    def goals(self) -> tuple[Typed, ...]:
        """The goals that the layout asks for, blank ones too."""
        ids = [name for name in ("goal_mid", "goal_annual") if name in self.template.fields]
        return tuple(Typed(self.field_path(name), self.text(name), "field", name) for name in ids)

    @cached_property
    def about(self) -> str:
        """What the project is about: its name and goals."""
        return " ".join([self.text("project_name"), *(each.text for each in self.goals)])

    def empty_row(self, kind: str) -> tuple[str | None, str]:
        """Return where an indicator about `kind` could be typed (None if no row is printed) and its level 2."""
        for each in self.template.taxonomy.level2:
            if kind in kinds_of(each.name):
                row = path.new_indicator(each.level1.name, each.name)
                taken = any(one.level2 == each.name for one in self.form.indicators)
                printed = each.name in self.template.listed or not self.form.indicators
                horizon = self.template.name_horizon(self.template.horizons[-1])
                return (path.join("indicators", row, horizon, "name") if printed and not taken else None), each.name
        return None, kind

    @cached_property
    def names(self) -> tuple[tuple[str, tuple[tuple[Indicator, str, str], ...]], ...]:
        """For each horizon that shows names: (indicator, name, path) of each row in the order of the draft."""
        shown = dict.fromkeys(self.template.name_horizon(each) for each in self.template.horizons)
        return tuple(
            (
                horizon,
                tuple(
                    (each, unmarked(each.text(horizon, "name")), f"{_row_path(each.id)}/{horizon}/name")
                    for each in self.form.indicators
                ),
            )
            for horizon in shown
        )

    def text(self, field: str) -> str:
        """Return the text of a field: the form's own, or the one that the forms share."""
        return (self.draft.shared if _is_shared(self, field) else self.form.fields).get(field, "")

    def field_path(self, field: str) -> str:
        """Return where the text of a field lives."""
        return path.join("shared" if _is_shared(self, field) else "fields", field)

    def yuan(self, field: str) -> Decimal | None:
        """Return the amount of a field in 元, 0 if it is empty; None if it cannot be read."""
        text = self.text(field).strip()
        amount = _amount(text) if text else None
        if amount is None:
            return None if text else Decimal(0)
        return in_yuan(amount, self.template.data.money.unit)

    def level2_is(self, indicator: Indicator, name: str) -> bool:
        """Tell whether the indicator stands under the level 2 that is called `name`, in this region or elsewhere."""
        taxonomy = self.template.taxonomy
        found = taxonomy.find_level2(indicator.level2, indicator.level1)
        return indicator.level2 == name or (found is not None and found == taxonomy.find_level2(name))

    def place(self, where: str | None) -> str:
        """Return the label or indicator name that a clerk would look for; "" for the form as a whole."""
        match path.split(where) if where else ():
            case ("fields" | "shared", name):
                info = self.template.fields.get(name)
                return info.name if info else name
            case ("indicators", row, *_) if row.startswith("+") and row.count("+") == 2:
                return path.levels_of_new(row)[1]
            case ("indicators", row, *_):
                found = self._by_id.get(row)
                return _indicator_place(found) if found else ""
        return ""

    @cached_property
    def _by_id(self) -> dict[str, Indicator]:
        return {each.id: each for each in reversed(self.form.indicators)}

    @cached_property
    def _horizons(self) -> tuple[str, ...]:
        block = self.template.indicators
        shown = (column.horizon for column in block.columns if column.part == "target") if block else ()
        return tuple(dict.fromkeys(each for each in shown if each))


def mended(seen: Seen, each: Typed, text: str, *, safe: bool) -> Fix:
    """Return the mending of a text, at once in each panel of its row where the same stands."""
    same = [each.path]
    if each.part != "field":
        row = path.split(each.path)[1]
        alike = (one for one in seen.typed if one.part == each.part and one.text == each.text)
        same = [one.path for one in alike if path.split(one.path)[1] == row]
    return Fix(f"改为“{text}”", tuple((where, text) for where in dict.fromkeys(same)), safe)


def names_of(indicator: Indicator) -> Iterator[str]:
    """Yield the names that an indicator has in its horizons, without empty ones."""
    return (parts["name"] for parts in indicator.horizons.values() if parts.get("name", "").strip())


def _is_shared(seen: Seen, field: str) -> bool:
    info = seen.template.fields.get(field)
    return info is not None and info.scope == "draft" and field not in seen.form.fields


@lru_cache(maxsize=4096)
def _row_path(row: str) -> str:
    return path.join("indicators", row)


def _written(row: Indicator, horizon: str, named: str) -> Written:
    name = unmarked(row.text(named, "name"))
    return Written(
        row,
        horizon,
        name,
        f"{_row_path(row.id)}/{named}/name",
        f"{_row_path(row.id)}/{horizon}/target",
        _read(unmarked(row.text(horizon, "target"))),
        read_name(name),
        kinds_of(row.level2),
    )


@lru_cache(maxsize=65536)
def _read(text: str) -> Target:
    """Return what a target says, its unit as it is usually written (V20 tells of the other ways)."""
    target = read_target(text)
    unit = usual_unit(target) if target.kind == "number" else ""
    return replace(target, unit=unit, suffix="") if unit else target


def usual_unit(target: Target) -> str:
    """Return how the unit of a target is usually written, "" if it is written so or is none."""
    said = target.unit + target.suffix if target.unit in _SCALES else target.unit or target.suffix
    scale = said[: len(target.unit)] if target.unit in _SCALES else ""
    if target.unit and target.suffix and not scale:
        return ""
    usual = words("V20").get(said.removeprefix(scale), "")
    return f"{scale}{usual}" if usual else ""


def _says_something(indicator: Indicator) -> bool:
    return not all(is_nothing(text) for parts in indicator.horizons.values() for text in parts.values())


def _indicator_place(indicator: Indicator) -> str:
    return next(names_of(indicator), "") or indicator.level2 or indicator.level1
