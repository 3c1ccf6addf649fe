"""Mending: one finding, or every safe one, with what stood there before and what comes after."""

from __future__ import annotations

from papers import sample
from perfdesk.model import path as paths
from perfdesk.region import templates
from perfdesk.work.answering import answer
from perfdesk.work.checking import check_draft, check_form
from perfdesk.work.mending import mend, mend_all, safe_mendings

RATE, GOAL = "indicators/3/annual/target", "fields/goal_annual"


def test_a_safe_mending_is_listed_with_before_and_after() -> None:
    draft = paths.put(sample(), 0, RATE, "98％")
    (found,) = safe_mendings(draft, templates())
    assert (found.number, [(each.path, each.before, each.after) for each in found.texts]) == (
        0,
        [(RATE, "98％", "98%")],
    )
    assert mend_all(draft, [found]) == paths.put(draft, 0, RATE, "98%")


def test_a_text_that_two_rules_mend_is_one_line_and_ends_clean() -> None:
    draft = paths.put(sample(), 0, RATE, "<p>大于等于98％</p>")
    (found,) = safe_mendings(draft, templates())
    assert len(found.codes) > 1
    assert [(each.before, each.after) for each in found.texts] == [("<p>大于等于98％</p>", "≥98%")]
    left = check_form(mend_all(draft, [found]), 0, templates()[draft.forms[0].template])
    assert not [each for each in left if each.fix is not None and each.fix.safe and each.path == RATE]


def test_what_is_not_chosen_stays() -> None:
    draft = paths.put(paths.put(sample(), 0, RATE, "98％"), 1, "indicators/1/annual/target", "<p>5次</p>")
    found = safe_mendings(draft, templates())
    assert [each.number for each in found] == [0, 1]
    assert mend_all(draft, found[:1]) == paths.put(draft, 0, RATE, "98%")


def test_a_clean_draft_has_nothing_to_mend() -> None:
    assert safe_mendings(sample(), templates()) == ()


def test_the_mending_of_a_finding_is_what_its_rule_says() -> None:
    draft = paths.put(sample(), 0, RATE, "98")
    found = next(each for each in check_draft(draft, templates()) if each.code == "V04")
    assert mend(draft, found) == paths.put(draft, 0, RATE, "98%")


def test_what_was_answered_is_not_mended_along_with_the_rest() -> None:
    draft = paths.put(sample(), 0, RATE, "大于等于98%")
    found = next(each for each in check_draft(draft, templates()) if each.path == RATE and each.fix and each.fix.safe)
    assert safe_mendings(draft, templates())
    assert safe_mendings(answer(draft, found, "合同原文如此。"), templates()) == ()


def test_only_the_forms_asked_for_are_looked_at() -> None:
    draft = paths.put(paths.put(sample(), 0, RATE, "98％"), 1, "indicators/1/annual/target", "<p>5次</p>")
    assert [each.number for each in safe_mendings(draft, templates(), (1,))] == [1]
