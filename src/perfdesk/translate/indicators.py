"""One row of the tree, read by which levels it lacks and not by its columns alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perfdesk.region import Taxonomy, fold
from perfdesk.translate.assign import NEVER, assign
from perfdesk.translate.geometry import Placed
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Slot, Step

_SHIFTS = ((0, 0.0), (-1, 0.9), (1, 0.9), (-2, 1.6), (2, 1.6))
_AWAY = 0.6
_UNKNOWN_LEVEL = 3.0
_UNKNOWN_IN_PLACE = 2.0
_UNKNOWN_MERGED = 0.4
_LEVEL_LIKE_TARGET = 3.0
_NAME_LIKE_LEVEL = 1.5
_NAME_LIKE_TARGET = 0.8
_TARGET_LIKE_NAME = 0.8
_DROPPED = 4.0
_LONGEST_NAME = 400
_NAME = re.compile(
    r"^[^\d≥≤><=＝]{2,}"
    r"(?:率|度|数|数量|人数|次数|面积|金额|标准|时间|单价|成本|频率|时限|期限)(?:[（(]%[）)])?$"
)
_TARGET = re.compile(r"^\s*(?:[≥≤><=＝≧≦]|\d[\d,.]*\s*[%％])")


@dataclass(frozen=True)
class TreeRow:
    """A row of the tree as read.

    Args:
        placed: each text with its place.
        shift: by how many columns the row had moved (0: as it should be, or not evenly).
        cost: 0 if every text stood in its place and is of its kind.
        exact: every text stood in its place.
        pushed: places that a shift to the right has pushed out of the table.
    """

    placed: tuple[Placed, ...]
    shift: int
    cost: float
    exact: bool
    pushed: tuple[Slot, ...] = ()

    def text(self, slot: Slot) -> str | None:
        """Return the text in a place, None if it is empty."""
        return next((each.token.text for each in self.placed if each.slot is slot), None)


@dataclass(frozen=True)
class Frame:
    """Where the columns of the tree stand in a document: for each place of the step, a column or cell number.

    Not `sure` where the document does not say itself where all columns stand: a column head is missing, or cells are
    counted although there are heads, or there are none and the table is not as wide as the layout.
    """

    places: Mapping[int, int]
    by_index: bool = False
    sure: bool = True


def is_common_word(text: str) -> bool:
    """Say whether a text, if it is a level name, is one without the word 指标: that can be an indicator's name too."""
    return "指标" not in fold(text)


def read_row(step: Step, row: SourceRow, frames: Sequence[Frame], taxonomy: Taxonomy) -> TreeRow:
    """Return the row of the tree that costs least over all frames and shifts."""
    kinds = [_Kind.of(token, step, taxonomy, loose=row.loose) for token in row.tokens]
    if not row.loose:
        exact = next((found for frame in frames if (found := _literal(step, row, frame, kinds))), None)
        if exact is not None:
            return exact
    prices = [[_Price.of(slot, kind) for slot in step.slots] for kind in kinds]
    best: TreeRow | None = None
    for frame in frames:
        for shift, price in _SHIFTS:
            found = _read(step, row, (frame, shift, price), prices)
            if best is None or found.cost < best.cost - 1e-9:
                best = found
            if best.cost == 0:
                return best
    assert best is not None  # noqa: S101 - frames are never empty
    return best


