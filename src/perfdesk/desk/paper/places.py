"""The inputs of a form: one explicit order for Tab, and neighbours for the arrows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from perfdesk.desk.paper.lines import TextBox, box_of_cell, box_of_paragraph
from perfdesk.grid import Cell, Paragraph, Sheet
from perfdesk.model import path as paths
from perfdesk.page.pages import Fit, PageRow, PlacedCell
from perfdesk.region import Template

LEAST_MM = 4.0
"""An empty piece of a label is shown at least this wide."""


class Spot(NamedTuple):
    """An input in the sheet: a whole cell, or (`part`) the characters `start` … `end` of a label or paragraph.

    Args:
        owner: the number of the cell in the grid, or of the paragraph (above and below counted together) from -1 down.
        part: it is a piece of a label or paragraph.
    """

    path: str
    owner: int
    start: int
    end: int
    part: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A place on one page: its rectangle in mm, and the box of the text around it."""

    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    box: TextBox

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """X, y, width, height in mm."""
        return self.x_mm, self.y_mm, self.width_mm, self.height_mm

    def holds(self, x_mm: float, y_mm: float) -> bool:
        """Say whether a point of the page lies inside."""
        return self.x_mm <= x_mm < self.x_mm + self.width_mm and self.y_mm <= y_mm < self.y_mm + self.height_mm


class Inputs:
    """Which inputs a sheet has, and in which order; holds as long as only texts of whole cells change."""

    def __init__(self, sheet: Sheet, template: Template) -> None:
        above = [_parts(paragraph, -1 - at) for at, paragraph in enumerate(sheet.above)]
        below = [_parts(paragraph, -1 - len(above) - at) for at, paragraph in enumerate(sheet.below)]
        cells = [_inputs(cell, number) for number, cell in enumerate(sheet.grid.cells)]
        self.sheet = sheet
        self.spots = tuple(spot for group in (*above, *cells, *below) for spot in group)
        self.by_path: dict[str, list[Spot]] = {}
        self.by_owner: dict[int, list[Spot]] = {}
        for spot in self.spots:
            self.by_path.setdefault(spot.path, []).append(spot)
            self.by_owner.setdefault(spot.owner, []).append(spot)
        self.order = tuple(sorted(self.by_path, key=lambda path: _is_bureau(template, path)))
        self.at = {path: number for number, path in enumerate(self.order)}
        self.numbers = {(cell.row, cell.col): number for number, cell in enumerate(sheet.grid.cells)}

    def hold_for(self, sheet: Sheet) -> bool:
        """Say whether another sheet has the very same inputs, so that nothing need be worked out again."""
        mine, other = self.sheet, sheet
        if len(mine.grid.cells) != len(other.grid.cells) or mine.above != other.above or mine.below != other.below:
            return False
        return all(
            one is two or ((one.row, one.col, one.source) == (two.row, two.col, two.source) and one.parts == two.parts)
            for one, two in zip(mine.grid.cells, other.grid.cells, strict=True)
        )


