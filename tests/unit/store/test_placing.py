"""Places of a damaged file are named so that a clerk finds them."""

from __future__ import annotations

import pytest

from perfdesk.store.placing import key_in_words, place_in_words


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("id", "编号"),
        ("forms/1/template", "第 2 张表的版式"),
        ("forms/1/indicators/7/id", "第 2 张表的第 8 条指标的编号"),
        ("forms/0/fields/project_name", "第 1 张表的栏目“项目名称”"),
        ("forms/0/fields/of_another_program", "第 1 张表的栏目“of_another_program”"),
        ("forms/0/indicators/2/horizons/annual/target", "第 1 张表的第 3 条指标的年度指标值"),
        ("forms/0/indicators/2/horizons", "第 1 张表的第 3 条指标的指标内容"),
        ("shared/year", "各表共用的栏目“年度”"),
        ("forms", "表的列表"),
        ("something new", "“something new”"),
    ],
)
def test_a_place_is_said_in_words(place: str, said: str) -> None:
    assert place_in_words(place) == said


@pytest.mark.parametrize(
    ("key", "said"),
    [("project_name", "项目名称"), ("target", "指标值"), ("comments", "批注"), ("of_others", "of_others")],
)
def test_a_key_that_came_twice_is_said_in_words(key: str, said: str) -> None:
    assert key_in_words(key) == said
