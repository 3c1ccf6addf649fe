"""Choices: the chosen option is stored as text, printed as boxes, and read from boxes of any make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from perfdesk.region import Field

SEPARATOR = "、"
_TICKED = r"☑\ufe0f?|☒|🗹|🗷|✔\ufe0f?|✓|√|■|\[[xXvV√]\]|【√】|<input[^<>]*\bchecked\b[^<>]*>"
_EMPTY = r"□|☐|○|\[ ?\]|<input[^<>]*>"
_BOX = re.compile(f"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})", re.IGNORECASE)


def show(field: Field, text: str) -> str:
    """Return the boxes with the chosen options ticked; a text that is no choice stands behind them, unchanged."""
    chosen = [option for option in field.options if option in text.split(SEPARATOR)]
    known = SEPARATOR.join(chosen) == text
    boxes = field.between.join(
        field.show.replace("{option}", option).replace("{box}", field.boxes[known and option in chosen])
        for option in field.options
    )
    return boxes if known else f"{boxes}{field.between}{text}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was read; `sure` if each box has its option and each option one box, or options alone stand there."""

    text: str
    sure: bool


def read(field: Field, text: str) -> Chosen:
    """Return the chosen options joined by "、"; text beside the boxes comes back as it stood."""
    boxes = _BOX.findall(text)
    if not boxes:
        return Chosen(text.strip(), sure=set(text.split(SEPARATOR)) <= {"", *field.options})
    chosen, rest, at = [], [], 0
    pairs = _pairs(field, text)
    for name, option, box in pairs:
        before = text[at : min(option.start(), box.start())].strip()
        if before:
            rest.append(before)
        if box["ticked"]:
            chosen.append(name)
        at = max(option.end(), box.end())
    if text[at:].strip():
        rest.append(text[at:].strip())
    sure = len(pairs) == len(boxes) == len(field.options) and not any(map(_BOX.search, rest))
    return Chosen(SEPARATOR.join([*chosen, *rest]), sure)


def _pairs(field: Field, text: str) -> list[tuple[str, re.Match[str], re.Match[str]]]:
    """Return each option with its box: the box behind it or before it, as the template shows it."""
    options = sorted(
        (
            (option, found)
            for option in field.options
            for found in re.finditer(r"\s*".join(map(re.escape, option)), text)
        ),
        key=lambda pair: pair[1].start(),
    )
    behind = field.show.index("{option}") < field.show.index("{box}")
    pairs, free = [], list(_BOX.finditer(text))
    for name, option in options:
        if behind:
            box = next((each for each in free if each.start() >= option.end()), None)
        else:
            box = next((each for each in reversed(free) if each.end() <= option.start()), None)
        if box is not None:
            free.remove(box)
            pairs.append((name, option, box))
    return pairs