class Places:
    """Every input of a fitted form and where it stands.

    `order` holds each path once, in reading order, what the bureau fills last; `at` tells a path's number in it.
    """

    inputs: Inputs

    def __init__(self, fit: Fit, template: Template, before: Places | None = None) -> None:
        self.fit = fit
        self.template = template
        known = before.inputs if before is not None and before.template is template else None
        self.inputs = known if known is not None and known.hold_for(fit.sheet) else Inputs(fit.sheet, template)
        self._pages: dict[int, dict[tuple[int, int], PlacedCell]] = {}

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All inputs in reading order; a path that the form shows twice is here twice."""
        return self.inputs.spots

    @property
    def order(self) -> tuple[str, ...]:
        """Each path once, as Tab goes."""
        return self.inputs.order

    @property
    def at(self) -> dict[str, int]:
        """Path → its number in `order`."""
        return self.inputs.at

    def spot(self, path: str, nth: int = 0) -> Spot | None:
        """Return the place of a path (its `nth` if the form shows it several times)."""
        found = self.inputs.by_path.get(path, [])
        return found[min(nth, len(found) - 1)] if found else None

    def text(self, spot: Spot) -> str:
        """Return the whole text of the cell or paragraph around a spot."""
        return self.owner(spot).text

    def owner(self, spot: Spot) -> Cell | Paragraph:
        """Return the cell or paragraph of a spot."""
        sheet = self.fit.sheet
        return sheet.grid.cells[spot.owner] if spot.owner >= 0 else (*sheet.above, *sheet.below)[-1 - spot.owner]

    def pieces(self, spot: Spot) -> list[Piece]:
        """Return where a spot stands, page by page; never empty unless the form lacks it."""
        boxes = list(self._cell_boxes(spot.owner) if spot.owner >= 0 else self._paragraph_boxes(spot))
        if not spot.part:
            return [Piece(page, box.x_mm, box.y_mm, box.width_mm, box.height_mm, box) for page, box in boxes]
        return [piece for page, box in boxes for piece in _part_pieces(page, box, spot)]

    @cached_property
    def firsts(self) -> tuple[tuple[str, Piece], ...]:
        """The first piece of every input, in order."""
        found = []
        for path in self.order:
            pieces = self.pieces(self.inputs.by_path[path][0])
            if pieces:
                found.append((path, pieces[0]))
        return tuple(found)

    def found_at(self, page: int, x_mm: float, y_mm: float) -> tuple[Spot, int] | None:
        """Return the input under a point of a page, and its how-manieth place it is; None if there is none."""
        for spot in self._near(page, x_mm, y_mm):
            if any(piece.page == page and piece.holds(x_mm, y_mm) for piece in self.pieces(spot)):
                return spot, self.inputs.by_path[spot.path].index(spot)
        return None

    def _near(self, page: int, x_mm: float, y_mm: float) -> Iterator[Spot]:
        if page >= len(self.fit.pages):
            return
        for placed in self.fit.pages[page].cells:
            inside = placed.x_mm <= x_mm < placed.x_mm + placed.width_mm
            if inside and not placed.head and placed.y_mm <= y_mm < placed.y_mm + placed.height_mm:
                yield from self.inputs.by_owner.get(self.inputs.numbers[placed.cell.row, placed.cell.col], [])
        for owner, spots in self.inputs.by_owner.items():
            if owner < 0:
                yield from spots

    def _cell_boxes(self, owner: int) -> Iterator[tuple[int, TextBox]]:
        cell = self.fit.sheet.grid.cells[owner]
        for number, page in enumerate(self.fit.pages):
            rows = page.rows
            if not rows or rows[-1].number < cell.row or not _reaches(rows, cell):
                continue
            placed = self._on_page(number).get((cell.row, cell.col))
            if placed is not None:
                yield number, box_of_cell(placed, self.fit)

    def _on_page(self, number: int) -> dict[tuple[int, int], PlacedCell]:
        if number not in self._pages:
            cells = self.fit.pages[number].cells
            self._pages[number] = {(each.cell.row, each.cell.col): each for each in cells if not each.head}
        return self._pages[number]

    def _paragraph_boxes(self, spot: Spot) -> Iterator[tuple[int, TextBox]]:
        owner = self.owner(spot)
        for number, page in enumerate(self.fit.pages):
            for each in page.paragraphs:
                if each.paragraph is owner:
                    yield number, box_of_paragraph(each, self.fit)


def _reaches(rows: tuple[PageRow, ...], cell: Cell) -> bool:
    """Say whether a cell ends below the first row of a page that is no head printed again."""
    first = next((row.number for row in rows if not row.head), rows[-1].number)
    return cell.row_end > first


def _is_bureau(template: Template, path: str) -> bool:
    kind, *rest = paths.split(path)
    field = template.fields.get(rest[0]) if kind in ("fields", "shared") and rest else None
    return field is not None and field.by == "bureau"


def _inputs(cell: Cell, number: int) -> list[Spot]:
    if cell.kind == "field" and cell.source is not None:
        return [Spot(cell.source, number, 0, 0, part=False)]
    return _parts(cell, number)


def _parts(owner: Cell | Paragraph, number: int) -> list[Spot]:
    found, at = [], 0
    for part in owner.parts:
        if part.source is not None:
            found.append(Spot(part.source, number, at, at + len(part.text), part=True))
        at += len(part.text)
    return found


def _part_pieces(page: int, box: TextBox, spot: Spot) -> Iterator[Piece]:
    for x, y, width, height in box.spans(spot.start, spot.end):
        wide = max(width, LEAST_MM)
        yield Piece(page, x - (wide - width) / 2 - 0.3, y, wide + 0.6, height, box)
