"""One open draft: its text, what is shown of it, and word to every panel when something changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from perfdesk.desk.judging import CHECK_MS, Judge
from perfdesk.desk.live import with_live_text
from perfdesk.grid import Sheet
from perfdesk.model import Doubt, Draft, Form
from perfdesk.model import path as paths
from perfdesk.page import fit, refit
from perfdesk.page.pages import Fit
from perfdesk.region import Template
from perfdesk.rules.finding import Finding
from perfdesk.translate.render import render_form
from perfdesk.work import standing
from perfdesk.work.answering import Sorted, sort_answered
from perfdesk.work.editing import set_text
from perfdesk.work.history import History, Place, Step


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
    said = Signal(str)

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
        self.fills_right = True
        """Whether the right horizon takes what is put at the left while it has no text of its own."""
        self._history = History(draft, saved=saved)
        self._draft = draft
        self._number = 0
        self._live: tuple[str, str] | None = None
        self._sheet: tuple[Draft, int, Sheet] | None = None
        self._fit: tuple[Sheet, Fit] | None = None
        self._live_sheet: tuple[Sheet, tuple[str, str], Sheet] | None = None
        self._live_draft: tuple[Draft, tuple[str, str], Draft] | None = None
        self.judge = Judge(self)
        self.judge.changed.connect(self.findings_changed)

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
    def shut(self) -> str:
        """Why the shown form may not be edited, a sentence for the clerk; "" if it may."""
        return self.read_only or standing.lock(self._draft, self._number)

    def shut_at(self, path: str) -> str:
        """Return why a text of the shown form may not be edited, "" if it may; a shared one may be another form's."""
        return self.read_only or standing.lock_at(self._draft, self._number, path, self.templates)

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
        """Return the shown form as it will be printed, with all places to type, the open editor's text included."""
        if self._sheet is None or self._sheet[0] is not self._draft or self._sheet[1] != self._number:
            shown = render_form(self.template, self._draft, self._number, typing=not self.read_only)
            self._sheet = (self._draft, self._number, shown)
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

    def pages(self) -> int:
        """Return how many pages the shown form prints on: places that are left empty may not be printed."""
        printed = self.fit()
        if self.template.prints_filled and not self.read_only:
            printed = fit(render_form(self.template, self._draft, self._number))
        return len(printed.pages)

    # --- what changes it ---

    def edit(self, label: str, draft: Draft, path: str = "") -> bool:
        """Make `draft` the text, as one undo step; return whether it was taken. `path` is where undo puts the cursor.

        A form whose status vouched for its text goes back to 草稿; an edit of a locked form is refused.
        """
        refused = self.read_only or standing.refusal(self._draft, draft, self.templates)
        if refused:
            self.refused.emit(refused)
            return False
        settled = standing.settle(self._draft, draft, self.templates)
        back = [number for number, form in enumerate(settled.forms) if form.status != draft.forms[number].status]
        self._push(label, settled, path)
        if back:
            self.said.emit(standing.told_back(settled, back))
        return True

    def replace(self, label: str, draft: Draft) -> None:
        """Make a draft from outside the text, as one undo step: locked forms and a draft only read take it too."""
        self._push(label, draft, "")

    def put(self, path: str, text: str) -> None:
        """Make `text` what stands at a path of the shown form."""
        self.edit("填写", set_text(self._draft, self._number, path, text), path)

    def live(self, path: str, text: str | None, *, sought: bool = False) -> None:
        """Take the text of the open editor, not committed; None when it is closed.

        Args:
            sought: it looks for something in a list, and is not judged before it is put down.
        """
        self._live = None if text is None or self.shut else (path, text)
        self.live_changed.emit()
        if not sought:
            self.judge.look_soon(CHECK_MS)

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
        """Return what the rules said last of a form, of the whole draft if None, what was answered among it."""
        numbers = range(len(self._draft.forms)) if number is None else (number,)
        return tuple(finding for each in numbers for finding in self.judge.found(each))

    def sorted_findings(self, number: int | None = None) -> Sorted:
        """Return the findings of a form or of the whole draft, those that were answered apart."""
        return sort_answered(self.live_draft(), self.findings(number))

    def doubts(self, number: int | None = None) -> tuple[Doubt, ...]:
        """Return the open doubts of a form; of no form if None."""
        return self._draft.doubts if number is None else self._draft.forms[number].doubts

    @property
    def checked(self) -> bool:
        """Whether the rules have seen everything as it is now."""
        return self.judge.at_rest

    def check_soon(self) -> None:
        """Have the rules look at everything again."""
        self.judge.look_anew()

    def made_row(self) -> tuple[str, str] | None:
        """Return the row that the open editor is just making: its path in the live draft, and as the paper knows it."""
        if self._live is None or not self._live[0].startswith("indicators/+"):
            return None
        rows = self.live_draft().forms[self._number].indicators
        if len(rows) == len(self.form.indicators):
            return None
        return paths.join("indicators", rows[-1].id), "/".join(self._live[0].split("/")[:2])

    def _push(self, label: str, draft: Draft, path: str) -> None:
        if self._history.push(label, draft, Place(self._number, path or None)):
            self._become(path)  # a text in the open editor stays: the edit may have come from another window

    def _become(self, path: str) -> None:
        old, self._draft = self._draft, self._history.draft
        draft = self._draft
        shown = old.forms[self._number].id if self._number < len(old.forms) else ""
        at = next((place for place, form in enumerate(draft.forms) if form.id == shown), None)
        place = at if at is not None else max(0, min(self._number, len(draft.forms) - 1))
        moved, self._number = place != self._number or at is None, place
        if moved:
            self._live = None
        self.draft_changed.emit(_difference(old, draft, path))
        if moved:
            self.number_changed.emit(self._number)
        self.state_changed.emit()
        self.judge.look_soon()

    def _go(self, step: Step | None) -> None:
        if step is not None:
            self._live = None
            self._become("")
            self.go_to(step.place.number, step.place.path or "")


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
