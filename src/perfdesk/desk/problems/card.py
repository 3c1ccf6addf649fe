"""One card of a list: a mark, a title, a sentence, buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from perfdesk.desk import theme

_LABEL_CHARS = 14
_ROW_CHARS, _ROUND_CHARS = 20.0, 2.2
"""Room of a row of buttons, and what a button takes around its words, in Chinese characters."""
_MORE = "more"


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Args:
        key: tells cards apart; a card that stays keeps its widget.
        place: what it is about; a card about the same takes the place of one that goes. "" for none.
        shape, colour: "◆" and the name of its colour.
        small: the code, or the form, in small letters beside the title.
        buttons: (id, words); the first is the mending if `mend` is on.
        more: (words of the button, text) of what the card shows when it is asked for more; ("", "") for nothing.
        link: (id, words) of a link below that text.
        note: what somebody answered, shown below the text.
    """

    key: str
    shape: str
    colour: str
    title: str
    small: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    mend: bool = False
    more: tuple[str, str] = ("", "")
    link: tuple[str, str] = ("", "")
    note: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between cards; one that folds says whether the cards below it are shown.

    Args:
        key: of the section, told when it is pressed.
    """

    key: str
    text: str
    folded: bool | None = None


Entry = Card | Heading


class CardView(QFrame):
    """A card on the screen.

    Signals:
        pressed: (key, id of the button, "" for the card itself).
        stepped: the focus is wanted one card on (1) or back (-1).
    """

    pressed = Signal(str, str)
    stepped = Signal(int)

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.card = card
        self._title, self._text = self._label(), self._label("soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 9)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._note = self._label()
        self._note.setVisible(bool(card.note))
        column.addWidget(self._note)
        buttons = (*card.buttons, (_MORE, card.more[0])) if card.more[0] else card.buttons
        for row in _rows(buttons):
            column.addLayout(self._buttons(row))
        self._more = self._label("soft")
        self._more.setVisible(False)
        if card.more[0]:  # an empty label is no stop for the focus
            self._more.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            self._more.setAccessibleName(f"{card.title}：{card.more[0]}")
        self._more.linkActivated.connect(self._press)
        column.addWidget(self._more)
        self.setAccessibleName(f"{card.title}：{card.text}")
        self.paint_words()

    def paint_words(self) -> None:
        """Write the words in the colours of the theme."""
        colours = theme.current()
        mark = getattr(colours, self.card.colour)
        small = f" <span style='color:{colours.soft};font-size:small'>{escape(self.card.small)}</span>"
        self._title.setText(
            f"<span style='color:{mark}'>{self.card.shape}</span> <b>{escape(self.card.title)}</b>{small}"
        )
        self._text.setText(_lines(self.card.text))
        self._note.setText(_lines(self.card.note))
        name, words = self.card.link
        link = f"<br><br><a href='{name}' style='color:{colours.accent}'>{escape(words)}</a>" if name else ""
        self._more.setText(_lines(self.card.more[1]) + link)

    def show_current(self, *, current: bool) -> None:
        """Show that this is the card the clerk went to last."""
        if self.property("current") != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """A click anywhere on the card goes to its place."""
        self.pressed.emit(self.card.key, "")
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Enter goes to the place of the card, the arrows to the next card."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.card.key, "")
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _label(self, name: str = "") -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        return label

    def _buttons(self, buttons: Sequence[tuple[str, str]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, words in buttons:
            button = QPushButton(words if len(words) <= 2 * _LABEL_CHARS else f"{words[: 2 * _LABEL_CHARS]}…", self)
            button.setToolTip(words if len(words) > 2 * _LABEL_CHARS else "")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if self.card.mend and name == self.card.buttons[0][0]:
                button.setObjectName("mend")
            button.clicked.connect(lambda _checked=False, name=name: self._press(name))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _press(self, name: str) -> None:
        if name == _MORE:
            self._more.setVisible(self._more.isHidden())
        else:
            self.pressed.emit(self.card.key, name)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _rows(buttons: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Return the buttons in rows that have room for their words."""
    rows: list[list[tuple[str, str]]] = []
    room = 0.0
    for name, words in buttons:
        need = len(words) + _ROUND_CHARS
        if not rows or need > room:
            rows.append([])
            room = _ROW_CHARS
        rows[-1].append((name, words))
        room -= need
    return rows