def frames_for(step: Step, row: SourceRow, heads: Mapping[int, Token] | None, n_cols: int) -> Iterator[Frame]:
    """Yield the frames in which a row may stand: under the document's own column heads, then the template's.

    Args:
        heads: the column heads found in this table, by the number of their place; None if it has none.
    """
    slots = step.slots
    if heads is not None:
        shift = _usual_shift(slots, heads)
        places = {slot.index: heads[slot.index].col if slot.index in heads else slot.col + shift for slot in slots}
        if slots[0].kind == "head" and slots[0].index not in heads:
            places[slots[0].index] = max(min(token.col for token in heads.values()) - 1, 0)
        whole = all(slot.index in heads for slot in slots if slot.kind != "head")
        yield Frame(places, sure=whole)
        if whole and _order([places.get(slot.index) for slot in slots]) != list(range(len(slots))):
            return  # the columns stand in another order: nothing can be read by the layout's
    if heads is None or row.n_cols == n_cols:
        crossed = heads is not None and _is_taken(slots, heads)
        yield Frame({slot.index: slot.col for slot in slots}, sure=row.n_cols == n_cols and not crossed)
    if row.n_cells < row.n_cols or row.n_cells == len(slots):
        yield from _dense_frames(slots, row, sure=row.loose or (heads is None and row.n_cols == n_cols))


def _is_taken(slots: Sequence[Slot], heads: Mapping[int, Token]) -> bool:
    """Say whether a head that is not found would stand where another one does: the columns are not the layout's."""
    columns = {token.col for token in heads.values()}
    return any(slot.index not in heads and slot.col in columns for slot in slots if slot.kind != "head")


def _dense_frames(slots: Sequence[Slot], row: SourceRow, *, sure: bool) -> Iterator[Frame]:
    """Yield frames for a row that has one cell for each cell of the template, the covered ones left out."""
    for left_out in (set(), {"head"}, {"head", "level1"}, {"head", "level1", "level2"}):
        shown = [slot for slot in slots if slot.kind not in left_out]
        if row.n_cells == len(shown) and (row.loose or row.n_covered == len(slots) - len(shown)):
            yield Frame({slot.index: number for number, slot in enumerate(shown)}, by_index=True, sure=sure)


def _usual_shift(slots: Sequence[Slot], heads: Mapping[int, Token]) -> int:
    shifts = [heads[slot.index].col - slot.col for slot in slots if slot.index in heads]
    return max(set(shifts), key=shifts.count, default=0)


@dataclass(frozen=True)
class _Kind:
    """What a text is by its words alone."""

    head: bool
    level1: bool
    level2: bool
    target: bool
    name: bool
    loose: bool
    word: bool = False  # a level name that is a common word too, such as 效益 or 满意度: clerks name indicators so

    @classmethod
    def of(cls, token: Token, step: Step, taxonomy: Taxonomy, *, loose: bool) -> _Kind:
        if len(token.text) > _LONGEST_NAME:
            return cls(head=False, level1=False, level2=False, target=False, name=False, loose=loose)
        return cls(
            step.head is not None and step.head.match(token.text) is not None,
            taxonomy.find_level1(token.text) is not None,
            taxonomy.find_level2(token.text) is not None,
            _TARGET.match(token.text) is not None,
            _NAME.match(token.text) is not None,
            loose,
            is_common_word(token.text),
        )


def _literal(step: Step, row: SourceRow, frame: Frame, kinds: Sequence[_Kind]) -> TreeRow | None:
    """Return the row as it stands, if each text is in its place and the levels are in theirs; for true tables."""
    by_place = {place: slot for slot in step.slots for place in [frame.places.get(slot.index)] if place is not None}
    slots = [by_place.get(token.index if frame.by_index else token.col) for token in row.tokens]
    strange = False
    for slot, kind in zip(slots, kinds, strict=True):
        if slot is None or (slot.kind == "head" and not kind.head):
            return None
        if (slot.kind == "level1" and not kind.level1) or (slot.kind == "level2" and not kind.level2):
            if kind.level1 or kind.level2 or kind.head:
                return None
            strange = True
    if strange and step.slots[-1] not in slots:
        return None
    placed = tuple(Placed(token, slot) for token, slot in zip(row.tokens, slots, strict=True))
    return TreeRow(placed, 0, 0.0, exact=frame.sure)


@dataclass(frozen=True, slots=True)
class _Price:
    """What a text costs in a place by its kind alone: where it should stand, and elsewhere."""

    here: float
    away: float

    @classmethod
    def of(cls, slot: Slot, kind: _Kind) -> _Price:
        return cls(_kind_cost(slot, kind, in_place=True), _kind_cost(slot, kind, in_place=False))


