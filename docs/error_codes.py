"""Reads every message with a code out of the source: what a clerk may read, with … where a name or number comes in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "perfdesk"
_CODE = re.compile(r"E\d\d")
_GAP = "…"
_PARTS = ("what", "safe", "todo")


@dataclass(frozen=True, order=True)
class Message:
    """One message; `where` is the file that has it, from the package's folder."""

    code: str
    what: str
    safe: str
    todo: str
    where: str


@cache
def messages() -> list[Message]:
    """Return every message, by code."""
    modules = {file: _Module(ast.parse(file.read_text(encoding="utf-8"))) for file in sorted(SOURCE.rglob("*.py"))}
    public = [call for module in modules.values() for call in module.calls if not call.name.startswith("_")]
    found: set[Message] = set()
    for file, module in modules.items():
        where = file.relative_to(SOURCE).as_posix()
        found |= {Message(*texts, where) for texts in module.texts(public)}
    return sorted(found)


@dataclass(frozen=True)
class _Call:
    """A call of a function by name, with what the names mean where it stands."""

    name: str
    node: ast.Call
    names: Mapping[str, ast.expr]

    def given(self, function: ast.FunctionDef) -> dict[str, ast.expr]:
        """Return what the call gives for each argument, its own names put in."""
        arguments = [each.arg for each in function.args.args]
        pairs = [
            *zip(arguments, self.node.args, strict=False),
            *((each.arg, each.value) for each in self.node.keywords),
        ]
        return {name: ast.Constant(_render(value, self.names)) for name, value in pairs if name}


class _Module:
    """One file: its functions that make messages, and its calls."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._names = dict(_assigned(tree.body))
        self._functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
        self.calls = [
            _Call(getattr(node.func, "id", "") or getattr(node.func, "attr", ""), node, self._within(function))
            for function in self._functions
            for node in ast.walk(function)
            if isinstance(node, ast.Call)
        ]

    def texts(self, public: list[_Call]) -> Iterator[tuple[str, str, str, str]]:
        """Yield (code, what, safe, todo) of each message; `public` are the calls that other files make."""
        for function in self._functions:
            calls = self.calls if function.name.startswith("_") else public
            for error in _errors(function):
                for names in self._ways(function, error, [each for each in calls if each.name == function.name]):
                    first = error.args[0]
                    code = _render(names.get(first.id) if isinstance(first, ast.Name) else first, names)
                    if _CODE.fullmatch(code):
                        parts = {each.arg: _render(each.value, names) for each in error.keywords}
                        what, safe, todo = (_one_line(parts.get(part, "")) for part in _PARTS)
                        yield code, what, safe, todo

    def _within(self, function: ast.FunctionDef) -> dict[str, ast.expr]:
        return self._names | dict(_assigned(list(ast.walk(function))))

    def _ways(self, function: ast.FunctionDef, error: ast.Call, calls: list[_Call]) -> Iterator[dict[str, ast.expr]]:
        """Yield the names that a message is made of: once, or for each call or table row that brings part of it."""
        own, code = self._within(function), error.args[0]
        parts = (code, *(each.value for each in error.keywords))
        brought = {each.id for part in parts for each in ast.walk(part) if isinstance(each, ast.Name)}
        if calls and brought & ({each.arg for each in function.args.args} & {"code", "what", "todo", "reason"}):
            yield from (own | each.given(function) for each in calls)
        elif isinstance(code, ast.Name):
            for target, row in self._rows(function, code.id):
                yield {**own, **{each.id: value for each, value in zip(target, row, strict=True)}}
        else:
            yield own

    def _rows(self, function: ast.FunctionDef, name: str) -> Iterator[tuple[list[ast.Name], list[ast.expr]]]:
        """Yield each tuple of the file that may be unpacked into the names among which `name` is the first."""
        for step in ast.walk(function):
            if isinstance(step, ast.Assign) and isinstance(step.targets[0], ast.Tuple):
                target = [each for each in step.targets[0].elts if isinstance(each, ast.Name)]
                if target and target[0].id == name:
                    for row in ast.walk(self._tree):
                        if isinstance(row, ast.Tuple) and len(row.elts) == len(target) and _is_code(row.elts[0]):
                            yield target, row.elts


def _errors(function: ast.FunctionDef) -> Iterator[ast.Call]:
    """Yield the calls in a function, nested ones left out, that make an error with a code."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if isinstance(node, ast.Call) and node.args and {each.arg for each in node.keywords} >= {"what", "todo"}:
            yield node
        stack.extend(ast.iter_child_nodes(node))


def _assigned(nodes: list[ast.stmt] | list[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    for node in nodes:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value


def _render(node: ast.AST | None, names: Mapping[str, ast.expr], depth: int = 0) -> str:
    """Return the text that an expression makes, with a gap for what is known at run time only."""
    if depth > 8:
        return _GAP
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_render(part, names, depth) for part in parts)
        case ast.FormattedValue(value=inner) | ast.Await(value=inner):
            return _render(inner, names, depth + 1)
        case ast.Name(id=name) if name in names:
            return _render(names[name], {key: value for key, value in names.items() if key != name}, depth + 1)
        case ast.IfExp(body=one, orelse=two):
            return " / ".join(filter(None, (_render(one, names, depth + 1), _render(two, names, depth + 1))))
        case ast.Call(func=ast.Attribute(attr="join"), args=[ast.Tuple(elts=parts)]):
            return "".join(_GAP if isinstance(part, ast.Starred) else _render(part, names, depth + 1) for part in parts)
        case ast.BinOp(left=one, op=ast.Add(), right=two):
            return _render(one, names, depth + 1) + _render(two, names, depth + 1)
    return _GAP


def _is_code(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(_CODE.fullmatch(node.value))


def _one_line(text: str) -> str:
    return re.sub(r"…(?:…|\s)*…", "…", " ".join(text.split()))
