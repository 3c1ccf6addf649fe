"""Cards in a list: what is new comes in, what is settled goes, and the rest stays where the eye is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from perfdesk.desk import theme

MOST_CARDS = 120
"""Cards shown at once; more are counted in a line below."""
_LABEL_CHARS = 14
_ROW_CHARS = 17


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Args:
        key: tells cards apart; a card that stays keeps its widget.
        shape, colour: "◆" and the name of its colour.
        small: the code, or the form, in small letters beside the title.
        buttons: (id, words); the first is the mending if `mend` is on.
    """

    key: str
    shape: str
    colour: str
    title: str
    small: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    mend: bool = False


class CardView(QFrame):
    """A card on the screen.

    Signals:
        pressed: (key, id of the button, "" for the card itself).
    """

    pressed = Signal(str, str)

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.card = card
        self._title, self._text = QLabel(self), QLabel(self)
        self._text.setObjectName("soft")
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 9)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._text)
        for row in _rows(card.buttons):
            column.addLayout(self._buttons(row))
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
        self._text.setText(escape(self.card.text).replace("\n", "<br>"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """A click anywhere on the card goes to its place."""
        self.pressed.emit(self.card.key, "")
        event.accept()

    def _buttons(self, buttons: Sequence[tuple[str, str]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, words in buttons:
            button = QPushButton(words if len(words) <= 2 * _LABEL_CHARS else f"{words[: 2 * _LABEL_CHARS]}…", self)
            button.setToolTip(words if len(words) > 2 * _LABEL_CHARS else "")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if self.card.mend and name == self.card.buttons[0][0]:
                button.setObjectName("mend")
            button.clicked.connect(lambda _checked=False, name=name: self.pressed.emit(self.card.key, name))
            row.addWidget(button)
        row.addStretch(1)
        return row


class CardList(QScrollArea):
    """A column of cards.

    Signals:
        pressed: (key, id of the button, "" for the card itself).
    """

    pressed = Signal(str, str)

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._views: dict[Card, CardView] = {}
        inner = QWidget()
        inner.setObjectName("list")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(10, 4, 10, 10)
        self._column.setSpacing(8)
        self._more = QLabel(nothing)
        self._more.setObjectName("soft")
        self._more.setWordWrap(True)
        self._more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing = nothing
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards in this order; views of cards that stay are kept."""
        shown = list(dict.fromkeys(cards))[:MOST_CARDS]
        for card in [card for card in self._views if card not in set(shown)]:
            view = self._views.pop(card)
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        for place, card in enumerate(shown):
            view = self._views.get(card) or self._make(card)
            if self._column.indexOf(view) != place:
                self._column.removeWidget(view)
                self._column.insertWidget(place, view)
                view.show()
        left = len(cards) - len(shown)
        self._more.setText(f"还有 {left} 处，改好上面的再显示。" if left > 0 else self._nothing)
        self._more.setVisible(not shown or left > 0)

    def cards(self) -> list[Card]:
        """Return the cards shown, top first."""
        return sorted(self._views, key=lambda card: self._column.indexOf(self._views[card]))

    def view(self, card: Card) -> CardView:
        """Return the widget of a card."""
        return self._views[card]

    def repaint_words(self) -> None:
        """Take the colours of another theme."""
        for view in self._views.values():
            view.paint_words()

    def _make(self, card: Card) -> CardView:
        view = CardView(card)
        view.pressed.connect(self.pressed)
        self._views[card] = view
        return view


def _rows(buttons: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Return the buttons in rows that have room for their words."""
    rows: list[list[tuple[str, str]]] = []
    room = 0
    for name, words in buttons:
        need = len(words) + 3
        if not rows or need > room:
            rows.append([])
            room = _ROW_CHARS + 3
        rows[-1].append((name, words))
        room -= need
    return rows
