"""The shape of a template, a taxonomy and the vocabulary as data; pydantic refuses everything else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
Words = Annotated[str, StringConstraints(max_length=2000)]
Width = Annotated[int, Field(ge=1, le=60)]
Millimetres = Annotated[float, Field(ge=0, le=1000)]
FieldKind = Literal["text", "long text", "amount", "year", "date", "choice"]
Face = Literal["宋体", "仿宋", "黑体", "小标宋"]


class Data(BaseModel):
    """A value read from TOML: frozen, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class CellData(Data):
    """A cell of a row: exactly one of `label`, `field` and `blank`; `w` columns wide."""

    label: Words | None = None
    aliases: tuple[Words, ...] = Field(default=(), max_length=20)
    field: FieldId | None = None
    blank: bool = False
    w: Width = 1
    style: str | None = None


class RowData(Data):
    """A row: its cells from left to right; `when = "filled"` prints it only if one of its fields has text."""

    cells: tuple[CellData, ...] = Field(min_length=1, max_length=60)
    min_mm: Millimetres = 0.0
    when: Literal["filled"] | None = None


class HeadData(Data):
    """The label at the left of a block, as tall as the rows printed in it (or as its indicators only)."""

    label: Words
    aliases: tuple[Words, ...] = Field(default=(), max_length=20)
    w: Width = 1
    start: Literal["block", "first indicator"] = Field(default="block", alias="from")


class ColumnData(Data):
    """A column of the indicators: its head and the part of an indicator that it shows."""

    label: Words
    aliases: tuple[Words, ...] = Field(default=(), max_length=20)
    part: Literal[
        "level1",
        "level2",
        "name",
        "target",
        "code",
        "op",
        "number",
        "unit",
        "direction",
        "weight",
        "explain",
        "basis",
        "note",
    ]
    horizon: Literal["mid", "whole", "annual"] | None = None
    w: Width = 1


class BlockData(Data):
    """A run of rows that belong together; `kind = "signature"` stays on one page."""

    kind: Literal["rows", "indicators", "signature"] = "rows"
    head: HeadData | None = None
    row: tuple[RowData, ...] = Field(default=(), max_length=100)
    columns: tuple[ColumnData, ...] = Field(default=(), max_length=40)
    print: Literal["filled", "listed"] = "filled"
    listed: tuple[Words, ...] | None = Field(default=None, max_length=200)
    repeat_head: bool = True
    head_min_mm: Millimetres = 0.0
    min_mm: Millimetres = 0.0


class LineData(Data):
    """A paragraph above or below the table."""

    text: Words
    aliases: tuple[Words, ...] = Field(default=(), max_length=20)
    style: str = "line"


class PaperData(Data):
    """The paper in mm; `turned` is landscape; margins are top, right, bottom, left."""

    size: Literal["A4", "A3"] = "A4"
    turned: bool = False
    margins_mm: tuple[Millimetres, Millimetres, Millimetres, Millimetres] = (20.0, 15.0, 15.0, 15.0)
    columns_mm: tuple[Annotated[float, Field(ge=5, le=400)], ...] = Field(min_length=1, max_length=60)


class MoneyData(Data):
    """In which unit amounts are typed; `decimals` is a hint to rules and editors, never a change of the text."""

    unit: Literal["元", "万元", "亿元"]
    decimals: Literal["as typed", 0, 2, 4, 6] = "as typed"
    thousands: bool = False


class StyleData(Data):
    """A face with its size in points; `min_pt` is the floor of fitting a form on one page."""

    font: Face = "宋体"
    pt: Annotated[float, Field(ge=5, le=72)] = 10.5
    min_pt: Annotated[float, Field(ge=5, le=72)] = 9.0
    align: Literal["left", "center", "right"] = "left"
    bold: bool = False


class SumData(Data):
    """A total and its parts: field ids."""

    total: FieldId
    parts: tuple[FieldId, ...] = Field(min_length=1, max_length=50)


class EvidenceData(Data):
    """Where the layout was seen: 语料 (published forms at hand), 公开 (seen published), 待核 (from memory)."""

    level: Literal["语料", "公开", "待核"]
    document: Words
    inferred: tuple[Words, ...] = Field(default=(), max_length=50)


class FieldData(Data):
    """A field of the vocabulary, or what a template changes in it."""

    name: Words | None = None
    aliases: tuple[Words, ...] | None = Field(default=None, max_length=30)
    kind: FieldKind | None = None
    scope: Literal["draft", "form"] | None = None
    by: Literal["clerk", "bureau"] | None = None
    public: Literal["keep", "remove"] | None = None
    help: Words | None = None
    person: bool | None = None
    default: Words | None = None
    blank: Words | None = None
    limit: Annotated[int, Field(ge=1, le=100_000)] | None = None
    options: tuple[Words, ...] | None = Field(default=None, max_length=60)
    pick: Literal["one", "any"] | None = None
    show: Words | None = None
    between: Words | None = None
    boxes: tuple[Words, Words] | None = None


class TemplateData(Data):
    """A whole `template.toml`."""

    id: Identifier
    version: Annotated[int, Field(ge=1, le=9999)]
    name: Words
    short: Words = ""
    taxonomy: Identifier
    evidence: EvidenceData
    paper: PaperData
    money: MoneyData
    style: dict[str, StyleData] = Field(max_length=20)
    above: tuple[LineData, ...] = Field(default=(), max_length=30)
    block: tuple[BlockData, ...] = Field(min_length=1, max_length=40)
    below: tuple[LineData, ...] = Field(default=(), max_length=30)
    sum: tuple[SumData, ...] = Field(default=(), max_length=30)
    field: dict[FieldId, FieldData] = Field(default_factory=dict, max_length=200)
    rules: dict[str, Literal["off", "hint", "warning", "error"]] = Field(default_factory=dict, max_length=300)


class Level2Data(Data):
    """A level-2 name; `aliases` are other spellings under which it is recognised."""

    name: Words
    required: Literal["required", "conditional", "optional"] = "optional"
    aliases: tuple[Words, ...] = Field(default=(), max_length=30)


class Level1Data(Data):
    """A level-1 name with its level-2 names in order."""

    name: Words
    aliases: tuple[Words, ...] = Field(default=(), max_length=30)
    level2: tuple[Level2Data, ...] = Field(min_length=1, max_length=60)


class TaxonomyData(Data):
    """A whole taxonomy file: the names of one region and vintage, in the order they are printed."""

    id: Identifier
    name: Words
    source: Words
    evidence: Literal["语料", "公开", "待核"]
    note: Words = ""
    level1: tuple[Level1Data, ...] = Field(min_length=1, max_length=30)
