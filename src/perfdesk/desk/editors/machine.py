"""The text machine of the cell being edited: keys, clipboard, input methods and undo; it is never seen.

The paper draws its text, caret and selection, with the same lines as the print, so that nothing jumps when editing
starts or ends. It never has the focus either: a change of focus would end a composition and lose its first letter.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

_PARAGRAPH = "\u2029"
_TYPED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_OWN_KEYS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
)


class Machine(QTextEdit):
    """One text with its caret. Positions count characters of the text, as Python does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("正在编辑的栏目")
        self.hide()
        self._preedit = ""

    def start(self, text: str, caret: int | None = None) -> None:
        """Take a text; the caret goes to its end or to `caret`. Its undo starts here."""
        self._preedit = ""
        self.setPlainText(text)
        self.document().clearUndoRedoStacks()
        self.set_caret(len(text) if caret is None else caret)

    def text(self) -> str:
        """Return the text exactly (`toPlainText` would turn a no-break space into a space)."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    @property
    def preedit(self) -> str:
        """What an input method is composing."""
        return self._preedit

    def shown(self) -> str:
        """Return the text with what is being composed in its place."""
        at, text = self.caret(), self.text()
        return text[:at] + self._preedit + text[at:]

    def caret(self) -> int:
        """Return the place of the caret."""
        return self._back(self.textCursor().position())

    def anchor(self) -> int:
        """Return where the selection began; the caret's place if nothing is selected."""
        return self._back(self.textCursor().anchor())

    def set_caret(self, place: int, *, keep_anchor: bool = False) -> None:
        """Put the caret before character `place`; with `keep_anchor` what lies between is selected."""
        place = max(0, min(place, len(self.text())))
        units = len(self.text()[:place].encode("utf-16-le")) // 2
        cursor = self.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if keep_anchor else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(units, mode)
        self.setTextCursor(cursor)

    def select_word(self) -> None:
        """Select the word at the caret."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self.setTextCursor(cursor)

    def replace_all(self, text: str, caret: int | None = None) -> None:
        """Put another text in place of all, as one step that Ctrl+Z takes back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)
        self.set_caret(len(text) if caret is None else caret)

    def delete_selected(self) -> None:
        """Delete what is selected."""
        self.textCursor().removeSelectedText()

    def take(self, event: QKeyEvent) -> None:
        """Do what a key says."""
        self.keyPressEvent(event)

    def compose(self, event: QInputMethodEvent) -> None:
        """Take what an input method sends."""
        self._preedit = event.preeditString()
        self.inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 -- Qt's name
        """Paste text alone; Excel's line end behind a cell is not part of it."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        self.textCursor().insertText(text.removesuffix("\n"))

    def _back(self, units: int) -> int:
        raw = self.document().toRawText()
        return len(raw.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))


def is_typing(event: QKeyEvent) -> bool:
    """Say whether a key types a character."""
    text = event.text()
    plain = not (event.modifiers() & ~_TYPED)
    alt_gr = event.modifiers() == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(text) and text.isprintable() and (plain or alt_gr)


def is_editing(event: QKeyEvent) -> bool:
    """Say whether a key belongs to the text while it is edited, though it has Ctrl or the like."""
    return any(event.matches(key) for key in _OWN_KEYS)
