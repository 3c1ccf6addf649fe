"""Page breaks: rows flow onto pages; every line of every cell goes to the page that has room for it.

Rows are set from the top down. A cell remembers how many of its lines stand on pages that are full; its last row
grows until the rest has room. So nothing is cut, however tall a cell is and wherever its pages end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perfdesk.grid import Cell, Paragraph
from perfdesk.page.pages import Line
from perfdesk.page.setting import AFTER_MM, PADDING_MM, Setting

_SLACK = 0.01
_LEAST_LINES = 3  # fewer are not worth beginning a row at the foot of a page
_GAP = 2 * PADDING_MM[1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A row, or a piece of it, on one page."""

    row: int
    y_mm: float
    height_mm: float
    head: bool = False


@dataclass(slots=True)
class Leaf:
    """What stands on one page.

    Args:
        paragraphs: paragraph, y in mm, its lines here.
        pieces: of rows, top piece first.
        lines: by number of the cell, which of its lines stand here: (first, end).
    """

    paragraphs: list[tuple[Paragraph, float, tuple[Line, ...]]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    lines: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def used(self) -> bool:
        """Whether anything but column heads stands here."""
        return bool(self.paragraphs) or any(not piece.head for piece in self.pieces)


@dataclass(slots=True)
class _Open:
    """A cell whose rows are being set; `here_mm`: how tall it is on this page so far."""

    number: int
    cell: Cell
    total: int
    line_mm: float
    need_mm: float
    given: int = 0
    here_mm: float = 0.0

    @property
    def lack_mm(self) -> float:
        """The height that the cell still needs on this page so that all its lines stand."""
        left = self.total - self.given
        return left * self.line_mm + _GAP - self.here_mm if left else 0.0

    def fits(self) -> int:
        """Return how many of its lines have room on this page."""
        room = max(int((self.here_mm - _GAP + _SLACK) / self.line_mm), 0)
        return min(room, self.total - self.given)


def flow(setting: Setting, heights: Sequence[float]) -> list[Leaf]:
    """Return the pages of a sheet whose rows have these heights, in mm; rows grow where page ends take their room."""
    walk = _Flow(setting, heights)
    walk.write(setting.sheet.above)
    row = 0
    while row < len(heights):
        end = walk.group_end(row)
        walk.make_room(row, end)
        for each in range(row, end):
            walk.add(each)
        row = end
    below = setting.sheet.below
    if below:
        walk.y += AFTER_MM
        if walk.left < setting.paragraphs_mm(below) - AFTER_MM - _SLACK and walk.pages[-1].used:
            walk.turn(None)
        walk.write(below)
    return walk.pages


class _Flow:
    def __init__(self, setting: Setting, heights: Sequence[float]) -> None:
        self.setting, self.heights = setting, heights
        self.bottom = setting.top_mm + setting.height_mm
        self.y = setting.top_mm
        self.pages = [Leaf()]
        self.open: list[_Open] = []
        self.starting: list[list[_Open]] = [[] for _ in heights]
        for number, cell in enumerate(setting.sheet.grid.cells):
            total, line_mm = len(setting.lines[number]), setting.line_mm[cell.style]
            self.starting[cell.row].append(_Open(number, cell, total, line_mm, setting.needs_mm[number]))

    @property
    def left(self) -> float:
        """The room left on this page."""
        return self.bottom - self.y

    def write(self, paragraphs: Sequence[Paragraph]) -> None:
        """Set paragraphs, one that does not fit on the next page, one longer than a page in parts."""
        for paragraph in paragraphs:
            lines, line_mm = self.setting.lines_of(paragraph), self.setting.line_mm[paragraph.style]
            if len(lines) * line_mm > self.left + _SLACK and self.pages[-1].used:
                self.turn(None)
            while lines:
                count = max(int((self.left + _SLACK) / line_mm), 1)
                self.pages[-1].paragraphs.append((paragraph, self.y, lines[:count]))
                self.y += len(lines[:count]) * line_mm
                lines = lines[count:]
                if lines:
                    self.turn(None)
            self.y += AFTER_MM

    def group_end(self, row: int) -> int:
        """Return the end of the rows that stay on one page with `row`."""
        sheet = self.setting.sheet
        end = next((last for first, last in sheet.together if first == row), row + 1)
        if sheet.head_rows is not None and sheet.head_rows[0] == row:
            end = max(end, min(sheet.head_rows[1] + 1, len(self.heights)))
        fits = sum(self.heights[row:end]) <= self.setting.height_mm - self.heads_mm(row) + _SLACK
        return end if fits else row + 1

    def make_room(self, row: int, end: int) -> None:
        """Turn the page if rows that stay together do not fit on this one."""
        need = sum(self.heights[row:end])
        if need > self.left + _SLACK and self.pages[-1].used and not self.worth_cutting(row, end):
            self.turn(row)

    def worth_cutting(self, row: int, end: int) -> bool:
        """Say whether a tall row begins here and goes on: it fits on no page, or would leave a page half empty."""
        least = _LEAST_LINES * max((each.line_mm for each in self.starting[row]), default=5.0) + _GAP
        room, height = self.setting.height_mm - self.heads_mm(row), self.heights[row]
        if end > row + 1 or self.left < least:
            return False
        return height > room + _SLACK or (height > room / 2 and self.left > room / 4)

    def add(self, row: int) -> None:
        """Set a row, in pieces where it does not fit on this page."""
        self.open += self.starting[row]
        done = 0.0
        while True:
            ending = [each.lack_mm for each in self.open if each.cell.row_end == row + 1]
            height = max(self.heights[row] - done, *ending, 0.0) if ending else max(self.heights[row] - done, 0.0)
            if height <= self.left + _SLACK:
                break
            if done == 0 and self.pages[-1].used and not self.worth_cutting(row, row + 1):
                self.turn(row)
                continue
            piece = max(self.left, 0.0)
            if not self.pages[-1].used:
                piece = max(piece, self.least_mm())
            if piece > 0:
                self.put(row, piece)
            done += piece
            self.turn(row)
        self.put(row, height)
        self.close(row)

    def least_mm(self) -> float:
        """Return a height that holds a line of any open cell: even the lowest paper makes headway."""
        return max((each.line_mm for each in self.open), default=1.0) + _GAP

    def put(self, row: int, height: float) -> None:
        """Set a row or a piece of it."""
        self.pages[-1].pieces.append(Piece(row, self.y, height))
        self.y += height
        for each in self.open:
            each.here_mm += height

    def close(self, row: int) -> None:
        """Give the cells that end with `row` their remaining lines."""
        for each in self.open:
            if each.cell.row_end == row + 1:
                self.pages[-1].lines[each.number] = (each.given, each.total)
        self.open = [each for each in self.open if each.cell.row_end > row + 1]

    def turn(self, row: int | None) -> None:
        """Begin a page, with the column heads if the rows that follow stand under them."""
        for each in self.open:
            count = 0 if self.waits(each, row) else each.fits()
            if each.here_mm:
                self.pages[-1].lines[each.number] = (each.given, each.given + count)
            each.given += count
            each.here_mm = 0.0
        self.pages.append(Leaf())
        self.y = self.setting.top_mm
        if row is not None and self.heads_mm(row):
            for head in range(*self.setting.sheet.head_rows or (0, 0)):
                self.pages[-1].pieces.append(Piece(head, self.y, self.heights[head], head=True))
                self.y += self.heights[head]
                for each in self.open:
                    if each.cell.row <= head:
                        each.here_mm += self.heights[head]

    def waits(self, each: _Open, row: int | None) -> bool:
        """Say whether the text of a tall cell, cut by the page's end, stands whole on the next page instead."""
        if row is None or each.given or each.fits() == each.total:
            return False
        rest = sum(self.heights[row : each.cell.row_end])
        return each.cell.row < row and each.need_mm <= min(rest, self.setting.height_mm - self.heads_mm(row))

    def heads_mm(self, row: int) -> float:
        """Return the height of the column heads printed again above `row` on a new page; 0 if there are none."""
        heads, until = self.setting.sheet.head_rows, self.setting.sheet.head_until
        if heads is None or row < heads[1] or (until is not None and row >= until):
            return 0.0
        height = sum(self.heights[heads[0] : heads[1]])
        return height if height < self.setting.height_mm / 2 else 0.0


def whole(setting: Setting, heights: Sequence[float]) -> Leaf:
    """Return the one page of a sheet that fits on a page."""
    leaf = Leaf()
    y = setting.top_mm
    for paragraph, top, lines in _one_after_another(setting, setting.sheet.above, y):
        leaf.paragraphs.append((paragraph, top, lines))
    y += setting.paragraphs_mm(setting.sheet.above)
    for row, height in enumerate(heights):
        leaf.pieces.append(Piece(row, y, height))
        y += height
    leaf.lines = {number: (0, len(lines)) for number, lines in enumerate(setting.lines)}
    leaf.paragraphs += _one_after_another(setting, setting.sheet.below, y + AFTER_MM)
    return leaf


def _one_after_another(
    setting: Setting, paragraphs: Sequence[Paragraph], y: float
) -> Iterator[tuple[Paragraph, float, tuple[Line, ...]]]:
    for paragraph in paragraphs:
        lines = setting.lines_of(paragraph)
        yield paragraph, y, lines
        y += len(lines) * setting.line_mm[paragraph.style] + AFTER_MM
