"""Words of a Chinese text, for the double click and the keys that go by words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.desk.editors.words import bounds, following, preceding

TEXT = "累计开展流动服务1,540次，准确率达到98.5%；see note"


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ("流动", "累计开展流动服务"),
        ("540", "1,540"),
        ("次", "次"),
        ("，", "，"),
        ("8.5", "98.5%"),
        ("note", "note"),
        (" ", " "),
    ],
)
def test_a_double_click_takes_the_run_of_like_characters(inside: str, word: str) -> None:
    start, end = bounds(TEXT, TEXT.index(inside))
    assert TEXT[start:end] == word


def test_the_keys_stop_at_the_beginning_of_each_word() -> None:
    stops, at = [], 0
    while at < len(TEXT):
        at = following(TEXT, at)
        stops.append(at)
    words = [TEXT[one:two] for one, two in zip([0, *stops], stops, strict=False)]
    assert words == ["累计开展流动服务", "1,540", "次", "，", "准确率达到", "98.5%", "；", "see ", "note"]
    back, at = [], len(TEXT)
    while at:
        at = preceding(TEXT, at)
        back.append(at)
    assert back == [0, *stops][-2::-1]


@given(st.text(alphabet="中文，。 \n12.,%ab“”", max_size=30), st.integers(-3, 40))
def test_no_text_has_a_place_without_a_word(text: str, at: int) -> None:
    start, end = bounds(text, at)
    assert 0 <= start <= end <= len(text)
    place = max(0, min(at, len(text)))
    assert start <= max(0, min(at, len(text) - 1)) <= end
    assert following(text, place) > place or place == len(text)
    assert preceding(text, place) < place or place == 0
