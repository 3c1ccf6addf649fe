"""问题: what the rules found, filtered by chips, one card each; jumping there and mending in one click."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.problems.cards import Card, CardList
from perfdesk.model import path as paths
from perfdesk.rules import Finding, Severity
from perfdesk.work.forms import form_name

SHAPES = {Severity.ERROR: ("◆", "error"), Severity.WARNING: ("▲", "warning"), Severity.HINT: ("○", "soft")}


class ProblemsPanel(QWidget):
    """The findings of the shown form or of the whole draft.

    Signals:
        counted: how many findings the draft has: errors, warnings, all of the shown form.
    """

    counted = Signal(int, int, int)

    def __init__(self, commit: Callable[[], None]) -> None:
        super().__init__()
        self._document: Document | None = None
        self._commit = commit
        self._shown: dict[str, Finding] = {}
        self._at: Finding | None = None
        self.here, self.everywhere = _chip("本表"), _chip("全部")
        self.errors, self.warnings = _chip("◆ 错误"), _chip("▲ 提醒")
        self.errors.setProperty("colour", "error")
        self.warnings.setProperty("colour", "warning")
        self.here.setChecked(True)
        both = QButtonGroup(self)
        both.addButton(self.here)
        both.addButton(self.everywhere)
        self.list = CardList("没有发现问题。")
        self.list.pressed.connect(self._press)
        chips = QHBoxLayout()
        chips.setContentsMargins(10, 8, 10, 4)
        chips.setSpacing(4)
        for chip in (self.here, self.everywhere, self.errors, self.warnings):
            chip.toggled.connect(self.refresh)
            chips.addWidget(chip)
        chips.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self.list, 1)

    def set_document(self, document: Document | None) -> None:
        """Show the findings of a draft."""
        self._document = document
        if document is not None:
            document.findings_changed.connect(self.refresh)
            document.number_changed.connect(self.refresh)
            document.draft_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show what the rules said last."""
        document = self._document
        if document is None:
            self.list.show_cards(())
            self.counted.emit(0, 0, 0)
            return
        everything, here = document.findings(), document.findings(document.number)
        pool = everything if self.everywhere.isChecked() else here
        errors = sum(each.severity is Severity.ERROR for each in pool)
        warnings = sum(each.severity is Severity.WARNING for each in pool)
        self.everywhere.setText(f"全部 {len(document.draft.forms)} 张")
        self.errors.setText(f"◆ 错误 {errors}")
        self.warnings.setText(f"▲ 提醒 {warnings}")
        wanted = {severity for chip, severity in self._filters() if chip.isChecked()}
        chosen = sorted(
            (each for each in pool if not wanted or each.severity in wanted),
            key=lambda each: (each.severity.rank, each.number),
        )
        names = self.everywhere.isChecked()
        cards = [self._card(each, form_name(document.draft, each.number) if names else "") for each in chosen]
        self._shown = {card.key: finding for card, finding in zip(cards, chosen, strict=True)}
        self.list.show_cards(cards)
        found = [each.severity for each in here]
        self.counted.emit(found.count(Severity.ERROR), found.count(Severity.WARNING), len(here))

    def step(self, by: int) -> None:
        """Go to the next finding (or the previous one), from form to form."""
        document = self._document
        found = list(document.findings()) if document is not None else []
        if document is None or not found:
            return
        self._commit()
        if self._at in found:
            place = (found.index(self._at) + by) % len(found)
        else:
            ahead = [at for at, each in enumerate(found) if each.number >= document.number]
            place = ahead[0] if ahead else 0
        self._at = found[place]
        document.go_to(self._at.number, self._at.path or "")

    def mend(self, finding: Finding) -> None:
        """Do what the mending of a finding says, as one undo step."""
        document = self._document
        if document is None or finding.fix is None:
            return
        self._commit()
        draft = document.draft
        for path, text in finding.fix.edits:
            draft = paths.put(draft, finding.number, path, text)
        document.edit(finding.fix.label, draft, finding.path or "")

    def _filters(self) -> tuple[tuple[QToolButton, Severity], ...]:
        return (self.errors, Severity.ERROR), (self.warnings, Severity.WARNING)

    def _press(self, key: str, button: str) -> None:
        finding = self._shown.get(key)
        if finding is None or self._document is None:
            return
        if button == "mend":
            self.mend(finding)
            return
        self._commit()
        self._at = finding
        self._document.go_to(finding.number, finding.path or "")

    def _card(self, finding: Finding, form: str) -> Card:
        shape, colour = SHAPES[finding.severity]
        mend = finding.fix is not None and self._document is not None and not self._document.read_only
        buttons = [("mend", finding.fix.label)] if mend and finding.fix else []
        small = f"{finding.code} · {form}" if form else finding.code
        return Card(
            key=f"{finding.number}/{finding.code}/{finding.path}/{finding.message}",
            shape=shape,
            colour=colour,
            title=_names().get(finding.code, finding.place or "检查"),
            small=small,
            text=finding.message,
            buttons=(*buttons, ("go", "跳转")),
            mend=mend and finding.fix is not None and finding.fix.safe,
        )


@cache
def _names() -> dict[str, str]:
    """Return the name of each rule by its code."""
    from perfdesk.rules.checks import RULES  # noqa: PLC0415 -- the rules load after the first paint

    return {rule.code: rule.name for rule in RULES}


def _chip(words: str) -> QToolButton:
    chip = QToolButton()
    chip.setText(words)
    chip.setCheckable(True)
    chip.setObjectName("chip")
    return chip
