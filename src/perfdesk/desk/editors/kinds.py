"""What an input is, what it is called, and what helps to fill it."""

from __future__ import annotations

from typing import Literal

from perfdesk.model import Form
from perfdesk.model import path as paths
from perfdesk.region import Field, Template
from perfdesk.rules.settings import limits

Kind = Literal["text", "long text", "amount", "year", "date", "choice", "level1", "level2", "name", "target"]

_PARTS: dict[str, str] = {
    "level1": "一级指标：从下拉列表选择，或直接输入",
    "level2": "二级指标：从下拉列表选择，或直接输入",
    "name": "三级指标：名称简明，不写数值",
    "target": "指标值：写明比较符、数值和单位，例如“≥95%”",
}


def field_of(template: Template, path: str) -> Field | None:
    """Return the field that a path holds; None for what is no field (an indicator)."""
    kind, *rest = paths.split(path)
    return template.fields.get(rest[0]) if kind in ("fields", "shared") and rest else None


def kind_of(template: Template, path: str) -> Kind:
    """Return how an input is edited."""
    field = field_of(template, path)
    if field is not None:
        return field.kind  # type: ignore[return-value]  # the schema allows these six alone
    match paths.split(path):
        case ("indicators", _, ("level1" | "level2") as level):
            return "level1" if level == "level1" else "level2"
        case ("indicators", _, _, "name"):
            return "name"
        case ("indicators", _, _, "target"):
            return "target"
    return "text"


def has_lines(kind: Kind) -> bool:
    """Say whether Enter makes a line in the text."""
    return kind == "long text"


def row_of(path: str) -> str | None:
    """Return the indicator that an input belongs to ("7", or "+…" for a row not there yet); None if to none."""
    steps = paths.split(path) if path else ("",)
    return steps[1] if steps[0] == "indicators" and len(steps) > 2 else None


def levels_of(form: Form, row: str) -> tuple[str, str]:
    """Return level 1 and level 2 of a row, one that is not there yet included."""
    found = paths.find_indicator(form, row)
    if found is not None:
        return found.level1, found.level2
    return paths.levels_of_new(row) if row.startswith("+") else ("", "")


def help_of(template: Template, form: Form, path: str) -> str:
    """Return the sentence for the status line."""
    field = field_of(template, path)
    if field is not None:
        keys = (
            f"空格换一项，数字键 1 至 {len(field.options)} 选定。" if field.kind == "choice" and field.options else ""
        )
        return f"{field.name}：{field.help}{keys}" if field.help or keys else field.name
    row = row_of(path)
    if row is None:
        return ""
    words = _PARTS.get(paths.split(path)[-1], "")
    _, level2 = levels_of(form, row)
    if row.startswith("+") and template.prints_filled and form.indicators:
        words = f"{words}；不填就不印出"
    return f"{level2} · {words}" if level2 and "level" not in paths.split(path)[-1] else words


def limit_of(template: Template, path: str) -> int | None:
    """Return how many characters a text may have, as the layout says or else the rules; None where neither does."""
    field = field_of(template, path)
    if field is not None and field.limit is not None:
        return field.limit
    part = {"long text": "goal", "name": "name", "target": "target"}.get(kind_of(template, path))
    return int(limits("G14")[part]) if part is not None else None
