"""A damaged draft read by its lines: the indent says where a line belongs, whatever happened to the brackets.

The files that `write` makes have one key, one text or one bracket on a line, so a wrong byte costs one line and a
cut costs what came after it. A file without such lines is read record by record up to the first damage.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from perfdesk.store.decode import MAX_DEPTH, MAX_FORMS, Real, shallow

MAX_LINES = 1_000_000
MAX_SLOW = 120_000  # lines read one by one, a damaged one counts twice: half a second; whole forms are read at once
MAX_REST = 10_000  # signs that may follow a value on its line and still be looked at

_DEPTH = MAX_DEPTH // 2 - 1  # of what is open at a line, and of a value on a line
_OPENING = frozenset({"", "{", "["})
_FORM_OPENS, _FORM_CLOSES = "    {", frozenset({"    }", "    },"})

_INDENT = re.compile(  # one sign among the blanks, or in the place of the last of them, may be damage
    r'[ \t]*(?:[^ \t{}\[\]:,](?=[ ]+["{}\[\]])|(?<=[ ])[^\s"{}\[\]](?=["{}\[\]]))?[ \t]*'
)
_CLOSING = re.compile(r"[}\]]+,?")
_FORMS = re.compile(r'"forms"\s*:\s*\[')
_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/bfnrt])')
_ESCAPED = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_BETWEEN = re.compile(r"[\s,]*")


def _whole(written: str) -> int | str:
    return int(written) if len(written) <= 300 else written


def _real(written: str) -> Real | str:
    """Return a number; one that no program can count with (1e400) stays the text that it was."""
    number = Real(written)
    return written if number in (float("inf"), float("-inf")) else number


_DECODER = json.JSONDecoder(parse_float=_real, parse_int=_whole, parse_constant=str, strict=False)


@dataclass
class Salvaged:
    """What a damaged text still held.

    Args:
        tree: the outermost record.
        leftovers: lines, or ends of lines, that had no place.
        cut: the text ends before the outermost record does.
        cut_form: the form (from 0) in the middle of which the text ends, None if at another place.
    """

    tree: dict[str, Any] = field(default_factory=dict)
    leftovers: list[str] = field(default_factory=list)
    cut: bool = False
    cut_form: int | None = None


@dataclass
class _Open:
    indent: int
    node: Any
    key: str = ""


def salvage(text: str) -> Salvaged:
    """Return all that can be read of a damaged draft; never raises."""
    reading = _Reading(text)
    reading.run()
    found = reading.found
    if "forms" not in found.tree:
        by_record = _by_record(text)
        if by_record.tree.get("forms"):
            return by_record
    return found


class _Reading:
    """One pass over the lines, with the records and lists that are open at the line."""

    def __init__(self, text: str) -> None:
        self.found = Salvaged()
        self.lines = text.split("\n", MAX_LINES)
        if len(self.lines) > MAX_LINES:
            self.found.leftovers.append(self.lines.pop())
        self.stack = [_Open(0, self.found.tree)]
        self.step = _step(text)
        self.closed = False
        self.rest = ""
        self.slow = 0

    def run(self) -> None:
        """Read all lines; then note whether the end is missing."""
        number = 1 if self.lines[0].strip() == "{" else 0
        while number < len(self.lines) and self.slow < MAX_SLOW:
            end = self.form_end(number)
            if end:
                number = end
                continue
            self.rest = self.lines[number]
            while self.rest and self.slow < MAX_SLOW:
                line, self.rest = self.rest, ""
                self.line(line, number)
                self.slow += 1
            number += 1
        if number < len(self.lines):
            self.found.leftovers.append("\n".join(self.lines[number:]))
        self.note_cut()

    def note_cut(self) -> None:
        """Note whether the outermost record was closed, and which form was open at the end."""
        self.found.cut = not self.closed
        if self.found.cut and len(self.stack) > 2 and self.stack[1].key == "forms":
            self.found.cut_form = len(self.stack[1].node) - 1

    def form_end(self, number: int) -> int:
        """Read the whole form that begins at this line if it is undamaged; return the line after it, else 0."""
        if self.lines[number].rstrip() != _FORM_OPENS or not (self.in_forms() or "forms" not in self.found.tree):
            return 0
        after = number + 1
        while after < len(self.lines) and self.lines[after].rstrip() not in _FORM_CLOSES:
            if self.lines[after].rstrip() == _FORM_OPENS:
                return 0
            after += 1
        text = "\n".join(self.lines[number : after + 1]).strip().removesuffix(",")
        form, end = _first(text)
        if not isinstance(form, dict) or end != len(text):
            return 0
        if not self.in_forms():  # the beginning of the file is gone
            if "template" not in form:
                return 0
            self.found.tree["forms"] = []
            self.stack[1:] = [_Open(2, self.found.tree["forms"], "forms")]
        del self.stack[2:]
        self.store("", form)
        return after + 1

    def in_forms(self) -> bool:
        """Tell whether the list of forms is open."""
        return len(self.stack) > 1 and self.stack[1].key == "forms"

    def line(self, line: str, number: int) -> None:
        """Put one line, or what is left of one, where its indent says."""
        start = _INDENT.match(line)
        indent = start.end() if start else 0
        content = line[indent:].strip()
        if not content:
            return
        if _CLOSING.fullmatch(content):
            if not self.step or any(each.indent == indent for each in self.stack):
                self.close(indent)
            self.closed = self.closed or indent == 0
        elif self.step:
            self.entry(content, self.placed(indent, content), number)
        elif indent == 0 and number:
            self.found.leftovers.append(line)
        else:
            self.close(indent)
            self.entry(content, indent, number)

    def close(self, indent: int) -> None:
        """Close what was opened at this indent or deeper."""
        while len(self.stack) > 1 and self.stack[-1].indent >= indent:
            self.stack.pop()

    def placed(self, indent: int, content: str) -> int:
        """Close what ends before a line of this indent; a line that fits nowhere stays in what is open."""
        for each in self.stack:
            if each.indent + self.step == indent and not (isinstance(each.node, dict) and content[0] in "{["):
                self.close(indent)
                break
        return self.stack[-1].indent + self.step

    def entry(self, content: str, indent: int, number: int) -> None:
        """Read `"key": value` in a record, a value in a list."""
        top = self.stack[-1]
        if isinstance(top.node, list):
            self.value("", content, indent, number)
            return
        key, end = _first(content)
        rest = content[end:].lstrip()
        if not isinstance(key, str) or not rest.startswith(":"):
            self.found.leftovers.append(content)
            if self.is_opened(indent, number):
                self.open(_letters(content), content[-1:], indent, number)
            return
        self.value(key, rest[1:].strip(), indent, number)

    def value(self, key: str, content: str, indent: int, number: int) -> None:
        """Store the value, or open the record or list that begins here; what follows it is a line of its own."""
        value, end = _first(content)
        rest = content[end:].strip(" ,")
        if end and (isinstance(value, dict | list) or rest not in _OPENING or not self.is_opened(indent, number)):
            self.store(key, value)
            self.follow(content[end:].lstrip(" ,"), indent)
        elif content[:1] in {"{", "["} or self.is_opened(indent, number):
            self.open(key, content, indent, number)
        elif content.startswith('"'):
            self.slow += 1
            self.store(key, _loose(content))
            self.found.leftovers.append(content)
        else:
            self.found.leftovers.append(f"{key}: {content}" if key else content)

    def open(self, key: str, content: str, indent: int, number: int) -> None:
        """Begin a record or list; damage to the bracket itself is mended by looking at the next line."""
        kind = content[:1]
        below = self.below(number).strip()
        if kind not in {"{", "["}:
            kind = "{" if ":" in below else "["
            self.found.leftovers.append(content)
        elif kind == "{" and below.startswith(("{", "[")):
            kind = "["
        node: Any = {} if kind == "{" else []
        if len(self.stack) > _DEPTH:
            self.found.leftovers.append(content)
            return
        self.store(key, node)
        self.stack.append(_Open(indent, node, key))
        if content[:1] in {"{", "["}:
            self.follow(content[1:].strip(), indent + 2)

    def follow(self, rest: str, indent: int) -> None:
        """Let what follows a value on its line be the next line: a line feed may have been damaged."""
        if '"' in rest and len(rest) <= MAX_REST:
            self.rest = " " * indent + rest
        elif rest:
            self.found.leftovers.append(rest)

    def is_opened(self, indent: int, number: int) -> bool:
        """Tell whether the next line lies deeper, so that this one must have opened something."""
        start = _INDENT.match(self.below(number))
        deep = start.end() if start else 0
        return deep == indent + self.step if self.step else deep > indent

    def below(self, number: int) -> str:
        """Return the next line that is not blank, "" if there is none near."""
        return next((line for line in self.lines[number + 1 : number + 4] if line.strip()), "")

    def store(self, key: str, value: object) -> None:
        """Put a value into the innermost open record or list; a key that comes twice must not hide the first."""
        node = self.stack[-1].node
        if isinstance(node, list):
            node.append(value)
        elif key in node and node[key] != value:
            self.found.leftovers.append(f"{key}: {json.dumps(node[key], ensure_ascii=False)}")
            node[key] = value
        else:
            node[key] = value


def _step(text: str) -> int:
    """Return by how many blanks each level is indented, 0 if that cannot be seen."""
    for step in (2, 4, 1, 3, 8):
        if f'\n{" " * step}"format' in text or f'\n{" " * step}"forms"' in text or f'\n{" " * step}"id"' in text:
            return step
    return 0


def _first(content: str) -> tuple[Any, int]:
    """Return the JSON value at the start and where it ends; (None, 0) if there is none."""
    return _at(content, 0)


def _at(text: str, place: int) -> tuple[Any, int]:
    """Return the JSON value at a place and where it ends; (None, `place`) if there is none, or a monster."""
    try:
        value, end = _DECODER.raw_decode(text, place)
    except (ValueError, RecursionError):
        return None, place
    return (value, end) if shallow(value, _DEPTH) else (None, place)


def _letters(content: str) -> str:
    """Return what is left of a key in a line that opens something."""
    return content.strip('"{}[]: ,')


def _loose(content: str) -> str:
    """Return the text of a JSON string whose end or escapes are damaged."""
    inner = content[1:].rstrip().removesuffix(",").removesuffix('"')
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1]) or chr(int(found[1][1:], 16)), inner)


def _by_record(text: str) -> Salvaged:
    """Read a file that is all on one line: every whole form up to the first damage."""
    found = Salvaged(cut=True)
    start = _FORMS.search(text)
    if start is None:
        return found
    head = text[: start.start()].rstrip().removesuffix(",") + "}"
    tree, _ = _first(head.lstrip())
    found.tree = dict(tree) if isinstance(tree, dict) else {}
    forms: list[Any] = []
    place = start.end()
    while len(forms) <= MAX_FORMS:
        rest = _BETWEEN.match(text, place)
        place = rest.end() if rest else place
        form, end = _at(text, place)
        if end <= place:
            break
        forms.append(form)
        place = end
    found.tree["forms"] = forms
    found.leftovers = [text[place:]] if text[place:].strip() else []
    return found
