"""The house numbers and other rules that no bought linter knows; `dev.py check` runs this.

- a function ≤ 40 lines, a file ≤ 400, a class ≤ 20 methods, ≤ 5 parameters (tests: as many fixtures as needed);
- nothing left open: no marks for later, no body that only says "not yet";
- no path of somebody's machine;
- the program asks `perfdesk.paths` what is at a path: the methods of `Path` raise where the system will not say;
- every TOML file of the resources parses.

An exception carries its reason in the same line: `# house: the table of all kinds, read as one`.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUNCTION_LINES = 40
FILE_LINES = 400
CLASS_METHODS = 20
PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef
REASON = re.compile(r"(#|<!--) house: \S")
OPEN = re.compile("|".join((r"\bTO" + "DO\\b", r"\bFIX" + "ME\\b", r"\bXX" + "X\\b", "NotImplemented" + "Error")))
MADE = re.compile(
    r"\.git|\.venv|build|dist|__pycache__|.*\.egg-info|\.(mypy|ruff|pytest|import_linter)_cache|\.hypothesis"
)
RAISING = {"exists", "is_file", "is_dir", "is_symlink", "samefile", "resolve", "rglob"}
MACHINE = re.compile(r"(?<![\w.~$})/-])/(root|home|work|Users|mnt|srv|opt)/\w|[A-Z]:\\{1,2}Users\\{1,2}\w")


def numbers(text: str, *, is_test: bool) -> Iterator[tuple[int, str]]:
    """Yield (line, what) for each house number that a Python file breaks.

    Raises:
        SyntaxError: the text is no Python.
    """
    lines = text.splitlines()
    if len(lines) > FILE_LINES and not REASON.search(lines[0]):
        yield 1, f"file of {len(lines)} lines, {FILE_LINES} at most"
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, Function | ast.ClassDef) or REASON.search(lines[node.lineno - 1]):
            continue
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, Function) for part in node.body)
            if methods > CLASS_METHODS:
                yield node.lineno, f"class {node.name} has {methods} methods, {CLASS_METHODS} at most"
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > FUNCTION_LINES:
            yield node.lineno, f"{node.name} has {length} lines, {FUNCTION_LINES} at most"
        if not is_test and parameters(node) > PARAMETERS:
            yield node.lineno, f"{node.name} has {parameters(node)} parameters, {PARAMETERS} at most"


def parameters(node: Function) -> int:
    """Return how many parameters a function has; `self` and `cls` are not counted."""
    given = node.args
    names = [part.arg for part in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    extra = sum(part is not None for part in (given.vararg, given.kwarg))
    return len(names) + extra - (names[:1] in (["self"], ["cls"]))


def words(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what) for each mark for later and each path of somebody's machine."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in ((OPEN, "left open"), (MACHINE, "a path of one machine")):
            found = pattern.search(line)
            if found and not REASON.search(line):
                yield number, f"{what}: {found[0]}"


def asked(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what) for each question to a path that raises where the system will not say.

    Raises:
        SyntaxError: the text is no Python.
    """
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RAISING):
            continue
        if ast.unparse(node.func.value) not in {"os.path", "paths"} and not REASON.search(lines[node.lineno - 1]):
            yield node.lineno, f"{node.func.attr}() of a path may raise; perfdesk.paths has one that does not"


def toml(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what) if a TOML file does not parse."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        yield int(found[1]) if found else 1, str(error)


def faults(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, what) for everything that is wrong with a file; files that are no text have no faults."""
    try:
        text = (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    yield from words(text)
    if path.suffix == ".py":
        yield from numbers(text, is_test=path.parts[0] == "tests")
    if path.suffix == ".py" and path.parts[0] == "src":
        yield from asked(text)
    if path.suffix == ".toml":
        yield from toml(text)


def files() -> list[Path]:
    """Return the files of the project, relative to its top, without what is made (venv, caches, builds)."""
    found: list[Path] = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if not MADE.fullmatch(name)]
        found += (Path(folder, name).relative_to(ROOT) for name in names if name != ".git")
    return sorted(found)


def main() -> int:
    """Print every fault as `file:line: what`; return 1 if there is one."""
    found = [f"{path}:{line}: {what}" for path in files() for line, what in sorted(faults(path))]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
