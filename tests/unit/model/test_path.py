"""Paths into a draft: reading and writing one text leaves all others as they were."""

from __future__ import annotations

import pytest

from perfdesk.model import Answer, Comment, Doubt, Draft, Form, Indicator, Origin
from perfdesk.model.path import find_indicator, get, join, new_indicator, next_id, put, split, without_indicators

AWKWARD = ["", "/", "~", "~1", "~0", "+", "%", "%2B", "+a+b", "a/b+c%d~e", "社会、经济、生态效益指标", "𠮷", " "]


@pytest.fixture
def draft() -> Draft:
    row = Indicator(
        id="7", level1="产出指标", level2="数量指标", horizons={"annual": {"name": "讲座场次", "target": "≥12场"}}
    )
    form = Form(
        id="a", template="t", fields={"project_name": "流动书车"}, indicators=(row,), tables={"x": ({"p": "1"},)}
    )
    return Draft(id="d", shared={"year": "2026"}, forms=(form, Form(id="b", template="t")))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("fields/project_name", "流动书车"),
        ("fields/remarks", ""),
        ("shared/year", "2026"),
        ("shared/department", ""),
        ("indicators/7/level1", "产出指标"),
        ("indicators/7/level2", "数量指标"),
        ("indicators/7/annual/target", "≥12场"),
        ("indicators/7/mid/target", ""),
        ("indicators/8/annual/target", ""),
        ("indicators/+产出指标+质量指标/annual/name", ""),
        ("tables/x/0/p", "1"),
        ("tables/x/1/p", ""),
        ("tables/y/0/p", ""),
        ("tables/x/" + "9" * 5000 + "/p", ""),
    ],
)
def test_a_path_finds_its_text_or_nothing(draft: Draft, path: str, text: str) -> None:
    assert get(draft, 0, path) == text


@pytest.mark.parametrize(
    "path", ["", "fields", "fields/a/b", "rows/1", "indicators/7", "indicators/7/a/b/c", "tables/x"]
)
def test_an_unknown_path_is_refused_in_both_directions(draft: Draft, path: str) -> None:
    with pytest.raises(KeyError):
        get(draft, 0, path)
    with pytest.raises(KeyError):
        put(draft, 0, path, "x")


@pytest.mark.parametrize(
    "path",
    [
        *("indicators/8/annual/name", "indicators/+产出指标/annual/name", "indicators/+a+b+c/annual/name"),
        *("tables/x/one/p", "tables/x/-1/p", "tables/x/9999999999/p", "tables/x/" + "9" * 5000 + "/p"),
    ],
)
def test_writing_to_a_row_that_cannot_be_is_refused(draft: Draft, path: str) -> None:
    with pytest.raises(KeyError):
        put(draft, 0, path, "x")


@pytest.mark.parametrize(
    "path",
    [
        "fields/project_name",
        "fields/remarks",
        "shared/year",
        "shared/department",
        "indicators/7/level1",
        "indicators/7/level2",
        "indicators/7/annual/target",
        "indicators/7/mid/name",
        "tables/x/0/p",
        "tables/x/2/q",
        "tables/new/0/p",
    ],
)
def test_what_was_written_is_read_back_and_the_old_draft_is_untouched(draft: Draft, path: str) -> None:
    before = draft.model_dump()
    after = put(draft, 0, path, "新的文字\n第二行")
    assert get(after, 0, path) == "新的文字\n第二行"
    assert draft.model_dump() == before
    assert put(after, 0, path, get(draft, 0, path)).forms[1] == draft.forms[1]


def test_shared_texts_are_the_same_from_every_form(draft: Draft) -> None:
    assert get(put(draft, 1, "shared/year", "2027"), 0, "shared/year") == "2027"


def test_writing_to_a_listed_row_makes_an_indicator_with_its_levels(draft: Draft) -> None:
    path = join("indicators", new_indicator("产出指标", "质量指标"), "annual", "name")
    form = put(draft, 0, path, "图书上架准确率").forms[0]
    assert [row.id for row in form.indicators] == ["7", "8"]
    assert (form.indicators[1].level1, form.indicators[1].level2) == ("产出指标", "质量指标")
    assert form.indicators[1].text("annual", "name") == "图书上架准确率"
    assert next_id(form) == "9"


@pytest.mark.parametrize("level1", AWKWARD)
@pytest.mark.parametrize("level2", AWKWARD)
def test_level_names_with_signs_of_the_path_come_through(draft: Draft, level1: str, level2: str) -> None:
    path = join("indicators", new_indicator(level1, level2), "mid", "target")
    made = put(draft, 1, path, "1套").forms[1].indicators[0]
    assert (made.level1, made.level2, made.text("mid", "target")) == (level1, level2, "1套")


@pytest.mark.parametrize("name", AWKWARD)
def test_any_name_is_a_step(draft: Draft, name: str) -> None:
    assert split(join("fields", name)) == ("fields", name)
    assert get(put(draft, 0, join("fields", name), "文字"), 0, join("fields", name)) == "文字"


def test_the_first_indicator_of_an_empty_form_is_number_one(draft: Draft) -> None:
    assert next_id(draft.forms[1]) == "1"
    assert find_indicator(draft.forms[1], "1") is None


def test_the_number_of_a_deleted_row_is_never_given_to_another(draft: Draft) -> None:
    empty = without_indicators(draft.forms[0], ["7"])
    assert empty.indicators == ()
    assert next_id(empty) == "8"
    read_again = Form.model_validate(empty.model_dump())
    assert next_id(read_again) == "8"


def test_a_form_whose_rows_tell_the_next_number_is_saved_as_before(draft: Draft) -> None:
    path = join("indicators", new_indicator("产出指标", "质量指标"), "annual", "name")
    two = put(draft, 0, path, "上架准确率").forms[0]
    assert "next_indicator" not in two.model_dump()
    assert "next_indicator" not in without_indicators(two, ["7"]).model_dump()
    assert without_indicators(two, ["8"]).model_dump()["next_indicator"] == 9


def test_what_was_said_of_a_deleted_row_goes_with_it(draft: Draft) -> None:
    kept = put(draft, 0, "indicators/+产出指标+质量指标/annual/name", "上架准确率").forms[0]
    said = {
        "doubts": tuple(Doubt(code="I01", path=path) for path in (None, "indicators/7/level1", "indicators/8/level1")),
        "comments": (Comment(id="1", path="indicators/7/annual/name"), Comment(id="2")),
        "answers": (Answer(code="V02", path="indicators/7/annual/target"), Answer(code="G02", path="fields/goal_mid")),
        "provenance": {"indicators/7/annual/name": Origin(kind="library"), "fields/year": Origin(kind="import")},
    }
    left = without_indicators(kept.model_copy(update=said), ["7"])
    assert [each.path for each in left.doubts] == [None, "indicators/8/level1"]
    assert [each.id for each in left.comments] == ["2"]
    assert [each.code for each in left.answers] == ["G02"]
    assert list(left.provenance) == ["fields/year"]


@pytest.mark.parametrize("row", ["9" * 15, "9" * 16, "9" * 40, "٣", "-1", "x"])
def test_an_odd_id_of_a_damaged_file_is_not_given_again(row: str) -> None:
    form = Form(id="1", template="t", indicators=(Indicator(id=row),), next_indicator=10**15)
    ids = [row]
    for _ in range(3):
        ids.append(next_id(form))
        form = form.model_copy(update={"indicators": (*form.indicators, Indicator(id=ids[-1]))})
    assert len(set(ids)) == 4
