"""A line above the paper for what the clerk must know the whole time: the draft is read-only, the file changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from perfdesk.desk.dialogs.message import tell_error
from perfdesk.errors import UserError


class Banner(QFrame):
    """One sentence with buttons; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(8)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._row.addWidget(self.words, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    def show_words(self, text: str, buttons: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show a sentence; the last button always closes it."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.words.setText(text)
        self._buttons = []
        for words, run in (*buttons, ("知道了", self.hide)):
            button = QPushButton(words)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _on=False, run=run: self._give(run))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()

    def _give(self, run: Callable[[], object]) -> None:
        """Do what a button says; an error is told, never lost."""
        try:
            run()
        except UserError as error:
            tell_error(self.window(), error)

    def show_read_only(self, reason: str) -> None:
        """Say why the draft may not be changed."""
        if reason:
            self.show_words(f"只读：{reason}")
        else:
            self.hide()
