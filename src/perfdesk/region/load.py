"""Reads templates, taxonomies and the vocabulary; every fault is told by file and line."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from perfdesk import paths
from perfdesk.errors import Exit, UserError
from perfdesk.region.faults import Fault, faults_of
from perfdesk.region.lines import line_of
from perfdesk.region.schema import Data, FieldData, FieldId, TaxonomyData, TemplateData
from perfdesk.region.taxonomy import Taxonomy
from perfdesk.region.template import Field, Template, resolve_field, used_fields

LARGEST_FILE = 256 * 1024
_MOST_DOTS = 500  # a dotted key of many thousand parts would keep the reader busy for minutes
_DataT = TypeVar("_DataT", bound=Data)


class TemplateError(UserError):
    """A template that cannot be used; `faults` says what is wrong, by file and line."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        super().__init__(
            "E30",
            what=f"版式“{folder.name}”有 {len(faults)} 处错误，不能使用：\n" + "\n".join(map(str, faults)),
            safe="其他版式不受影响。",
            todo=f"请改正后再用“perfdesk template check {folder}”检查。",
            exit_code=Exit.UNREADABLE,
        )
        self.faults = faults


@dataclass(frozen=True)
class _Toml:
    path: Path
    text: str
    data: dict[str, Any]


@lru_cache(maxsize=1)
def templates() -> Mapping[str, Template]:
    """Return the bundled templates by id, in the order of their ids.

    Raises:
        TemplateError: a bundled template is broken.
    """
    folders = sorted(folder for folder in (paths.resources() / "templates").iterdir() if paths.is_folder(folder))
    return {template.id: template for template in map(load_template, folders)}


def load_template(folder: Path) -> Template:
    """Return the template of a folder.

    Raises:
        TemplateError: the template is broken; its faults are told by file and line.
    """
    template, faults = read_template(folder)
    if template is None or faults:
        raise TemplateError(folder, faults)
    return template


def read_template(folder: Path) -> tuple[Template | None, list[Fault]]:
    """Return the template of a folder, None if it cannot be made, and all faults found in it."""
    try:
        toml = _read_toml(inside(folder, "template.toml"))
        data = _validate(TemplateData, toml)
        taxonomy = Taxonomy(_validate(TaxonomyData, _read_toml(_taxonomy_file(toml, data.taxonomy))))
        fields = dict(_fields(data, toml))
    except _Faulty as error:
        return None, error.faults
    template = Template(data, taxonomy, fields, folder)
    faults = [Fault(toml.path, line_of(toml.text, place), text) for place, text in faults_of(template)]
    if folder.name != data.id:
        faults.append(Fault(toml.path, line_of(toml.text, ("id",)), f"代号“{data.id}”应与文件夹名“{folder.name}”相同"))
    return template, faults


def inside(folder: Path, name: str) -> Path:
    """Return a file of a template's folder; a link that leads out of the folder is a fault."""
    path = folder / name
    if os.path.islink(path) and paths.real(path).parent != paths.real(folder):  # noqa: PTH114 - never raises
        raise _Faulty([Fault(path, 1, "不能是指向文件夹以外的链接")])
    return path


class _Faulty(Exception):  # noqa: N818 - carries faults, is never shown
    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, FieldData]:
    """Return every field of `resources/vocabulary/fields.toml` by its id."""
    toml = _read_toml(paths.resources() / "vocabulary" / "fields.toml")
    return TypeAdapter(dict[FieldId, FieldData]).validate_python(toml.data)


