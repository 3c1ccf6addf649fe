"""Level names are known under their own spelling and under others."""

from __future__ import annotations

import pytest

from perfdesk.region import templates

TAXONOMIES = {template.id: template.taxonomy for template in templates().values()}


@pytest.mark.parametrize("name", TAXONOMIES)
def test_every_level_2_is_found_under_its_level_1(name: str) -> None:
    taxonomy = TAXONOMIES[name]
    for two in taxonomy.level2:
        assert taxonomy.find_level2(two.name, two.level1.name) == two
        assert taxonomy.find_level1(two.level1.name) == two.level1
        assert taxonomy.same_spelling(f" {two.name[:2]} {two.name[2:]}") == two.name


@pytest.mark.parametrize("name", TAXONOMIES)
def test_the_order_is_that_of_the_printed_table(name: str) -> None:
    orders = [two.order for two in TAXONOMIES[name].level2]
    assert orders == list(range(len(orders)))


def test_an_alias_is_the_level_but_not_its_spelling() -> None:
    taxonomy = TAXONOMIES["dongguan-town-2022"]
    found = taxonomy.find_level2("数量指标")
    assert found is not None
    assert found.name == "数量指标（或建筑规模指标）"
    assert taxonomy.same_spelling("数量指标") is None


@pytest.mark.parametrize("name", ["", "指标", "甲" * 1000, "质量指标 " * 200])
def test_what_is_no_level_is_none(name: str) -> None:
    for taxonomy in TAXONOMIES.values():
        assert taxonomy.find_level1(name) is None
        assert taxonomy.find_level2(name) is None
