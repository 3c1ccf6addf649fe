"""Editing one input: opened, typed into, committed or given up; what is offered on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence

from perfdesk.desk.editors.kinds import has_lines, kind_of
from perfdesk.desk.editors.machine import Machine, is_typing
from perfdesk.desk.editors.offering import Offering
from perfdesk.desk.editors.offers import Offer, is_initials

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

Mode = Literal["replace", "edit", "compose"]
"""As in Excel: after typing over a cell the arrows leave it; after F2 they move the caret.

"compose" replaces too, but nothing is told of it until the input method gives a text."""
PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""The focus comes back: what is open stays open."""
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Editing(QObject):
    """The one open editor of a paper, or none.

    `opened` and `closed` tell the paper to draw the caret or not; `said` is a faint word about what was done.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, view: PaperView) -> None:
        super().__init__(view)
        self.view = view
        self.machine = Machine(view)
        self.offering = Offering(view)
        self.path = ""
        self.mode: Mode = "edit"
        self._last = ""
        self._was = ""
        self._began = ""
        self._frame = ""
        self._busy = False
        self._untold = False
        self.machine.textChanged.connect(self._on_text)
        self.machine.cursorPositionChanged.connect(self._on_caret)
        self.machine.selectionChanged.connect(self._on_caret)
        self.offering.taken.connect(self.take_offer)
        self.offering.written.connect(self._write)

    @property
    def was(self) -> str:
        """What stood in the cell when it was opened."""
        return self._was

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return bool(self.path)

    def open(self, path: str, text: str | None, mode: Mode) -> None:
        """Edit an input: from `text` in place of what stands there, or from its own text if None."""
        document = self.view.document
        if document is None or not path:
            return
        self._was = self._last = document.text(path)
        self._frame, self._untold = "", mode == "compose"
        self.path, self.mode = path, "edit" if mode == "edit" else "replace"
        blocked = self.machine.blockSignals(True)
        self.machine.start(self._was)
        self.machine.blockSignals(blocked)
        self._began = self.machine.text()
        if self._untold:
            self._last = ""
        if text is not None:
            self.machine.replace_all(text)
        self.offering.update(path, self.machine.text(), asked=False)
        self.changed.emit()

    def open_frame(self, path: str, offer: Offer) -> None:
        """Edit an empty target with operator and unit already there; the caret stands where the number goes.

        Left as it is, a frame without a number is not kept.
        """
        self.open(path, offer.target, "edit")
        self._frame = offer.target if offer.lacks_number else ""
        self.machine.set_caret(offer.caret)

    def commit(self) -> None:
        """Put what was typed into the draft and close."""
        if not self.is_open:
            return
        self.settle()
        text = self.machine.text()
        path, as_it_was = self.path, untouched(self)
        self._close()
        document = self.view.document
        if as_it_was or document is None:
            return
        self.view.enter(path, text)

    def cancel(self) -> None:
        """Close; what stood there before stands there again."""
        if self.is_open:
            composing = bool(self.machine.preedit)
            self._close()
            if composing:
                QGuiApplication.inputMethod().reset()

    def key(self, event: QKeyEvent) -> bool:
        """Take a key while a cell is edited; return False if it leaves the cell (the paper moves on)."""
        if self.machine.preedit:  # Enter, Tab, Esc and the arrows are the input method's own then
            return not is_typing(event) or self._take(event)
        if self.offering.key(event):
            return True
        key = event.key()
        if key in _STAYING:
            _STAYING[Qt.Key(key)](self)
            return True
        if key in _ENTER:
            return self._enter(event)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and not is_typing(event):
            if key == Qt.Key.Key_Down:
                self.offering.update(self.path, self.machine.text(), asked=True)
            return True
        if key in _ARROWS or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._arrow(event)
        return self._history(event) or self._take(event)

    def compose(self, event: QInputMethodEvent) -> None:
        """Take what an input method sends; an editor that it opened and that it leaves empty is given up."""
        self.machine.compose(event)
        if self._untold and not self.machine.preedit:
            self.cancel()
            return
        self.changed.emit()

    def settle(self) -> None:
        """Take what is still being composed: to leave must not lose it."""
        if self.machine.settle():
            QGuiApplication.inputMethod().reset()

    def take_offer(self, number: int) -> None:
        """Take an offer of the list: its text, and for a name its operator and unit into an empty target."""
        offer = self.offering.offer(number)
        path = self.path
        if offer is None or not path:
            return
        document = self.view.document
        if document is None or kind_of(document.template, path) != "name":
            self.machine.replace_all(offer.text)
            self.offering.dismiss()
            return
        self._close()
        self.view.take_name(path, offer)

    def _write(self, text: str) -> None:
        """Put a text that was offered (a sum, a usual form, a day) in the place of what was typed."""
        if not self.is_open:
            self.open(self.view.cursor(), None, "edit")
        self.machine.replace_all(text)

    def _take(self, event: QKeyEvent) -> bool:
        """Give a key to the text; caret, text and selection change, the paper hears of it once."""
        self._busy = True
        self.machine.take(event)
        self._busy = False
        self.changed.emit()
        return True

    def _enter(self, event: QKeyEvent) -> bool:
        """Make a line in a long text (or with Alt anywhere); else leave."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if control or not (alt or self.has_lines()):
            return False
        self.machine.textCursor().insertText("\n")
        return True

    def has_lines(self) -> bool:
        """Say whether Enter makes a line in the open cell."""
        document = self.view.document
        return document is not None and has_lines(kind_of(document.template, self.path))

    def _arrow(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.mode == "replace" and not self.has_lines() and not shift and event.key() in _ARROWS:
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) or control:
            self.machine.take(event)
            return True
        place = self.view.caret_beyond(event.key())
        if place is not None:
            self.machine.set_caret(place, keep_anchor=shift)
        return True

    def _history(self, event: QKeyEvent) -> bool:
        """Undo or redo within the text; beyond its start, in the draft. Return whether the key was one of these."""
        back = event.matches(QKeySequence.StandardKey.Undo)
        if not back and not event.matches(QKeySequence.StandardKey.Redo):
            return False
        stack, document = self.machine.document(), self.view.document
        if stack.isUndoAvailable() if back else stack.isRedoAvailable():
            (self.machine.undo if back else self.machine.redo)()
        elif document is not None and untouched(self):  # what was typed has nothing to be redone after it
            self.cancel()
            (document.undo if back else document.redo)()
        return True

    def _on_text(self) -> None:
        text = self.machine.text()
        if text == self._last or not self.is_open or (self._untold and not text):
            self._on_caret()  # an input method composes: drawn, never judged
            return
        self._last, self._untold = text, False
        document = self.view.document
        if document is not None:
            listed = kind_of(document.template, self.path) in ("level1", "level2", "name")
            document.live(self.path, text, sought=listed and (not text or is_initials(text)))
        self.offering.update_soon(self.path, text)
        self._on_caret()

    def _on_caret(self) -> None:
        if not self._busy:
            self.changed.emit()

    def _close(self) -> None:
        path, self.path = self.path, ""
        self.offering.dismiss()
        document = self.view.document
        if document is not None:
            document.live(path, None)
        self.changed.emit()


def untouched(editing: Editing) -> bool:
    """Say whether nothing was typed; a sign of the text that the machine cannot hold (U+2029) is no typing."""
    text = editing.machine.text()
    return text in (editing._was, editing._began) or editing._untold or text == (editing._frame or None)


def lose_focus(editing: Editing, *, passing: bool) -> None:
    """Take what was typed when the focus goes elsewhere; if it will come back (`passing`), only what is composed."""
    if passing:
        editing.settle()
    else:
        editing.commit()
        editing.offering.dismiss()


_STAYING: dict[Qt.Key, Callable[[Editing], object]] = {
    Qt.Key.Key_Escape: lambda editing: editing.cancel(),
    Qt.Key.Key_F2: lambda editing: setattr(editing, "mode", "edit"),
    Qt.Key.Key_F4: lambda editing: editing.offering.take_hint(),
}
