"""Finds the line of a place in a TOML file: the n-th `[[block]]`, its m-th `[[block.row]]`, or a key."""

from __future__ import annotations

from collections.abc import Sequence


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Return the line (from 1) of a place such as ("block", 2, "row", 0, "cells", 1, "w"); 1 if it is not found.

    The line of the nearest heading or key is good enough for an author to find the fault.
    """
    lines = text.split("\n")
    at, end, prefix = 0, len(lines), ""
    steps = list(place)
    found = 1
    while steps:
        step = steps.pop(0)
        if isinstance(step, int):
            continue
        name = f"{prefix}{step}"
        nth = steps[0] if steps and isinstance(steps[0], int) else 0
        line = _heading(lines, (at, end), name, nth)
        if line is not None:
            at, prefix, found = line + 1, f"{name}.", line + 1
            end = _next_of(lines, at, name)
            continue
        line = _key(lines, (at, end), step)
        if line is None and any(each.startswith((f"[{name}.", f"[[{name}.")) for each in lines[at:end]):
            prefix = f"{name}."  # a table that has no heading of its own, as [field.year] has no [field]
            continue
        return found if line is None else line + 1
    return found


def _heading(lines: list[str], span: tuple[int, int], name: str, nth: int) -> int | None:
    headings = {f"[[{name}]]", f"[{name}]"}
    seen = 0
    for number in range(*span):
        if lines[number].partition("#")[0].strip() in headings:
            if seen == nth:
                return number
            seen += 1
    return None


def _next_of(lines: list[str], at: int, name: str) -> int:
    """Return the line where the table `name` ends: the next heading that is not inside it."""
    for number in range(at, len(lines)):
        heading = lines[number].strip()
        if heading.startswith("[") and not heading.lstrip("[").startswith(f"{name}."):
            return number
    return len(lines)


def _key(lines: list[str], span: tuple[int, int], key: str) -> int | None:
    for number in range(*span):
        name, equals, _ = lines[number].partition("=")
        if equals and name.strip() == key:
            return number
    return None