def _read(step: Step, row: SourceRow, frame: tuple[Frame, int, float], prices: Sequence[Sequence[_Price]]) -> TreeRow:
    places, shift, price = frame[0].places, frame[1], frame[2]
    slots, tokens = step.slots, row.tokens
    at = [token.index if frame[0].by_index else token.col for token in tokens]
    columns = [None if slot.index not in places else places[slot.index] + shift for slot in slots]

    def put(number: int, place: int) -> float:
        col = columns[place]
        away = _NOWHERE if col is None else abs(at[number] - col)
        own = prices[number][place]
        return own.here if away == 0 else own.away + _AWAY + 0.1 * min(away, 4)

    named = {slot.horizon for slot in slots if slot.part == "name"}
    skip = [_skip_cost(slot, named) for slot in slots]
    order = _order(columns)
    best = assign(len(tokens), len(slots), lambda i, j: put(i, order[j]), [skip[j] for j in order], _DROPPED)
    taken = [None if place is None else order[place] for place in best.places]
    placed = tuple(
        Placed(token, None if place is None else slots[place]) for token, place in zip(tokens, taken, strict=True)
    )
    empty = sum(skip[j] for j in range(len(slots)) if j not in taken)
    cost = best.cost - empty + (0.0 if shift == 0 else price)
    width = row.n_cells if frame[0].by_index else row.n_cols
    pushed = tuple(
        slot
        for place, slot in enumerate(slots)
        if shift > 0 and place not in taken and slot.kind == "part" and places.get(slot.index, 0) + shift >= width
    )
    exact = (
        frame[0].sure
        and shift == 0
        and all(
            each.slot is not None and places.get(each.slot.index) == number
            for each, number in zip(placed, at, strict=True)
        )
    )
    return TreeRow(placed, shift, cost + empty if cost else 0.0, exact=exact, pushed=pushed)


_NOWHERE = 4


def _order(columns: Sequence[int | None]) -> list[int]:
    """Return the numbers of the places from left to right; the layout's order, unless column heads say another."""
    known = [col for col in columns if col is not None]
    if known == sorted(known):
        return list(range(len(columns)))
    return sorted(range(len(columns)), key=lambda place: (columns[place] is not None, columns[place] or 0))


def _skip_cost(slot: Slot, named: set[str]) -> float:
    """Return what an empty place costs in a row that has moved: a missing name is less likely than a missing target."""
    if slot.kind in ("head", "level1", "level2"):
        return 0.0
    return 0.5 if slot.part == "name" and slot.horizon in named else 0.2


def _kind_cost(slot: Slot, kind: _Kind, *, in_place: bool) -> float:
    if slot.kind == "head":
        return 0.0 if kind.head else NEVER
    if slot.kind in ("level1", "level2") and kind.word and not in_place:
        return _unknown_cost(kind, in_place=False)
    if slot.kind == "level1":
        return 0.0 if kind.level1 else 6.0 if kind.level2 else _unknown_cost(kind, in_place=in_place)
    if slot.kind == "level2":
        return 0.0 if kind.level2 else 6.0 if kind.level1 else _unknown_cost(kind, in_place=in_place)
    if (kind.level1 or kind.level2 or kind.head) and not (kind.word and slot.part == "name" and in_place):
        return _NAME_LIKE_LEVEL
    if slot.part == "name":
        return _NAME_LIKE_TARGET if kind.target else 0.0
    return _TARGET_LIKE_NAME if slot.part == "target" and kind.name else 0.0


def _unknown_cost(kind: _Kind, *, in_place: bool) -> float:
    """Return what a level name costs that the taxonomy lacks; in text it is rather a name that has moved."""
    price = _LEVEL_LIKE_TARGET if kind.target else 0.0
    if in_place:
        return price + (_UNKNOWN_IN_PLACE if kind.loose else _UNKNOWN_MERGED)
    return price + _UNKNOWN_LEVEL
