"""JSON that has not the shape of a draft made to fit: texts are kept, what finds no place becomes a doubt.

The shape is read from the model itself, so a new field needs no line here.
"""

from __future__ import annotations

import functools
import json
import re
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from perfdesk.model import Doubt, Draft, Form
from perfdesk.store.decode import MAX_FORMS, Real, too_deep

CODE = "F01"  # the doubts of a damaged file
MAX_SEQ = 2**53

_NOTHING = object()
_PLACES = 1000
_SURROGATE = re.compile("[\ud800-\udfff]")
Kind = Any  # an annotation of the model
Made = Any  # a value of that kind, or _NOTHING


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
        return [Doubt(code=CODE, place=place, was=was, why=why).model_dump() for place, was in pieces]


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


def _mended(value: object, kind: Kind, where: tuple[str, ...], log: Log) -> Made:
    if kind is str and type(value) is str:
        return value
    origin: object = get_origin(kind)
    if origin is Annotated:
        return _mended(value, get_args(kind)[0], where, log)
    if origin in (Union, UnionType):
        return None if value is None else _mended(value, get_args(kind)[0], where, log)
    if origin is dict:
        return _map(value, get_args(kind)[1], where, log)
    if origin is tuple:
        return _list(value, get_args(kind)[0], where, log)
    if isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(value, dict):
        return _record(value, kind, where, log)
    return _scalar(value, kind, where, log)


def _map(value: object, kind: Kind, where: tuple[str, ...], log: Log) -> Made:
    if not isinstance(value, dict):
        log.move(where, value)
        return _NOTHING
    if kind is str and all(type(item) is str for item in value.values()):
        return value
    made = {key: _mended(item, kind, (*where, key), log) for key, item in value.items()}
    return {key: item for key, item in made.items() if item is not _NOTHING}


def _list(value: object, kind: Kind, where: tuple[str, ...], log: Log) -> Made:
    if not isinstance(value, list):
        log.move(where, value)
        return _NOTHING
    made = [_mended(item, kind, (*where, str(number)), log) for number, item in enumerate(value)]
    return [item for item in made if item is not _NOTHING]


def _record(value: dict[str, Any], kind: type[BaseModel], where: tuple[str, ...], log: Log) -> dict[str, Any]:
    made = dict(value)  # keys of a newer version stay
    for key in value:
        if not key.isascii() and _SURROGATE.search(key):  # which pydantic takes in texts, but not in such keys
            log.move((*where, key), made.pop(key))
    for name, annotation, required in _shape(kind):
        if name in made:
            item = _mended(made[name], annotation, (*where, name), log)
            if item is _NOTHING:
                del made[name]
            else:
                made[name] = item
        if required and name not in made:
            made[name] = ""
            log.change((*where, name))
    return made


@functools.cache
def _shape(kind: type[BaseModel]) -> list[tuple[str, Kind, bool]]:
    """Return (name, annotation, required) of each field of a model."""
    return [(name, field.annotation, field.is_required()) for name, field in kind.model_fields.items()]


def _scalar(value: object, kind: Kind, where: tuple[str, ...], log: Log) -> Made:
    origin: object = get_origin(kind)
    if origin is Literal:
        return _constant(value, get_args(kind)[0], where, log)
    if kind is str and isinstance(value, str):
        return value
    if kind is str and isinstance(value, int | float):
        log.change(where)
        return as_text(value)
    if kind is bool and isinstance(value, bool):
        return value
    if kind is int:
        return _count(value, where, log)
    log.move(where, value)
    return _NOTHING


def _constant(value: object, wanted: str, where: tuple[str, ...], log: Log) -> str:
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
