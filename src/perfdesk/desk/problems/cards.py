"""Cards in a list: what is new comes in, what is settled goes, and the rest stays where the eye is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from perfdesk.desk.problems.card import Card, CardView, Entry, Heading

REST_MS = 4000
"""A pointer that has not moved for so long reads nothing."""
MOST_CARDS = 120
"""Cards shown at once; more are counted in a line below."""


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
        self._wanted: list[Entry] = []
        self.rest_ms = REST_MS
        self._pointer, self._rested = QPoint(-1, -1), QElapsedTimer()
        self._rooms: list[QWidget] = []
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

    def show_cards(self, cards: Sequence[Entry], beyond: int = 0, *, steady: bool = False) -> None:
        """Show these cards in this order; views of cards that stay are kept, and stay where they are on the screen.

        Args:
            beyond: how many more there are that were not even made into cards.
            steady: they come by themselves. While the pointer works in the list nothing is shifted for them: what goes
                leaves its room, what is new comes in at the end of its section; all is put in order when it leaves, or
                at the next change when it has rested long.
        """
        shown = _shown(cards)
        self._count(cards, shown, beyond)
        self._wanted = shown
        if steady and self._is_read() and any(each in self._views for each in shown):
            self._come_in(shown)
        elif self._rooms or shown != self._in_order():
            self._put_in_order()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 -- Qt's name
        """Put in order what was held while the pointer was here."""
        super().leaveEvent(event)
        if self._rooms or self._wanted != self._in_order():
            self._put_in_order()

    def _is_read(self) -> bool:
        """Say whether the pointer is at work here; one that was left lying here while typing is not."""
        place = QCursor.pos()
        if place != self._pointer:
            self._pointer = place
            self._rested.restart()
        return self.underMouse() and self._rested.elapsed() < self.rest_ms

    def _put_in_order(self) -> None:
        shown = self._wanted
        anchor = self._anchor(frozenset(shown))
        for room in self._rooms:
            self._take_out(room)
        self._rooms = []
        for card in [card for card in self._views if card not in set(shown)]:
            self._take_out(self._views.pop(card))
        for place, card in enumerate(shown):
            view = self._views.get(card) or self._make(card)
            if self._column.indexOf(view) != place:
                self._column.removeWidget(view)
                self._column.insertWidget(place, view)
                view.show()
        self._hold(anchor)

    def _come_in(self, shown: list[Entry]) -> None:
        """Show what is new and take away what is gone without shifting anything in sight."""
        new = [each for each in shown if each not in self._views]
        for entry in [each for each in self._views if each not in set(shown)]:
            view = self._views.pop(entry)
            at = self._column.indexOf(view)
            again = next((each for each in new if _is_again(each, entry)), None)
            self._take_out(view)
            if again is not None:
                new.remove(again)
                self._column.insertWidget(at, self._make(again))
            elif isinstance(entry, Card):
                self._rooms.append(_room(view.height()))
                self._column.insertWidget(at, self._rooms[-1])
        for entry in new:
            self._column.insertWidget(self._end_of_section(entry, shown), self._make(entry))

    def _end_of_section(self, entry: Entry, shown: list[Entry]) -> int:
        """Return where something new comes in: before the heading that follows its own, else at the end."""
        at = shown.index(entry)
        own = next((each for each in reversed(shown[:at]) if isinstance(each, Heading)), None)
        begins = self._column.indexOf(self._views[own]) if own in self._views else -1
        starts = [self._column.indexOf(view) for each, view in self._views.items() if isinstance(each, Heading)]
        return min((each for each in starts if each > begins), default=self._column.indexOf(self._more))

    def _take_out(self, view: QWidget) -> None:
        self._column.removeWidget(view)
        view.hide()
        view.deleteLater()

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


def _is_again(new: Entry, old: Entry) -> bool:
    """Say whether one entry is about what the other was about: a sentence that changed, a heading's count."""
    if isinstance(new, Card) and isinstance(old, Card):
        return bool(new.place) and new.place == old.place
    return isinstance(new, Heading) and isinstance(old, Heading) and new.key == old.key


def _room(height: int) -> QWidget:
    """Return the room that a card leaves."""
    room = QLabel("✓ 已处理")
    room.setObjectName("soft")
    room.setAlignment(Qt.AlignmentFlag.AlignCenter)
    room.setFixedHeight(height)
    return room


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
