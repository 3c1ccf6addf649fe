"""A region's official table, as data with its vocabulary and taxonomy resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from perfdesk.region.pattern import Pattern
from perfdesk.region.schema import BlockData, CellData, FieldData, TemplateData
from perfdesk.region.taxonomy import Taxonomy


@dataclass(frozen=True)
class Field:
    """A field as one template shows it; see `resources/vocabulary/fields.toml` for the meaning of each value."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "text"
    scope: str = "form"
    by: str = "clerk"
    public: str = "keep"
    help: str = ""
    person: bool = False
    default: str = ""
    blank: str = ""
    limit: int | None = None
    options: tuple[str, ...] = ()
    pick: str = "one"
    show: str = "{box}{option}"
    between: str = " "
    boxes: tuple[str, str] = ("□", "☑")


def resolve_field(name: str, vocabulary: FieldData, override: FieldData | None) -> Field:
    """Return the field `name`: the vocabulary's values, overridden by the template's."""
    values = vocabulary.model_dump(exclude_none=True)
    if override is not None:
        values |= override.model_dump(exclude_none=True)
    return Field(id=name, **values)


@lru_cache(maxsize=4096)
def pattern(text: str) -> Pattern:
    """Return the pattern of a label; made once per text."""
    return Pattern(text)


@dataclass(frozen=True)
class Template:
    """One layout. `fields` holds each field that the layout shows, in reading order."""

    data: TemplateData
    taxonomy: Taxonomy
    fields: Mapping[str, Field]
    folder: Path

    @property
    def id(self) -> str:
        """The id, which is also the name of the folder."""
        return self.data.id

    @property
    def n_cols(self) -> int:
        """How many columns the table has."""
        return len(self.data.paper.columns_mm)

    @cached_property
    def indicators(self) -> BlockData | None:
        """The block of the indicators."""
        return next((block for block in self.data.block if block.kind == "indicators"), None)

    @cached_property
    def horizons(self) -> tuple[str, ...]:
        """The horizons that the layout shows, in the order of their columns."""
        columns = self.indicators.columns if self.indicators else ()
        return tuple(dict.fromkeys(column.horizon for column in columns if column.horizon))

    @property
    def prints_filled(self) -> bool:
        """Whether a level-2 name is printed only where it has an indicator."""
        return self.indicators is not None and self.indicators.print == "filled"

    @cached_property
    def listed(self) -> frozenset[str]:
        """The level-2 names printed even when they have no indicator."""
        block = self.indicators
        if block is None or block.print == "filled":
            return frozenset()
        return (
            frozenset(each.name for each in self.taxonomy.level2) if block.listed is None else frozenset(block.listed)
        )

    def name_horizon(self, horizon: str) -> str:
        """Return where the name shown beside a target of `horizon` is stored: its own horizon or the only one."""
        columns = self.indicators.columns if self.indicators else ()
        named = [column.horizon for column in columns if column.part == "name" and column.horizon]
        return horizon if horizon in named or not named else named[0]


def used_fields(data: TemplateData) -> Iterator[str]:
    """Yield the ids of the fields that a layout shows, in reading order, each once."""
    seen: dict[str, None] = {}
    for line in data.above:
        seen |= dict.fromkeys(pattern(line.text).fields)
    for block in data.block:
        if block.head:
            seen |= dict.fromkeys(pattern(block.head.label).fields)
        for column in block.columns:
            seen |= dict.fromkeys(pattern(column.label).fields)
        for row in block.row:
            for cell in row.cells:
                seen |= dict.fromkeys(_cell_fields(cell))
    for line in data.below:
        seen |= dict.fromkeys(pattern(line.text).fields)
    yield from seen


def _cell_fields(cell: CellData) -> tuple[str, ...]:
    if cell.field:
        return (cell.field,)
    return pattern(cell.label).fields if cell.label else ()
