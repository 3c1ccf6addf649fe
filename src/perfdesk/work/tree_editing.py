"""Every act on the rows of the tree, as a function from draft to draft.

Rows are named by their ids. After each act the rows stand in the draft in the order in which they are printed. A row
that is not there leaves the draft as it is; a new row's id is `path.next_id` of the form before the act.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from perfdesk.model import Draft, Form, Indicator
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.translate.arrange import arranged
from perfdesk.work.editing import with_form

Levels = tuple[str, str]
"""The names of level 1 and level 2."""


def add_row(draft: Draft, number: int, levels: Levels, template: Template) -> Draft:
    """Return the draft with an empty row at the end of a level 2, which need not have any row yet."""
    form = draft.forms[number]
    row = Indicator(id=paths.next_id(form), level1=levels[0], level2=levels[1])
    return _with_rows(draft, number, (*form.indicators, row), template)


def add_below(draft: Draft, number: int, row: str, template: Template) -> Draft:
    """Return the draft with an empty row below `row`, of the same levels."""
    form = draft.forms[number]
    found = paths.find_indicator(form, row)
    if found is None:
        return draft
    new = Indicator(id=paths.next_id(form), level1=found.level1, level2=found.level2)
    return _with_rows(draft, number, _inserted(form.indicators, new, found), template)


def duplicate_row(draft: Draft, number: int, row: str, template: Template) -> Draft:
    """Return the draft with a copy of `row` below it: its texts and their origins, not what was said of them."""
    form = draft.forms[number]
    found = paths.find_indicator(form, row)
    if found is None:
        return draft
    copy = found.model_copy(update={"id": paths.next_id(form)})
    old, new = (f"{paths.join('indicators', each)}/" for each in (row, copy.id))
    copied = {new + path.removeprefix(old): each for path, each in form.provenance.items() if path.startswith(old)}
    made = _with_rows(draft, number, _inserted(form.indicators, copy, found), template)
    if not copied:
        return made
    provenance = {**form.provenance, **copied}
    return with_form(made, number, made.forms[number].model_copy(update={"provenance": provenance}))


def delete_rows(draft: Draft, number: int, rows: Collection[str]) -> Draft:
    """Return the draft without these rows and what was said of them; their ids are never used again."""
    form = draft.forms[number]
    if not any(each.id in rows for each in form.indicators):
        return draft
    return with_form(draft, number, paths.without_indicators(form, rows))


def move_row(draft: Draft, number: int, row: str, by: Literal[-1, 1], template: Template) -> Draft:
    """Return the draft with `row` moved up (-1) or down (1) within its level 2; as it is at the end of the group."""
    form = draft.forms[number]
    found = paths.find_indicator(form, row)
    if found is None:
        return draft
    group = [each for each in arranged(template, form.indicators) if _levels(each) == _levels(found)]
    place = group.index(found) + by
    if not 0 <= place < len(group):
        return draft
    return drop_row(draft, number, row, (group[place].id, "after" if by == 1 else "before"), template)


def drop_row(
    draft: Draft, number: int, row: str, target: tuple[str, Literal["before", "after"]], template: Template
) -> Draft:
    """Return the draft with `row` moved before or after another row; in another group it takes that row's levels."""
    form = draft.forms[number]
    found, other = paths.find_indicator(form, row), paths.find_indicator(form, target[0])
    if found is None or other is None or found is other:
        return draft
    moved = found.model_copy(update={"level1": other.level1, "level2": other.level2})
    left = [each for each in form.indicators if each is not found]
    left.insert(left.index(other) + (target[1] == "after"), moved)
    return _with_rows(draft, number, left, template)


def set_level1(draft: Draft, number: int, rows: Collection[str], name: str, template: Template) -> Draft:
    """Return the draft with another level 1 for these rows; each goes to the end of the group it comes into."""
    return _relevel(draft, number, dict.fromkeys(rows, (name, None)), template)


def set_level2(draft: Draft, number: int, rows: Collection[str], name: str, template: Template) -> Draft:
    """Return the draft with another level 2 for these rows, and the level 1 that the taxonomy puts it under.

    A name that the taxonomy does not know stays under the row's own level 1.
    """
    taxonomy, indicators = template.taxonomy, draft.forms[number].indicators
    levels: dict[str, tuple[str | None, str | None]] = {}
    for row in indicators:
        if row.id not in rows:
            continue
        found = taxonomy.find_level2(name, row.level1)
        if found is None or found.level1 == taxonomy.find_level1(row.level1):
            levels[row.id] = (None, name)
        else:  # under the spelling that the form has already
            spelt = (each.level1 for each in indicators if taxonomy.find_level1(each.level1) == found.level1)
            levels[row.id] = (next(spelt, found.level1.name), name)
    return _relevel(draft, number, levels, template)


def rows_under(form: Form, path: str) -> frozenset[str]:
    """Return the ids of the rows that the level cell at `path` stands for."""
    _, row, level = paths.split(path)
    found = paths.find_indicator(form, row)
    if found is None:
        return frozenset()
    whole = level == "level1"
    alike = (each for each in form.indicators if each.level1 == found.level1)
    return frozenset(each.id for each in alike if whole or each.level2 == found.level2)


def add_rows(draft: Draft, number: int, rows: Sequence[Indicator], template: Template, below: str = "") -> Draft:
    """Return the draft with new rows, each in its own group: below a row of that group if given, else at its end.

    The ids of `rows` do not count; each gets one that the form has never used.
    """
    form = draft.forms[number]
    place = paths.find_indicator(form, below) if below else None
    listed = list(form.indicators)
    for each in rows:
        new = each.model_copy(update={"id": paths.next_id(form)})
        here = place is not None and _levels(place) == _levels(new)
        listed = _inserted(listed, new, place) if here and place is not None else [*listed, new]
        place = new if here else place
        form = form.model_copy(update={"indicators": tuple(listed)})
    return _with_rows(draft, number, listed, template)


def _relevel(draft: Draft, number: int, levels: dict[str, tuple[str | None, str | None]], template: Template) -> Draft:
    form = draft.forms[number]
    stay: list[Indicator] = []
    go: list[Indicator] = []
    for each in form.indicators:
        one, two = levels.get(each.id, (None, None))
        new = (each.level1 if one is None else one, each.level2 if two is None else two)
        if new == _levels(each):
            stay.append(each)
        else:
            go.append(each.model_copy(update={"level1": new[0], "level2": new[1]}))
    return _with_rows(draft, number, (*stay, *go), template) if go else draft


def _with_rows(draft: Draft, number: int, rows: Sequence[Indicator], template: Template) -> Draft:
    """Return the draft with these rows in the order in which they are printed."""
    form: Form = draft.forms[number]
    ordered = arranged(template, rows)
    if ordered == form.indicators:
        return draft
    return with_form(draft, number, form.model_copy(update={"indicators": ordered}))


def _inserted(rows: Sequence[Indicator], new: Indicator, below: Indicator) -> list[Indicator]:
    place = next(place for place, each in enumerate(rows) if each is below) + 1
    return [*rows[:place], new, *rows[place:]]


def _levels(indicator: Indicator) -> Levels:
    return indicator.level1, indicator.level2
