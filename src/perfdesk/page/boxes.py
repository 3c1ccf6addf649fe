"""Boxes: where every cell, row and paragraph stands on its page, in mm, with its lines."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perfdesk.page.breaks import Leaf, Piece
from perfdesk.page.pages import Line, Page, PageRow, PlacedCell, PlacedParagraph
from perfdesk.page.setting import Setting


def boxes(setting: Setting, leaves: Sequence[Leaf]) -> tuple[Page, ...]:
    """Return the pages with everything in its place."""
    parts = Counter(piece.row for leaf in leaves for piece in leaf.pieces if not piece.head)
    seen: Counter[int] = Counter()
    cells = setting.sheet.grid.cells
    near = _Near([cell.row for cell in cells], [number for number, cell in enumerate(cells) if cell.rows > 1])
    return tuple(
        Page(
            number,
            tuple(_paragraphs(setting, leaf)),
            tuple(_rows(leaf.pieces, parts, seen)),
            tuple(_cells(setting, leaf, near)),
        )
        for number, leaf in enumerate(leaves, 1)
    )


def _paragraphs(setting: Setting, leaf: Leaf) -> Iterator[PlacedParagraph]:
    for paragraph, y, lines in leaf.paragraphs:
        pt, line_mm = setting.pt[paragraph.style], setting.line_mm[paragraph.style]
        height = len(lines) * line_mm
        yield PlacedParagraph(paragraph, setting.left_mm, y, setting.width_mm, height, lines, pt, line_mm)


def _rows(pieces: Sequence[Piece], parts: Counter[int], seen: Counter[int]) -> Iterator[PageRow]:
    for piece in pieces:
        if piece.head:
            yield PageRow(piece.row, piece.y_mm, piece.height_mm, 0, 1, head=True)
        else:
            yield PageRow(piece.row, piece.y_mm, piece.height_mm, seen[piece.row], parts[piece.row])
            seen[piece.row] += 1


@dataclass(frozen=True)
class _Near:
    """Which cells may stand on a page, without looking at all of them for every page.

    Args:
        rows: the row of each cell; they are in reading order.
        tall: the numbers of the cells of several rows.
    """

    rows: list[int]
    tall: list[int]

    def within(self, *ranges: tuple[int, int]) -> list[int]:
        """Return, in order, the numbers of the tall cells and of those that begin in these rows (first, end)."""
        found = set(self.tall)
        for first, end in ranges:
            found.update(range(bisect_left(self.rows, first), bisect_left(self.rows, end)))
        return sorted(found)


def _cells(setting: Setting, leaf: Leaf, near: _Near) -> Iterator[PlacedCell]:
    """Yield the cells that stand on a page: what its rows cover, heads above the rows below them."""
    pieces = leaf.pieces
    if not pieces:
        return
    n_heads = sum(piece.head for piece in pieces)
    heads = (pieces[0].row, pieces[0].row + n_heads)
    body = (pieces[n_heads].row, pieces[-1].row + 1) if n_heads < len(pieces) else (0, 0)
    tops = [piece.y_mm for piece in pieces]
    tops.append(pieces[-1].y_mm + pieces[-1].height_mm)
    x, pt, line_mm = setting.x_mm, setting.pt, setting.line_mm
    for number in near.within(heads, body):
        cell = setting.sheet.grid.cells[number]
        above = range(max(cell.row, heads[0]) - heads[0], min(cell.row_end, heads[1]) - heads[0])
        shift = n_heads - body[0]
        below = range(max(cell.row, body[0]) + shift, min(cell.row_end, body[1]) + shift)
        if not above and not below:
            continue
        first, end = (above or below).start, (below or above).stop
        y, left, style = tops[first], x[cell.col], cell.style
        lines = _lines(setting, leaf, number, again=not below)
        yield PlacedCell(
            cell, first, end - first, left, y, x[cell.col_end] - left, tops[end] - y,
            lines, pt[style], line_mm[style], not below,
        )  # fmt: skip


def _lines(setting: Setting, leaf: Leaf, number: int, *, again: bool) -> tuple[Line, ...]:
    """Return the lines of a cell on a page; a head printed again has them all if it is a head and no more."""
    lines = setting.lines[number]
    if again:
        cell, (first, end) = setting.sheet.grid.cells[number], setting.sheet.head_rows or (0, 0)
        return lines if first <= cell.row and cell.row_end <= end else ()
    start, stop = leaf.lines.get(number, (0, 0))
    return lines if stop - start == len(lines) else lines[start:stop]
