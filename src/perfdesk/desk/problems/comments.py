"""批注: what the bureau says of cells, and 审核意见 as a list to work through; answered, settled, opened again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.problems.card import Card, Entry, Heading
from perfdesk.desk.problems.cards import CardList
from perfdesk.desk.problems.chips import scope
from perfdesk.model import Comment
from perfdesk.rules import Seen
from perfdesk.work.commenting import is_acted_on
from perfdesk.work.forms import form_name

Said = tuple[int, Comment]
"""The number of a form, and a comment of it."""
NEW, OPINION, REPLY, CLOSE, REOPEN, DELETE, GO = "new", "opinion", "reply", "close", "reopen", "delete", "go"
"""What can be asked."""
_CLOSED = "closed"


class CommentsPanel(QWidget):
    """The comments of the shown form or of the whole draft; settled ones are folded away.

    Signals:
        counted: how many comments of the shown form are open.
        asked: (what, (form number, comment)); None in place of the pair for a new one.
    """

    counted = Signal(int)
    asked = Signal(str, object)

    def __init__(self, commit: Callable[[], None]) -> None:
        super().__init__()
        self._document: Document | None = None
        self._commit = commit
        self._shown: dict[str, Said] = {}
        self._unfolded = False
        self.here, self.everywhere = scope(self)
        self.new, self.opinion = QPushButton("新批注…"), QPushButton("审核意见…")
        self.new.setToolTip("对光标所在的格写批注（Shift+F2）")
        self.opinion.setToolTip("粘贴审核意见，拆成逐条核对的批注")
        self.list = CardList("没有批注。\n把光标放在一格里，按 Shift+F2 写一条。")
        self.list.pressed.connect(self._press)
        self.list.folded.connect(self._fold)
        self._arrange()

    def set_document(self, document: Document | None) -> None:
        """Show the comments of a draft."""
        self._document = document
        if document is not None:
            document.draft_changed.connect(self._follow)
            document.number_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the present comments."""
        self._show(steady=False)

    def _follow(self, *_: object) -> None:
        self._show(steady=True)

    def _show(self, *, steady: bool) -> None:
        document = self._document
        if document is None:
            self.list.show_cards(())
            self.counted.emit(0)
            return
        forms = document.draft.forms
        all_ = [(number, each) for number, form in enumerate(forms) for each in form.comments]
        here = [pair for pair in all_ if pair[0] == document.number]
        pool = here if self.here.isChecked() else all_
        self.here.setText(f"本表 {_open(here)}")
        self.everywhere.setText(f"全部 {_open(all_)}")
        for button in (self.new, self.opinion):
            button.setVisible(bool(forms) and not document.read_only)
        self._shown = {_key(*pair): pair for pair in pool}
        settled = [pair for pair in pool if pair[1].closed]
        entries: list[Entry] = [self._card(*pair) for pair in pool if not pair[1].closed]
        if settled:
            entries.append(Heading(_CLOSED, f"已办结 {len(settled)}", not self._unfolded))
            entries.extend(self._card(*pair) for pair in settled if self._unfolded)
        self.list.show_cards(entries, steady=steady)
        self.counted.emit(_open(here))

    def _press(self, key: str, button: str) -> None:
        pair = self._shown.get(key)
        if pair is None or self._document is None:
            return
        self._commit()
        if button in ("", GO):
            self._document.go_to(pair[0], pair[1].path or "")
            self.list.go_to(key)
        else:
            self.asked.emit(button, pair)

    def _fold(self, _key: str) -> None:
        self._unfolded = not self._unfolded
        self.refresh()

    def _card(self, number: int, said: Comment) -> Card:
        document = self._document
        draft = document.draft if document is not None else None
        place = _place(document, number, said.path) if document is not None else ""
        acted = draft is not None and is_acted_on(draft, number, said)
        form = f" · {form_name(draft, number)}" if draft is not None and self.everywhere.isChecked() else ""
        writable = document is not None and not document.read_only
        buttons = [(REPLY, "改答复…" if said.reply else "答复…")] if writable and not said.closed else []
        if writable:
            buttons.append((REOPEN, "重新打开") if said.closed else (CLOSE, "办结"))
            buttons.append((DELETE, "删除"))
        buttons += [(GO, "跳转")] if said.path else []
        who = " ".join(filter(None, (said.author, said.when)))
        note = [f"答复：{said.reply}"] if said.reply else []
        note += ["✎ 批注后这一格已修改"] if acted else []
        return Card(
            key=_key(number, said),
            shape="✓" if said.closed else "■",
            colour="good" if said.closed else "comment",
            title=place or "整张表",
            small=f"{who}{form}",
            text=said.text,
            buttons=tuple(buttons),
            note="\n".join(note),
            place=_key(number, said),
        )

    def _arrange(self) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(10, 8, 10, 4)
        chips.setSpacing(4)
        for each in (self.here, self.everywhere):
            each.toggled.connect(self.refresh)
            chips.addWidget(each)
        chips.addStretch(1)
        for button, what in ((self.new, NEW), (self.opinion, OPINION)):
            button.setObjectName("chip")
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(what, None))
            chips.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self.list, 1)


def _key(number: int, said: Comment) -> str:
    return f"{number}/{said.id}"


def _open(pairs: list[Said]) -> int:
    return sum(not each.closed for _, each in pairs)


def _place(document: Document, number: int, path: str | None) -> str:
    """Return the label or indicator name that a clerk would look for."""
    template = document.templates.get(document.draft.forms[number].template)
    return Seen(document.draft, number, template).place(path) if template is not None else ""
