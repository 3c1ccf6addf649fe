"""Whole forms: they come, go, move and are copied, and no value is lost or mixed up on the way."""

from __future__ import annotations

from perfdesk.model import Answer, Comment, Doubt, Draft, Form
from perfdesk.region import templates
from perfdesk.work import form_editing as forms

SHANGHAI = templates()["shanghai-2023"]
TOWN = templates()["dongguan-town-2022"]


def _draft(*ids: str, **shared: str) -> Draft:
    made = (Form(id=each, template=SHANGHAI.id, fields={"project_name": f"项目{each}"}) for each in ids)
    return Draft(id="d", shared=shared, forms=tuple(made))


def _ids(draft: Draft) -> str:
    return " ".join(form.id for form in draft.forms)


def test_a_new_form_has_the_official_wording_and_an_id_of_its_own() -> None:
    after = forms.add_form(_draft("1", "7"), TOWN)
    assert _ids(after) == "1 7 8"
    assert after.forms[2].fields["review_opinion"] == TOWN.fields["review_opinion"].default
    assert after.shared["review_office"] == "东坑"
    assert _ids(forms.add_form(_draft("1", "7"), SHANGHAI, at=1)) == "1 8 7"


def test_a_new_form_leaves_shared_values_as_they_are() -> None:
    draft = _draft("1", review_office="常平")
    assert forms.add_form(draft, TOWN).shared == {"review_office": "常平"}


def test_a_copy_stands_after_its_form_without_the_remarks_on_it() -> None:
    form = (
        _draft("1")
        .forms[0]
        .model_copy(
            update={
                "doubts": (Doubt(code="I01"),),
                "comments": (Comment(id="1"),),
                "answers": (Answer(code="V02", path="x"),),
                "status": "定稿",
            }
        )
    )
    after = forms.duplicate_forms(Draft(id="d", forms=(form, *_draft("2").forms)), (0,))
    assert _ids(after) == "1 3 2"
    copy = after.forms[1]
    assert (copy.fields, copy.doubts) == (form.fields, form.doubts)
    assert (copy.comments, copy.answers, copy.status) == ((), (), "草稿")


def test_a_form_is_deleted_and_moved() -> None:
    draft = _draft("1", "2", "3")
    assert _ids(forms.delete_forms(draft, (1,))) == "1 3"
    assert _ids(forms.move_form(draft, 0, 2)) == "2 3 1"
    assert _ids(forms.move_form(draft, 2, 0)) == "3 1 2"
    assert _ids(forms.move_form(draft, 0, 99)) == "2 3 1"
    assert forms.move_form(draft, 1, 1) is draft


def test_ids_that_are_no_numbers_are_no_obstacle() -> None:
    assert forms.next_form_id(_draft("a", "٣", "9" * 40)) == "1"
    assert forms.next_form_id(Draft(id="d")) == "1"


def test_a_copy_in_another_draft_takes_its_year_and_brings_what_it_lacks() -> None:
    source = _draft("1", year="2025", department="市文广局")
    target = _draft("1", "2", year="2026")
    after = forms.copy_form(source, 0, target, SHANGHAI)
    assert _ids(after) == "1 2 3"
    assert after.forms[2].fields == {"project_name": "项目1", "department": "市文广局"}
    assert after.shared == target.shared


def test_a_value_of_its_own_stays_its_own_in_another_draft() -> None:
    own = _draft("1").forms[0].model_copy(update={"fields": {"year": "2024"}})
    source = Draft(id="d", shared={"year": "2025"}, forms=(own,))
    assert forms.copy_form(source, 0, _draft("1", year="2026"), SHANGHAI).forms[1].fields == {"year": "2024"}


def test_several_forms_are_moved_copied_and_deleted_in_their_order() -> None:
    draft = _draft("1", "2", "3", "4")
    assert _ids(forms.move_forms(draft, (2, 0), 4)) == "2 4 1 3"
    assert _ids(forms.move_forms(draft, (1, 3), 0)) == "2 4 1 3"
    assert _ids(forms.move_forms(draft, (1, 3), 2)) == "1 2 4 3"
    assert forms.move_forms(draft, (0, 1), 1) is draft
    assert _ids(forms.delete_forms(draft, (3, 0))) == "2 3"
    assert _ids(forms.duplicate_forms(draft, (2, 0))) == "1 2 3 5 6 4"
    assert (
        _ids(forms.copy_forms(forms.only_forms(draft, (0, 1)), draft, {"shanghai-2023": SHANGHAI}, 1)) == "1 5 6 2 3 4"
    )
