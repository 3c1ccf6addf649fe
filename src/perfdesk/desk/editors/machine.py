"""The text machine of the cell being edited: keys, clipboard, input methods and undo; it is never seen.

The paper draws its text, caret and selection, with the same lines as the print, so that nothing jumps when editing
starts or ends. It never has the focus either: a change of focus would end a composition and lose its first letter.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from perfdesk.desk.editors import words
from perfdesk.readers.clipboard import cleaned
from perfdesk.work.pasting import MOST_LETTERS

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


_WORD_KEYS: tuple[tuple[QKeySequence.StandardKey, Callable[[str, int], int], bool, bool], ...] = (
    (QKeySequence.StandardKey.MoveToNextWord, words.following, False, False),
    (QKeySequence.StandardKey.MoveToPreviousWord, words.preceding, False, False),
    (QKeySequence.StandardKey.SelectNextWord, words.following, True, False),
    (QKeySequence.StandardKey.SelectPreviousWord, words.preceding, True, False),
    (QKeySequence.StandardKey.DeleteEndOfWord, words.following, True, True),
    (QKeySequence.StandardKey.DeleteStartOfWord, words.preceding, True, True),
)
"""The keys that go by words: where they lead, whether they select, and whether what is selected goes."""


class Machine(QTextEdit):
    """One text with its caret. Positions count characters of the text, as Python does."""

    said = Signal(str)

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
        self._preedit_caret = 0

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

    @property
    def preedit_caret(self) -> int:
        """Where the caret stands in what is being composed."""
        return self._preedit_caret

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

    def select_word(self, at: int) -> None:
        """Select the word that character `at` belongs to."""
        start, end = words.bounds(self.text(), at)
        self.set_caret(start)
        self.set_caret(end, keep_anchor=True)

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
        for key, leads, selects, deletes in _WORD_KEYS:
            if event.matches(key):
                if not (deletes and self.textCursor().hasSelection()):
                    self.set_caret(leads(self.text(), self.caret()), keep_anchor=selects)
                if deletes:
                    self.delete_selected()
                return
        self.keyPressEvent(event)

    def compose(self, event: QInputMethodEvent) -> None:
        """Take what an input method sends."""
        self._preedit = event.preeditString()
        self._preedit_caret = _preedit_caret(event)
        if event.replacementStart() or event.replacementLength():
            event.setCommitString(event.commitString(), *self._within(event))
        self.inputMethodEvent(event)

    def settle(self) -> bool:
        """Take what is still being composed as it stands; return whether there was anything."""
        if not self._preedit:
            return False
        event = QInputMethodEvent("", [])
        event.setCommitString(self._preedit)
        self.compose(event)
        return True

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 -- Qt's name
        """Paste text alone; Excel's line end behind a cell is not part of it."""
        found = cleaned(source.text())
        text = found.text.replace("\t", " ").removesuffix("\n")
        if len(text) > MOST_LETTERS:
            self.said.emit(f"剪贴板里有 {len(text):,} 字，一格最多 {MOST_LETTERS:,} 字，没有粘贴。")
            return
        self.textCursor().insertText(text)
        if found.gone:
            names = "、".join(list(found.gone)[:6])
            self.said.emit(f"已去掉不能保存的控制字符 {names}。")

    def _within(self, event: QInputMethodEvent) -> tuple[int, int]:
        """Return start and length of what an input method replaces, kept within the text and between characters."""
        text = self.text()
        first, last = sorted((self.anchor(), self.caret()))  # what is selected goes before anything is replaced
        raw, here = _units(text[:first] + text[last:]), len(_units(text[:first])) // 2
        wished = here + event.replacementStart()
        start, end = (_between(raw, at) for at in (wished, wished + event.replacementLength()))
        return start - here, max(end - start, 0)

    def _back(self, units: int) -> int:
        raw = self.document().toRawText()
        return len(raw.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _between(raw: bytes, unit: int) -> int:
    """Return the place between two characters nearest before `unit` of a text in UTF-16, within the text."""
    whole = raw[: min(max(unit, 0), len(raw) // 2) * 2].decode("utf-16-le", "ignore")
    return len(_units(whole)) // 2


def _preedit_caret(event: QInputMethodEvent) -> int:
    """Return where an input method shows its caret in what it composes; at the end if it does not say."""
    text = event.preeditString()
    for attribute in event.attributes():
        if attribute.type == QInputMethodEvent.AttributeType.Cursor:  # type: ignore[attr-defined]  # a field, not listed
            at = max(0, attribute.start)  # type: ignore[attr-defined]
            return len(_units(text)[: at * 2].decode("utf-16-le", "ignore"))
    return len(text)


def is_typing(event: QKeyEvent) -> bool:
    """Say whether a key types a character."""
    text = event.text()
    plain = not (event.modifiers() & ~_TYPED)
    alt_gr = event.modifiers() == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(text) and text.isprintable() and (plain or alt_gr)


def is_editing(event: QKeyEvent) -> bool:
    """Say whether a key belongs to the text while it is edited, though it has Ctrl or the like."""
    return any(event.matches(key) for key in _OWN_KEYS)
