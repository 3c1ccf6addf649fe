"""问题: what the rules found, by form and rank, filtered by chips, one card each; what was answered stands apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.problems.card import Card, Entry, Heading
from perfdesk.desk.problems.cards import MOST_CARDS, CardList
from perfdesk.desk.problems.chips import chip, scope
from perfdesk.model import Answer
from perfdesk.rules import Finding, Severity
from perfdesk.work.answering import can_answer
from perfdesk.work.forms import form_name
from perfdesk.work.standing import lock

SHAPES = {Severity.ERROR: ("◆", "error"), Severity.WARNING: ("▲", "warning"), Severity.HINT: ("○", "soft")}
MEND, ANSWER, WITHDRAW, GO, MEND_ALL = "mend", "answer", "withdraw", "go", "mend_all"
"""What can be asked of a finding."""
HELP = "help"
"""The page of its rule."""
_LINK = (HELP, "打开规则的帮助页")
_ANSWERED, _UNDECIDED = "answered", "undecided"


class ProblemsPanel(QWidget):
    """The findings of the shown form or of the whole draft.

    Signals:
        counted: how much is open in the shown form: errors, warnings, all.
        asked: (what, finding) a button was pressed; the finding is None for all.
    """

    counted = Signal(int, int, int)
    asked = Signal(str, object)

    def __init__(self, commit: Callable[[], None]) -> None:
        super().__init__()
        self._document: Document | None = None
        self._commit = commit
        self._shown: dict[str, Finding] = {}
        self._unfolded: set[str] = set()
        self._at: Finding | None = None
        self._place = 0
        self.here, self.everywhere = scope(self)
        self.errors, self.warnings, self.hints = chip("◆ 错误"), chip("▲ 提醒"), chip("○ 提示")
        self.errors.setProperty("colour", "error")
        self.warnings.setProperty("colour", "warning")
        self.mend_all = QPushButton("全部修正…")
        self.mend_all.setObjectName("chip")
        self.mend_all.setToolTip("列出不改变意思的修正，逐处看过再改")
        self.mend_all.clicked.connect(lambda: self.asked.emit(MEND_ALL, None))
        self.list = CardList("没有发现问题。\n填写时一直在查；按 F7 重新检查。")
        self.list.pressed.connect(self._press)
        self.list.folded.connect(self._fold)
        self._arrange()

    def set_document(self, document: Document | None) -> None:
        """Show the findings of a draft."""
        self._document = document
        if document is not None:
            document.findings_changed.connect(self._follow)
            document.number_changed.connect(self.refresh)
            document.draft_changed.connect(self._follow)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show what the rules said last."""
        self._show(steady=False)

    def _follow(self, *_: object) -> None:
        self._show(steady=True)

    def _show(self, *, steady: bool) -> None:
        document = self._document
        if document is None:
            self.list.show_cards(())
            self.counted.emit(0, 0, 0)
            return
        here = document.sorted_findings(document.number)
        pool = document.sorted_findings() if self.everywhere.isChecked() else here
        self.everywhere.setText(f"全部 {len(document.draft.forms)} 张")
        for chip_, severity in self._filters():
            shape = SHAPES[severity][0]
            chip_.setText(f"{shape} {severity.value} {sum(each.severity is severity for each in pool.open)}")
        safe = (each.number for each in pool.open if each.fix is not None and each.fix.safe)
        self.mend_all.setVisible(any(self._writable(number) for number in safe))
        self._shown = {}
        wanted = {severity for chip_, severity in self._filters() if chip_.isChecked()} or set(Severity)
        chosen = [each for each in pool.open if each.severity in wanted]
        answered = [pair for pair in pool.answered if pair[0].severity in wanted]
        entries = [*self._open(chosen), *self._answered(answered), *self._undecided()]
        self.list.show_cards(entries, max(0, len(chosen) - MOST_CARDS), steady=steady)
        found = [each.severity for each in here.open]
        self.counted.emit(found.count(Severity.ERROR), found.count(Severity.WARNING), len(found))

    def step(self, by: int) -> bool:
        """Go to the next open finding (or the previous one), from form to form; return whether there is one."""
        document = self._document
        if document is None:
            return False
        self._commit()
        found = document.sorted_findings().open
        if not found:
            return False
        if self._at in found:
            self._place = (found.index(self._at) + by) % len(found)
        elif self._at is not None:  # it was just settled, and makes room
            self._place = (self._place if by > 0 else self._place - 1) % len(found)
        else:
            ahead = [at for at, each in enumerate(found) if each.number >= document.number]
            self._place = ahead[0] if ahead else 0
        self.go_to(found[self._place])
        return True

    def go_to(self, finding: Finding) -> None:
        """Put the cursor on what a finding is about, and show its card."""
        if self._document is not None:
            self._at = finding
            self._document.go_to(finding.number, finding.path or "")
            self.list.go_to(_key(finding))

    # --- what is shown ---

    def _filters(self) -> tuple[tuple[QToolButton, Severity], ...]:
        return (self.errors, Severity.ERROR), (self.warnings, Severity.WARNING), (self.hints, Severity.HINT)

    def _open(self, found: Sequence[Finding]) -> list[Entry]:
        """Return a card for each open finding, the gravest first in each form, under its form where there are many."""
        chosen = sorted(found, key=lambda each: (each.number, each.severity.rank))
        entries: list[Entry] = []
        for number, group in groupby(chosen[:MOST_CARDS], key=lambda each: each.number):
            if self.everywhere.isChecked() and self._document is not None:
                entries.append(Heading(f"form {number}", f"{number + 1}. {form_name(self._document.draft, number)}"))
            entries.extend(self._card(each) for each in group)
        return entries

    def _answered(self, answered: Sequence[tuple[Finding, Answer]]) -> list[Entry]:
        if not answered:
            return []
        cards = [self._card(finding, given) for finding, given in answered[:MOST_CARDS]]
        return self._section(_ANSWERED, f"已说明 {len(answered)}", cards)

    def _undecided(self) -> list[Entry]:
        document = self._document
        left = document.judge.undecided() if document is not None else ()
        if document is None or not left:
            return []
        cards = []
        for each in left:
            key = f"?{document.number}/{each.code}/{each.path}/{each.why}"
            self._shown[key] = Finding(each.code, Severity.HINT, each.path, document.number, each.why, each.place)
            text = f"{each.place}：{each.why}" if each.place else each.why
            go = ((GO, "跳转"),) if each.path else ()
            cards.append(Card(key, "？", "soft", each.name, each.code, text, go, more=_help(each.code), link=_LINK))
        return self._section(_UNDECIDED, f"无法判断 {len(cards)}", cards)

    def _section(self, key: str, text: str, cards: Sequence[Card]) -> list[Entry]:
        folded = key not in self._unfolded
        return [Heading(key, text, folded), *(() if folded else cards)]

    def _card(self, finding: Finding, given: Answer | None = None) -> Card:
        shape, colour = SHAPES[finding.severity]
        writable = self._writable(finding.number)
        fix = finding.fix if writable and given is None else None
        buttons = [(MEND, finding.fix.label)] if fix is not None and finding.fix else []
        if writable and can_answer(finding):
            buttons.append((ANSWER, "改说明…" if given else "情况说明…"))
        if given and writable:
            buttons.append((WITHDRAW, "撤回说明"))
        small = f"{finding.code} · {self._form(finding)}" if given and self.everywhere.isChecked() else finding.code
        key = _key(finding)
        self._shown[key] = finding
        return Card(
            key=key,
            shape=shape,
            colour=colour if given is None else "soft",
            title=rule_names().get(finding.code, finding.place or "检查"),
            small=small,
            text=finding.message,
            buttons=(*buttons, (GO, "跳转")),
            mend=fix is not None and fix.safe,
            more=_help(finding.code),
            link=_LINK if finding.code in rule_names() else ("", ""),
            place=f"{finding.number}/{finding.code}/{finding.path}",
            note=f"说明：{given.text}" + (f"（{given.when}）" if given.when else "") if given else "",
        )

    def _writable(self, number: int) -> bool:
        document = self._document
        return document is not None and not (document.read_only or lock(document.draft, number))

    def _form(self, finding: Finding) -> str:
        return form_name(self._document.draft, finding.number) if self._document is not None else ""

    # --- what is done ---

    def _press(self, key: str, button: str) -> None:
        finding = self._shown.get(key)
        if finding is None or self._document is None:
            return
        if button in ("", GO):
            self._commit()
            self.go_to(finding)
        else:
            self.asked.emit(button, finding)

    def _fold(self, key: str) -> None:
        self._unfolded ^= {key}
        self.refresh()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for top, chips in ((8, (self.here, self.everywhere)), (2, (self.errors, self.warnings, self.hints))):
            row = QHBoxLayout()
            row.setContentsMargins(10, top, 10, 4)
            row.setSpacing(4)
            for each in chips:
                each.toggled.connect(self.refresh)
                row.addWidget(each)
            row.addStretch(1)
            if self.here in chips:
                row.addWidget(self.mend_all)
            column.addLayout(row)
        column.addWidget(self.list, 1)


def _key(finding: Finding) -> str:
    return f"{finding.number}/{finding.code}/{finding.path}/{finding.message}"


@cache
def rule_names() -> dict[str, str]:
    """Return the name of each rule by its code."""
    from perfdesk.rules.checks import RULES  # noqa: PLC0415 -- the rules load after the first paint

    return {rule.code: rule.name for rule in RULES}


@cache
def _help(code: str) -> tuple[str, str]:
    """Return the button and the text of a rule's help page; ("", "") of what is no rule."""
    from perfdesk.rules.checks import RULES  # noqa: PLC0415 -- as above

    rule = next((each for each in RULES if each.code == code), None)
    if rule is None:
        return "", ""
    page = rule.help()
    return "为什么", f"为什么：{page.why}\n\n怎么改：{page.how}\n\n依据：{rule.source}"
