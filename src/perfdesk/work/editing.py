"""Every act on texts, as a function from draft to draft: typing, clearing, filling, choosing, answering doubts.

A form is named by its number from 0. A path that does not fit the draft leaves it as it is: the screen may be a moment
behind. An act that changes nothing returns the very draft it was given, so that no undo step is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from perfdesk.model import Doubt, Draft, Form, Origin
from perfdesk.model import path as paths
from perfdesk.region import Field, Template
from perfdesk.translate.arrange import tree
from perfdesk.translate.choice import SEPARATOR

TYPED = Origin(kind="typed")
Edit = tuple[str, str]
"""A path and the text that goes there."""


def with_form(draft: Draft, number: int, form: Form) -> Draft:
    """Return the draft with another form `number`; the same draft if it is the form that stands there."""
    if draft.forms[number] is form:
        return draft
    return draft.model_copy(update={"forms": (*draft.forms[:number], form, *draft.forms[number + 1 :])})


def is_there(draft: Draft, number: int, path: str) -> bool:
    """Tell whether something can be written at `path`: its row exists, or is one that writing makes."""
    if not 0 <= number < len(draft.forms):
        return False
    match paths.split(path):
        case ("fields" | "shared", _):
            return True
        case ("indicators", row, "level1" | "level2") | ("indicators", row, _, _):
            return _is_new(row) or paths.find_indicator(draft.forms[number], row) is not None
        case ("tables", _, row, _):
            return row.isdecimal() and len(row) <= 5
    return False


def set_text(draft: Draft, number: int, path: str, text: str, origin: Origin = TYPED) -> Draft:
    """Return the draft with `text` at `path`; see `set_texts`."""
    return set_texts(draft, number, ((path, text),), origin)


def set_texts(draft: Draft, number: int, edits: Iterable[Edit], origin: Origin = TYPED) -> Draft:
    """Return the draft with several texts written, in order.

    Writing to a row that does not exist yet makes it, once for all `edits` that name it; empty texts make none. Where
    the old text came from is forgotten; an origin other than typing is noted.
    """
    made: dict[str, str] = {}
    for path, text in edits:
        if is_there(draft, number, path):
            draft = _write(draft, number, (path, text), made, origin)
    return draft


def clear(draft: Draft, number: int, cells: Iterable[str]) -> Draft:
    """Return the draft with the texts at these paths empty; names of levels stay, they hold the tree together."""
    return set_texts(draft, number, [(path, "") for path in cells if paths.split(path)[-1] not in ("level1", "level2")])


def follows(draft: Draft, number: int, path: str, template: Template) -> str | None:
    """Return the path at the right that takes what is typed at `path`: while it is empty or equal; else None."""
    right = right_of(path, template)
    if right is None or not is_there(draft, number, path):
        return None
    text = paths.get(draft, number, right)
    return right if text in ("", paths.get(draft, number, path)) else None


def type_text(draft: Draft, number: int, path: str, text: str, right: str | None) -> Draft:
    """Return the draft with what a clerk typed at `path`, and at `right`, which follows it (see `follows`)."""
    return set_texts(draft, number, [(path, text)] if right is None else [(path, text), (right, text)])


def take_name(
    draft: Draft, number: int, names: tuple[str, str | None], texts: tuple[str, str], template: Template
) -> Draft:
    """Return the draft with a name of the library and, where none stands yet, its target beside it.

    Args:
        names: the path of the name, and that at the right which follows it (see `follows`).
        texts: the name, and the target without its number ("≥%"); "" for none.
    """
    (path, right), (name, target) = names, texts
    match paths.split(path):
        case ("indicators", row, _, "name"):
            edits = [(path, name)] if right is None else [(path, name), (right, name)]
            named = {paths.split(each)[2] for each, _ in edits}
            beside = [each for each, part in _columns(template) if part == "target"]
            cells = [paths.join("indicators", row, each, "target") for each in beside]
            free = [not paths.get(draft, number, each) for each in cells]
            shown = [template.name_horizon(each) in named for each in beside]
            edits += [(cell, target) for cell, *take in zip(cells, free, shown, strict=True) if all(take)]
            return set_texts(draft, number, edits, Origin(kind="library"))
    return set_text(draft, number, path, name, Origin(kind="library"))


def fill_cell_right(draft: Draft, number: int, path: str, template: Template) -> Draft:
    """Return the draft with the text at `path` copied to the right horizon, whatever stood there."""
    right = right_of(path, template)
    if right is None or not is_there(draft, number, path):
        return draft
    return set_text(draft, number, right, paths.get(draft, number, path))


def fill_right(draft: Draft, number: int, template: Template, rows: Collection[str] | None = None) -> Draft:
    """Return the draft with every empty text at the right filled from the left, in these rows (all if None)."""
    for indicator in draft.forms[number].indicators:
        if rows is not None and indicator.id not in rows:
            continue
        for horizon, part in _columns(template):
            left = paths.join("indicators", indicator.id, horizon, part)
            right = right_of(left, template)
            if right is not None and not paths.get(draft, number, right):
                draft = set_text(draft, number, right, paths.get(draft, number, left))
    return draft


def fill_down(draft: Draft, number: int, path: str, template: Template) -> Draft:
    """Return the draft with the text of the cell above, in the same column of the paper, copied to `path`."""
    above = above_of(draft, number, path, template)
    if above is None or not is_there(draft, number, path):
        return draft
    return set_text(draft, number, path, paths.get(draft, number, above))


def right_of(path: str, template: Template) -> str | None:
    """Return the path of the same part in the next horizon that the layout shows; None if there is none."""
    match paths.split(path):
        case ("indicators", row, horizon, part):
            shown = [each for each, named in _columns(template) if named == part]
            if horizon in shown[:-1]:
                return paths.join("indicators", row, shown[shown.index(horizon) + 1], part)
    return None


def above_of(draft: Draft, number: int, path: str, template: Template) -> str | None:
    """Return the path of the cell above in the same column of indicators or of a free table; None if there is none."""
    match paths.split(path):
        case ("indicators", row, horizon, part):
            rows = list(_printed_rows(draft.forms[number], template))
            place = rows.index(row) if row in rows else 0
            return paths.join("indicators", rows[place - 1], horizon, part) if place else None
        case ("tables", table, row, part) if row.isdecimal() and len(row) <= 5 and int(row):
            return paths.join("tables", table, str(int(row) - 1), part)
    return None


def toggle(draft: Draft, number: int, path: str, option: str, field: Field) -> Draft:
    """Return the draft with a box ticked or emptied; where one may be picked, the others are emptied.

    Text that is none of the options stays behind them.
    """
    if option not in field.options or not is_there(draft, number, path):
        return draft
    texts = [each for each in paths.get(draft, number, path).split(SEPARATOR) if each]
    ticked = {each for each in texts if each in field.options}
    if option in ticked:
        ticked -= {option}
    else:
        ticked = {option} if field.pick == "one" else ticked | {option}
    chosen = [each for each in field.options if each in ticked]
    rest = [each for each in texts if each not in field.options]
    return set_text(draft, number, path, SEPARATOR.join([*chosen, *rest]))


def share_text(draft: Draft, name: str, text: str, *, everywhere: bool = False) -> Draft:
    """Return the draft with a value that its forms share; a form's own value wins over it unless `everywhere`."""
    if draft.shared.get(name, "") != text:
        draft = draft.model_copy(update={"shared": {**draft.shared, name: text}})
    if everywhere:
        for number in range(len(draft.forms)):
            draft = use_shared(draft, number, name)
    return draft


