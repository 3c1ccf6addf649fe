"""Undo and redo, unlimited, over frozen drafts; a save changes nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from perfdesk.model import Draft


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edit was made: the form's number from 0, and a path in it; None for the form as a whole."""

    number: int
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What undo or redo leads to.

    Args:
        label: what was undone or redone, "填写".
        draft: the draft that stands now.
        place: where the cursor goes; the place may not exist in `draft` (a row that was added is gone again).
    """

    label: str
    draft: Draft
    place: Place


class History:
    """The drafts of one session. Each pushed draft is a step of its own; nothing is merged, nothing is forgotten.

    The number of the save and the checksum are the file's, not the text's: undo never takes them back, or an older
    copy would look like the newer one.
    """

    def __init__(self, draft: Draft, *, saved: bool = True) -> None:
        """Begin with `draft`; `saved` tells whether a file holds it."""
        self._steps = [Step("", draft, Place(0))]
        self._at = 0
        self._saved = draft if saved else None
        self._stamp = _stamp(draft)

    @property
    def draft(self) -> Draft:
        """The draft that stands now."""
        return self._stamped(self._steps[self._at].draft)

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" if there is nothing."""
        return self._steps[self._at].label

    @property
    def redo_label(self) -> str:
        """What redo would bring back, "" if there is nothing."""
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else ""

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what stands now; text that was undone back to it counts."""
        return self._saved is not None and self._same(self._saved, self._steps[self._at].draft)

    def push(self, label: str, draft: Draft, place: Place) -> bool:
        """Make `draft` what stands now; False, and nothing happens, if it changes nothing.

        Raises:
            ValueError: the label is empty.
        """
        if not label:
            raise ValueError("label")
        if self._same(draft, self._steps[self._at].draft):
            return False
        self._at += 1
        self._steps[self._at :] = [Step(label, draft, place)]
        return True

    def undo(self) -> Step | None:
        """Go back one step; None at the start."""
        if self._at == 0:
            return None
        undone = self._steps[self._at]
        self._at -= 1
        return Step(undone.label, self.draft, undone.place)

    def redo(self) -> Step | None:
        """Go forward one step; None at the end."""
        if self._at + 1 == len(self._steps):
            return None
        self._at += 1
        redone = self._steps[self._at]
        return Step(redone.label, self.draft, redone.place)

    def mark_saved(self, saved: Draft) -> None:
        """Note that the file holds `saved`, with its number and checksum; the clerk may have typed on since."""
        self._saved = saved
        self._stamp = _stamp(saved)

    def _stamped(self, draft: Draft) -> Draft:
        return draft if _stamp(draft) == self._stamp else draft.model_copy(update=self._stamp)

    def _same(self, one: Draft, other: Draft) -> bool:
        return one is other or self._stamped(one) == self._stamped(other)


def _stamp(draft: Draft) -> dict[str, object]:
    return {"seq": draft.seq, "sha256": draft.sha256}