def _read_toml(path: Path) -> _Toml:
    try:
        if not paths.is_file(path):  # a pipe or device could be read for ever
            raise FileNotFoundError(path)
        if path.stat().st_size > LARGEST_FILE:
            raise _Faulty([Fault(path, 1, f"文件超过 {LARGEST_FILE // 1024} KB")])
        text = path.read_text(encoding="utf-8")
        deep = next((number for number, line in enumerate(text.split("\n"), 1) if line.count(".") > _MOST_DOTS), None)
        if deep is not None:
            raise _Faulty([Fault(path, deep, "这一行的点号太多")])
        return _Toml(path, text, tomllib.loads(text))
    except OSError as error:
        raise _Faulty([Fault(path, 1, "文件打不开或不存在")]) from error
    except UnicodeDecodeError as error:
        raise _Faulty([Fault(path, 1, "文件不是 UTF-8 编码")]) from error
    except tomllib.TOMLDecodeError as error:
        raise _Faulty([Fault(path, _line_in_message(str(error)), _broken_line(str(error)))]) from error
    except ValueError as error:
        raise _Faulty([Fault(path, 1, "有过长的数字")]) from error
    except RecursionError as error:
        raise _Faulty([Fault(path, 1, "括号套得太深")]) from error


def _broken_line(message: str) -> str:
    column = message.partition(", column ")[2].rstrip(")")
    return "不是正确的 TOML" + (f"，从第 {column} 个字符起看不懂" if column.isdecimal() else "")


def _line_in_message(message: str) -> int:
    _, _, rest = message.partition("(at line ")
    number = rest.partition(",")[0]
    return int(number) if number.isdecimal() else 1


def _validate(kind: type[_DataT], toml: _Toml) -> _DataT:
    try:
        return kind.model_validate(toml.data)
    except ValidationError as error:
        faults = [
            Fault(toml.path, line_of(toml.text, each["loc"]), _in_chinese(dict(each))) for each in error.errors()[:50]
        ]
        raise _Faulty(faults) from error


_LIMITS = ("le", "ge", "lt", "gt", "max_length", "min_length")
_BEYOND = {
    "less_than_equal": "不能大于",
    "greater_than_equal": "不能小于",
    "less_than": "要小于",
    "greater_than": "要大于",
    "too_long": "项数不能多于",
    "too_short": "项数不能少于",
    "string_too_long": "字数不能多于",
    "string_too_short": "字数不能少于",
}


def _in_chinese(error: Mapping[str, Any]) -> str:
    place = ".".join(str(step + 1) if isinstance(step, int) else step for step in error["loc"])
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind == "missing":
        return f"{place}：缺少这一项"
    if kind == "extra_forbidden":
        return f"{place}：没有这种项目，请检查拼写"
    if kind == "literal_error":
        return f"{place}：只能是 {str(context.get('expected')).replace(' or ', '、').replace(', ', '、')}"
    limit = next((f"{context[key]:g}" for key in _LIMITS if key in context), "")
    if kind in _BEYOND:
        return f"{place}：{_BEYOND[kind]}{limit}"
    if kind.startswith("string_pattern"):
        return f"{place}：代号只能用小写字母、数字、- 和 _，以字母开头"
    return f"{place}：值的类型不对"


def _taxonomy_file(toml: _Toml, name: str) -> Path:
    path = paths.resources() / "taxonomy" / f"{name}.toml"
    if not paths.is_file(path):
        known = "、".join(sorted(each.stem for each in path.parent.glob("*.toml")))
        raise _Faulty([Fault(toml.path, line_of(toml.text, ("taxonomy",)), f"没有指标体系“{name}”；现有：{known}")])
    return path


def _fields(data: TemplateData, toml: _Toml) -> Iterator[tuple[str, Field]]:
    known = vocabulary()
    try:
        names = dict.fromkeys([*used_fields(data), *data.field])
    except ValueError as error:
        label = str(error).partition("“")[2].partition("”")[0]
        raise _Faulty([Fault(toml.path, _line_of_text(toml.text, label), str(error))]) from error
    faults = [
        Fault(toml.path, _line_of_text(toml.text, name), f"没有栏目“{name}”；栏目都列在 fields.toml 里")
        for name in names
        if name not in known
    ]
    if faults:
        raise _Faulty(faults)
    for name in names:
        yield name, resolve_field(name, known[name], data.field.get(name))


def _line_of_text(text: str, name: str) -> int:
    at = next((at for each in (f'"{name}"', f"{{{name}}}", name) if (at := text.find(each)) >= 0), -1)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
