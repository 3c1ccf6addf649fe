"""Paths: where a text lives in a draft, as one opaque string that a cell can carry.

A path is relative to a form; its steps are parted by "/" (a "/" or "~" inside a step is written "~1", "~0"):

    fields/project_name                     the form's own value
    shared/year                             the value that the forms of the draft share
    indicators/7/level2                     the indicator whose id is "7"
    indicators/7/annual/target              a part of it in a horizon
    indicators/+产出指标+数量指标/annual/name  an indicator that does not exist yet: writing to it makes it
    tables/budget_items/0/amount            a part of row 0 of a free table
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from perfdesk.model.draft import Draft, Form, Indicator


def join(*steps: str) -> str:
    """Return the path made of `steps`."""
    plain = "/".join(steps)
    if "~" not in plain and plain.count("/") == len(steps) - 1:
        return plain
    return "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)


def split(path: str) -> tuple[str, ...]:
    """Return the steps of a path."""
    if "~" not in path:
        return tuple(path.split("/"))
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in path.split("/"))


def new_indicator(level1: str, level2: str) -> str:
    """Return the step that stands for an indicator which does not exist yet."""
    return f"+{_escape(level1)}+{_escape(level2)}"


def levels_of_new(step: str) -> tuple[str, str]:
    """Return level 1 and level 2 of a step that `new_indicator` made.

    Raises:
        KeyError: it is none.
    """
    if not step.startswith("+") or step.count("+") != 2:
        raise KeyError(step)
    _, level1, level2 = (_unescape(name) for name in step.split("+"))
    return level1, level2


def get(draft: Draft, number: int, path: str) -> str:
    """Return the text at `path` of form `number` (from 0); "" where nothing is stored.

    Raises:
        KeyError: the path is none of the kinds above.
    """
    match split(path):
        case ("fields", name):
            return draft.forms[number].fields.get(name, "")
        case ("shared", name):
            return draft.shared.get(name, "")
        case ("indicators", row, *rest):
            indicator = find_indicator(draft.forms[number], row)
            return "" if indicator is None else _indicator_text(indicator, rest, path)
        case ("tables", table, row, part):
            rows = draft.forms[number].tables.get(table, ())
            return rows[int(row)].get(part, "") if _is_row(row) and int(row) < len(rows) else ""
    raise KeyError(path)


def put(draft: Draft, number: int, path: str, text: str) -> Draft:
    """Return the draft with `text` at `path` of form `number` (from 0); everything else is as it was.

    Raises:
        KeyError: the path is none of the kinds above, or names an indicator that is not there.
    """
    steps = split(path)
    if steps[0] == "shared" and len(steps) == 2:
        return draft.model_copy(update={"shared": {**draft.shared, steps[1]: text}})
    form = _put_form(draft.forms[number], steps, text)
    return draft.model_copy(update={"forms": (*draft.forms[:number], form, *draft.forms[number + 1 :])})


def find_indicator(form: Form, row: str) -> Indicator | None:
    """Return the indicator of that id, None if there is none."""
    return next((indicator for indicator in form.indicators if indicator.id == row), None)


def next_id(form: Form) -> str:
    """Return an indicator id that the form has never used, also not for a row that was deleted."""
    ids = {indicator.id for indicator in form.indicators}
    number = max(form.next_indicator, 1, *(int(each) + 1 for each in ids if _is_number(each)))
    while str(number) in ids:  # an id too long to be counted on
        number += 1
    return str(number)


def without_indicators(form: Form, rows: Collection[str]) -> Form:
    """Return the form without the indicators of these ids, and without what was said of them.

    Doubts, answers, comments and origins of their texts go too; their ids are never given to another row.
    """
    gone = tuple(f"indicators/{join(row)}/" for row in rows)

    def stays(path: str | None) -> bool:
        return path is None or not path.startswith(gone)

    left = form.model_copy(
        update={
            "indicators": tuple(each for each in form.indicators if each.id not in rows),
            "doubts": tuple(each for each in form.doubts if stays(each.path)),
            "answers": tuple(each for each in form.answers if stays(each.path)),
            "comments": tuple(each for each in form.comments if stays(each.path)),
            "provenance": {path: each for path, each in form.provenance.items() if stays(path)},
        }
    )
    after = next_id(form)
    return left if next_id(left) == after else left.model_copy(update={"next_indicator": int(after)})


def _escape(name: str) -> str:
    return name.replace("%", "%25").replace("+", "%2B")


def _unescape(name: str) -> str:
    return name.replace("%2B", "+").replace("%25", "%")


def _is_row(row: str) -> bool:
    """Return whether this step can number a row: a path from a damaged file must not ask for a billion rows."""
    return row.isdecimal() and len(row) <= 5


def _is_number(row: str) -> bool:
    return row.isascii() and row.isdecimal() and len(row) <= 15


def _indicator_text(indicator: Indicator, rest: list[str], path: str) -> str:
    match rest:
        case ["level1"]:
            return indicator.level1
        case ["level2"]:
            return indicator.level2
        case [horizon, part]:
            return indicator.text(horizon, part)
    raise KeyError(path)


def _put_form(form: Form, steps: tuple[str, ...], text: str) -> Form:
    match steps:
        case ("fields", name):
            return form.model_copy(update={"fields": {**form.fields, name: text}})
        case ("indicators", row, *rest) if row.startswith("+") and row.count("+") == 2:
            _, level1, level2 = (_unescape(name) for name in row.split("+"))
            indicator = Indicator(id=next_id(form), level1=level1, level2=level2)
            made = form.model_copy(update={"indicators": (*form.indicators, indicator)})
            return _put_form(made, ("indicators", indicator.id, *rest), text)
        case ("indicators", row, *rest):
            return _put_indicator(form, row, rest, text)
        case ("tables", table, row, part) if _is_row(row):
            return _put_table(form, (table, int(row), part), text)
    raise KeyError("/".join(steps))


def _put_indicator(form: Form, row: str, rest: list[str], text: str) -> Form:
    old = find_indicator(form, row)
    if old is None:
        raise KeyError(row)
    update: Mapping[str, object]
    match rest:
        case [("level1" | "level2") as level]:
            update = {level: text}
        case [horizon, part]:
            update = {"horizons": {**old.horizons, horizon: {**old.horizons.get(horizon, {}), part: text}}}
        case _:
            raise KeyError("/".join(rest))
    new = old.model_copy(update=update)
    return form.model_copy(update={"indicators": tuple(new if each is old else each for each in form.indicators)})


def _put_table(form: Form, place: tuple[str, int, str], text: str) -> Form:
    table, row, part = place
    rows = list(form.tables.get(table, ()))
    rows.extend({} for _ in range(row + 1 - len(rows)))
    rows[row] = {**rows[row], part: text}
    return form.model_copy(update={"tables": {**form.tables, table: tuple(rows)}})
