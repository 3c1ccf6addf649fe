"""Tables of text whose cells are parted by bars, as Markdown, terminals and mail programs draw them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_BARS = "│┃║｜|"
_RULE = re.compile(r"[-=+|─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╭╮╰╯ \u00a0]+")
_SEPARATOR = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
_MARKDOWN = re.compile(r"^\s*\|.*\|\s*$")
_BLANKS = " \u00a0\u3000"
_LEAST_BARS = 2
_LEAST_ROWS = 3
_LONGEST_RULE = 2000


def undrawn(lines: Sequence[str]) -> list[str]:
    """Return the lines with tabs in place of the bars of drawn rows, without the lines drawn between these rows.

    Rows of Markdown keep their bars, and get those that may be left out at both ends. Bars in other lines are text.
    """
    found = list(lines)
    rows: set[int] = set()
    for bar in _BARS:
        rows |= _rows_with(bar, found)
    if not rows and not any(_MARKDOWN.match(line) for line in found):
        return found
    rules = {number for number, line in enumerate(found) if number not in rows and _is_rule(line)}
    near = {number for number in rules if _touches(number, rows, rules, found)}
    return [line for number, line in enumerate(found) if number not in near]


def _rows_with(bar: str, lines: list[str]) -> set[int]:
    """Put tabs (Markdown: bars at both ends) into the rows whose cells are parted by a bar; return their numbers."""
    counts = Counter({number: line.count(bar) for number, line in enumerate(lines) if bar in line and "\t" not in line})
    markdown = {
        counts[number] + 2 - 2 * bool(_MARKDOWN.match(lines[number]))
        for number in counts
        if bar == "|" and len(lines[number]) < _LONGEST_RULE and _SEPARATOR.fullmatch(lines[number])
    }
    for number in [number for number in counts if markdown and not _MARKDOWN.match(lines[number])]:
        if counts[number] + 2 in markdown:
            lines[number] = f"|{lines[number]}|"
    if markdown or bar == "|":
        counts = Counter({number: n for number, n in counts.items() if not _MARKDOWN.match(lines[number])})
    ((often, n_rows),) = Counter(counts.values()).most_common(1) or [(0, 0)]
    if often < _LEAST_BARS or n_rows < _LEAST_ROWS or n_rows * 2 <= len(counts):
        return set()
    rows = {number for number, n in counts.items() if n == often}
    boxed = all(line.startswith(bar) and line.endswith(bar) for line in (lines[n].strip(_BLANKS) for n in rows))
    for number in rows:
        cells = [cell.strip(_BLANKS) for cell in lines[number].strip(_BLANKS).split(bar)]
        lines[number] = "\t".join(cells[1:-1] if boxed else cells)
    return rows


def _is_rule(line: str) -> bool:
    text = line.strip(_BLANKS)
    if not 2 < len(text) < _LONGEST_RULE or "\t" in line or text[0] in "-=|" or not _RULE.fullmatch(text):
        return False
    return text[0] != "+" or text.endswith("+")


def _touches(number: int, rows: set[int], rules: set[int], lines: Sequence[str]) -> bool:
    """Say whether a drawn line stands right above or below a row of a table."""
    return any(
        0 <= beside < len(lines) and (beside in rows or bool(_MARKDOWN.match(lines[beside])))
        for beside in (number - 1, number + 1)
    )
