"""What the rules say of an open draft: after the last key, a form a turn, then between the forms; never in the way.

The findings are those of `work.checking.check_draft`, arrived at piece by piece.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from perfdesk.desk.jobs import Job
from perfdesk.model import Draft, Form
from perfdesk.rules.finding import Finding

if TYPE_CHECKING:
    from perfdesk.desk.document import Document
    from perfdesk.work.undecided import Undecided

CHECK_MS = 40
"""Pause after the last key before the rules run."""
ACROSS_MS = 150
"""Pause after the last form before the rules look between forms."""
IN_TURN_ROWS = 600
"""A draft of so many indicators is looked at between its forms in one turn (under 10 ms), a larger one on a thread."""
TELL_MS = 150
"""While many forms are being checked, what was found is told in such steps."""

Between = dict[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class _Own:
    """What the rules said of a form as it was."""

    form: Form
    shared: object
    found: tuple[Finding, ...]
    left: tuple[Undecided, ...]


class Judge(QObject):
    """Runs the rules over a document and keeps what they said.

    Signals:
        changed: something is said that was not, or no longer.
    """

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._own: dict[str, _Own] = {}
        self._between: Between = {}
        self._across: Draft | None = None  # the draft that `_between` is about
        self._job: Job | None = None
        self._merged: dict[str, tuple[object, object, int, tuple[Finding, ...]]] = {}
        self._next, self._later, self._tell = (QTimer(self) for _ in range(3))
        for timer, then in (
            (self._next, self._check_next),
            (self._later, self._look_across),
            (self._tell, self._told),
        ):
            timer.setSingleShot(True)
            timer.timeout.connect(then)

    # --- what was said ---

    def found(self, number: int) -> tuple[Finding, ...]:
        """Return what the rules said last of a form, in reading order, what was answered among it."""
        forms = self._document.draft.forms
        form_id = forms[number].id if number < len(forms) else ""
        own, between = self._own.get(form_id), self._between.get(form_id, ())
        if own is None:
            return ()
        kept = self._merged.get(form_id)
        if kept is None or kept[0] is not own.found or kept[1] is not between or kept[2] != number:
            kept = (own.found, between, number, self._together(own, between, number))
            self._merged[form_id] = kept
        return kept[3]

    def undecided(self) -> tuple[Undecided, ...]:
        """Return what the rules could not judge of the shown form."""
        document = self._document
        own = self._own.get(document.form.id) if document.drawable else None
        return own.left if own is not None else ()

    @property
    def at_rest(self) -> bool:
        """Whether the rules have seen everything as it is now."""
        waiting = any(timer.isActive() for timer in (self._next, self._later, self._tell))
        return not waiting and self._job is None

    # --- looking ---

    def look_soon(self, pause_ms: int = 0) -> None:
        """Look at what has changed, in a while."""
        self._drop()
        self._later.stop()
        self._next.start(pause_ms)

    def look_anew(self) -> None:
        """Look at everything again."""
        self._own.clear()
        self._across = None
        self.look_soon()

    def _check_next(self) -> None:
        """Look at the shown form, then at others that changed, one a turn, so that keys are never kept waiting."""
        document, draft = self._document, self._document.live_draft()
        for number in (document.number, *(each for each in range(len(draft.forms)) if each != document.number)):
            form = draft.forms[number] if number < len(draft.forms) else None
            known = self._own.get(form.id) if form is not None else None
            if form is None or (known is not None and known.form is form and known.shared is draft.shared):
                continue
            before = self._merged.get(form.id, (None, None, number, None))[3]
            own = self._own[form.id] = self._check(draft, number)
            if self.found(number) != before or known is None or own.left != known.left:
                self._changed_at(number)
            self._next.start(0)
            return
        seen = self._across
        if seen is None or seen.forms is not draft.forms or seen.shared is not draft.shared:
            self._later.start(ACROSS_MS)

    def _check(self, draft: Draft, number: int) -> _Own:
        from perfdesk.work.checking import check_form, not_installed  # noqa: PLC0415 -- rules load after the first paint
        from perfdesk.work.undecided import Undecideds  # noqa: PLC0415 -- as above

        form, left = draft.forms[number], Undecideds()
        template = self._document.templates.get(form.template)
        if template is None:
            return _Own(form, draft.shared, (not_installed(form, number),), ())
        found = check_form(draft, number, template, left.take)
        return _Own(form, draft.shared, found, tuple(left.found))

    def _look_across(self) -> None:
        """Look between the forms: at once where that takes no time, else on a thread, where a stale result is lost."""
        from perfdesk.work.checking import check_across  # noqa: PLC0415 -- as above

        draft, templates = self._document.live_draft(), self._document.templates
        self._drop()
        if sum(len(form.indicators) for form in draft.forms) <= IN_TURN_ROWS:
            self._take(draft, check_across(draft, templates))
            return
        job = self._job = Job(lambda _progress: check_across(draft, templates))
        job.done.connect(lambda found: self._job_done(job, draft, found))
        self.destroyed.connect(job.drop)  # the window may close first
        job.start()

    def _job_done(self, job: Job, draft: Draft, found: tuple[Finding, ...]) -> None:
        if job is self._job:
            self._job = None
            self._take(draft, found)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.drop()
            self._job = None

    def _take(self, draft: Draft, found: tuple[Finding, ...]) -> None:
        between: dict[str, list[Finding]] = {}
        for each in found:
            between.setdefault(draft.forms[each.number].id, []).append(each)
        new = {form_id: tuple(each) for form_id, each in between.items()}
        old, self._across = self._between, draft
        if old != new:  # what is the same stays the very same, so that nothing is sorted again
            self._between = {
                form_id: old[form_id] if old.get(form_id) == each else each for form_id, each in new.items()
            }
            self._told()

    # --- telling ---

    def _changed_at(self, number: int) -> None:
        if number == self._document.number:
            self._told()
        elif not self._tell.isActive():
            self._tell.start(TELL_MS)

    def _told(self) -> None:
        self._tell.stop()
        self.changed.emit()

    def _together(self, own: _Own, between: tuple[Finding, ...], number: int) -> tuple[Finding, ...]:
        from perfdesk.work.checking import in_order  # noqa: PLC0415 -- as above

        template = self._document.templates.get(own.form.template)
        found = own.found if template is None else in_order(template, own.form, (*own.found, *between))
        return tuple(self._named(replace(each, number=number)) for each in found)

    def _named(self, finding: Finding) -> Finding:
        """Return a finding about a row that the open editor is just making under the path that the paper knows."""
        document = self._document
        made = document.made_row() if finding.number == document.number else None
        if made is None or not finding.path or not finding.path.startswith(f"{made[0]}/"):
            return finding
        return replace(finding, path=made[1] + finding.path[len(made[0]) :])
