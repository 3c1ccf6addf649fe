"""Cards in a list: what is new comes in, what is settled goes, and the rest stays where the eye is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from perfdesk.desk import theme

MOST_CARDS = 120
"""Cards shown at once; more are counted in a line below."""
_LABEL_CHARS = 14
_ROW_CHARS, _ROUND_CHARS = 20.0, 2.2
"""Room of a row of buttons, and what a button takes around its words, in Chinese characters."""
_MORE = "more"


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Args:
        key: tells cards apart; a card that stays keeps its widget.
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


class CardList(QScrollArea):
    """A column of cards and headings.

    Signals:
        pressed: (key, id of the button, "" for the card itself).
        folded: the key of a heading that was pressed.
    """

    pressed = Signal(str, str)
    folded = Signal(str)

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._views: dict[Entry, QWidget] = {}
        self._current = ""
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

    def show_cards(self, cards: Sequence[Entry], beyond: int = 0) -> None:
        """Show these cards in this order; views of cards that stay are kept, and stay where they are on the screen.

        Args:
            beyond: how many more there are that were not even made into cards.
        """
        shown = _shown(cards)
        self._count(cards, shown, beyond)
        if shown == self._in_order():
            return
        anchor = self._anchor(frozenset(shown))
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
        self._hold(anchor)

    def cards(self) -> list[Card]:
        """Return the cards shown, top first."""
        return [each for each in self._in_order() if isinstance(each, Card)]

    def headings(self) -> list[Heading]:
        """Return the headings shown, top first."""
        return [each for each in self._in_order() if isinstance(each, Heading)]

    def view(self, card: Entry) -> QWidget:
        """Return the widget of a card."""
        return self._views[card]

    def go_to(self, key: str) -> None:
        """Have a card in sight and show that it is the one the clerk went to."""
        self._current = key
        for card, view in self._views.items():
            if isinstance(view, CardView):
                view.show_current(current=card.key == key)
                if card.key == key:
                    self._settle()
                    self.ensureWidgetVisible(view, 0, 8)

    def repaint_words(self) -> None:
        """Take the colours of another theme."""
        for view in self._views.values():
            if isinstance(view, CardView):
                view.paint_words()

    def _count(self, cards: Sequence[Entry], shown: Sequence[Entry], beyond: int) -> None:
        """Say how many cards there is no room for, or that there is none."""
        here = sum(isinstance(each, Card) for each in shown)
        left = sum(isinstance(each, Card) for each in dict.fromkeys(cards)) - here + beyond
        self._more.setText(f"还有 {left} 处，改好上面的再显示。" if left else self._nothing)
        self._more.setVisible(left > 0 or here == 0)

    def _in_order(self) -> list[Entry]:
        return sorted(self._views, key=lambda card: self._column.indexOf(self._views[card]))

    def _make(self, card: Entry) -> QWidget:
        if isinstance(card, Heading):
            view = _heading(card)
            if isinstance(view, QToolButton):
                view.clicked.connect(lambda _on=False, key=card.key: self.folded.emit(key))
            self._views[card] = view
            return view
        made = CardView(card)
        made.pressed.connect(self.pressed)
        made.stepped.connect(lambda by: self._step(made, by))
        made.show_current(current=card.key == self._current)
        self._views[card] = made
        return made

    def _step(self, view: CardView, by: int) -> None:
        shown = [self._views[card] for card in self.cards()]
        at = shown.index(view) + by
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(shown[at])

    def _anchor(self, stays: frozenset[Entry]) -> tuple[Entry, int] | None:
        """Return the first card in sight that stays, and how far below the upper edge it is."""
        top = self.verticalScrollBar().value()
        if top == 0 and not self.underMouse():
            return None  # nobody reads here, or from the top
        for card in self._in_order():
            view = self._views[card]
            if card in stays and view.geometry().bottom() > top:
                return card, view.y() - top
        return None

    def _hold(self, anchor: tuple[Entry, int] | None) -> None:
        """Scroll so that the anchor is where it was."""
        if anchor is not None:
            self._settle()
            self.verticalScrollBar().setValue(self._views[anchor[0]].y() - anchor[1])

    def _settle(self) -> None:
        """Lay the cards out now, not at Qt's next turn."""
        inner = self.widget()
        self._column.activate()
        inner.resize(self.viewport().width(), max(self._column.sizeHint().height(), self.viewport().height()))
        self._column.activate()
        self.verticalScrollBar().setRange(0, max(0, inner.height() - self.viewport().height()))


def _heading(heading: Heading) -> QWidget:
    if heading.folded is None:
        label = QLabel(heading.text)
        label.setObjectName("heading")
        label.setWordWrap(True)
        return label
    button = QToolButton()
    button.setObjectName("fold")
    button.setText(f"{'▸' if heading.folded else '▾'} {heading.text}")
    button.setAccessibleName(f"{heading.text}，{'展开' if heading.folded else '收起'}")
    return button


def _shown(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that there is room for, each once."""
    shown: list[Entry] = []
    cards = 0
    for each in dict.fromkeys(entries):
        cards += isinstance(each, Card)
        if cards <= MOST_CARDS or (isinstance(each, Heading) and each.folded is not None):
            shown.append(each)
    return shown


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
