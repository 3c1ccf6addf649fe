"""批注: what the bureau says of cells, answered and settled; 审核意见: an opinion as a list of comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from perfdesk.model import Comment, Draft, Form
from perfdesk.model import path as paths
from perfdesk.region import Template
from perfdesk.rules import Seen
from perfdesk.work.editing import with_form

_NUMBER = (
    r"(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|[①-⑳]"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*、|\d{1,2}\s*[.．](?!\d)|第[一二三四五六七八九十]{1,3}[，、,])"
)
_ITEM = re.compile(rf"(?:^|(?<=[；;。：:\s]))\s*{_NUMBER}\s*")
_BULLET = re.compile(r"^\s*[-–—•·●○◆■*]\s*")
_SHORTEST_PLACE = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: the words, who, and when ("2026-03-05 10:32")."""

    text: str
    author: str = ""
    when: str = ""


def comment(draft: Draft, number: int, path: str | None, said: Said) -> Draft:
    """Return the draft with a comment on a cell of form `number` (path None: on the form); blank words make none."""
    if not said.text.strip():
        return draft
    form = draft.forms[number]
    value = None if path is None else _text(draft, number, path)
    made = Comment(
        id=_next_id(form), path=path, text=said.text.strip(), author=said.author, when=said.when, value=value
    )
    return _with(draft, number, (*form.comments, made))


def reply(draft: Draft, number: int, comment_id: str, text: str) -> Draft:
    """Return the draft with an answer to a comment, in place of an earlier one; "" takes it back."""
    return _changed(draft, number, comment_id, lambda each: each.model_copy(update={"reply": text.strip()}))


def close(draft: Draft, number: int, comment_id: str, *, closed: bool = True) -> Draft:
    """Return the draft with a comment settled, or (`closed` off) open again."""
    return _changed(draft, number, comment_id, lambda each: each.model_copy(update={"closed": closed}))


def delete(draft: Draft, number: int, comment_id: str) -> Draft:
    """Return the draft without a comment."""
    comments = draft.forms[number].comments
    return _with(draft, number, tuple(each for each in comments if each.id != comment_id))


def is_acted_on(draft: Draft, number: int, said: Comment) -> bool:
    """Tell whether the cell that a comment is about holds another text than when it was made."""
    if said.path is None or said.value is None:
        return False
    return _text(draft, number, said.path) != said.value


def split_opinion(text: str) -> tuple[str, ...]:
    """Return the items of an opinion: by number, bullet or line; a heading that only leads to them is none.

    Words before the first number of a line are an item of their own, so that nothing is lost.
    """
    found: list[str] = []
    for line in text.replace("\r", "\n").replace("\v", "\n").split("\n"):
        found.extend(_items(line))
    items = [each for each in found if not _is_heading(each)]
    return tuple(items or found)


def comment_opinion(draft: Draft, number: int, said: Said, template: Template | None) -> Draft:
    """Return the draft with a comment for each item of an opinion, on the cell that it names if there is one."""
    for item in split_opinion(said.text):
        place = named_place(draft, number, item, template) if template is not None else None
        draft = comment(draft, number, place, Said(item, said.author, said.when))
    return draft


def named_place(draft: Draft, number: int, item: str, template: Template) -> str | None:
    """Return the path of the field or indicator that an item of an opinion names; None if it names none.

    The longest name counts, quoted or not; one that several rows have is none.
    """
    best: tuple[int, str | None] = (0, None)
    for name, where in _places(draft, number, template):
        if len(name) >= _SHORTEST_PLACE and name in item and len(name) >= best[0]:
            same = len(name) == best[0] and best[1] != where
            best = (len(name), None if same else where)
    return best[1]


def _places(draft: Draft, number: int, template: Template) -> Iterator[tuple[str, str]]:
    seen = Seen(draft, number, template)
    for field in template.fields.values():
        yield field.name, seen.field_path(field.id)
    told: set[tuple[str, str]] = set()
    for each in seen.written:
        name = each.name.strip()
        if (name, each.indicator.id) not in told:  # of several horizons the first
            told.add((name, each.indicator.id))
            yield name, each.path


def _items(line: str) -> Iterator[str]:
    edges = [0, *(each.start() for each in _ITEM.finditer(line)), len(line)]
    for start, end in pairwise(edges):
        piece = _BULLET.sub("", _ITEM.sub("", line[start:end].strip(), count=1)).strip(" \t　；;")
        if piece:
            yield piece


def _is_heading(item: str) -> bool:
    return item.endswith(("：", ":"))


def _text(draft: Draft, number: int, path: str) -> str:
    try:
        return paths.get(draft, number, path)
    except KeyError:
        return ""


def _next_id(form: Form) -> str:
    ids = {each.id for each in form.comments}
    number = 1 + max((int(each) for each in ids if each.isascii() and each.isdecimal() and len(each) <= 15), default=0)
    while str(number) in ids:
        number += 1
    return str(number)


def _changed(draft: Draft, number: int, comment_id: str, change: Callable[[Comment], Comment]) -> Draft:
    comments = draft.forms[number].comments
    return _with(draft, number, tuple(change(each) if each.id == comment_id else each for each in comments))


def _with(draft: Draft, number: int, comments: tuple[Comment, ...]) -> Draft:
    form = draft.forms[number]
    if comments == form.comments:
        return draft
    return with_form(draft, number, form.model_copy(update={"comments": comments}))
