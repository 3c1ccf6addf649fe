"""Level names with a number before them are the layout's names; that the number is gone is told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import others
from perfdesk.grid import Grid, Sheet
from perfdesk.model import Draft
from perfdesk.paths import resources
from perfdesk.readers.html import read_html
from perfdesk.region import Template, templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render

DONGKENG = "dongkeng-2024"
HOW: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "chinese": (lambda i: f"{'一二三四五'[i]}、", lambda i: f"（{'一二三四五'[i]}）"),
    "digits": (lambda i: f"{i + 1}.", lambda i: f"1.{i + 1}"),
    "circles": (lambda i: f"{i + 1} ", lambda i: "①②③④⑤"[i]),
}


@pytest.fixture
def template() -> Template:
    return templates()[DONGKENG]


@pytest.fixture
def draft() -> Draft:
    path = next(iter(resources().glob(f"templates/{DONGKENG}/*.perfdesk")))
    draft = read_bytes(path.read_bytes()).draft
    return draft.model_copy(update={"forms": draft.forms[:1]})


def with_numbers(sheet: Sheet, template: Template, one: Callable[[int], str], two: Callable[[int], str]) -> Grid:
    first = {level.name: level.order for level in template.taxonomy.level1}
    second = {level.name: level.order % 5 for level in template.taxonomy.level2}
    cells = []
    for cell in sheet.grid.cells:
        before = one(first[cell.text]) if cell.text in first else two(second[cell.text]) if cell.text in second else ""
        cells.append(replace(cell, text=before + cell.text))
    return sheet.grid.with_cells(tuple(cells))


@pytest.mark.parametrize("how", HOW)
def test_numbered_level_names_come_in_as_the_layouts_own_with_one_doubt(
    how: str, draft: Draft, template: Template
) -> None:
    sheet = next(iter(render(templates(), draft)))
    grid = with_numbers(sheet, template, *HOW[how])
    page = others.web(others.web_lines(sheet), others.web_table(grid)).decode()
    got, _ = extract(read_html(page).sources, templates(), "d")
    levels = [(row.level1, row.level2) for row in draft.forms[0].indicators]
    assert [(row.level1, row.level2) for row in got.forms[0].indicators] == levels
    (doubt,) = got.forms[0].doubts
    assert (doubt.code, doubt.path) == ("I08", None)
    assert HOW[how][1](0) + "数量指标" in doubt.was


@pytest.mark.parametrize("name", ["1.数量指标", "（一）数量指标", "十、数量指标", "①数量指标", "1.2 数量指标："])
def test_a_number_is_no_part_of_a_name(name: str, template: Template) -> None:
    assert template.taxonomy.same_spelling(name) == "数量指标"
    assert template.taxonomy.is_numbered(name)
    assert template.taxonomy.find_level2(name) == template.taxonomy.find_level2("数量指标")


@pytest.mark.parametrize("name", ["★数量指标", "2024数量指标", "1.数量", "十数量指标"])
def test_other_words_before_a_name_are_not_dropped(name: str, template: Template) -> None:
    assert template.taxonomy.same_spelling(name) is None
    assert not template.taxonomy.is_numbered(name)
