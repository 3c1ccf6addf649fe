"""Two versions of a long text are shown from where they part."""

from __future__ import annotations

from perfdesk.desk.dialogs.apart import side_by_side

LONG = "三年内举办宣传活动12次，覆盖全部社区，群众知晓率达到85%"


def test_what_both_begin_with_is_cut_down_to_a_few_characters() -> None:
    one, two = side_by_side(LONG + "。", LONG + "以上。")
    assert one == "…" + LONG[-8:] + "。"
    assert two.endswith("以上。") and len(two) == 12


def test_short_texts_stand_as_they_are() -> None:
    assert side_by_side("≥95", "≥95%") == ("≥95", "≥95%")
    assert side_by_side("", "≥95%") == ("（空）", "≥95%")


def test_texts_that_differ_in_blanks_alone_look_different() -> None:
    for was, now in (("甲\n乙", "甲 乙"), ("甲  乙", "甲 乙"), ("甲\u00a0乙", "甲 乙"), ("甲　乙", "甲乙")):
        one, two = side_by_side(was, now)
        assert one != two
