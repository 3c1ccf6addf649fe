"""The draft: all forms of one unit for one year, as frozen values. Only text is stored; meaning is derived."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT: Literal["perfdesk.draft"] = "perfdesk.draft"
FORMAT_VERSION = "1.0"


class Frozen(BaseModel):
    """A value: never changed in place; keys of a newer minor version are carried along."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)


class Doubt(Frozen):
    """What a reader was not sure of, and why.

    Args:
        code: the kind of repair, "I01" … "I10".
        path: where the value went, relative to the form; None if it found no place.
        place: the label or name that a clerk would look for.
        was: what stood in the source.
        now: what the draft holds instead.
        why: the reason, one sentence.
    """

    code: str
    path: str | None = None
    place: str = ""
    was: str = ""
    now: str = ""
    why: str = ""


class Kept(Frozen):
    """A text that a conversion could not place; it stays with the form until the clerk moves it."""

    path: str
    place: str = ""
    text: str = ""


class Answer(Frozen):
    """情况说明: the clerk's answer to a finding.

    Args:
        path: of the text that the finding is about; "" for the form as a whole.
        value: the text it was given for; of a finding about the whole form, what the finding said.
        message: what the finding said; "" if any finding of that rule at that place is meant.
    """

    code: str
    path: str
    value: str = ""
    text: str = ""
    when: str = ""
    message: str = Field(default="", exclude_if=lambda text: text == "")


class Comment(Frozen):
    """A reviewer's remark on a cell or (path None) on the form.

    Args:
        value: the text of the cell when the remark was made; None, and not written to the file, if it has no cell.
    """

    id: str
    path: str | None = None
    text: str = ""
    author: str = ""
    when: str = ""
    reply: str = ""
    closed: bool = False
    value: str | None = Field(default=None, exclude_if=lambda text: text is None)


class Origin(Frozen):
    """Where a value came from: "typed", "import", "library", "last_year", and a detail such as a file name."""

    kind: str
    detail: str = ""


class Indicator(Frozen):
    """One row of the tree.

    Args:
        id: unique in its form, never reused for another row, so that doubts and comments stay with it.
        level1, level2: names of the taxonomy, or whatever stood there.
        horizons: for "mid", "annual", … the texts by part: "name", "target" (later: weight, unit, …).
    """

    id: str
    level1: str = ""
    level2: str = ""
    horizons: dict[str, dict[str, str]] = Field(default_factory=dict)

    def text(self, horizon: str, part: str) -> str:
        """Return the text of a part, "" if there is none."""
        return self.horizons.get(horizon, {}).get(part, "")


class Form(Frozen):
    """One project's performance-target form.

    Args:
        fields: text by field id; a field that lives in the draft is here only where this form differs from it.
        tables: repeating rows that are not indicators: table id → rows of text by part.
        next_indicator: no indicator may get a lower number as its id; 0, and not written to the file, while the rows
            themselves say it. It remembers the numbers of deleted rows.
    """

    id: str
    template: str
    template_version: int = 1
    fields: dict[str, str] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...] = Field(default=(), strict=False)
    tables: dict[str, Annotated[tuple[dict[str, str], ...], Field(strict=False)]] = Field(default_factory=dict)
    kept: tuple[Kept, ...] = Field(default=(), strict=False)
    doubts: tuple[Doubt, ...] = Field(default=(), strict=False)
    answers: tuple[Answer, ...] = Field(default=(), strict=False)
    comments: tuple[Comment, ...] = Field(default=(), strict=False)
    provenance: dict[str, Origin] = Field(default_factory=dict)
    status: str = "草稿"
    next_indicator: int = Field(default=0, exclude_if=lambda number: number == 0)


class Draft(Frozen):
    """One saved file.

    Args:
        seq: counts the saves; the newer of two copies has the higher number, whatever the clocks say.
        sha256: of the file without this value; "" until saved.
        shared: texts that hold for all forms (units, year) unless a form has its own.
        doubts: about what belongs to no form.
    """

    format: Literal["perfdesk.draft"] = FORMAT
    format_version: str = FORMAT_VERSION
    id: str
    seq: int = 0
    sha256: str = ""
    shared: dict[str, str] = Field(default_factory=dict)
    forms: tuple[Form, ...] = Field(default=(), strict=False)
    doubts: tuple[Doubt, ...] = Field(default=(), strict=False)

    def all_doubts(self) -> Iterator[tuple[int | None, Doubt]]:
        """Yield (form number counted from 0, doubt); None for what belongs to no form."""
        for doubt in self.doubts:
            yield None, doubt
        for number, form in enumerate(self.forms):
            for doubt in form.doubts:
                yield number, doubt
