"""Takes the indicators out of the rows of the tree: levels go on until another name stands there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from perfdesk.model import Indicator, path
from perfdesk.region import Taxonomy, Template, fold
from perfdesk.translate.align import Aligned, Alignment
from perfdesk.translate.branchdoubts import (
    doubt_parent,
    doubt_repeated,
    doubt_several,
    fill_across,
    fill_merged,
    reaches,
    shown,
)
from perfdesk.translate.clean import broken_by_blanks, clean
from perfdesk.translate.doubts import MEANINGS, Doubts, cut_off
from perfdesk.translate.indicators import TreeRow, is_common_word
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Label, Slot, Step, steps_of


@dataclass
class BranchReader:
    """Collects the indicators of one form; `spaced` and `left` as in `FieldReader`, `numbered`: names with a number."""

    template: Template
    step: Step
    doubts: Doubts
    indicators: list[Indicator] = field(default_factory=list)
    spaced: list[str] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    _level1: str | None = None
    _level2: str | None = None
    _unsure: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _loose: set[str] = field(default_factory=set)
    _guessed: bool = False  # level 1 comes from the taxonomy: it holds as long as level-2 names belong to it alone
    _said: set[tuple[object, ...]] = field(default_factory=set)
    _cols: dict[int, tuple[Slot, Token]] = field(default_factory=dict)  # where each place of the step last had a text
    _heads: dict[Slot, int] = field(default_factory=dict)  # in which column the head of each place stands
    _late: bool = False  # level names stand below the first of their rows, as nothing is merged

    def read(self, alignment: Alignment) -> None:
        """Read every row of the tree, then note the level-2 rows that the layout lists and the document lacks."""
        steps = steps_of(self.template)
        for each in alignment.rows:
            if each.match is not None and each.step is not None and steps[each.step].kind == "heads":
                cols = {placed.slot.index: placed.token.col for placed in each.match.placed if placed.slot is not None}
                self._heads = {slot: cols[slot.index] for slot in self.step.slots if slot.index in cols}
            if each.tree is not None and each.row.tokens:
                self._read_row(each, each.tree)
            elif each.step is None and each.row.tokens:
                self._unsure |= {"level1", "level2"}
        self._doubt_panels()
        for level in self.template.taxonomy.level2:
            if level.name in self.template.listed and fold(level.name) not in self._seen:
                self.doubts.add("I10", f"原文中没有“{level.name}”一行。", now=level.name)

    def _read_row(self, each: Aligned, tree: TreeRow) -> None:
        row = each.row
        self.left.extend((row.where, placed.token.text) for placed in tree.placed if placed.slot is None)
        self._note_spaces(row, tree)
        number = str(len(self.indicators) + 1)
        if row.loose and _joins_level(self.template.taxonomy, tree):
            self._unsure |= {"level1", "level2"}
        levels = self._levels(row, tree, number)
        horizons = self._parts(row, tree, number)
        fill_merged(self.doubts, row, (number, horizons), self._cols.values())
        fill_across(self.doubts, row, tree, (number, horizons), self._heads)
        self._cols.update({each.slot.index: (each.slot, each.token) for each in tree.placed if each.slot is not None})
        filled = any(any(parts.values()) for parts in horizons.values())
        if not filled and not tree.pushed and not self._has_strange_level(tree):
            if not tree.exact:
                code = _code_of(tree)
                self.doubts.add(code, f"{MEANINGS[code]}（{row.where}）：这一行只有名称，没有内容。", was=row.text)
            return
        kept = {horizon: {part: text for part, text in parts.items() if text} for horizon, parts in horizons.items()}
        indicator = Indicator(
            id=number,
            level1=levels[0],
            level2=levels[1],
            horizons={horizon: parts for horizon, parts in kept.items() if parts},
        )
        self.indicators.append(indicator)
        self._doubt_row(row, tree, indicator)
        self._doubt_odd(row, tree, indicator)
        doubt_repeated(self.doubts, row, tree, indicator)
        self._doubt_again(row, tree, indicator)
        doubt_parent(self.doubts, self.template.taxonomy, row, indicator)
        doubt_several(self.doubts, row, indicator)
        if row.loose:
            self._loose.add(number)
            self._doubt_lonely(row, tree, indicator)
            _doubt_above(self.doubts, row, tree, self.indicators)

    def _doubt_again(self, row: SourceRow, tree: TreeRow, indicator: Indicator) -> None:
        """Doubt a row that says what an earlier one says: a tall cell may have been written out once for each row.

        A row under a level 2 that still stands once for several rows was never written out: it is there twice.
        """
        parts = [(horizon, *part) for horizon, texts in indicator.horizons.items() for part in texts.items()]
        said = (indicator.level1, indicator.level2, *sorted(parts))
        named = any(tree.text(slot) for slot in self.step.slots if slot.kind == "level2")
        if said in self._said and named:
            why = f"与前面的一行完全相同，可能是合并格的重复，也可能原来就填了两次（{row.where}）。"
            self.doubts.add("I09", why, path=_path(indicator.id), was=row.text, now=shown(indicator))
        self._said.add(said)

    def _has_strange_level(self, tree: TreeRow) -> bool:
        """Say whether a level name stands in this row that the taxonomy does not know: never dropped."""
        taxonomy = self.template.taxonomy
        ones = [each.token.text for each in tree.placed if each.slot is not None and each.slot.kind == "level1"]
        twos = [each.token.text for each in tree.placed if each.slot is not None and each.slot.kind == "level2"]
        return any(taxonomy.find_level1(name) is None for name in ones) or any(
            taxonomy.find_level2(name) is None for name in twos
        )

    def _levels(self, row: SourceRow, tree: TreeRow, number: int | str) -> tuple[str, str]:
        """Return level 1 and level 2 of a row: what stands there, else what goes on from above."""
        slots1 = [slot for slot in self.step.slots if slot.kind == "level1"]
        slots2 = [slot for slot in self.step.slots if slot.kind == "level2"]
        one = next((text for slot in slots1 if (text := tree.text(slot))), None)
        twos = [text for slot in slots2 if (text := tree.text(slot))]
        two = twos[0] if twos else None
        settled = False
        self.numbered += [name for name in (one, *twos) if name and self.template.taxonomy.is_numbered(name)]
        if one is not None:
            one = _own(self.template, one, row)
            if one != self._level1:
                self._level2 = None
            self._level1 = one
            self._guessed = False
        if two is not None:
            two = _own(self.template, two, row)
            settled = self._settle_level1(row, two, str(number), given=one is not None)
            self._level2 = two
            self._note_seen(two)
            self._note_panels(row, [_own(self.template, each, row) for each in twos], str(number))
        if self._level1 is None or self._level2 is None:
            why = f"这一行看不出属于哪个一级、二级指标（{row.where}）。"
            self.doubts.add("I01", why, path=_path(str(number)), was=row.text)
            self._late = True
        if settled:
            self._unsure |= {"level1", "level2"}
        else:
            self._weigh(row, tree, str(number), (one is not None, two is not None))
        return self._level1 or "", self._level2 or ""

    def _weigh(self, row: SourceRow, tree: TreeRow, number: str, given: tuple[bool, bool]) -> None:
        """Remember which level names are not sure, and doubt them in each row where they only go on."""
        taxonomy = self.template.taxonomy
        found = taxonomy.find_level2(self._level2, self._level1) if self._level2 else None
        agree = found is not None and self._level1 is not None and found.level1 == taxonomy.find_level1(self._level1)
        if self._guessed and found is not None and agree:
            agree = sum(each.name == found.name for each in taxonomy.level2) == 1
        if self._guessed and given[1] and not agree:
            self._unsure.add("level1")
        for level, here in zip(("level1", "level2"), given, strict=True):
            name = self._level1 if level == "level1" else self._level2
            if not name or here or not tree.exact:
                continue
            if self._late and not any(reaches(row, token) for slot, token in self._cols.values() if slot.kind == level):
                why = f"这里没有写级别名称，沿用上面的“{name}”；原文的名称可能写在下面几行（{row.where}）。"
                self.doubts.add("I01", why, path=_path(number, level), was=row.text, now=name)
                continue
            if taxonomy.same_spelling(name) is None or (level in self._unsure and not (agree and given[1])):
                why = f"这一行沿用上面的“{name}”，而那里不能确定（{row.where}）。"
                self.doubts.add("I01", why, path=_path(number, level), was=row.text, now=name)
        if not tree.exact and not (agree and any(given) and (given[0] or self._in_level_columns(tree))):
            self._unsure |= {"level1", "level2"}
        elif agree and given[1]:
            self._unsure.clear()
        elif any(given):
            names = {level for level, is_here in zip(("level1", "level2"), given, strict=True) if is_here}
            self._unsure = self._unsure | names if row.loose else self._unsure - names

    def _in_level_columns(self, tree: TreeRow) -> bool:
        """Say whether level 2 stands where only level names stand, so that it cannot be a value."""
        first = next(slot.col for slot in self.step.slots if slot.kind == "level2")
        return any(
            each.slot is not None and each.slot.kind == "level2" and each.token.col <= first for each in tree.placed
        )

    def _note_seen(self, two: str) -> None:
        found = self.template.taxonomy.find_level2(two, self._level1)
        self._seen.add(fold(found.name if found else two))

    def _settle_level1(self, row: SourceRow, two: str, number: str, *, given: bool) -> bool:
        """Take level 1 from the taxonomy where the row lacks it and the one above cannot have this level 2."""
        taxonomy = self.template.taxonomy
        found = taxonomy.find_level2(two, self._level1)
        if given or found is None:
            return False
        running = taxonomy.find_level1(self._level1) if self._level1 else None
        sure = self._level1 is not None and "level1" not in self._unsure
        if running == found.level1 or (not row.loose and sure):
            return False
        self._level1 = found.level1.name
        self._guessed = True
        why = f"这一行没有一级指标，按“{two}”归入“{self._level1}”（{row.where}）。"
        self.doubts.add("I01", why, path=_path(number, "level1"), was=row.text, now=self._level1)
        return True

    def _note_panels(self, row: SourceRow, twos: Sequence[str], number: str) -> None:
        for other in twos[1:]:
            if fold(other) != fold(twos[0]):
                why = f"左右两栏的二级指标不同：“{twos[0]}”和“{other}”，采用左栏（{row.where}）。"
                self.doubts.add("I11", why, path=_path(number, "level2"), was=other, now=twos[0])

    def _parts(self, row: SourceRow, tree: TreeRow, number: str) -> dict[str, dict[str, str]]:
        horizons: dict[str, dict[str, str]] = {}
        for slot in self.step.slots:
            if slot.kind != "part":
                continue
            was = tree.text(slot) or ""
            cleaned = clean(was, loose=row.loose)
            horizons.setdefault(slot.horizon, {})[slot.part] = cleaned.text
            for code in cleaned.codes:
                why = f"{MEANINGS[code]}（{row.where}）。"
                self.doubts.add(code, why, path=_path(number, slot.horizon, slot.part), was=was, now=cleaned.text)
            if was in row.joined:
                why = f"数值、符号和计量单位原来分在几格里，已合在一起（{row.where}）。"
                self.doubts.add("I09", why, path=_path(number, slot.horizon, slot.part), was=was, now=cleaned.text)
        return horizons

    def _doubt_row(self, row: SourceRow, tree: TreeRow, indicator: Indicator) -> None:
        """Doubt a row that did not stand in its place, and each value that a shift has pushed out of the table."""
        if row.below:
            self.doubts.add("I09", cut_off(row), path=_path(indicator.id), was=row.below, now=shown(indicator))
        for slot in tree.pushed:
            why = f"整行右移，这一格的内容被挤出表格，原文无从得知（{row.where}）。"
            self.doubts.add("I02", why, path=_path(indicator.id, slot.horizon, slot.part), was=row.text)
        if tree.exact:
            return
        code = _code_of(tree)
        why = f"{MEANINGS[code]}（{row.where}），请核对这一行。"
        self.doubts.add(code, why, path=_path(indicator.id), was=row.text, now=shown(indicator))
        if any(placed.slot is None for placed in tree.placed):
            for slot in _part_slots(self.step):
                self.doubts.add(code, why, path=_path(indicator.id, slot.horizon, slot.part), was=row.text)

    def _doubt_odd(self, row: SourceRow, tree: TreeRow, indicator: Indicator) -> None:
        """Doubt names of levels that are not the layout's, and values that read like a level."""
        taxonomy = self.template.taxonomy
        for level, name in (("level1", indicator.level1), ("level2", indicator.level2)):
            given = any(placed.slot is not None and placed.slot.kind == level for placed in tree.placed)
            if given and name and taxonomy.same_spelling(name) is None:
                why = (
                    f"“{name}”不是本版式的{'一' if level == 'level1' else '二'}级指标名称，按原文保留（{row.where}）。"
                )
                place = _path(indicator.id) if row.loose and level == "level2" else _path(indicator.id, level)
                self.doubts.add("I08", why, path=place, was=name, now=name)
        for placed in tree.placed:
            slot, text = placed.slot, placed.token.text
            if slot is None or slot.kind != "part" or not row.loose:
                continue
            usual = tree.exact and slot.part == "name" and is_common_word(text) and taxonomy.has(text)
            if self._reads_like_label(text) and not usual:
                why = f"“{text}”读起来像标签或指标名称，这里当作填写的内容（{row.where}）。"
                self.doubts.add("I01", why, path=_path(indicator.id, slot.horizon, slot.part), was=text, now=text)

    def _doubt_torn(self, row: SourceRow, indicator: Indicator) -> None:
        """Doubt a row in which two neighbours would be one name: it may have been torn in two."""
        for first, second in itertools.pairwise(row.tokens):
            if self._reads_like_label(first.text + second.text):
                why = f"“{first.text}”和“{second.text}”可能是一个被拆开的名称（{row.where}）。"
                self.doubts.add("I09", why, path=_path(indicator.id), was=row.text, now=shown(indicator))

    def _reads_like_label(self, text: str) -> bool:
        taxonomy = self.template.taxonomy
        if taxonomy.has(text):
            return True
        return any(label.match(text) is not None for label in self._labels)

    @cached_property
    def _labels(self) -> list[Label]:
        return [slot.label for step in steps_of(self.template) for slot in step.slots if slot.label is not None]

    def _doubt_lonely(self, row: SourceRow, tree: TreeRow, indicator: Indicator) -> None:
        """Doubt a name without target and a target without name: published text loses cells, and others move up."""
        if tree.exact:
            self._doubt_torn(row, indicator)
        targets = [slot for slot in _part_slots(self.step) if slot.part == "target"]
        for slot in targets:
            named = self.template.name_horizon(slot.horizon)
            name, target = indicator.text(named, "name"), indicator.text(slot.horizon, "target")
            if target and not name and tree.exact:
                why = f"指标值“{target}”没有三级指标名称，这一行可能缺了一格（{row.where}）。"
                self.doubts.add("I14", why, path=_path(indicator.id), was=row.text, now=shown(indicator))
                return
        for named in dict.fromkeys(self.template.name_horizon(slot.horizon) for slot in targets):
            self._doubt_name(row, tree, indicator, named)

    def _doubt_name(self, row: SourceRow, tree: TreeRow, indicator: Indicator, named: str) -> None:
        """Doubt the target that a name lacks, and (unless the whole row is in doubt) what may have moved there."""
        name = indicator.text(named, "name")
        horizons = [slot.horizon for slot in _part_slots(self.step) if slot.part == "target"]
        horizons = [horizon for horizon in horizons if self.template.name_horizon(horizon) == named]
        empty = [horizon for horizon in horizons if not indicator.text(horizon, "target")]
        if not name or not empty:
            return
        for horizon in empty:
            why = f"“{name}”没有指标值，可能在公布时丢失，也可能原来就没有填（{row.where}）。"
            place = _path(indicator.id, horizon, "target")
            if not any(doubt.path == place for doubt in self.doubts.items):
                self.doubts.add("I14", why, path=place, was=row.text)
        if not tree.exact:
            return
        alone = not any(parts.get("target") for parts in indicator.horizons.values())
        others = [_path(indicator.id, horizon, "target") for horizon in horizons if horizon not in empty]
        for place in [_path(indicator.id)] if alone else [_path(indicator.id, named, "name"), *others]:
            why = f"旁边缺少指标值，这里的内容可能移了位，请核对（{row.where}）。"
            self.doubts.add("I14", why, path=place, was=row.text, now=shown(indicator))

    def _doubt_panels(self) -> None:
        """Doubt a row of text with an empty panel, if other rows of the form have texts there."""
        named = {slot.horizon for slot in _part_slots(self.step) if slot.part == "name"}
        used = {horizon for each in self.indicators for horizon in each.horizons} & named
        for each in self.indicators:
            if each.id in self._loose and used - set(each.horizons):
                why = "这一行左右两栏只有一栏有内容，可能是一栏丢失或移了位。"
                self.doubts.add("I14", why, path=_path(each.id), was=shown(each), now=shown(each))

    def _note_spaces(self, row: SourceRow, tree: TreeRow) -> None:
        for placed in tree.placed:
            fixed = placed.slot is not None and placed.slot.kind in ("head", "level1", "level2")
            if fixed and row.loose and broken_by_blanks(placed.token.text):
                self.spaced.append(placed.token.text)


