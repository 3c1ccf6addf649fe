"""状态: 草稿 → 自查通过 → 待审 → 退回 → 定稿, and what each means for whoever edits the form."""

from __future__ import annotations

import pytest

from papers import sample
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import templates
from perfdesk.work import standing
from perfdesk.work.commenting import Said, comment
from perfdesk.work.form_editing import delete_forms, duplicate_forms, move_form
from perfdesk.work.standing import set_status
from perfdesk.work.statuses import CHECKED, DRAFT, FINAL, RETURNED, SUBMITTED

PLACE = "indicators/1/annual/target"


def _with(status: str) -> Draft:
    return set_status(sample(), 0, status)


@pytest.mark.parametrize(("status", "after"), [(CHECKED, DRAFT), (SUBMITTED, DRAFT), (RETURNED, RETURNED)])
def test_a_status_that_vouches_for_the_text_does_not_outlive_it(status: str, after: str) -> None:
    old = _with(status)
    new = standing.settle(old, paths.put(old, 0, PLACE, "改过"), templates())
    assert new.forms[0].status == after
    assert paths.get(new, 0, PLACE) == "改过"


def test_a_comment_or_an_edit_of_another_form_leaves_the_status_alone() -> None:
    old = _with(SUBMITTED)
    for new in (paths.put(old, 1, "fields/project_name", "改过"), comment(old, 0, PLACE, Said("请核对"))):
        assert standing.settle(old, new, templates()) is new


def test_a_shared_text_counts_for_the_forms_that_print_it() -> None:
    old = set_status(_with(CHECKED), 1, CHECKED)
    own = old.forms[1].model_copy(update={"fields": {**old.forms[1].fields, "year": "2026"}})
    old = old.model_copy(update={"forms": (old.forms[0], own, *old.forms[2:])})
    new = standing.settle(old, paths.put(old, 0, "shared/year", "2027"), templates())
    assert [form.status for form in new.forms[:2]] == [DRAFT, CHECKED]
    unknown = old.model_copy(update={"shared": {**old.shared, "printed_nowhere": "x"}})
    assert standing.settle(old, unknown, templates()) is unknown


def test_a_locked_form_refuses_every_change_but_status_and_comments() -> None:
    old = _with(FINAL)

    def refused(new: Draft) -> str:
        return standing.refusal(old, new, templates())

    assert "已定稿" in refused(paths.put(old, 0, PLACE, "改过"))
    assert "检查 → 状态" in refused(delete_forms(old, (0,)))
    assert refused(paths.put(old, 0, "shared/year", "2027"))
    assert refused(old.model_copy(update={"forms": ()}))
    for allowed in (
        paths.put(old, 1, "fields/project_name", "改过"),
        comment(old, 0, PLACE, Said("请核对")),
        set_status(old, 0, RETURNED),
        move_form(old, 0, 3),
        duplicate_forms(old, (0,)),
    ):
        assert refused(allowed) == ""
    assert duplicate_forms(old, (0,)).forms[1].status == DRAFT


def test_only_errors_stand_in_the_way_of_the_final_status() -> None:
    assert standing.obstacles(sample(), 0, templates()) == ()
    broken = paths.put(sample(), 0, "indicators/3/annual/target", "98")
    assert [each.code for each in standing.obstacles(broken, 0, templates())] == ["V04"]
    dear = duplicate_forms(sample(), (0,))
    dear = paths.put(dear.model_copy(update={"forms": dear.forms[:2]}), 0, "shared/ceiling", "1")
    assert "X03" in {each.code for each in standing.obstacles(dear, 0, templates())}


def test_a_text_that_a_locked_form_prints_is_locked_in_the_others_too() -> None:
    draft = _with(FINAL)
    assert standing.locked_by(draft, "year", templates()) == (0,)
    assert "已定稿" in standing.lock_at(draft, 1, "shared/year", templates())
    assert standing.lock_at(draft, 1, "fields/project_name", templates()) == ""
    assert standing.lock_at(draft, 0, "fields/project_name", templates())
    assert standing.lock_at(sample(), 1, "shared/year", templates()) == ""
