"""检查: what a clerk does about findings: mend, answer, say how far a form has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from perfdesk.desk.dialogs.mendings import MendingsDialog
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.note import NoteDialog
from perfdesk.desk.editors.committing import settled
from perfdesk.desk.paper.marks import shown_at
from perfdesk.desk.problems.panel import ANSWER, HELP, MEND, MEND_ALL, WITHDRAW, rule_names
from perfdesk.errors import UserError
from perfdesk.rules import Finding
from perfdesk.work import answering, mending, standing, statuses
from perfdesk.work.forms import form_name

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

_MOST_TOLD = 8


class Checks:
    """The commands about findings of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def take(self, asked: str, finding: Finding | None) -> None:
        """Do what a button of the list of problems asks."""
        if asked == MEND_ALL:
            self.mend_all()
        elif finding is not None and asked == HELP:
            self._window.helps.show_page(f"rule/{finding.code}")
        elif finding is not None and asked in (MEND, ANSWER, WITHDRAW):
            {MEND: self.mend, ANSWER: self.answer, WITHDRAW: self.withdraw}[asked](finding)

    def step(self, by: int) -> None:
        """Go to the next open finding (or the previous one); say so if there is none."""
        if not self._window.problems.step(by):
            self._window.say("没有发现问题。")

    # --- mending ---

    def mend(self, finding: Finding) -> None:
        """Do what the mending of a finding says, as one undo step; its form is shown."""
        found = self._taken(finding)
        document = self._window.document
        if document is not None and found is not None and found.fix is not None:
            document.show(found.number)
            document.edit(found.fix.label, mending.mend(document.draft, found), found.path or "")

    def mend_here(self) -> None:
        """Mend the first safely mendable finding of the input under the cursor; say so if there is none."""
        here = self._here()
        safe = [each for each in here if each.fix is not None and each.fix.safe]
        if safe:
            self.mend(safe[0])
        elif any(each.fix is not None for each in here):
            self._window.say("这一格的改法拿不准，请看右侧“问题”里的建议。")
        else:
            self._window.say("这一格没有可以直接修正的问题。")

    def mend_all(self) -> None:
        """Show every safe mending before and after; make those that stay ticked, as one undo step."""
        window, document = self._window, self._window.document
        if document is None:
            return
        window.commit()
        draft = document.draft
        safe = {each.number for each in document.findings() if each.fix is not None and each.fix.safe}
        numbers = sorted(number for number in safe | {document.number} if not standing.lock(draft, number))
        found = mending.safe_mendings(draft, document.templates, numbers)
        if not found:
            window.say("没有可以直接修正的问题。")
            return
        names = [f"{number + 1}. {form_name(document.draft, number)}" for number in range(len(document.draft.forms))]
        dialog = MendingsDialog(found, names, rule_names(), window)
        if answered(dialog):
            chosen = dialog.chosen()
            if document.edit(f"全部修正（{len(chosen)} 处）", mending.mend_all(document.draft, chosen)):
                window.say(f"已修正 {len(chosen)} 处，按 Ctrl+Z 可以一步撤销。")

    # --- answering ---

    def answer(self, finding: Finding) -> None:
        """Ask for an answer to a finding, or another one."""
        found = self._taken(finding)
        window, document = self._window, self._window.document
        if document is None or found is None:
            return
        known = answering.answer_to(document.draft, found)
        told = f"{found.place}：{found.message}" if found.place else found.message
        told += "\n说明保存在草稿里，随表一起报送；内容改动后，这个问题会重新出现。"
        dialog = NoteDialog("情况说明", told, known.text if known else "", parent=window)
        if answered(dialog):
            if not dialog.text() and known is None:
                window.say("没有写说明，问题仍在列表里。")
                return
            made = answering.answer(document.draft, found, dialog.text(), now())
            document.edit("情况说明", made, self._path(found))

    def answer_here(self) -> None:
        """Answer the first warning or hint of the input under the cursor."""
        found = [each for each in self._here() if answering.can_answer(each)]
        if found:
            self.answer(found[0])
        else:
            self._window.say("这一格没有可以说明的提醒或提示；错误需要改正。")

    def withdraw(self, finding: Finding) -> None:
        """Take an answer back; the finding is open again."""
        document = self._window.document
        if document is not None:
            self._window.commit()
            document.edit("撤回说明", answering.withdraw(document.draft, finding), self._path(finding))

    # --- status ---

    def set_status(self, status: str) -> None:
        """Give the shown form a status.

        Raises:
            UserError: E84, errors stand in the way of 定稿; the first one is shown.
        """
        window, document = self._window, self._window.document
        if document is None or not document.draft.forms:
            return
        window.commit()
        number = document.number
        if status == statuses.FINAL and document.form.status != status:
            found = standing.obstacles(document.draft, number, document.templates)
            if found:
                document.go_to(number, found[0].path or "")
                raise _not_final(form_name(document.draft, number), found)
        if document.edit(f"状态改为{status}", standing.set_status(document.draft, number, status)):
            window.say(f"“{form_name(document.draft, number)}”：{status}。{_MEANING[status]}")

    # --- where ---

    def _here(self) -> list[Finding]:
        """Return what is open at the input under the cursor, as the rules see it this moment."""
        window, document = self._window, self._window.document
        if document is None or not document.drawable:
            return []
        window.commit()
        from perfdesk.work.checking import check_form  # noqa: PLC0415 -- the rules load after the first paint

        places, cursor = window.paper.places(), window.paper.cursor()
        found = check_form(document.draft, document.number, document.template)
        open_ = answering.sort_answered(document.draft, found).open
        here = [each for each in open_ if each.path and places is not None and shown_at(each.path, places) == cursor]
        return sorted(here, key=lambda each: each.severity.rank)

    def _taken(self, finding: Finding) -> Finding | None:
        """Return a finding after the open editor's text was taken: its row may just have been made."""
        document = self._window.document
        if document is None:
            return None
        before = document.draft
        self._window.commit()
        if finding.path is None or finding.number >= len(document.draft.forms):
            return finding
        return replace(finding, path=settled(before, document.draft, finding.number, finding.path))

    def _path(self, finding: Finding) -> str:
        """Return where undo puts the cursor: the finding's cell if it is in the shown form."""
        document = self._window.document
        shown = document is not None and finding.number == document.number
        return (finding.path or "") if shown else ""


def now() -> str:
    """Return the time as remarks carry it."""
    return f"{datetime.now():%Y-%m-%d %H:%M}"


_MEANING = {
    statuses.DRAFT: "可以继续编辑。",
    statuses.CHECKED: "再改动内容会回到草稿。",
    statuses.SUBMITTED: "再改动内容会回到草稿。",
    statuses.RETURNED: "请按批注修改，改好后再报。",
    statuses.FINAL: "内容已锁定；要改，请先改为草稿。",
}


def _not_final(name: str, found: tuple[Finding, ...]) -> UserError:
    lines = [f"◆ {each.place}：{each.message}" if each.place else f"◆ {each.message}" for each in found[:_MOST_TOLD]]
    if len(found) > _MOST_TOLD:
        lines.append(f"另有 {len(found) - _MOST_TOLD} 处。")
    told = "\n".join(lines)
    return UserError(
        "E84",
        what=f"“{name}”还有 {len(found)} 处错误，不能定稿。\n{told}",
        safe="表的内容和状态没有改动，光标已到第一处。",
        todo="请改正错误后再定稿；提醒和提示不影响定稿。",
    )
