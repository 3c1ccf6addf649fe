"""存疑: what an import was not sure of; each stays until the clerk confirms it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.problems.cards import Card, CardList
from perfdesk.model import Doubt
from perfdesk.work.editing import confirm
from perfdesk.work.forms import form_name


class DoubtsPanel(QWidget):
    """The open doubts of the shown form or of the whole draft.

    Signals:
        counted: how many doubts the shown form has.
    """

    counted = Signal(int)

    def __init__(self, commit: Callable[[], None]) -> None:
        super().__init__()
        self._document: Document | None = None
        self._commit = commit
        self._shown: dict[str, tuple[int | None, Doubt]] = {}
        self.here, self.everywhere = _chip("本表"), _chip("全部")
        self.here.setChecked(True)
        both = QButtonGroup(self)
        both.addButton(self.here)
        both.addButton(self.everywhere)
        self.all = QPushButton("本表全部确认")
        self.all.setObjectName("chip")
        self.all.clicked.connect(self.confirm_form)
        self.list = CardList("没有存疑。")
        self.list.pressed.connect(self._press)
        chips = QHBoxLayout()
        chips.setContentsMargins(10, 8, 10, 4)
        chips.setSpacing(6)
        for chip in (self.here, self.everywhere):
            chip.toggled.connect(self.refresh)
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self.list, 1)

    def set_document(self, document: Document | None) -> None:
        """Show the doubts of a draft."""
        self._document = document
        if document is not None:
            document.draft_changed.connect(self.refresh)
            document.number_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the present doubts."""
        document = self._document
        if document is None:
            self.list.show_cards(())
            self.counted.emit(0)
            return
        here = document.doubts(document.number) if document.draft.forms else ()
        pool = [(number, doubt) for number, doubt in document.draft.all_doubts()]
        total = len(pool)
        if self.here.isChecked():
            pool = [(document.number, doubt) for doubt in here]
        self.here.setText(f"本表 {len(here)}")
        self.everywhere.setText(f"全部 {total}")
        self.all.setVisible(bool(here) and self.here.isChecked() and not document.read_only)
        cards = [self._card(number, doubt, place) for place, (number, doubt) in enumerate(pool)]
        self._shown = {card.key: pair for card, pair in zip(cards, pool, strict=True)}
        self.list.show_cards(cards)
        self.counted.emit(len(here))

    def confirm(self, number: int | None, doubt: Doubt) -> None:
        """Settle one doubt; undo brings it back."""
        if self._document is not None:
            self._commit()
            draft = confirm(self._document.draft, number, (doubt,))
            self._document.edit("确认存疑", draft, doubt.path or "")

    def confirm_form(self) -> None:
        """Settle every doubt of the shown form."""
        if self._document is not None:
            self._commit()
            draft = confirm(self._document.draft, self._document.number, self._document.form.doubts)
            self._document.edit("确认本表存疑", draft)

    def _press(self, key: str, button: str) -> None:
        number, doubt = self._shown.get(key, (None, None))
        if doubt is None or self._document is None:
            return
        if button == "confirm":
            self.confirm(number, doubt)
        elif number is not None:
            self._commit()
            self._document.go_to(number, doubt.path or "")

    def _card(self, number: int | None, doubt: Doubt, place: int) -> Card:
        document = self._document
        lines = [doubt.why]
        if doubt.was:
            lines.append(f"原文：{_short(doubt.was)}")
        if doubt.now and doubt.now != doubt.was:
            lines.append(f"现填：{_short(doubt.now)}")
        writable = document is not None and not document.read_only
        named = document is not None and number is not None and self.everywhere.isChecked()
        form = f" · {form_name(document.draft, number)}" if named and document and number is not None else ""
        return Card(
            key=f"{number}/{place}/{doubt.code}/{doubt.path}/{doubt.why}/{doubt.was}",
            shape="●",
            colour="doubt",
            title=doubt.place or "未归位的内容",
            small=f"{doubt.code}{form}",
            text="\n".join(lines),
            buttons=(*([("confirm", "确认无误")] if writable else []), *([("go", "跳转")] if doubt.path else [])),
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:80]}…" if len(line) > 80 else line


def _chip(words: str) -> QToolButton:
    chip = QToolButton()
    chip.setText(words)
    chip.setCheckable(True)
    chip.setObjectName("chip")
    return chip
