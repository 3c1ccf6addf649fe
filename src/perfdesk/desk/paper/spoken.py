"""The paper in words: what each cell of the shown form is called, and what there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perfdesk.desk.editors.kinds import field_of, help_of, levels_of
from perfdesk.desk.paper.places import Places, Spot
from perfdesk.grid import Cell
from perfdesk.model import path as paths
from perfdesk.work.differences import HORIZONS, PARTS

if TYPE_CHECKING:
    from perfdesk.desk.document import Document
    from perfdesk.desk.paper.view import PaperView

CARRIED = "沿用上年的内容，请核对"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told of a form: a cell of its table, or an input that stands in a line of text.

    Args:
        spot: where it stands; its path is "" for what cannot be edited.
        nth: which of several places of the same value it is, from 0.
        cell: the cell of the table; None for an input inside a label, above or below the table.
    """

    spot: Spot
    nth: int
    cell: Cell | None


def told(places: Places) -> tuple[Told, ...]:
    """Return everything there is to tell of a form, in reading order."""
    by_owner, by_path = places.inputs.by_owner, places.inputs.by_path

    def input_at(spot: Spot, cell: Cell | None = None) -> Told:
        return Told(spot, by_path[spot.path].index(spot), cell)

    found: list[Told] = []
    above = len(places.fit.sheet.above)
    lines = sorted((owner for owner in by_owner if owner < 0), reverse=True)
    found += (input_at(spot) for owner in lines if -1 - owner < above for spot in by_owner[owner])
    for number, cell in enumerate(places.fit.sheet.grid.cells):
        spots = by_owner.get(number, [])
        if cell.kind == "field" and spots:
            found.append(input_at(spots[0], cell))
        else:
            found.append(Told(Spot("", number, 0, 0, part=False), 0, cell))
            found += (input_at(spot) for spot in spots)
    found += (input_at(spot) for owner in lines if -1 - owner >= above for spot in by_owner[owner])
    return tuple(found)


def name_of(document: Document, path: str) -> str:
    """Return what a clerk calls an input: 项目名称, or 质量指标 三级指标（年度）."""
    field = field_of(document.template, path)
    if field is not None:
        return field.name
    steps = paths.split(path)
    if len(steps) < 3:
        return ""
    one, two = levels_of(document.form, steps[1])
    if steps[2] == "level1":
        return "一级指标"
    if steps[2] == "level2":
        return f"{one} 二级指标".strip()
    part = PARTS.get(steps[-1], steps[-1])
    several = len(document.template.horizons) > 1
    horizon = f"（{HORIZONS.get(steps[2], steps[2])}）" if several and len(steps) > 3 else ""
    named = document.text(paths.join(*steps[:-1], "name")) if steps[-1] != "name" else ""
    return " ".join(filter(None, (two, named, part))) + horizon


def words_of(view: PaperView, path: str) -> str:
    """Return what there is to say of an input: its text, what belongs there, problems and doubts."""
    document = view.document
    if document is None or not path:
        return ""
    mark = view.marks.get(path)
    return "；".join(
        part.rstrip("。")
        for part in (
            f"内容：{document.text(path) or '空'}",
            help_of(document.template, document.form, path),
            mark.words.replace("\n", "；") if mark is not None else "",
            CARRIED if path in view.carried else "",
            f"只读：{document.shut}" if document.shut else "",
        )
        if part
    )


def headers(every: tuple[Told, ...], cell: Cell, *, rows: bool) -> list[int]:
    """Return the number of the nearest label left of a cell (`rows`) or above it; nothing if it has none."""
    best: tuple[int, int] | None = None
    for number, each in enumerate(every):
        other = each.cell
        if other is None or other.kind != "label" or not other.text.strip():
            continue
        if rows:
            beside, end = other.row <= cell.row < other.row_end and other.col_end <= cell.col, other.col_end
        else:
            beside, end = other.col <= cell.col < other.col_end and other.row_end <= cell.row, other.row_end
        if beside and (best is None or end > best[0]):
            best = end, number
    return [best[1]] if best is not None else []
