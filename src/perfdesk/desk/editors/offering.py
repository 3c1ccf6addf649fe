"""What opens under the cell: the list, the calendar or a hint; which keys they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from perfdesk.desk.editors.calendar import Calendar
from perfdesk.desk.editors.kinds import kind_of
from perfdesk.desk.editors.machine import is_typing
from perfdesk.desk.editors.names import from_library
from perfdesk.desk.editors.offers import Names, Offer, current, is_initials, offers
from perfdesk.desk.editors.popup import Popup
from perfdesk.desk.editors.reading import Hint, hint, total_hint

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAUSE_MS = 30
"""The list follows so long after the last key: a search never stands between a key and its letter."""
FOOT = "Enter 采用  Esc 保留原文"


class Offering(QObject):
    """The popups of a paper.

    `taken` carries the number of an offer, `written` a text that takes the place of what was typed.
    `names` gives the level-3 names.
    """

    taken = Signal(int)
    written = Signal(str)

    def __init__(self, view: PaperView) -> None:
        super().__init__(view)
        self._view = view
        self.names: Names = from_library
        self._popup: Popup | None = None
        self._calendar: Calendar | None = None
        self._hint: Hint | None = None
        self._refused = ""
        self._said = ""
        self._due: tuple[str, str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._catch_up)

    def offer(self, number: int) -> Offer | None:
        """Return an offer of the open list."""
        found = self._popup.offers if self._popup is not None else ()
        return found[number] if 0 <= number < len(found) else None

    @property
    def listing(self) -> bool:
        """Whether a list is open."""
        return self._popup is not None and self._popup.isVisible() and bool(self._popup.offers)

    @property
    def is_open(self) -> bool:
        """Whether a list or the calendar is open."""
        return self.listing or (self._calendar is not None and self._calendar.isVisible())

    def update_soon(self, path: str, text: str) -> None:
        """Show what fits an input when typing pauses; a key that needs the list gets it at once."""
        self._due = (path, text)
        self._timer.start()

    def update(self, path: str, text: str, *, asked: bool) -> None:
        """Show what fits an input being edited; `asked`: everything, because the clerk asked for the list."""
        self._due = None
        document = self._view.document
        if document is None:
            return
        kind = kind_of(document.template, path)
        if kind == "date" and asked:
            self._open_calendar(text)
            return
        if self._calendar is not None:
            self._calendar.hide()
        if asked:
            self._refused = ""
        found = self._found(path, text, asked=asked)
        if found and text != self._refused:
            chosen = current(document, path, found) if asked else (0 if is_initials(text) else -1)
            self._list(found, chosen)
            return
        self._show_hint(hint(document, path, text))

    def update_cursor(self, path: str) -> None:
        """Show what is offered for an input that is not edited: a sum, the keys of boxes."""
        document = self._view.document
        self._refused = ""
        if document is None or not path or document.shut:
            self.dismiss()
            return
        said, self._said = self._said, ""
        self._show_hint(Hint(said) if said else total_hint(document, path, document.text(path)))

    def key(self, event: QKeyEvent) -> bool:
        """Take a key if a list or calendar is open and it is one of theirs."""
        if not is_typing(event):
            self._catch_up()
        if self._calendar is not None and self._calendar.isVisible():
            return self._calendar.take(event)
        if not self.listing or self._popup is None:
            return False
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _STEPS and plain:
            at = self._popup.chosen + _STEPS[Qt.Key(key)]
            self._popup.choose(min(max(at, 0), len(self._popup.offers) - 1))
        elif key in _ENTER and plain and self._popup.chosen >= 0:
            self.taken.emit(self._popup.chosen)
        elif key == Qt.Key.Key_Escape:
            self._refused = self._view.editing.machine.text()
            self.dismiss()
        else:
            return False
        return True

    def take_hint(self) -> bool:
        """Write what the hint offers; return whether it offered anything."""
        self._catch_up()
        if self._hint is None or self._hint.offer is None:
            return False
        self.written.emit(self._hint.offer)
        return True

    def say(self, words: str) -> None:
        """Show a faint word where the cursor goes next."""
        self._said = words

    def dismiss(self) -> None:
        """Close everything."""
        self._hint, self._due = None, None
        for widget in (self._popup, self._calendar):
            if isinstance(widget, Popup):
                widget.dismiss()
            elif widget is not None:
                widget.hide()

    def follow(self) -> None:
        """Keep the list at its cell after scrolling."""
        if self._popup is not None and self._popup.isVisible():
            popup = self._popup
            popup.show_offers(popup.offers, popup.chosen, popup.foot, self._cell())

    def _catch_up(self) -> None:
        if self._due is not None:
            path, text = self._due
            self.update(path, text, asked=False)

    def _found(self, path: str, text: str, *, asked: bool) -> tuple[Offer, ...]:
        document = self._view.document
        if document is None:
            return ()
        stored = text == self._view.editing.was
        if stored and text and not asked:
            return ()  # opened with F2: nothing was typed yet
        return offers(document, path, "" if asked and stored else text, self.names)

    def _list(self, found: tuple[Offer, ...], chosen: int) -> None:
        self._hint = None
        self._ensure().show_offers(found, chosen, FOOT, self._cell())

    def _show_hint(self, said: Hint | None) -> None:
        self._hint = said
        if said is None:
            if self._popup is not None:
                self._popup.dismiss()
            return
        key = f"F4 填入“{said.offer}”" if said.offer is not None else ""
        self._ensure().show_offers((), -1, "    ".join(filter(None, (said.words, key))), self._cell())

    def _open_calendar(self, text: str) -> None:
        if self._popup is not None:
            self._popup.dismiss()
        if self._calendar is None:
            self._calendar = Calendar(self._view.window())
            self._calendar.taken.connect(self._take_day)
        self._calendar.open_at(text, self._cell())

    def _take_day(self, words: str) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.written.emit(words)

    def _ensure(self) -> Popup:
        if self._popup is None or self._popup.parentWidget() is not self._view.window():
            self._popup = Popup(self._view.window())
            self._popup.taken.connect(self.taken)
        return self._popup

    def _cell(self) -> QRect:
        return self._view.cell_in_window()


def is_waiting(offering: Offering) -> bool:
    """Say whether what fits the text is still to come, when typing pauses."""
    return offering._due is not None
