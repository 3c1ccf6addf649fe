"""批注: makes, answers, settles and deletes comments; an opinion becomes a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfdesk.desk.checks import now
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.note import NoteDialog, OpinionDialog
from perfdesk.desk.problems.comments import CLOSE, NEW, OPINION, REOPEN, REPLY, Said
from perfdesk.desk.side import COMMENTS
from perfdesk.model import Draft
from perfdesk.rules import Seen
from perfdesk.work import commenting
from perfdesk.work.forms import form_name

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

_AUTHOR = "author"


class Remarks:
    """The commands about comments of one window; who signs is remembered."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def take(self, asked: str, said: Said | None) -> None:
        """Do what a button of the list of comments asks."""
        if asked == NEW:
            self.comment()
        elif asked == OPINION:
            self.take_opinion()
        elif said is not None:
            self._about(asked, said)

    def comment(self) -> None:
        """Ask for a comment on the input under the cursor, on the form if there is none."""
        window, document = self._window, self._window.document
        if document is None or not document.draft.forms:
            return
        window.commit()
        number, path = document.number, window.paper.cursor() or None
        seen = Seen(document.draft, number, document.template) if document.drawable else None
        place = seen.place(path) if seen is not None and path else "整张表"
        dialog = NoteDialog("新批注", f"批注在：{place}", "", self._author(), window)
        if answered(dialog) and dialog.text():
            said = commenting.Said(dialog.text(), self._signed(dialog), now())
            self._edit("新批注", commenting.comment(document.draft, number, path, said), path or "")
            window.view.show_right(COMMENTS)

    def take_opinion(self) -> None:
        """Ask for an opinion on the shown form; each item becomes a comment, on the cell that it names."""
        window, document = self._window, self._window.document
        if document is None or not document.draft.forms:
            return
        window.commit()
        told = f"对“{form_name(document.draft, document.number)}”的审核意见。提到栏目或指标名称的，会放到那一格。"
        dialog = OpinionDialog(told, self._author(), commenting.split_opinion, window)
        if answered(dialog) and dialog.text():
            said = commenting.Said(dialog.text(), self._signed(dialog), now())
            template = document.template if document.drawable else None
            made = commenting.comment_opinion(document.draft, document.number, said, template)
            count = len(made.forms[document.number].comments) - len(document.form.comments)
            if self._edit("审核意见", made):
                window.view.show_right(COMMENTS)
                window.say(f"审核意见已拆成 {count} 条批注，可逐条答复、办结。")

    def _about(self, asked: str, said: Said) -> None:
        window, document = self._window, self._window.document
        if document is None:
            return
        (number, comment), draft = said, document.draft
        path = (comment.path or "") if number == document.number else ""
        if asked == REPLY:
            dialog = NoteDialog("答复批注", comment.text, comment.reply, parent=window)
            if answered(dialog):
                self._edit("答复批注", commenting.reply(draft, number, comment.id, dialog.text()), path)
        elif asked in (CLOSE, REOPEN):
            closed = asked == CLOSE
            made = commenting.close(draft, number, comment.id, closed=closed)
            self._edit("办结批注" if closed else "重新打开批注", made, path)
        elif self._edit("删除批注", commenting.delete(draft, number, comment.id), path):
            window.say("已删除批注，按 Ctrl+Z 可以恢复。")

    def _edit(self, label: str, draft: Draft, path: str = "") -> bool:
        document = self._window.document
        return document is not None and document.edit(label, draft, path)

    def _author(self) -> str:
        return self._window.program.remembered(_AUTHOR)

    def _signed(self, dialog: NoteDialog) -> str:
        author = dialog.author.text().strip()
        self._window.program.remember(_AUTHOR, author)
        return author
