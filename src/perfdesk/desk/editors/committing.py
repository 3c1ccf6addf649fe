"""What one entry does to the draft: a text, a level name that moves its rows, the right horizon filled."""

from __future__ import annotations

from dataclasses import dataclass

from perfdesk.desk.editors.kinds import kind_of, row_of
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.work import editing, tree_editing


@dataclass(frozen=True)
class Entry:
    """What an edit makes: the draft, its name for undo, where the input is now, and a faint word about it."""

    draft: Draft
    label: str
    path: str
    said: str = ""


def entry(draft: Draft, number: int, template: Template, typed: tuple[str, str], *, follow: bool = True) -> Entry:
    """Return what typing text at a path (`typed`) does to form `number`; `follow`: the right horizon may follow."""
    path, text = typed
    kind = kind_of(template, path)
    if kind in ("level1", "level2"):
        if not text.strip():
            return Entry(draft, "改变指标级别", path)  # a level without a name would leave its rows without a place
        act = tree_editing.set_level1 if kind == "level1" else tree_editing.set_level2
        rows = under(draft, number, path)
        return Entry(act(draft, number, rows, text, template), "改变指标级别", path)
    made = editing.type_text(
        draft, number, path, text, editing.follows(draft, number, path, template) if follow else None
    )
    now = settled(draft, made, number, path)
    right = editing.right_of(now, template)
    follows = right is not None and text and paths.get(made, number, right) == text
    new = follows and right is not None and not _held(draft, number, right, text)
    return Entry(made, "填写两期" if new else "填写", now, "右栏已同填，可另改" if new else "")


def taken(draft: Draft, number: int, template: Template, name: tuple[str, str], *, follow: bool = True) -> Entry:
    """Return what taking a name of the library (its path, the name) does to form `number`."""
    path, text = name
    right = editing.follows(draft, number, path, template) if follow else None
    made = editing.take_name(draft, number, (path, right), (text, ""), template)
    return Entry(made, "采用指标", settled(draft, made, number, path))


def under(draft: Draft, number: int, path: str) -> frozenset[str]:
    """Return the ids of the rows that a level cell stands for."""
    return tree_editing.rows_under(draft.forms[number], path)


def settled(before: Draft, after: Draft, number: int, path: str) -> str:
    """Return the path under which an input is found now, if writing to it made its row."""
    row = row_of(path)
    if row is None or not row.startswith("+"):
        return path
    old = {each.id for each in before.forms[number].indicators}
    made = next((each.id for each in after.forms[number].indicators if each.id not in old), None)
    steps = paths.split(path)
    return paths.join(steps[0], made, *steps[2:]) if made is not None else path


def _held(draft: Draft, number: int, path: str, text: str) -> bool:
    row = row_of(path) or ""
    return paths.find_indicator(draft.forms[number], row) is not None and paths.get(draft, number, path) == text
