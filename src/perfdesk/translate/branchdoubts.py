"""What is not sure of a row of the tree for what stands around it: cells merged into it, its level 1, rows in one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from perfdesk.model import Indicator, path
from perfdesk.region import Taxonomy
from perfdesk.translate.clean import clean
from perfdesk.translate.doubts import Doubts
from perfdesk.translate.indicators import TreeRow
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Slot


def reaches(row: SourceRow, token: Token) -> bool:
    """Say whether a text of a row above reaches into this one, by a merged cell."""
    return any(each.col == token.col and each.text == token.text for each in row.reach)


def fill_merged(
    doubts: Doubts, row: SourceRow, parts: tuple[str, dict[str, dict[str, str]]], standing: Iterable[tuple[Slot, Token]]
) -> None:
    """Give an empty place the text of the cell of a row above that is merged over it: it is said of both rows.

    Args:
        parts: the id of the indicator and its texts, by horizon and part; changed in place.
        standing: the places of the tree with the last text of each.
    """
    number, horizons = parts
    for slot, token in standing:
        if slot.kind != "part" or horizons[slot.horizon][slot.part] or not reaches(row, token):
            continue
        horizons[slot.horizon][slot.part] = clean(token.text, loose=row.loose).text
        why = f"这一格在原文中与上一行合并，两行都写作“{token.text}”（{row.where}）。"
        place = path.join("indicators", number, slot.horizon, slot.part)
        doubts.add("I09", why, path=place, was=token.text, now=token.text)
        for each in (str(int(number) - 1), number) if slot.part == "name" else ():
            why = f"“{token.text}”占了两行，可能是一个指标的内容分在了两行里（{row.where}）。"
            doubts.add("I09", why, path=path.join("indicators", each), was=row.text, now=row.text)


def fill_across(
    doubts: Doubts,
    row: SourceRow,
    tree: TreeRow,
    parts: tuple[str, dict[str, dict[str, str]]],
    heads: Mapping[Slot, int],
) -> None:
    """Give an empty place that a cell at its left is merged over the text of that cell, if both are targets; doubt it.

    Args:
        parts: as in `fill_merged`.
        heads: the places of the tree, each with the column of the document in which its head stands.
    """
    number, horizons = parts
    for placed in tree.placed:
        slot, token = placed.slot, placed.token
        if slot is None or slot.kind != "part" or row.loose:
            continue
        for after, col in heads.items():
            over = after.kind == "part" and token.col < col < token.col + token.cols
            if not over or horizons[after.horizon][after.part]:
                continue
            if slot.part == after.part == "target":
                horizons[after.horizon][after.part] = horizons[slot.horizon][slot.part]
            why = f"这一格在原文中与左边写着“{token.text}”的一格合并（{row.where}）。"
            place = path.join("indicators", number, after.horizon, after.part)
            doubts.add("I09", why, path=place, was=token.text, now=horizons[after.horizon][after.part])


def doubt_parent(doubts: Doubts, taxonomy: Taxonomy, row: SourceRow, indicator: Indicator) -> None:
    """Doubt a level 1 under which the taxonomy has not the level 2 of the row, but under another one."""
    one = taxonomy.find_level1(indicator.level1)
    two = taxonomy.find_level2(indicator.level2, indicator.level1)
    whole, place = path.join("indicators", indicator.id), path.join("indicators", indicator.id, "level1")
    if one is None or two is None or two.level1 == one or any(each.path in (whole, place) for each in doubts.items):
        return
    why = f"“{indicator.level2}”在本版式里属于“{two.level1.name}”，原文放在“{indicator.level1}”下（{row.where}）。"
    doubts.add("I08", why, path=place, was=row.text, now=indicator.level1)


def doubt_several(doubts: Doubts, row: SourceRow, indicator: Indicator) -> None:
    """Doubt a row whose target has several lines, as many as a name of it: indicators written into one row."""
    lines: dict[str, list[int]] = {}
    for parts in indicator.horizons.values():
        for part, text in parts.items():
            lines.setdefault(part, []).append(sum(bool(line.strip()) for line in text.split("\n")))
    both = {number for number in lines.get("target", ()) if number > 1} & set(lines.get("name", ()))
    if both:
        why = f"名称和指标值都分成 {max(both)} 行，可能是几个指标写在了一行里（{row.where}）。"
        doubts.add("I09", why, path=path.join("indicators", indicator.id), was=row.text)


def doubt_repeated(doubts: Doubts, row: SourceRow, tree: TreeRow, indicator: Indicator) -> None:
    """Doubt what repeats the level 2 at its left, once or more: a merged cell may have been written out."""
    again: set[int] = set()
    for number, (first, second) in enumerate(itertools.pairwise(tree.placed), 1):
        one, two = first.slot, second.slot
        if one is None or two is None or two.kind != "part" or first.token.text != second.token.text:
            continue
        if one.kind == "level2" or number - 1 in again:
            again.add(number)
            why = f"与左边一格相同，可能是合并格的重复（{row.where}）。"
            place = path.join("indicators", indicator.id, two.horizon, two.part)
            doubts.add("I09", why, path=place, was=row.text, now=second.token.text)
    parts = [number for number, each in enumerate(tree.placed) if each.slot is not None and each.slot.kind == "part"]
    if again and again.issuperset(parts):
        why = f"这一行除了重复的名称没有内容，可能原来是空行（{row.where}）。"
        doubts.add("I09", why, path=path.join("indicators", indicator.id), was=row.text, now=shown(indicator))


def shown(indicator: Indicator) -> str:
    """Return an indicator in one line, for a doubt."""
    parts = [text for horizon in indicator.horizons.values() for text in horizon.values() if text]
    return " | ".join([indicator.level1, indicator.level2, *parts])