def _joins_level(taxonomy: Taxonomy, tree: TreeRow) -> bool:
    """Say whether a text of a row begins with a level name: the cell of that level has grown together with it."""
    levels = [each.name for each in taxonomy.level1] + [each.name for each in taxonomy.level2]
    names = [fold(name) for name in levels if not is_common_word(name)]
    texts = [fold(each.token.text) for each in tree.placed if each.slot is not None and each.slot.kind == "part"]
    return any(len(name) < len(text) and text.startswith(name) for text in texts for name in names)


def _doubt_above(doubts: Doubts, row: SourceRow, tree: TreeRow, indicators: Sequence[Indicator]) -> None:
    """Doubt the name over a row that has one name and nothing else: a page's end may have parted it."""
    slots = [each.slot for each in tree.placed if each.slot is not None]
    if len(indicators) < 2 or len(tree.placed) != 1 or [slot.part for slot in slots] != ["name"]:
        return
    above, slot = indicators[-2], slots[0]
    now = above.text(slot.horizon, "name")
    if now:
        why = f"下面一行只有名称，可能是它的后半段（{row.where}）。"
        place = _path(above.id, slot.horizon, "name")
        doubts.add("I09", why, path=place, was=indicators[-1].text(slot.horizon, "name"), now=now)


def _part_slots(step: Step) -> list[Slot]:
    return [slot for slot in step.slots if slot.kind == "part"]


def _own(template: Template, name: str, row: SourceRow) -> str:
    """Return a level name in the taxonomy's own spelling, or as it stood."""
    cleaned = clean(name, loose=row.loose).text
    return template.taxonomy.same_spelling(cleaned) or cleaned


def _path(number: str, *steps: str) -> str:
    return path.join("indicators", number, *steps)


def _code_of(tree: TreeRow) -> str:
    away = [
        placed.token.col - placed.slot.col
        for placed in tree.placed
        if placed.slot is not None and placed.slot.kind != "head"
    ]
    if tree.shift < 0 or (away and max(away) <= 0 and min(away) < 0):
        return "I01"
    if tree.shift > 0 or (away and min(away) >= 0 and max(away) > 0):
        return "I02"
    return "I03"
