"""What a draft holds and its layout has no place for: told at an export, so that nothing is missing unseen."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.model import Draft, Indicator, path
from perfdesk.region import Template
from perfdesk.translate.arrange import name_shown


def unprinted(template: Template, draft: Draft, number: int) -> list[tuple[str, str]]:
    """Return (path, text) of every stored text of form `number` (from 0) that the layout does not print."""
    form = draft.forms[number]
    found = [(path.join("fields", name), text) for name, text in form.fields.items() if name not in template.fields]
    for indicator in form.indicators:
        found += _parts(template, indicator)
    for table, rows in form.tables.items():
        for row, parts in enumerate(rows):
            found += [(path.join("tables", table, str(row), part), text) for part, text in parts.items()]
    found += [(kept.path, kept.text) for kept in form.kept]
    return [(place, text) for place, text in found if text.strip()]


def _parts(template: Template, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield the parts of an indicator without a column; a name equal to the one that is printed is not missed."""
    columns = template.indicators.columns if template.indicators else ()
    names = [name_shown(template, indicator, column.horizon or "") for column in columns if column.part == "name"]
    shown = {(column.horizon, column.part) for column in columns} | {(horizon, "name") for horizon in names}
    printed = {indicator.text(horizon, "name") for horizon in names}
    for horizon, parts in indicator.horizons.items():
        for part, text in parts.items():
            if (horizon, part) not in shown and not (part == "name" and text in printed):
                yield path.join("indicators", indicator.id, horizon, part), text
