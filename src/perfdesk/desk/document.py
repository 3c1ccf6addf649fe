"""One open draft: its text, what is shown of it, and word to every panel when something changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from perfdesk.desk.live import with_live_text
from perfdesk.grid import Sheet
from perfdesk.model import Doubt, Draft, Form
from perfdesk.model import path as paths
from perfdesk.page import fit, refit
from perfdesk.page.pages import Fit
from perfdesk.region import Template
from perfdesk.rules import Finding
from perfdesk.translate.render import render_form
from perfdesk.work.editing import set_text
from perfdesk.work.history import History, Place, Step

CHECK_MS = 40
"""Pause after the last key before the rules run."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit touched: form numbers (None: forms came, went or moved, or a shared text), paths (None: any)."""

    numbers: frozenset[int] | None = None
    paths: frozenset[str] | None = None


class Document(QObject):  # house: the one hinge between panels, paper and files; its methods are one line each
    """One open draft.

    Args:
        read_only: why it may not be changed, a sentence for the clerk; "" if it may.
        saved: there is nothing in it that would be a loss (a file holds it, or it is new and empty).
    """

    draft_changed = Signal(object)
    number_changed = Signal(int)
    state_changed = Signal()
    findings_changed = Signal()
    cursor_changed = Signal(str)
    live_changed = Signal()
    jump = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        draft: Draft,
        templates: Mapping[str, Template],
        path: Path | None = None,
        read_only: str = "",
        *,
        saved: bool = True,
    ) -> None:
        super().__init__()
        self.templates = templates
        self.path = path
        self.read_only = read_only
        self._history = History(draft, saved=saved)
        self._draft = draft
        self._number = 0
        self._live: tuple[str, str] | None = None
        self._sheet: tuple[Draft, int, Sheet] | None = None
        self._fit: tuple[Sheet, Fit] | None = None
        self._live_sheet: tuple[Sheet, tuple[str, str], Sheet] | None = None
        self._live_draft: tuple[Draft, tuple[str, str], Draft] | None = None
        self._found: dict[str, tuple[Form, object, tuple[Finding, ...]]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._check_next)

    # --- what it holds ---

    @property
    def draft(self) -> Draft:
        """The committed text."""
        return self._draft

    @property
    def number(self) -> int:
        """Which form is shown, from 0."""
        return self._number

    @property
    def form(self) -> Form:
        """The form that is shown."""
        return self._draft.forms[self._number]

    @property
    def template(self) -> Template:
        """The layout of the form that is shown."""
        return self.templates[self.form.template]

    @property
    def drawable(self) -> bool:
        """Whether there is a form to show and its layout is installed."""
        return self._number < len(self._draft.forms) and self.form.template in self.templates

    @property
    def unsaved(self) -> bool:
        """Whether the file does not hold what the window shows."""
        live = self._live is not None and self._live[1] != paths.get(self._draft, self._number, self._live[0])
        return live or not self._history.is_saved

    def live_draft(self) -> Draft:
        """Return the draft with the text of the open editor put in: what a recovery copy keeps."""
        if self._live is None:
            return self._draft
        known = self._live_draft
        if known is None or known[0] is not self._draft or known[1] != self._live:
            known = (self._draft, self._live, set_text(self._draft, self._number, *self._live))
            self._live_draft = known
        return known[2]

    def text(self, path: str) -> str:
        """Return the text at a path of the shown form, that of the open editor included."""
        if self._live is not None and self._live[0] == path:
            return self._live[1]
        return paths.get(self._draft, self._number, path)

    def sheet(self) -> Sheet:
        """Return the shown form as it will be printed, the text of the open editor included."""
        if self._sheet is None or self._sheet[0] is not self._draft or self._sheet[1] != self._number:
            self._sheet = (self._draft, self._number, render_form(self.template, self._draft, self._number))
        sheet = self._sheet[2]
        if self._live is None:
            return sheet
        if self._live_sheet is None or self._live_sheet[0] is not sheet or self._live_sheet[1] != self._live:
            self._live_sheet = (sheet, self._live, with_live_text(sheet, *self._live))
        return self._live_sheet[2]

    def fit(self) -> Fit:
        """Return the pages of the shown form."""
        sheet = self.sheet()
        if self._fit is None or self._fit[0] is not sheet:
            self._fit = (sheet, fit(sheet) if self._fit is None else refit(self._fit[1], sheet))
        return self._fit[1]

    # --- what changes it ---

    def edit(self, label: str, draft: Draft, path: str = "") -> None:
        """Make `draft` the text, as one undo step; `path` is where undo puts the cursor."""
        if self.read_only:
            self.refused.emit(self.read_only)
            return
        place = Place(self._number, path or None)
        if self._history.push(label, draft, place):
            self._live = None
            self._become(path)

    def put(self, path: str, text: str) -> None:
        """Make `text` what stands at a path of the shown form."""
        self.edit("填写", set_text(self._draft, self._number, path, text), path)

    def live(self, path: str, text: str | None) -> None:
        """Take the text of the open editor, not committed; None when it is closed."""
        self._live = None if text is None or self.read_only else (path, text)
        self.live_changed.emit()
        self._timer.start(CHECK_MS)

    def undo(self) -> None:
        """Take back the last step and go where it was made."""
        self._go(self._history.undo())

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._go(self._history.redo())

    def undo_label(self) -> str:
        """Return what undo would take back, "" if nothing."""
        return self._history.undo_label

    def redo_label(self) -> str:
        """Return what redo would make again, "" if nothing."""
        return self._history.redo_label

    def show(self, number: int) -> None:
        """Show another form."""
        number = max(0, min(number, len(self._draft.forms) - 1))
        if number != self._number:
            self._live = None
            self._number = number
            self.number_changed.emit(number)

    def go_to(self, number: int, path: str) -> None:
        """Show a form and put the cursor on a cell."""
        self.show(number)
        self.jump.emit(path)

    def mark_saved(self, path: Path, saved: Draft) -> None:
        """Note that the file at `path` holds `saved`, with its number and checksum."""
        self.path = path
        self._history.mark_saved(saved)
        self._draft = self._history.draft
        self.state_changed.emit()

    # --- what is said of it ---

    def findings(self, number: int | None = None) -> tuple[Finding, ...]:
        """Return what the rules said last of a form, of the whole draft if None."""
        numbers = range(len(self._draft.forms)) if number is None else (number,)
        found: list[Finding] = []
        for each in numbers:
            known = self._found.get(self._draft.forms[each].id) if each < len(self._draft.forms) else None
            found += (replace(finding, number=each) for finding in (known[2] if known else ()))
        return tuple(found)

    def doubts(self, number: int | None = None) -> tuple[Doubt, ...]:
        """Return the open doubts of a form; of no form if None."""
        return self._draft.doubts if number is None else self._draft.forms[number].doubts

    @property
    def checked(self) -> bool:
        """Whether the rules have seen everything as it is now."""
        return not self._timer.isActive()

    def check_soon(self) -> None:
        """Have the rules look at everything again."""
        self._found.clear()
        self._timer.start(0)

    def _become(self, path: str) -> None:
        old, self._draft = self._draft, self._history.draft
        draft = self._draft
        shown = old.forms[self._number].id if self._number < len(old.forms) else ""
        at = next((place for place, form in enumerate(draft.forms) if form.id == shown), None)
        place = at if at is not None else max(0, min(self._number, len(draft.forms) - 1))
        moved, self._number = place != self._number or at is None, place
        self.draft_changed.emit(_difference(old, draft, path))
        if moved:
            self.number_changed.emit(self._number)
        self.state_changed.emit()
        self._timer.start(0)

    def _go(self, step: Step | None) -> None:
        if step is not None:
            self._live = None
            self._become("")
            self.go_to(step.place.number, step.place.path or "")

    def _check_next(self) -> None:
        """Look at the shown form, then at others that changed, one a turn, so that keys are never kept waiting."""
        from perfdesk.work.checking import check_form  # noqa: PLC0415 -- the rules load after the first paint

        live = self.live_draft()
        order = [self._number, *(number for number in range(len(live.forms)) if number != self._number)]
        for number in order:
            form = live.forms[number] if number < len(live.forms) else None
            if form is None or form.template not in self.templates:
                continue
            known = self._found.get(form.id)
            if known is not None and known[0] is form and known[1] is live.shared:
                continue
            found = self._named(check_form(live, number, self.templates[form.template]), number)
            self._found[form.id] = (form, live.shared, found)
            if known is None or known[2] != found:
                self.findings_changed.emit()
            self._timer.start(0)
            return

    def _named(self, found: tuple[Finding, ...], number: int) -> tuple[Finding, ...]:
        """Return findings about a row that the open editor is just making under the path that the paper knows."""
        if self._live is None or number != self._number or not self._live[0].startswith("indicators/+"):
            return found
        rows = self.live_draft().forms[number].indicators
        if len(rows) == len(self.form.indicators):
            return found
        made = paths.join("indicators", rows[-1].id)
        row = "/".join(self._live[0].split("/")[:2])
        return tuple(
            replace(each, path=row + each.path[len(made) :]) if each.path and each.path.startswith(f"{made}/") else each
            for each in found
        )


def _difference(old: Draft, new: Draft, path: str) -> Change:
    """Return what differs; a step that adds a row or touches shared text may differ anywhere."""
    same_order = [form.id for form in old.forms] == [form.id for form in new.forms]
    if not same_order or old.shared != new.shared:
        return Change()
    numbers = frozenset(
        number for number, (one, two) in enumerate(zip(old.forms, new.forms, strict=True)) if one is not two
    )
    makes_row = not path or "/+" in path
    return Change(numbers, None if makes_row else frozenset((path,)))
