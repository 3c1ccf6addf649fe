"""A paste, worked out before it is done: which texts land where, which rows are added, what is left over and why.

Each text goes to the input on which it falls (`frame`). Rows of indicators are added where rows with a name and
something beside it run below the last one. Nothing is dropped: what has no input is left over, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from perfdesk.grid import Cell, Grid
from perfdesk.model import Draft, Indicator
from perfdesk.model import path as paths
from perfdesk.region.fold import fold
from perfdesk.translate import choice
from perfdesk.work import blocks, editing, tree_editing
from perfdesk.work.blocks import LEVELS, is_input
from perfdesk.work.frame import Frame, Place, Table, alike

MOST_LETTERS = 32_767
"""No input takes more: it is the most that a cell of Excel holds."""
MOST_IN_ALL = 200_000
"""Characters that one paste puts in: beyond, the paper would no longer follow the hand."""
MOST_NEW_ROWS = 200
_LONG = f"一格最多 {MOST_LETTERS:,} 字"
_MUCH = f"一次最多粘贴 {MOST_IN_ALL:,} 字"


@dataclass(frozen=True, slots=True)
class Left:
    """A text that found no place: its row and column in the source, from 1 (0: unknown), and where it would go.

    Args:
        count: for how many texts it stands, itself included, where a source is far larger than any form.
    """

    row: int
    col: int
    text: str
    where: str
    count: int = 1


@dataclass(frozen=True)
class Plan:
    """What a paste would do.

    Args:
        draft: the draft with it done.
        landed: the paths that get a text, in the order of the source.
        count: how many texts of the source have a place.
        added: how many rows of indicators are new, and to which level 2.
        group: set if its rows could also all go into this level 2, the one under the cursor: see `as_rows`.
    """

    draft: Draft
    landed: tuple[str, ...]
    added: tuple[str, ...]
    left: tuple[Left, ...]
    count: int
    group: str = ""


def plan(place: Place, source: Grid) -> Plan:
    """Return what pasting a table does by position: each text on the input that lies there."""
    made = _Paste(place, source)
    plan = made.made()
    return replace(plan, group=made.group_that_ends())


def as_rows(place: Place, source: Grid) -> Plan:
    """Return what pasting does if what runs below the last row of a level 2 becomes new rows of that level 2."""
    return _Paste(place, source, stay=True).made()


class _Paste:
    """One paste at work.

    Args:
        stay: rows below the last of the group under the cursor are new rows of that group.

    `taken` are the places of the source whose text was put somewhere; a level passed over in a block takes none.
    """

    def __init__(self, place: Place, source: Grid, *, stay: bool = False) -> None:
        self.place = place
        self.grid = place.grid
        self.table = Table(source)
        self.frame = Frame(place, self.table)
        self.stay = stay
        self.edits: list[tuple[str, str]] = []
        self.levels: dict[str, dict[str, str]] = {}
        self.names: list[tuple[tuple[int, int], str, str]] = []
        self.same: list[tuple[tuple[int, int], str, str]] = []
        self.extra: dict[int, dict[int, str]] = {}
        self.left: list[Left] = []
        self.taken: set[tuple[int, int]] = set()
        self.letters = 0

    def made(self) -> Plan:
        """Put every text where it goes."""
        place = self.place
        targets = self._targets()
        for at, text in self._texts():
            self._put(at, text, targets)
        for source in self.table.texts.keys() - self.taken:
            self._leave(source, "一级、二级指标的格不随成块填充改变")
        new = self._new_rows(targets)
        draft = self._releveled(editing.set_texts(place.draft, place.number, self.edits))
        draft = tree_editing.add_rows(draft, place.number, new, place.template)
        landed = tuple(path for path, _ in self.edits)
        beyond = self.table.beyond
        if beyond:
            first, many = beyond[0], f"远在表格之外，从这里起共 {len(beyond):,} 处"
            self.left.append(Left(first.row + 1, first.col + 1, first.text, many, len(beyond)))
        count = len(landed) + sum(map(len, self.levels.values()))
        count += sum(len(parts) for each in new for parts in each.horizons.values())
        left = tuple(sorted(self.left, key=_order))
        return Plan(draft, landed, tuple(each.level2 for each in new), left, count)

    def _releveled(self, draft: Draft) -> Draft:
        """Return the draft with the rows under the levels that were named; a name that no row has is left over."""
        number, template = self.place.number, self.place.template
        for row, named in self.levels.items():
            for level in (each for each in LEVELS if each in named):
                draft = blocks.relevel(draft, number, (row,), (level, named[level]), template)
        for source, level, text in self.names:
            if not any(getattr(row, level) == text for row in draft.forms[number].indicators):
                self._leave(source, "这里没有可以归到这一级别的指标")
        for source, row, level in self.same:
            found = paths.find_indicator(draft.forms[number], row)
            if found is not None and not alike(getattr(found, level), self.table.texts[source]):
                self._leave(source, "这一行已按同一次粘贴归到别的级别")
        return draft

    def group_that_ends(self) -> str:
        """Return the level 2 under the cursor if whole rows of the source run beyond it without naming a level."""
        n_rows, _ = self.table.shape
        several = len({cell.row for cell in blocks.input_cells(self.grid, self.place.block)}) > 1
        if not self.frame.in_tree or several or not self.frame.rows:
            return ""
        here = self.frame.end_of_group()
        clear = all(self.frame.is_row(row, level=False) for row in range(n_rows))
        return self.frame.group(self.frame.rows[0])[1] if n_rows > here < len(self.frame.rows) and clear else ""

    # --- which text goes where ---

    def _texts(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the texts, again and again where the selected block is a multiple of the source."""
        (n_rows, n_cols), block = self.table.shape, self.place.block
        begin = {cell.row for cell in blocks.input_cells(self.grid, block)}
        rows = [row for row in self.frame.rows if row in begin]
        cols = [col for col in self.frame.cols if col < block.right]
        fits = len(rows) % n_rows == 0 and len(cols) % n_cols == 0 and len(rows) * len(cols) > n_rows * n_cols
        for down in range(0, len(rows) if fits else 1, n_rows):
            for right in range(0, len(cols) if fits else 1, n_cols):
                for (i, j), text in self.table.texts.items():
                    if not (fits and self._is_level_among(cols[j + right], cols)):
                        yield (i + down, j + right), text

    def _is_level_among(self, col: int, cols: Sequence[int]) -> bool:
        """Say whether a value that fills a block passes over a column: names of a level beside other inputs."""
        levels = [self.frame.in_tree and self.frame.part(each) in LEVELS for each in cols]
        return levels[cols.index(col)] and not all(levels)

    def _targets(self) -> list[int | None]:
        """Return for each row of the source its row of the grid; None where it becomes a row of its own."""
        n_rows, _ = self.table.shape
        wanted = max(n_rows, len(self.frame.rows))
        targets: list[int | None] = [*self.frame.rows, *[None] * (wanted - len(self.frame.rows))]
        if not self.frame.in_tree:
            return targets
        if self.stay and self.frame.rows:
            end = self.frame.end_of_group()
            return [*self.frame.rows[:end], *[None] * (wanted - end)]
        named = [self._level2_on_label(at) for at in range(n_rows)]
        if any(
            name and fold(name) != fold(self.frame.group(row)[1])
            for name, row in zip(named, self.frame.rows, strict=False)
        ):
            return self._by_names(named)
        return targets

    def _level2_on_label(self, at: int) -> str:
        """Return the level 2 that a row of the source names where the form shows it as a label."""
        for j, col in enumerate(self.frame.cols):
            shown = self.grid.at(self.frame.rows[min(at, len(self.frame.rows) - 1)], col)
            if self.frame.part(col) == "level2" and not is_input(shown):
                above = (self.table.texts.get((row, j), "").strip() for row in range(at, -1, -1))
                return next((each for each in above if each), "")
        return ""

    def _by_names(self, named: Sequence[str]) -> list[int | None]:
        """Return the rows of the grid by the names of their level 2: each source row takes the next one of its own."""
        free = list(self.frame.rows)
        found: list[int | None] = []
        for name in named:
            row = next((row for row in free if not name or fold(self.frame.group(row)[1]) == fold(name)), None)
            found.append(row)
            if row is not None:
                free.remove(row)
        return found

    def _put(self, at: tuple[int, int], text: str, targets: Sequence[int | None]) -> None:
        """Put one text where it goes: on an input, on a level, into a new row; else it is left over."""
        i, j = at
        source = (i % self.table.shape[0], j % self.table.shape[1])
        self.taken.add(source)
        row = targets[i] if i < len(targets) else None
        if j >= len(self.frame.cols):
            self._leave(source, "表格右边没有这一列")
        elif row is None:
            if self.frame.in_tree:
                self.extra.setdefault(source[0], {})[source[1]] = text
            else:
                self._leave(source, "下面没有可填的行")
        elif len(text) > MOST_LETTERS or self.letters + len(text) > MOST_IN_ALL:
            self._leave(source, _LONG if len(text) > MOST_LETTERS else _MUCH)
        else:
            self._land(source, text, (row, self.frame.cols[j]))

    def _land(self, source: tuple[int, int], text: str, there: tuple[int, int]) -> None:
        cell = self.grid.at(*there)
        level = self.frame.part(there[1])
        if cell.row in self.frame.tree and level in LEVELS and is_input(cell):
            self._name_level(source, text, (there[0], level, cell))
        elif is_input(cell) and (cell.row, cell.col) == there:
            self.letters += len(text)
            self.edits.append((cell.source or "", self._read(cell.source or "", text)))
        elif text.strip() and self._level_is(there[0], level, text):
            self.same.append((source, self.frame.row_step(there[0]), level))
        elif text.strip() and not alike(text, cell.text):
            words = " ".join(cell.text.split())[:20]
            self._leave(source, f"固定文字“{words}”" if cell.kind == "label" else "合并的格或空格，不能填写")

    def _level_is(self, row: int, level: str, text: str) -> bool:
        return row in self.frame.tree and level in LEVELS and alike(text, self.frame.group(row)[LEVELS.index(level)])

    def _name_level(self, source: tuple[int, int], text: str, there: tuple[int, str, Cell]) -> None:
        """Note another level for the rows that a text stands for: those beside it, and those below without a name."""
        row, level, cell = there
        text = text if text.strip() else self._level_above(source)
        if not text:
            return
        self.names.append((source, level, text))
        until = self.frame.rows.index(row) + self.table.tall[source] if row in self.frame.rows else 0
        own = [each for each in self.frame.rows[self.frame.rows.index(row) : until] if each in self.frame.tree]
        rest = [each for each in range(row, cell.row_end) if each not in own]
        for each in (*own, *rest):
            step = self.frame.row_step(each)
            if step and not step.startswith("+"):
                self.levels.setdefault(step, {})[level] = text

    def _level_above(self, source: tuple[int, int]) -> str:
        """Return the level that a row of the source shares with a row above it, as where cells were merged."""
        at, col = source
        if at not in self.table.filled:
            return ""
        above = (self.table.texts.get((row, col), "") for row in range(at, -1, -1))
        return next((each for each in above if each.strip()), "")

    def _read(self, path: str, text: str) -> str:
        """Return what an input takes of a text: a choice reads its boxes, everything else is the text."""
        steps = paths.split(path)
        found = self.place.template.fields.get(steps[1]) if steps[0] in ("fields", "shared") else None
        return choice.read(found, text).text if found is not None and found.kind == "choice" else text

    def _leave(self, source: tuple[int, int], where: str) -> None:
        if self.table.texts[source].strip():
            self.left.append(Left(*self.table.origin[source], self.table.texts[source], where))

    # --- rows that are new ---

    def _new_rows(self, targets: Sequence[int | None]) -> list[Indicator]:
        """Return the rows of the source that become rows of their own; others are left over."""
        made: list[Indicator] = []
        last = next((row for row in reversed(targets) if row is not None), None)
        levels = self.frame.group(last) if last is not None else ("", "")
        for at, texts in sorted(self.extra.items()):
            if not any(text.strip() for text in texts.values()):
                continue
            long = any(len(text) > MOST_LETTERS for text in texts.values())
            self.letters += sum(map(len, texts.values()))
            if (
                long
                or self.letters > MOST_IN_ALL
                or len(made) >= MOST_NEW_ROWS
                or not self.frame.is_row(at, level=True)
            ):
                where = _LONG if long else _MUCH if self.letters > MOST_IN_ALL else "指标的最后一行以下"
                for j in texts:
                    self._leave((at, j), where)
                continue
            levels = self._levels_named(at, levels)
            made.append(self._indicator(texts, levels))
            self._leave_other_levels(at, texts, levels)
        return made

    def _leave_other_levels(self, at: int, texts: dict[int, str], levels: tuple[str, str]) -> None:
        """Leave over what a new row has no place for: a second name of a level, and a column that takes no text."""
        for j, text in texts.items():
            part = self.frame.part(self.frame.cols[j])
            if not part:
                self._leave((at, j), "这一列不能填写")
            elif part in LEVELS and text.strip() != (level := levels[LEVELS.index(part)]) and not alike(text, level):
                self._leave((at, j), f"这一行的级别已经是“{level}”")

    def _levels_named(self, at: int, before: tuple[str, str]) -> tuple[str, str]:
        """Return the levels that a new row names; the row above tells what it does not name."""
        one, two = self.frame.named(at, "level1"), self.frame.named(at, "level2")
        taxonomy = self.place.template.taxonomy
        found = taxonomy.find_level2(two, one or before[0]) if two else None
        if found is not None and not one and taxonomy.find_level1(before[0]) != found.level1:
            known = (row.level1 for row in self.place.draft.forms[self.place.number].indicators)
            one = next((each for each in known if taxonomy.find_level1(each) == found.level1), found.level1.name)
        return one or before[0], two or before[1]

    def _indicator(self, texts: dict[int, str], levels: tuple[str, str]) -> Indicator:
        horizons: dict[str, dict[str, str]] = {}
        for j, text in texts.items():
            horizon, part = self.frame.parts.get(self.frame.cols[j], ("", ""))
            if part and part not in LEVELS and text:
                horizons.setdefault(horizon, {})[part] = text
        return Indicator(id="0", level1=levels[0], level2=levels[1], horizons=horizons)


def _order(left: Left) -> tuple[int, int]:
    return left.row, left.col
