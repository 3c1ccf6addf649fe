"""Takes the values out of a document whose labels the clerk has pointed out; every one is in doubt until confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perfdesk.grid import Cell, Grid, Source
from perfdesk.model import Draft, Form, Indicator, path
from perfdesk.region import Template, fold
from perfdesk.translate.doubts import Doubts, placed
from perfdesk.translate.fields import FieldReader
from perfdesk.translate.pointing import FIELDS, INDICATORS, Pointed, Pointing, Spot, forms_of, spot_of
from perfdesk.translate.sharing import share
from perfdesk.translate.steps import steps_of

CODE = "I16"
_ASKS = ("：", ":")
_Labels = dict[tuple[int, int, int], Pointed]


def read_pointed(sources: Sequence[Source], pointing: Pointing, template: Template, draft_id: str) -> Draft:
    """Return the draft of every form that the pointing finds; every text that it does not take is in a doubt."""
    forms = []
    for number, spots in enumerate(forms_of(pointing, sources), 1):
        form = _Reading(template, pointing, spots).form()
        forms.append(form.model_copy(update={"id": str(number)}))
    return share(Draft(id=draft_id, forms=tuple(forms)), {template.id: template})


@dataclass
class _Column:
    """A column of indicators: the label over it, and where it stands."""

    label: Pointed
    spot: Spot

    @property
    def steps(self) -> tuple[str, ...]:
        """Where its texts go, without the first step: ("level2",) or (horizon, part)."""
        return path.split(self.label.goes_to)[1:]

    @property
    def is_level(self) -> bool:
        """Say whether names of level 1 or 2 stand in it, which hold for the rows below too."""
        return len(self.steps) == 1

    def text_cell(self, grid: Grid, row: int) -> Cell:
        """Return the cell of this column in a row."""
        inside = range(self.spot.cell.col, min(self.spot.cell.col_end, grid.n_cols))
        cells = [grid.at(row, col) for col in inside]
        return next((cell for cell in cells if cell.text.strip()), cells[0])


@dataclass
class _Reading:
    """Reads one form.

    Args:
        taken: the cells whose text has found its place, or is a label.
    """

    template: Template
    pointing: Pointing
    spots: Sequence[Spot]
    doubts: Doubts = field(default_factory=Doubts)
    taken: set[tuple[int, int, int]] = field(default_factory=set)
    indicators: list[Indicator] = field(default_factory=list)

    def form(self) -> Form:
        """Return the form with its doubts."""
        fields = FieldReader(self.template, steps_of(self.template), self.doubts)
        found = [(label, spot_of(label, self.spots)) for label in self.pointing.labels]
        labels = {spot.key: label for label, spot in found if spot is not None}
        self.taken |= set(labels)
        columns = [_Column(label, spot) for label, spot in found if spot and label.goes_to.startswith(INDICATORS)]
        for label, spot in found:
            if label.goes_to.startswith(FIELDS):
                self._field(fields, label, spot, labels)
            elif label.goes_to and spot is None:
                why = f"没有找到您指定的标签“{label.text}”，这一列没有读入。"
                self.doubts.add(CODE, why, was=label.text)
        self._rows([column for column in columns if column.spot.grid is not None], labels)
        for text, where in self._left():
            self.doubts.add("I13", f"这段文字不在您指定的标签旁边，没有归入任何栏目（{where}）。", was=text)
        form = Form(
            id="1",
            template=self.template.id,
            template_version=self.template.data.version,
            fields=fields.texts,
            indicators=tuple(self.indicators),
        )
        return form.model_copy(update={"doubts": placed(self.doubts.items, form, self.template)})

    def _field(self, fields: FieldReader, label: Pointed, spot: Spot | None, labels: _Labels) -> None:
        _, name = path.split(label.goes_to)
        if name not in self.template.fields:
            return
        place = label.goes_to
        if spot is None:
            fields.texts.setdefault(name, "")
            self.doubts.add(CODE, f"没有找到您指定的标签“{label.text}”，留空。", path=place, was=label.text)
            return
        text = self._value(label, spot, labels)
        fields.take(name, text, spot.where, loose=False)
        why = f"按您指定的标签“{_shown(label.text)}”读入，请核对（{spot.where}）。"
        self.doubts.add(CODE, why, path=place, was=text, now=fields.texts[name])

    def _value(self, label: Pointed, spot: Spot, labels: _Labels) -> str:
        """Return the text beside, under or inside a label, and take its cells."""
        if label.side == "inside":
            return label.value_inside(spot.cell.text) or ""
        if spot.grid is None:
            return ""
        cells = _beside(spot, labels) if label.side == "right" else _under(spot, labels)
        texts = []
        for cell in cells:
            key = (spot.source, cell.row, cell.col)
            if cell.text.strip() and key not in self.taken:
                self.taken.add(key)
                texts.append(cell.text)
        return "\n".join(texts)

    def _rows(self, columns: Sequence[_Column], labels: _Labels) -> None:
        """Read the rows under the heads of the indicators, also in the tables that go on below."""
        if not columns:
            return
        first = columns[0].spot
        stops = {key[:2] for key, label in labels.items() if not label.goes_to.startswith(INDICATORS)}
        above: dict[str, str] = {}
        start = max(column.spot.cell.row_end for column in columns)
        for source, grid in self._tables(first):
            for row in range(start if source == first.source else 0, grid.n_rows):
                if (source, row) in stops:
                    return
                if any(spot.source == source and spot.cell.row == row for spot in self.spots):
                    self._row(columns, (source, grid, row), above)

    def _tables(self, first: Spot) -> Iterator[tuple[int, Grid]]:
        """Yield the table of the heads, and those below it that have as many columns."""
        seen = {spot.source: spot.grid for spot in self.spots if spot.grid is not None and spot.source >= first.source}
        for source, grid in seen.items():
            if first.grid is not None and grid.n_cols == first.grid.n_cols:
                yield source, grid

    def _row(self, columns: Sequence[_Column], place: tuple[int, Grid, int], above: dict[str, str]) -> None:
        """Read one row: the levels go on from the row above where their cells are empty or tall."""
        source, grid, row = place
        texts: list[tuple[_Column, str]] = []
        levels: list[Cell] = []
        for column in columns:
            cell = column.text_cell(grid, row)
            across = sum(cell.col <= other.spot.cell.col < cell.col_end for other in columns) > 1
            head = fold(cell.text) == fold(column.label.text)
            if head:
                self.taken.add((source, cell.row, cell.col))
            own = bool(cell.text.strip()) and not across and not head and (column.is_level or cell.row == row)
            texts.append((column, cell.text if own else ""))
            if own and column.is_level:
                levels.append(cell)
            elif own:
                self.taken.add((source, cell.row, cell.col))
        says = any(text for column, text in texts if not column.is_level)
        self.taken |= {(source, cell.row, cell.col) for cell in levels if says or self._is_prescribed(cell.text)}
        where = next(spot.where for spot in self.spots if spot.source == source and spot.cell.row == row)
        self._panels(texts, above, where)

    def _panels(self, texts: list[tuple[_Column, str]], above: dict[str, str], where: str) -> None:
        """Make the indicators of a row: one, or one for each level 2 where two stand side by side."""
        level1 = next((text for column, text in texts if column.steps == ("level1",)), "")
        if level1 and level1 != above.get("level1"):
            above.clear()
            above["level1"] = level1
        level2, seen = "", 0
        made: list[tuple[str, dict[str, dict[str, str]]]] = []
        for column, text in texts:
            match column.steps:
                case ("level2",):
                    level2 = text or above.get(f"level2 {seen}", "")
                    above[f"level2 {seen}"] = level2
                    seen += 1
                case (horizon, part) if text:
                    if not made or made[-1][0] != level2:
                        made.append((level2, {}))
                    made[-1][1].setdefault(horizon, {})[part] = text
        for name, horizons in made:
            level1 = above.get("level1", "") or self._level1_of(name)
            self._add(Indicator(id="", level1=level1, level2=name, horizons=horizons), where)

    def _is_prescribed(self, text: str) -> bool:
        levels = self.template.taxonomy.data.level1
        return fold(text) in {fold(name) for each in levels for name in (each.name, *(two.name for two in each.level2))}

    def _level1_of(self, level2: str) -> str:
        known = [
            each.name
            for each in self.template.taxonomy.data.level1
            for name in each.level2
            if fold(level2) in map(fold, (name.name, *name.aliases))
        ]
        return known[0] if len(known) == 1 else ""

    def _add(self, indicator: Indicator, where: str) -> None:
        number = str(len(self.indicators) + 1)
        self.indicators.append(indicator.model_copy(update={"id": number}))
        why = f"按您指定的列标题读入，请核对（{where}）。"
        texts = {f"{level}": getattr(indicator, level) for level in ("level1", "level2")}
        for horizon, parts in indicator.horizons.items():
            texts |= {path.join(horizon, part): text for part, text in parts.items()}
        for place, text in texts.items():
            if text:
                self.doubts.add(CODE, why, path=f"{path.join(INDICATORS, number)}/{place}", was=text, now=text)

    def _left(self) -> Iterator[tuple[str, str]]:
        """Yield what was not taken, table by table and line by line."""
        lines: dict[int, dict[int, list[str]]] = {}
        where: dict[int, str] = {}
        for spot in self.spots:
            if spot.key not in self.taken:
                lines.setdefault(spot.source, {}).setdefault(spot.cell.row, []).append(spot.cell.text)
                where.setdefault(spot.source, spot.where)
        for source, rows in lines.items():
            more = "起" if len(rows) > 1 else ""
            yield "\n".join(" | ".join(texts) for texts in rows.values()), f"{where[source]}{more}"


def _beside(spot: Spot, labels: _Labels) -> Iterator[Cell]:
    """Yield the first cell with text at the right of a label, in each of its rows, before the next label."""
    grid = spot.grid
    for row in range(spot.cell.row, spot.cell.row_end) if grid is not None else ():
        col = spot.cell.col_end
        while grid is not None and col < grid.n_cols:
            cell = grid.at(row, col)
            if (spot.source, cell.row, cell.col) in labels or _is_label(cell.text):
                break
            if cell.text.strip() and fold(cell.text) != fold(spot.cell.text):
                yield cell
                break
            col = cell.col_end


def _under(spot: Spot, labels: _Labels) -> Iterator[Cell]:
    """Yield the cells right below a label."""
    grid, row = spot.grid, spot.cell.row_end
    if grid is None or row >= grid.n_rows:
        return
    col = spot.cell.col
    while col < spot.cell.col_end:
        cell = grid.at(row, col)
        if (spot.source, cell.row, cell.col) not in labels:
            yield cell
        col = cell.col_end


def _is_label(text: str) -> bool:
    """Say whether a text asks for another value."""
    return text.strip().endswith(_ASKS)


def _shown(text: str) -> str:
    return fold(text)[:20]
