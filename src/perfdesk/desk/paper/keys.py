"""The keys of the paper, as Excel has them where Excel has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from perfdesk.desk.editors import choices
from perfdesk.desk.editors.kinds import field_of, row_of
from perfdesk.desk.editors.machine import is_editing, is_typing
from perfdesk.desk.paper import block, filling, moves
from perfdesk.desk.paper.places import Places
from perfdesk.region import Field
from perfdesk.work.editing import toggle

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

Key = Qt.Key
Act = Callable[["PaperView"], object]
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def copy(view: PaperView) -> None:
    """Put the block, or the text of the input under the cursor, on the clipboard."""
    from perfdesk.desk.paper import clipping  # noqa: PLC0415 -- the readers of tables load after the first paint

    clipping.copy(view)


def cut(view: PaperView) -> None:
    """Take the texts of the block, or of the input under the cursor, away onto the clipboard."""
    from perfdesk.desk.paper import clipping  # noqa: PLC0415 -- as above

    clipping.cut(view)


def paste(view: PaperView) -> None:
    """Paste what stands on the clipboard from the cursor on, or into the block."""
    from perfdesk.desk.paper import clipping  # noqa: PLC0415 -- as above

    clipping.paste(view)


def along(view: PaperView, by: int) -> None:
    """Go `by` steps along the order of the inputs."""
    places = view.places()
    if places is not None:
        view.go_on(lambda path: moves.step(places, path, by))


def _enter(view: PaperView) -> None:
    """Go to the next row: below the input in which Tab began, as in Excel, else below this one."""
    places = view.places()
    if places is not None:
        tabbed = view.begun_in(view.cursor(), -1.0) >= 0

        def act(path: str, column: float) -> str:
            return moves.vertical(places, path, 1, view.begun_in(path, column))

        view.travel(act, keep_column=not tabbed)


def _up_or_down(by: int) -> Act:
    def act(view: PaperView) -> None:
        places = view.places()
        if places is not None:
            view.travel(lambda path, column: moves.vertical(places, path, by, column), keep_column=True)

    return act


def _sideways(by: int) -> Act:
    def act(view: PaperView) -> None:
        places = view.places()
        if places is not None:
            view.travel(lambda path, _column: moves.horizontal(places, path, by))

    return act


def _row_end(by: int) -> Act:
    def act(view: PaperView) -> None:
        places = view.places()
        if places is not None:
            view.travel(lambda path, _column: moves.row_end(places, path, by))

    return act


def _far(act: Callable[[Places, str], str]) -> Act:
    """Return what goes on as far as it leads: to the last input of the column or row, among the indicators or above."""

    def go(view: PaperView) -> None:
        places, path = view.places(), view.cursor()
        if places is None or not path:
            return
        found = path
        while (further := act(places, found)) != found and bool(row_of(further)) == bool(row_of(path)):
            found = further
        view.travel(lambda _path, _column: found if found != path else act(places, path), keep_column=True)

    return go


def _page(by: int) -> Act:
    def act(view: PaperView) -> None:
        places = view.places()
        if places is not None:
            far = by * view.viewport().height() * 0.9 / view.stage.scale
            view.travel(lambda path, column: moves.by_page(places, path, far, column), keep_column=True)

    return act


def _first_or_last(by: int) -> Act:
    def act(view: PaperView) -> None:
        places = view.places()
        if places is not None and places.order:
            view.set_cursor(places.order[0 if by < 0 else -1])

    return act


def _move_row_or_list(by: int) -> Act:
    def act(view: PaperView) -> None:
        document = view.document
        if document is None:
            return
        if view.rows.can_move():
            view.rows.move(by)
        elif by > 0:
            view.open_list()

    return act


def _history(view: PaperView, *, back: bool) -> None:
    if view.document is not None:
        (view.document.undo if back else view.document.redo)()


def _dismiss(view: PaperView) -> None:
    view.editing.offering.dismiss()
    view.block.collapse()


def _step_in_block(view: PaperView, key: tuple[int, Qt.KeyboardModifier]) -> bool:
    """Move the cursor within the selected block; return whether there is one and the key is one of these."""
    by, down = block.STEPS.get(key, (0, False))
    return bool(by) and view.block.step(by, down=down)


_LEAVING: dict[tuple[int, Qt.KeyboardModifier], Act] = {
    (Key.Key_Tab, _NONE): lambda view: along(view, 1),
    (Key.Key_Backtab, _SHIFT): lambda view: along(view, -1),
    (Key.Key_Backtab, _NONE): lambda view: along(view, -1),
    (Key.Key_Tab, _SHIFT): lambda view: along(view, -1),
    (Key.Key_Return, _NONE): _enter,
    (Key.Key_Return, _SHIFT): _up_or_down(-1),
    (Key.Key_Down, _NONE): _up_or_down(1),
    (Key.Key_Up, _NONE): _up_or_down(-1),
    (Key.Key_Left, _NONE): _sideways(-1),
    (Key.Key_Right, _NONE): _sideways(1),
    (Key.Key_PageUp, _NONE): _page(-1),
    (Key.Key_PageDown, _NONE): _page(1),
}
"""What leaves a cell, edited or not."""

_CLOSED: dict[tuple[int, Qt.KeyboardModifier], Act] = {
    **_LEAVING,
    **block.KEYS,
    (Key.Key_Up, _CONTROL): _far(lambda places, path: block.beyond(places, path, -1)),
    (Key.Key_Down, _CONTROL): _far(lambda places, path: block.beyond(places, path, 1)),
    (Key.Key_Left, _CONTROL): _far(lambda places, path: moves.horizontal(places, path, -1)),
    (Key.Key_Right, _CONTROL): _far(lambda places, path: moves.horizontal(places, path, 1)),
    (Key.Key_Home, _NONE): _row_end(-1),
    (Key.Key_End, _NONE): _row_end(1),
    (Key.Key_Home, _CONTROL): _first_or_last(-1),
    (Key.Key_End, _CONTROL): _first_or_last(1),
    (Key.Key_F2, _NONE): lambda view: view.open_editor(),
    (Key.Key_F4, _NONE): lambda view: view.editable() and view.editing.offering.take_hint(),
    (Key.Key_Delete, _NONE): filling.clear,
    (Key.Key_Backspace, _NONE): lambda view: view.open_editor(""),
    (Key.Key_Return, _CONTROL): lambda view: view.rows.add_below(),
    (Key.Key_Down, _ALT): _move_row_or_list(1),
    (Key.Key_Up, _ALT): _move_row_or_list(-1),
    (Key.Key_D, _CONTROL): lambda view: view.rows.fill_down(),
    (Key.Key_C, _CONTROL): copy,
    (Key.Key_X, _CONTROL): cut,
    (Key.Key_V, _CONTROL): paste,
    (Key.Key_Z, _CONTROL): lambda view: _history(view, back=True),
    (Key.Key_Y, _CONTROL): lambda view: _history(view, back=False),
    (Key.Key_Escape, _NONE): _dismiss,
}
_ALWAYS: dict[tuple[int, Qt.KeyboardModifier], Act] = {
    (Key.Key_Plus, _CONTROL): lambda view: view.zoom_step(1),
    (Key.Key_Equal, _CONTROL): lambda view: view.zoom_step(1),
    (Key.Key_Minus, _CONTROL): lambda view: view.zoom_step(-1),
    (Key.Key_0, _CONTROL): lambda view: view.set_zoom(1.0),
}


def take(view: PaperView, event: QKeyEvent) -> bool:
    """Do what a key says; return whether the paper knows it."""
    key = _of(event)
    if key in _ALWAYS:
        _ALWAYS[key](view)
        return True
    if view.editing.is_open:
        if view.editing.key(event):
            return True
        if key == (Key.Key_Return, _CONTROL) and filling.enter_everywhere(view):
            return True
        view.commit()
        if key == (Key.Key_Return, _CONTROL):
            (view.rows.add_below if view.in_tree() else lambda: _LEAVING[Key.Key_Return, _NONE](view))()
        elif key in _LEAVING and not _step_in_block(view, key):
            _LEAVING[key](view)
        return True
    if _step_in_block(view, key):
        return True
    if key in _CLOSED:
        _CLOSED[key](view)
        return True
    if is_typing(event):
        _type(view, event)
        return True
    return False


def owns(view: PaperView, event: QKeyEvent) -> bool:
    """Say whether a key is the paper's, though a command of the window may have it too."""
    key = _of(event)
    if view.editing.is_open:
        history = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        own = is_editing(event) or is_typing(event) or history or key in _LEAVING
        return own or key in _ALWAYS or key[0] in _TEXT_KEYS or key in _own_enters(view)
    return key in _CLOSED or key in _ALWAYS or (is_typing(event) and bool(view.cursor()))


