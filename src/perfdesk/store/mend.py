"""JSON that has not the shape of a draft made to fit: texts are kept, what finds no place becomes a doubt.

The shape is read from the model itself, so a new field needs no line here.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel

from perfdesk.model import Doubt, Draft, Form
from perfdesk.store.decode import MAX_FORMS, Real, too_deep
from perfdesk.store.placing import place_in_words

CODE = "F01"  # the doubts of a damaged file
MAX_SEQ = 2**53

_NOTHING = object()
_PLACES = 1000
_SURROGATE = re.compile("[\ud800-\udfff]")
Kind = Any  # an annotation of the model
Made = Any  # a value of that kind, or _NOTHING
Mender = Callable[[object, tuple[str, ...], "Log"], Made]


class Log:
    """What was changed or moved aside while mending; the first thousand with their places.

    Args:
        changed: places where a value of another kind became a text or number, nothing lost.
        aside: (place, text) of what the shape has no room for.
        rest: the texts moved aside beyond those.
        count: how many places there are in all.
    """

    def __init__(self) -> None:
        self.changed: list[str] = []
        self.aside: list[tuple[str, str]] = []
        self.rest: list[str] = []
        self.count = 0

    def change(self, where: tuple[str, ...]) -> None:
        """Note a place that was put right."""
        self.count += 1
        if len(self.changed) < _PLACES:
            self.changed.append("/".join(where))

    def move(self, where: tuple[str, ...], value: object) -> None:
        """Note a value that found no place; null holds nothing, so it is only a change."""
        if value is None or value in ([], {}, ""):
            self.change(where)
            return
        self.count += 1
        if len(self.aside) < _PLACES:
            self.aside.append(("/".join(where), as_text(value)))
        else:
            self.rest.append(as_text(value))

    def add(self, other: Log) -> None:
        """Note what another log has noted, without the texts that it keeps."""
        self.count += other.count
        room = max(0, _PLACES - len(self.changed))
        self.changed += [*other.changed, *(place for place, _ in other.aside)][:room]

    def doubts(self) -> list[dict[str, Any]]:
        """Return what was moved aside as doubts, to be kept in the draft."""
        why = "文件中此处的内容不合格式，原文保留在这里。"
        pieces = [*self.aside, *([("", "\n".join(self.rest))] if self.rest else [])]
        named = ((place_in_words(place) if place else "", was) for place, was in pieces)
        return [Doubt(code=CODE, place=place, was=was, why=why).model_dump() for place, was in named]


def as_text(value: object) -> str:
    """Return a JSON value as text: a text as it is, a number as it was written, the rest as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, Real):
        return value.written
    if type(value) is int:
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def mend(tree: dict[str, Any]) -> tuple[dict[str, Any], Log]:
    """Return the tree with the shape of a draft, and what was done; everything moved aside is in its doubts.

    Raises:
        UserError: it has more forms than any draft.
    """
    log = Log()
    body = {key: value for key, value in tree.items() if key != "forms"}
    made = _record(body, Draft, (), log)
    made["forms"] = _forms(tree.get("forms", []), log)
    made["doubts"] = [*made.get("doubts", []), *log.doubts()]
    return made, log


def _forms(value: object, log: Log) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        log.move(("forms",), value)
        return []
    made = []
    if len(value) > MAX_FORMS:
        raise too_deep()
    for number, item in enumerate(value):
        if not isinstance(item, dict):
            log.move(("forms", str(number)), item)
            continue
        own = Log()
        form = _record(item, Form, ("forms", str(number)), own)
        if own.count:
            form["doubts"] = [*form.get("doubts", []), *own.doubts()]
            log.add(own)
        made.append(form)
    return made


@functools.cache
def _mender(kind: Kind) -> Mender:
    """Return what mends a value of a kind; an annotation is looked into once, not for each value."""
    origin: object = get_origin(kind)
    if origin is Annotated:
        return _mender(get_args(kind)[0])
    if origin in (Union, UnionType):
        return functools.partial(_optional, _mender(get_args(kind)[0]))
    if origin is dict:
        return functools.partial(_map, get_args(kind)[1])
    if origin is tuple:
        return functools.partial(_list, get_args(kind)[0])
    if origin is Literal:
        return functools.partial(_constant, get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return functools.partial(_model, kind)
    scalars: dict[Kind, Mender] = {str: _text, bool: _flag, int: _count}
    return scalars.get(kind, _misplaced)


def _optional(inner: Mender, value: object, where: tuple[str, ...], log: Log) -> Made:
    return None if value is None else inner(value, where, log)


def _map(kind: Kind, value: object, where: tuple[str, ...], log: Log) -> Made:
    if not isinstance(value, dict):
        return _misplaced(value, where, log)
    if kind is str and all(type(item) is str for item in value.values()):
        return value
    mender = _mender(kind)
    made = {key: mender(item, (*where, key), log) for key, item in value.items()}
    return {key: item for key, item in made.items() if item is not _NOTHING}


def _list(kind: Kind, value: object, where: tuple[str, ...], log: Log) -> Made:
    if not isinstance(value, list):
        return _misplaced(value, where, log)
    mender = _mender(kind)
    made = [mender(item, (*where, str(number)), log) for number, item in enumerate(value)]
    return [item for item in made if item is not _NOTHING]


def _model(kind: type[BaseModel], value: object, where: tuple[str, ...], log: Log) -> Made:
    return _record(value, kind, where, log) if isinstance(value, dict) else _misplaced(value, where, log)


def _misplaced(value: object, where: tuple[str, ...], log: Log) -> Made:
    log.move(where, value)
    return _NOTHING


def _record(value: dict[str, Any], kind: type[BaseModel], where: tuple[str, ...], log: Log) -> dict[str, Any]:
    made = dict(value)  # keys of a newer version stay
    for key in value:
        if not key.isascii() and _SURROGATE.search(key):  # which pydantic takes in texts, but not in such keys
            log.move((*where, key), made.pop(key))
    for name, mender, required in _shape(kind):
        if name in made:
            item = mender(made[name], (*where, name), log)
            if item is _NOTHING:
                del made[name]
            else:
                made[name] = item
        if required and name not in made:
            made[name] = ""
            log.change((*where, name))
    return made


@functools.cache
def _shape(kind: type[BaseModel]) -> list[tuple[str, Mender, bool]]:
    """Return (name, what mends it, required) of each field of a model."""
    return [
        (name, _mender(cast(Kind, field.annotation)), field.is_required()) for name, field in kind.model_fields.items()
    ]


def _text(value: object, where: tuple[str, ...], log: Log) -> Made:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        log.change(where)
        return as_text(value)
    return _misplaced(value, where, log)


def _flag(value: object, where: tuple[str, ...], log: Log) -> Made:
    return value if isinstance(value, bool) else _misplaced(value, where, log)


def _constant(wanted: str, value: object, where: tuple[str, ...], log: Log) -> str:
    if value != wanted:
        log.move(where, value)
    return wanted


def _count(value: object, where: tuple[str, ...], log: Log) -> Made:
    if type(value) is int and 0 <= value < MAX_SEQ:
        return value
    text = as_text(value).strip().removesuffix(".0")
    if text.isascii() and text.isdecimal() and len(text) < 16:
        log.change(where)
        return int(text)
    log.move(where, value)
    return _NOTHING
