"""The parts of the window: from one to the next by F6, so that nothing needs the mouse; and their room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

_TAB = Qt.FocusPolicy.TabFocus


def step(window: Window, by: int) -> None:
    """Put the focus into the next part (`by` 1) or the one before (-1), where it was in it last."""
    every = [(part, target) for part in _parts(window) if (target := _target(window, part)) is not None]
    if not every:
        return
    focus = window.focusWidget()
    here = next((at for at, (part, _) in enumerate(every) if focus is not None and _holds(part, focus)), None)
    if here is not None and focus is not None:
        window.left_at[every[here][0]] = focus
    _part, target = every[(here + by) % len(every) if here is not None else 0]
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def open_menu(window: Window) -> None:
    """Go to the menus, as Alt does."""
    bar = window.menuBar()
    bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
    bar.setActiveAction(bar.actions()[0])


def make_room(window: Window) -> None:
    """Give bars, panels and rows the room that the size of the text needs."""
    for part in (window.bar, window.status, window.side):
        part.make_room()
    window.forms.list.scheduleDelayedItemsLayout()
    window.view.arrange()


def _parts(window: Window) -> list[QWidget]:
    """Return what is seen of the window, the paper first."""
    middle = window.stack.currentWidget()
    found = (middle, window.review, window.forms, window.side, window.bar, window.status, window.banner)
    return [part for part in found if part.isVisible()]


def _target(window: Window, part: QWidget) -> QWidget | None:
    """Return what gets the focus in a part: what had it last, else the first that can."""
    last = window.left_at.get(part)
    if last is not None and last in (part, *part.findChildren(QWidget)) and _can(last):
        return last
    return next((each for each in (part, *part.findChildren(QWidget)) if _can(each)), None)


def _can(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & _TAB) and widget.isVisible() and widget.isEnabled()


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)
