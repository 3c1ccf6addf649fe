"""The right panel: tabs with problems, library and doubts; a strip with the counts where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.theme import room

WIDE, NARROW = 316, 36
MOST_BESIDE, MOST_TOLD = 10, 999
"""From 10 on a count has no room beside its shape in the strip; more than 999 is not told there."""
PROBLEMS, LIBRARY, DOUBTS, COMMENTS = 0, 1, 2, 3
"""The pages, in the order of the tabs."""


class SidePanel(QFrame):
    """Pages under tabs.

    Signals:
        opened: a tab of the strip was pressed; the panel wants its width.
        chosen: the number of the page that is shown now.
    """

    opened = Signal()
    chosen = Signal(int)

    def __init__(self, pages: list[tuple[str, str, QWidget]]) -> None:
        """Take (words, short words, page) of each tab."""
        super().__init__()
        self.setObjectName("right")
        self._words = [words for words, _short, _page in pages]
        self._short = [short for _words, short, _page in pages]
        self.stack = QStackedWidget()
        self.tabs = [_tab(words) for words in self._words]
        self.shorts = [_short_tab(words, short) for words, short in zip(self._words, self._short, strict=True)]
        group = QButtonGroup(self)
        row, column = QHBoxLayout(), QVBoxLayout()
        for number, (_words, _short, page) in enumerate(pages):
            self.stack.addWidget(page)
            group.addButton(self.tabs[number])
            row.addWidget(self.tabs[number])
            column.addWidget(self.shorts[number])
            self.tabs[number].clicked.connect(lambda _on=False, number=number: self.show_page(number))
            self.shorts[number].clicked.connect(lambda _on=False, number=number: self._open(number))
        row.addStretch(1)
        column.addStretch(1)
        row.setSpacing(0)
        row.setContentsMargins(2, 0, 0, 0)
        column.setContentsMargins(2, 8, 2, 8)
        head, self.strip, self.body = _frame("tabs", row), _frame("strip", column), QWidget()
        self._arrange(head)
        self.show_page(0)
        self.set_narrow(narrow=False)

    def show_page(self, number: int) -> None:
        """Show the page of a tab."""
        self.tabs[number].setChecked(True)
        self.stack.setCurrentIndex(number)
        self.chosen.emit(number)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the strip only, or everything."""
        self.setFixedWidth(room(NARROW if narrow else WIDE))
        self.body.setVisible(not narrow)
        self.strip.setVisible(narrow)

    def make_room(self) -> None:
        """Give the strip the width that the text needs."""
        for button in self.shorts:
            button.setFixedWidth(room(NARROW) - 5)

    def count(self, number: int, count: int, shape: str = "") -> None:
        """Show how many things a page holds; `shape` is the gravest mark among them."""
        self.tabs[number].setText(f"{self._words[number]} {count}" if count else self._words[number])
        short = self._short[number]
        told = f"{shape}{count}" if count < MOST_BESIDE else f"{shape}\n{min(count, MOST_TOLD)}"
        self.shorts[number].setText(f"{short}\n{told}" if count else short)
        self.shorts[number].setAccessibleName(f"{self._words[number]}，{count} 处")

    def _arrange(self, head: QFrame) -> None:
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(head)
        inner.addWidget(self.stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.body, 1)
        whole.addWidget(self.strip, 1)

    def _open(self, number: int) -> None:
        self.show_page(number)
        self.opened.emit()


def _frame(name: str, layout: QLayout) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    frame.setLayout(layout)
    return frame


def _tab(words: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setCheckable(True)
    button.setObjectName("tab")
    return button


def _short_tab(words: str, short: str) -> QToolButton:
    button = QToolButton()
    button.setText(short)
    button.setToolTip(words)
    button.setFixedWidth(room(NARROW) - 5)
    button.setMinimumHeight(40)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
