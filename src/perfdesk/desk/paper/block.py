"""The block of cells that is selected: from the cursor to a second cell, whole rows, or the whole table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal

from perfdesk.desk.editors.kinds import row_of
from perfdesk.desk.paper import moves
from perfdesk.desk.paper.places import Places
from perfdesk.grid import Cell, Grid
from perfdesk.work import blocks
from perfdesk.work.blocks import Block

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

Mode = Literal["cells", "rows", "all"]
Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_BOTH = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Selection(QObject):
    """What is selected beside the cursor. It ends by itself when the cursor goes elsewhere.

    Signals:
        said: a sentence for the status line.
    """

    said = Signal(str)

    def __init__(self, view: PaperView) -> None:
        super().__init__(view)
        self._view = view
        self._mode: Mode = "cells"
        self._anchor = ""
        self._head = ""
        self._cursor = ""
        view.help_changed.connect(self._follow)
        view.editing.machine.said.connect(self.said)

    # --- what is selected ---

    def block(self) -> Block | None:
        """Return the selected block, that of the cursor's cell if there is none; None if the cursor is on no cell."""
        found = self.rect()
        cell = self._cell(self._view.cursor())
        return found if found is not None else blocks.of_cell(cell) if cell is not None else None

    def rect(self) -> Block | None:
        """Return the selected block; None if only the cursor is there."""
        grid, one, two = self.grid(), self._cell(self._anchor), self._cell(self._head)
        if not self._anchor or grid is None or one is None or two is None or self._cursor != self._view.cursor():
            return None
        if self._mode == "all":
            return Block(0, 0, grid.n_rows, grid.n_cols)
        found = blocks.between(grid, one, two)
        return found if self._mode == "cells" else blocks.whole_rows(grid, found)

    @property
    def several(self) -> bool:
        """Whether a block is selected."""
        return self.rect() is not None

    @property
    def is_rows(self) -> bool:
        """Whether whole rows of indicators are selected as such."""
        return self._mode == "rows" and self.several

    def grid(self) -> Grid | None:
        """Return the table that is shown."""
        places = self._view.places()
        return places.fit.sheet.grid if places is not None else None

    def paths(self) -> list[str]:
        """Return the inputs of the selected block, row by row; that under the cursor if there is none."""
        grid, found = self.grid(), self.rect()
        if grid is None or found is None:
            return [self._view.cursor()] if self._view.cursor() else []
        return [cell.source or "" for cell in blocks.input_cells(grid, found)]

    def words(self) -> str:
        """Return what the status line says of the block, "" if there is none."""
        grid, found = self.grid(), self.rect()
        if grid is None or found is None:
            return ""
        rows, cols = blocks.shape(grid, found)
        if self._mode == "all":
            places, inside = self._view.places(), set(self.paths())
            rest = sum(path not in inside for path in places.order) if places is not None else 0
            return f"选中全表，共 {len(inside)} 格" + (f"；表格外和标签里的 {rest} 处不在内" if rest else "")
        return f"选中 {rows} 行指标" if self._mode == "rows" else f"选中 {rows} 行 × {cols} 列"

    # --- selecting ---

    def extend_to(self, path: str) -> None:
        """Select from where the block began (the cursor if there is none) to another input."""
        if self._cell(path) is None or self._cell(self._view.cursor()) is None:
            return
        begins = self._anchor if self.several else self._view.cursor()
        mode: Mode = self._mode if self.several and self._mode != "all" else "cells"
        self._set(begins, path if mode == "rows" or path != begins else "", mode)

    def select(self, first: str, last: str) -> None:
        """Select from one input to another; the cursor goes to the first."""
        if self._cell(first) is not None and self._cell(last) is not None:
            self._view.set_cursor(first)
            self._set(first, last if last != first else "", "cells")

    def select_rows(self) -> None:
        """Select the whole rows of indicators that the block, or the cursor, is in."""
        grid, found = self.grid(), self.block()
        if grid is not None and found is not None and blocks.whole_rows(grid, found) is not None:
            begins = self._anchor if self.several else self._view.cursor()
            self._set(begins, self._head if self.several else begins, "rows")

    def select_all(self) -> None:
        """Select every input of the table."""
        grid = self.grid()
        first = next((cell.source for cell in grid.cells if blocks.is_input(cell)), None) if grid is not None else None
        if first is not None:
            if self._cell(self._view.cursor()) is None:
                self._view.set_cursor(first)
            self._set(self._view.cursor(), self._view.cursor(), "all")

    def collapse(self) -> None:
        """Select nothing beside the cursor."""
        self._set("", "", "cells")

    def step(self, by: int, *, down: bool) -> bool:
        """Move the cursor within the block, along its rows or `down` its columns, round at the ends."""
        grid, found = self.grid(), self.rect()
        if grid is None or found is None:
            return False
        cells = blocks.input_cells(grid, found)
        cells.sort(key=lambda cell: (cell.col, cell.row) if down else (cell.row, cell.col))
        order = [cell.source or "" for cell in cells]
        if self._view.cursor() not in order:
            return False
        self._cursor = order[(order.index(self._view.cursor()) + by) % len(order)]
        self._view.set_cursor(self._cursor)
        return True

    def extend(self, act: Callable[[Places, str], str], *, far: bool = False) -> None:
        """Move the end of the block where `act` leads, `far`: as long as it stays among inputs of the same kind."""
        places, end = self._view.places(), (self._head if self.several else self._view.cursor())
        if places is None or self._cell(end) is None:
            return
        found = self._next(places, act, end)
        while far:
            further = self._next(places, act, found)
            if further == found or bool(row_of(further)) != bool(row_of(end)):
                break
            found = further
        if not far or bool(row_of(found)) == bool(row_of(end)):
            self.extend_to(found)
            spot = places.spot(found)
            piece = places.pieces(spot)[0] if spot is not None else None
            if piece is not None:
                self._view.reveal(self._view.view_rect(piece.page, piece.rect))

    def _next(self, places: Places, act: Callable[[Places, str], str], path: str) -> str:
        """Return the next cell of the table where `act` leads; pieces of labels are passed over."""
        found = act(places, path)
        while self._cell(found) is None and (after := act(places, found)) != found:
            found = after
        return found if self._cell(found) is not None else path

    # --- how it is kept ---

    def _set(self, anchor: str, head: str, mode: Mode) -> None:
        before = (self._anchor, self._head, self._mode)
        self._anchor, self._head, self._mode = (anchor, head, mode) if head else ("", "", "cells")
        self._cursor = self._view.cursor()
        if before != (self._anchor, self._head, self._mode):
            self._view.tell()
            self._view.viewport().update()

    def _follow(self) -> None:
        """Forget the block when the cursor has gone elsewhere."""
        if self._anchor and self._cursor != self._view.cursor():
            self._anchor = self._head = ""
            self._view.viewport().update()

    def _cell(self, path: str) -> Cell | None:
        """Return the cell of the table that an input fills; None for a piece of a label or of a line outside."""
        places = self._view.places()
        spot = places.spot(path, self._view.nth) if places is not None and path else None
        whole = spot is not None and spot.owner >= 0 and not spot.part
        return places.fit.sheet.grid.cells[spot.owner] if whole and places is not None and spot is not None else None


