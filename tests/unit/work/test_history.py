"""Undo and redo: every step back and forth is exact, and a save in between changes nothing."""

from __future__ import annotations

import pytest

from perfdesk.model import Draft, Form
from perfdesk.work.editing import set_text
from perfdesk.work.history import History, Place

START = Draft(id="d", forms=(Form(id="1", template="t"), Form(id="2", template="t")))
NAME = Place(0, "fields/project_name")


def _typed(history: History, text: str) -> Draft:
    draft = set_text(history.draft, 0, "fields/project_name", text)
    assert history.push("填写", draft, NAME)
    return draft


def test_each_edit_is_a_step_of_its_own() -> None:
    history = History(START)
    drafts = [START, *(_typed(history, text) for text in ("图", "图书", "图书馆"))]
    for draft in reversed(drafts[:-1]):
        step = history.undo()
        assert step is not None
        assert (step.draft, step.label, step.place) == (draft, "填写", NAME)
        assert history.draft == draft
    assert history.undo() is None
    for draft in drafts[1:]:
        step = history.redo()
        assert step is not None
        assert step.draft == history.draft == draft
    assert history.redo() is None


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    history = History(START)
    assert not history.push("填写", START, NAME)
    assert not history.push("填写", START.model_copy(), NAME)
    assert history.undo_label == ""
    _typed(history, "图书馆")
    history.undo()
    assert not history.push("填写", history.draft, NAME)
    assert history.redo_label == "填写"  # nothing happened, so nothing to redo is lost


def test_a_new_edit_after_undo_takes_the_place_of_what_was_undone() -> None:
    history = History(START)
    _typed(history, "甲")
    _typed(history, "乙")
    history.undo()
    third = _typed(history, "丙")
    assert history.redo() is None
    assert history.draft == third
    step = history.undo()
    assert step is not None
    assert step.draft.forms[0].fields["project_name"] == "甲"


def test_undo_goes_on_behind_a_save_and_keeps_the_number_of_the_save() -> None:
    history = History(START)
    typed = _typed(history, "图书馆")
    assert not history.is_saved
    history.mark_saved(typed.model_copy(update={"seq": 7, "sha256": "ab"}))
    assert history.is_saved
    assert (history.draft.seq, history.draft.sha256) == (7, "ab")
    step = history.undo()
    assert step is not None
    assert (step.draft.seq, step.draft.forms) == (7, START.forms)
    assert not history.is_saved
    assert history.redo() is not None
    assert history.is_saved
    assert history.undo() is not None
    assert not history.push("填写", START, NAME)  # the number of the save is no edit


def test_text_typed_while_the_file_was_being_written_is_not_saved() -> None:
    history = History(START)
    first = _typed(history, "图")
    second = _typed(history, "图书")
    history.mark_saved(first.model_copy(update={"seq": 1}))
    assert not history.is_saved
    assert history.draft.forms == second.forms
    history.undo()
    assert history.is_saved


def test_text_typed_back_to_what_the_file_holds_is_saved() -> None:
    history = History(START)
    _typed(history, "图")
    _typed(history, "")
    assert not history.is_saved  # an empty text is stored where none was
    history = History(set_text(START, 0, "fields/project_name", "馆"))
    _typed(history, "图")
    _typed(history, "馆")
    assert history.is_saved


def test_a_new_draft_is_not_saved_until_it_is() -> None:
    history = History(START, saved=False)
    assert not history.is_saved
    history.mark_saved(history.draft)
    assert history.is_saved


def test_a_thousand_steps_share_what_did_not_change() -> None:
    history = History(START)
    for number in range(1000):
        _typed(history, str(number))
    assert history.draft.forms[1] is START.forms[1]
    for _ in range(1000):
        assert history.undo() is not None
    assert history.draft == START


def test_a_step_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="label"):
        History(START).push("", START, NAME)