_TEXT_KEYS = frozenset(
    (
        *(Key.Key_Delete, Key.Key_Backspace, Key.Key_Home, Key.Key_End, Key.Key_Escape, Key.Key_F2, Key.Key_F4),
        *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown),
    )
)


def _own_enters(view: PaperView) -> list[tuple[int, Qt.KeyboardModifier]]:
    """Return what Enter means to the open cell: Ctrl leaves it, Alt makes a line where there are lines, as in Excel."""
    return [(Key.Key_Return, each) for each in (_CONTROL, *([_ALT] if view.editing.has_lines() else []))]


def _type(view: PaperView, event: QKeyEvent) -> None:
    document, path = view.document, view.cursor()
    if document is None or not path:
        return
    field = field_of(document.template, path)
    if field is not None and field.kind == "choice" and field.options and _tick(view, field, event.text()):
        return
    view.open_editor("")
    if view.editing.is_open:
        view.editing.machine.take(event)


def _tick(view: PaperView, field: Field, typed: str) -> bool:
    """Tick a box: Space the next, a digit the one of that number; return whether the key was one of these."""
    document, path = view.document, view.cursor()
    digit = int(typed) if typed.isascii() and typed.isdecimal() else 0
    if document is None or (typed != " " and not 1 <= digit <= len(field.options)):
        return False
    if view.editable():
        draft, number = document.draft, document.number
        if digit:
            made = toggle(draft, number, path, field.options[digit - 1], field)
        else:
            made = choices.following(draft, number, path, field)
        document.edit("勾选", made, path)
    return True


def _of(event: QKeyEvent) -> tuple[int, Qt.KeyboardModifier]:
    key = Key.Key_Return if event.key() == Key.Key_Enter else event.key()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in (Key.Key_Plus, Key.Key_Equal) and modifiers & _CONTROL:
        modifiers = _CONTROL
    return key, modifiers