def own_text(draft: Draft, number: int, name: str) -> Draft:
    """Return the draft with a shared value made the form's own, so that it can differ from the others."""
    form = draft.forms[number]
    if name in form.fields:
        return draft
    fields = {**form.fields, name: draft.shared.get(name, "")}
    return with_form(draft, number, form.model_copy(update={"fields": fields}))


def use_shared(draft: Draft, number: int, name: str) -> Draft:
    """Return the draft without the form's own value of a field, so that the shared one shows."""
    form = draft.forms[number]
    if name not in form.fields:
        return draft
    fields = {each: text for each, text in form.fields.items() if each != name}
    return with_form(draft, number, form.model_copy(update={"fields": fields}))


def confirm(draft: Draft, number: int | None, doubts: Collection[Doubt]) -> Draft:
    """Return the draft without these doubts of a form (None: of no form); the texts stay as they are."""
    of = draft if number is None else draft.forms[number]
    left = tuple(each for each in of.doubts if each not in doubts)
    if len(left) == len(of.doubts):
        return draft
    if number is None:
        return draft.model_copy(update={"doubts": left})
    return with_form(draft, number, draft.forms[number].model_copy(update={"doubts": left}))


def can_reject(draft: Draft, number: int, doubt: Doubt) -> bool:
    """Tell whether what stood in the source can be put back: its cell still holds what the import made of it."""
    if doubt.path is None or doubt.was == doubt.now or not doubt.was or not is_there(draft, number, doubt.path):
        return False
    return paths.get(draft, number, doubt.path) == doubt.now


def reject(draft: Draft, number: int, doubt: Doubt) -> Draft:
    """Return the draft with what stood in the source back in its cell, and the doubt gone; see `can_reject`."""
    if doubt.path is None or not can_reject(draft, number, doubt):
        return draft
    return confirm(set_text(draft, number, doubt.path, doubt.was, Origin(kind="import")), number, (doubt,))


def _write(draft: Draft, number: int, edit: Edit, made: dict[str, str], origin: Origin) -> Draft:
    """Write one text; `made` remembers under which id a row that did not exist has been made."""
    path, text = edit
    steps = paths.split(path)
    where = path
    if steps[0] == "indicators" and _is_new(steps[1]):
        if steps[1] not in made and not text:
            return draft
        where = paths.join("indicators", made.get(steps[1]) or paths.next_id(draft.forms[number]), *steps[2:])
        if steps[1] not in made:
            made[steps[1]] = paths.split(where)[1]
            return _note_origin(paths.put(draft, number, path, text), number, where, origin)
    if paths.get(draft, number, where) == text:
        return draft
    return _note_origin(paths.put(draft, number, where, text), number, where, origin)


def _note_origin(draft: Draft, number: int, path: str, origin: Origin) -> Draft:
    form = draft.forms[number]
    known = {where: each for where, each in form.provenance.items() if where != path}
    if origin != TYPED:
        known[path] = origin
    if known == form.provenance:
        return draft
    return with_form(draft, number, form.model_copy(update={"provenance": known}))


def _columns(template: Template) -> list[tuple[str, str]]:
    """Return (horizon, part) of each column that is typed in, from left to right."""
    block = template.indicators
    columns = block.columns if block else ()
    return [(each.horizon or "", each.part) for each in columns if each.part not in ("level1", "level2")]


def _printed_rows(form: Form, template: Template) -> Iterator[str]:
    """Yield the step of each row as the paper shows them: an indicator's id, or that of a row not made yet."""
    for one in tree(template, form.indicators):
        for two in one.level2:
            if two.indicators:
                yield from (each.id for each in two.indicators)
            else:
                yield paths.new_indicator(one.name, two.name)


def _is_new(row: str) -> bool:
    return row.startswith("+") and row.count("+") == 2
