"""Folding takes away what spellings of one label differ in, and says where each character stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.region import fold
from perfdesk.region.fold import fold_with_places


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("服务对象 满意 度指标", "服务对象满意度指标"),
        ("市财\u00a0政局\u3000批复\u200b意见", "市财政局批复意见"),
        ("指标值(或计划水平)", "指标值（或计划水平）"),
        ("２０２４年", "2024年"),
        ("2020年—2022年", "2020年-2022年"),
        ("<p>总体<br/>目标</p>", "总体目标"),
        ('专项 <input checked="" type="checkbox"/>', "专项"),
    ],
)
def test_two_spellings_of_a_label_fold_alike(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize(("one", "two"), [("a < b > c", "a  c"), ("质量指标", "数量指标"), ("羡", "羨"), ("1.0", "10")])
def test_what_means_something_else_stays_apart(one: str, two: str) -> None:
    assert fold(one) != fold(two)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once or "<" in text


@given(st.text(st.sampled_from("甲 （<p>）\u3000乙ﬃ\n")))
def test_each_folded_character_says_where_it_stood(text: str) -> None:
    folded = fold_with_places(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(
        fold(text[place]) and sign in fold(text[place]) for sign, place in zip(folded.text, folded.places, strict=True)
    )
