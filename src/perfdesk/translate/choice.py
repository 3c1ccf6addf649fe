"""Choices: the chosen option is stored as text, printed as boxes, and read from boxes of any make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from perfdesk.region import Field

SEPARATOR = "、"
_TICKED = r"[（(]\s*√\s*[）)]|☑\ufe0f?|☒|🗹|🗷|✔\ufe0f?|✓|√|■|\[[xXvV√]\]|【√】|<input[^<>]*\bchecked\b[^<>]*>"
_EMPTY = r"□|☐|○|\[ ?\]|[（(]\s*[）)]|<input[^<>]*>"
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
    options = _options(field, text)
    pairs = _pairs(field, text, options)
    bare = [option.span() for _, option in options if all(option is not paired for _, paired, _ in pairs)]
    for name, option, box in pairs:
        rest.append(_beside(text, (at, min(option.start(), box.start())), bare))
        if box["ticked"]:
            chosen.append(name)
        at = max(option.end(), box.end())
    rest.append(_beside(text, (at, len(text)), bare))
    rest = [each for each in rest if each]
    sure = len(pairs) == len(boxes) == len(field.options) and not any(map(_BOX.search, rest))
    return Chosen(SEPARATOR.join([*chosen, *rest]), sure)


def _beside(text: str, part: tuple[int, int], bare: list[tuple[int, int]]) -> str:
    """Return what stands in a part of the text beside boxes and options; an option without a box is not chosen."""
    start, end = part
    inside = [span for span in bare if start <= span[0] and span[1] <= end]
    starts, ends = [start, *(span[1] for span in inside)], [*(span[0] for span in inside), end]
    return "".join(text[one:two] for one, two in zip(starts, ends, strict=True)).strip()


_Options = list[tuple[str, re.Match[str]]]


def _options(field: Field, text: str) -> _Options:
    """Return the options that stand in the text, from left to right."""
    found = (
        (option, found) for option in field.options for found in re.finditer(r"\s*".join(map(re.escape, option)), text)
    )
    return sorted(found, key=lambda pair: pair[1].start())


def _pairs(field: Field, text: str, options: _Options) -> list[tuple[str, re.Match[str], re.Match[str]]]:
    """Return each option with its box: the one between it and its neighbour, on the side on which boxes stand."""
    free = list(_BOX.finditer(text))
    if not options:
        return []
    behind = field.show.index("{option}") < field.show.index("{box}")
    if options and len(free) == len(options):
        behind = free[0].start() > options[0][1].start()
    starts, ends = [found.start() for _, found in options], [found.end() for _, found in options]
    rooms = zip(ends, [*starts[1:], len(text)], strict=True) if behind else zip([0, *ends[:-1]], starts, strict=True)
    pairs = []
    for (name, option), (low, high) in zip(options, rooms, strict=True):
        box = next((each for each in free if low <= each.start() and each.end() <= high), None)
        if box is not None:
            free.remove(box)
            pairs.append((name, option, box))
    return pairs
