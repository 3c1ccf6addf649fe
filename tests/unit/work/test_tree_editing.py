"""The tree: rows come, go and move; they stand in the draft as they are printed, and no id is used twice."""

from __future__ import annotations

import pytest

from perfdesk.model import Comment, Doubt, Draft, Form, Indicator, Origin
from perfdesk.region import templates
from perfdesk.translate.arrange import arranged
from perfdesk.work import tree_editing as tree

SHANGHAI = templates()["shanghai-2023"]
CITY = templates()["dongguan-city-2020"]
QUANTITY, QUALITY = ("产出指标", "数量指标"), ("产出指标", "质量指标")


def _row(number: int, levels: tuple[str, str], name: str = "") -> Indicator:
    texts = {"annual": {"name": name or f"指标{number}"}}
    return Indicator(id=str(number), level1=levels[0], level2=levels[1], horizons=texts)


def _draft(*rows: Indicator, **form: object) -> Draft:
    return Draft(id="d", forms=(Form(id="1", template=SHANGHAI.id, indicators=rows).model_copy(update=form),))


THREE = _draft(_row(1, QUANTITY), _row(2, QUANTITY), _row(3, QUALITY))


def _ids(draft: Draft) -> str:
    assert draft.forms[0].indicators == arranged(SHANGHAI, draft.forms[0].indicators)
    return " ".join(row.id for row in draft.forms[0].indicators)


def test_a_row_is_added_below_with_the_same_levels() -> None:
    after = tree.add_below(THREE, 0, "1", SHANGHAI)
    assert _ids(after) == "1 4 2 3"
    row = after.forms[0].indicators[1]
    assert ((row.level1, row.level2), row.horizons) == (QUANTITY, {})
    assert tree.add_below(THREE, 0, "9", SHANGHAI) is THREE


def test_a_row_is_added_to_a_level_that_has_none() -> None:
    after = tree.add_row(THREE, 0, ("产出指标", "时效指标"), SHANGHAI)
    assert _ids(after) == "1 2 3 4"
    assert _ids(tree.add_row(after, 0, QUANTITY, SHANGHAI)) == "1 2 5 3 4"


def test_a_copy_of_a_row_has_its_texts_and_their_origins_but_not_what_was_said() -> None:
    draft = _draft(
        *THREE.forms[0].indicators,
        provenance={"indicators/1/annual/name": Origin(kind="library")},
        doubts=(Doubt(code="I01", path="indicators/1/annual/name"),),
    )
    after = tree.duplicate_row(draft, 0, "1", SHANGHAI)
    assert _ids(after) == "1 4 2 3"
    form = after.forms[0]
    assert form.indicators[1].horizons == form.indicators[0].horizons
    assert form.provenance["indicators/4/annual/name"].kind == "library"
    assert len(form.doubts) == 1
    assert tree.duplicate_row(THREE, 0, "9", SHANGHAI) is THREE


def test_a_deleted_row_takes_with_it_what_was_said_and_its_id_is_never_used_again() -> None:
    draft = _draft(*THREE.forms[0].indicators, comments=(Comment(id="1", path="indicators/3/annual/name"),))
    after = tree.delete_rows(draft, 0, ["3", "9"])
    assert _ids(after) == "1 2"
    assert after.forms[0].comments == ()
    assert _ids(tree.add_below(after, 0, "2", SHANGHAI)) == "1 2 4"
    assert tree.delete_rows(draft, 0, ["9"]) is draft


def test_a_row_moves_within_its_level_and_no_further() -> None:
    assert _ids(tree.move_row(THREE, 0, "1", 1, SHANGHAI)) == "2 1 3"
    assert _ids(tree.move_row(THREE, 0, "2", -1, SHANGHAI)) == "2 1 3"
    assert tree.move_row(THREE, 0, "1", -1, SHANGHAI) is THREE
    assert tree.move_row(THREE, 0, "2", 1, SHANGHAI) is THREE
    assert tree.move_row(THREE, 0, "9", 1, SHANGHAI) is THREE


def test_a_row_moves_past_the_one_that_is_printed_next_to_it() -> None:
    mixed = _draft(_row(1, QUANTITY), _row(2, QUALITY), _row(3, QUANTITY))
    assert _ids(tree.move_row(mixed, 0, "1", 1, SHANGHAI)) == "3 1 2"


@pytest.mark.parametrize(
    ("row", "target", "after"),
    [
        ("1", ("2", "after"), "2 1 3"),
        ("2", ("1", "before"), "2 1 3"),
        ("1", ("3", "before"), "2 1 3"),
        ("1", ("3", "after"), "2 3 1"),
        ("3", ("1", "after"), "1 3 2"),
    ],
)
def test_a_dragged_row_lands_where_it_is_dropped(row: str, target: tuple[str, str], after: str) -> None:
    dropped = tree.drop_row(THREE, 0, row, target, SHANGHAI)  # type: ignore[arg-type]
    assert _ids(dropped) == after
    rows = {each.id: (each.level1, each.level2) for each in dropped.forms[0].indicators}
    assert rows[row] == rows[target[0]]


def test_a_row_dropped_on_itself_stays() -> None:
    assert tree.drop_row(THREE, 0, "1", ("1", "after"), SHANGHAI) is THREE
    assert tree.drop_row(THREE, 0, "1", ("2", "before"), SHANGHAI) is THREE
    assert tree.drop_row(THREE, 0, "1", ("9", "before"), SHANGHAI) is THREE


def test_another_level_2_moves_a_row_to_its_group_and_to_the_level_1_above_it() -> None:
    after = tree.set_level2(THREE, 0, ["1"], "服务对象满意度指标", SHANGHAI)
    assert _ids(after) == "2 3 1"
    assert after.forms[0].indicators[2].level1 == "满意度指标"
    assert _ids(tree.set_level2(THREE, 0, ["1"], "质量指标", SHANGHAI)) == "2 3 1"
    assert tree.set_level2(THREE, 0, ["1"], "数量指标", SHANGHAI) is THREE


def test_a_merged_cell_changes_all_its_rows() -> None:
    assert _ids(tree.set_level2(THREE, 0, ["1", "2"], "时效指标", SHANGHAI)) == "3 1 2"


def test_a_level_of_ones_own_words_stays_under_its_level_1() -> None:
    after = tree.set_level2(THREE, 0, ["1"], "安全指标", SHANGHAI)
    assert _ids(after) == "2 3 1"
    assert (after.forms[0].indicators[2].level1, after.forms[0].indicators[2].level2) == ("产出指标", "安全指标")


def test_a_row_joins_the_spelling_that_the_form_has() -> None:
    draft = _draft(_row(1, ("效果指标", "社会效益指标")), _row(2, QUANTITY))
    after = tree.set_level2(draft, 0, ["2"], "可持续影响指标", SHANGHAI)
    assert {row.level1 for row in after.forms[0].indicators} == {"效果指标"}


def test_another_level_1_keeps_the_level_2_that_was_typed() -> None:
    after = tree.set_level1(THREE, 0, ["1"], "效益指标", SHANGHAI)
    assert _ids(after) == "2 3 1"
    assert (after.forms[0].indicators[2].level1, after.forms[0].indicators[2].level2) == ("效益指标", "数量指标")
    assert tree.set_level1(THREE, 0, ["1"], "产出指标", SHANGHAI) is THREE
