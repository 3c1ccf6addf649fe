"""存疑: what an import was not sure of; each stays until the clerk confirms it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.problems.card import Card
from perfdesk.desk.problems.cards import CardList
from perfdesk.desk.problems.chips import scope
from perfdesk.model import Doubt
from perfdesk.work.editing import can_reject, confirm, reject
from perfdesk.work.forms import form_name

Place = tuple[int | None, Doubt]
"""The number of the form (None: of no form) and one of its doubts."""


class DoubtsPanel(QWidget):
    """The open doubts of the shown form or of the whole draft.

    One of them is under review: the one gone to last, else the first at the cursor.

    Signals:
        counted: how many doubts the shown form has.
        turned: another doubt is under review, or none.
    """

    counted = Signal(int)
    turned = Signal()

    def __init__(self, commit: Callable[[], None]) -> None:
        super().__init__()
        self._document: Document | None = None
        self._commit = commit
        self._shown: dict[str, Place] = {}
        self._at: Place | None = None
        self.here, self.everywhere = scope(self)
        self.all = QPushButton("本表全部确认")
        self.all.setObjectName("chip")
        self.all.clicked.connect(self.confirm_form)
        self.list = CardList("没有存疑。\n导入去年的表时，拿不准的地方会列在这里，逐条核对。")
        self.list.pressed.connect(self._press)
        chips = QHBoxLayout()
        chips.setContentsMargins(10, 8, 10, 4)
        chips.setSpacing(6)
        for each in (self.here, self.everywhere):
            each.toggled.connect(self.refresh)
            chips.addWidget(each)
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
            document.draft_changed.connect(self._follow)
            document.number_changed.connect(self.refresh)
            document.cursor_changed.connect(self._cursor_moved)
        self._at = None
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the present doubts; let go of one of a form that is not shown, which nobody would settle knowingly."""
        if self._document is not None and self._at is not None and self._at[0] not in (None, self._document.number):
            self._turn(None)
        self._show(steady=False)

    def _follow(self, *_: object) -> None:
        self._show(steady=True)

    def _show(self, *, steady: bool) -> None:
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
        alike: Counter[Place] = Counter()
        cards = []
        for pair in pool:
            cards.append(self._card(*pair, alike[pair]))
            alike[pair] += 1
        self._shown = {card.key: pair for card, pair in zip(cards, pool, strict=True)}
        self.list.show_cards(cards, steady=steady)
        self.counted.emit(len(here))

    # --- one after another ---

    def current(self) -> Place | None:
        """Return the doubt under review, None if there is none."""
        document = self._document
        if document is None or self._at is None:
            return None
        return self._at if self._at in list(document.draft.all_doubts()) else None

    def step(self, by: int) -> bool:
        """Go to the next doubt (or the previous one), from form to form; return whether there is one."""
        document = self._document
        found = list(document.draft.all_doubts()) if document is not None else []
        if document is None or not found:
            self._turn(None)
            return False
        self._commit()
        if self._at in found:
            place = (found.index(self._at) + by) % len(found)
        else:
            ahead = [at for at, (number, _) in enumerate(found) if number is not None and number >= document.number]
            place = ahead[0] if ahead else 0
        self._go(found[place])
        return True

    def confirm_current(self) -> None:
        """Settle the doubt under review and go on to the next."""
        self._settle(self.current(), self.confirm)

    def reject_current(self) -> None:
        """Put back what stood in the source for the doubt under review, and go on to the next."""
        at = self.current()
        if self.may_reject(at):
            self._settle(at, self.reject)

    def may_reject(self, at: Place | None) -> bool:
        """Say whether what stood in the source can be put back."""
        document = self._document
        if document is None or document.read_only or at is None or at[0] is None:
            return False
        return can_reject(document.draft, at[0], at[1])

    def confirm(self, number: int | None, doubt: Doubt) -> None:
        """Settle one doubt; undo brings it back."""
        if self._document is not None:
            self._commit()
            draft = confirm(self._document.draft, number, (doubt,))
            self._document.edit("确认存疑", draft, self._path_of(number, doubt))

    def reject(self, number: int | None, doubt: Doubt) -> None:
        """Put back what stood in the source, and settle the doubt; undo brings both back."""
        if self._document is not None and number is not None:
            self._commit()
            draft = reject(self._document.draft, number, doubt)
            self._document.edit("改回原文", draft, self._path_of(number, doubt))

    def _settle(self, at: Place | None, act: Callable[[int | None, Doubt], None]) -> None:
        document = self._document
        if document is None or at is None or document.read_only:
            return
        found = list(document.draft.all_doubts())
        place = found.index(at)
        act(*at)
        left = list(document.draft.all_doubts())
        if left:
            self._go(left[min(place, len(left) - 1)])
        else:
            self._turn(None)

    def _path_of(self, number: int | None, doubt: Doubt) -> str:
        """Return where undo puts the cursor: the doubt's own cell if it is in the shown form, else where it is."""
        shown = self._document is not None and number == self._document.number
        return (doubt.path or "") if shown else ""

    def _go(self, at: Place) -> None:
        self._turn(at)
        number, doubt = at
        if self._document is not None and number is not None:
            self._document.go_to(number, doubt.path or "")
            self._turn(at)

    def _turn(self, at: Place | None) -> None:
        self._at = at
        self.turned.emit()

    def _cursor_moved(self, path: str) -> None:
        """Take up the doubt of the cell that the cursor came to; keep the one under review if it is there too."""
        document = self._document
        if document is None or not document.draft.forms:
            return
        here = [(document.number, each) for each in document.doubts(document.number) if _is_at(each, path)]
        if here and self._at not in here:
            self._turn(here[0])

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
        elif button == "reject":
            self.reject(number, doubt)
        else:
            self._commit()
            self._go((number, doubt))

    def _card(self, number: int | None, doubt: Doubt, nth: int) -> Card:
        document = self._document
        lines = [doubt.why]
        if doubt.was:
            lines.append(f"原文：{_short(doubt.was)}")
        if doubt.now and doubt.now != doubt.was:
            lines.append(f"现填：{_short(doubt.now)}")
        writable = document is not None and not document.read_only
        named = document is not None and number is not None and self.everywhere.isChecked()
        buttons = [("confirm", "确认无误")] if writable else []
        buttons += [("reject", "改回原文")] if self.may_reject((number, doubt)) else []
        buttons += [("go", "跳转")] if doubt.path else []
        form = f" · {form_name(document.draft, number)}" if named and document and number is not None else ""
        return Card(
            key=f"{number}/{nth}/{doubt.code}/{doubt.path}/{doubt.why}/{doubt.was}/{doubt.now}",
            shape="●",
            colour="doubt",
            title=doubt.place or "未归位的内容",
            small=f"{doubt.code}{form}",
            text="\n".join(lines),
            buttons=tuple(buttons),
        )


def _is_at(doubt: Doubt, path: str) -> bool:
    """Say whether a doubt is about a cell, or about the row that the cell is in."""
    return doubt.path is not None and (doubt.path == path or path.startswith(f"{doubt.path}/"))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:80]}…" if len(line) > 80 else line