def beyond(places: Places, path: str, by: int) -> str:
    """Return the next input below (`by` 1) or above (-1) the middle of an input; itself if there is none."""
    spot = places.spot(path)
    piece = places.pieces(spot)[0] if spot is not None else None
    return moves.vertical(places, path, by, piece.x_mm + piece.width_mm / 2) if piece is not None else path


def _vertical(by: int) -> Callable[[Places, str], str]:
    return lambda places, path: beyond(places, path, by)


def _edge(by: int) -> Callable[[Places, str], str]:
    def act(places: Places, path: str) -> str:
        whole = [each for each in places.order if not places.inputs.by_path[each][0].part]
        return whole[0 if by < 0 else -1] if whole else path

    return act


def _sideways(by: int) -> Callable[[Places, str], str]:
    return lambda places, path: moves.horizontal(places, path, by)


def _row_end(by: int) -> Callable[[Places, str], str]:
    return lambda places, path: moves.row_end(places, path, by)


def _extending(act: Callable[[Places, str], str], *, far: bool = False) -> Callable[[PaperView], object]:
    return lambda view: view.block.extend(act, far=far)


KEYS: dict[tuple[int, Qt.KeyboardModifier], Callable[[PaperView], object]] = {
    (Key.Key_Up, _SHIFT): _extending(_vertical(-1)),
    (Key.Key_Down, _SHIFT): _extending(_vertical(1)),
    (Key.Key_Left, _SHIFT): _extending(_sideways(-1)),
    (Key.Key_Right, _SHIFT): _extending(_sideways(1)),
    (Key.Key_Home, _SHIFT): _extending(_row_end(-1)),
    (Key.Key_End, _SHIFT): _extending(_row_end(1)),
    (Key.Key_Up, _BOTH): _extending(_vertical(-1), far=True),
    (Key.Key_Down, _BOTH): _extending(_vertical(1), far=True),
    (Key.Key_Left, _BOTH): _extending(_sideways(-1), far=True),
    (Key.Key_Right, _BOTH): _extending(_sideways(1), far=True),
    (Key.Key_Home, _BOTH): _extending(_edge(-1)),
    (Key.Key_End, _BOTH): _extending(_edge(1)),
    (Key.Key_A, Qt.KeyboardModifier.ControlModifier): lambda view: view.block.select_all(),
    (Key.Key_Space, _SHIFT): lambda view: view.block.select_rows(),
}
"""The keys that select, as Excel has them."""
STEPS: dict[tuple[int, Qt.KeyboardModifier], tuple[int, bool]] = {
    (Key.Key_Tab, Qt.KeyboardModifier.NoModifier): (1, False),
    (Key.Key_Backtab, _SHIFT): (-1, False),
    (Key.Key_Backtab, Qt.KeyboardModifier.NoModifier): (-1, False),
    (Key.Key_Tab, _SHIFT): (-1, False),
    (Key.Key_Return, Qt.KeyboardModifier.NoModifier): (1, True),
    (Key.Key_Return, _SHIFT): (-1, True),
}
"""The keys that move the cursor within a block: by how much, and whether down its columns."""
