"""Places of a damaged file are named so that a clerk finds them."""

from __future__ import annotations

import pytest

from perfdesk.store.placing import place_in_words


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("id", "编号"),
        ("forms/1/template", "第 2 张表的版式"),
        ("forms/1/indicators/7/id", "第 2 张表的第 8 条指标的编号"),
        ("forms/0/fields/project_name", "第 1 张表的栏目“project_name”"),
        ("shared/year", "各表共用的栏目“year”"),
        ("forms", "表的列表"),
        ("something new", "“something new”"),
    ],
)
def test_a_place_is_said_in_words(place: str, said: str) -> None:
    assert place_in_words(place) == said
