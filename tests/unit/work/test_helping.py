"""Help pages: made from vocabulary, layouts and rules; every link leads somewhere, every cell has its page."""

from __future__ import annotations

import re

import pytest

from papers import TEMPLATES, sample
from perfdesk.region import templates
from perfdesk.rules.checks import RULES
from perfdesk.translate.render import render_form
from perfdesk.work.helping import FIRST, HelpPage, page_of, pages


@pytest.fixture(scope="module")
def book() -> dict[str, HelpPage]:
    return {page.id: page for page in pages(templates())}


def test_no_two_pages_have_one_name(book: dict[str, HelpPage]) -> None:
    assert len(book) == len(pages(templates()))
    assert FIRST in book


def test_every_link_leads_to_a_page(book: dict[str, HelpPage]) -> None:
    links = {link for page in book.values() for link in re.findall(r"\]\(([^)]+)\)", page.text)}
    assert len(links) > 60
    assert links <= book.keys()


def test_every_page_says_something(book: dict[str, HelpPage]) -> None:
    assert [page.id for page in book.values() if len(page.text.strip()) < 20] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_input_of_a_form_has_a_page_of_its_own(book: dict[str, HelpPage], template: str) -> None:
    number = next(at for at, form in enumerate(sample().forms) if form.template == template)
    sheet = render_form(templates()[template], sample(), number)
    sources = {cell.source for cell in sheet.grid.cells if cell.source}
    assert len(sources) > 20
    for source in sources:
        page = page_of(templates()[template], source)
        assert page in book
        assert not page.startswith("layout/"), source


def test_a_field_tells_who_fills_it_what_it_rests_on_and_which_rules_look(book: dict[str, HelpPage]) -> None:
    page = book["field/shanghai-2023/fund_total"]
    assert "等于财政资金与其他资金之和" in page.text
    assert "金额，单位万元" in page.text
    assert "(rule/H02)" in page.text
    assert "语料" in page.text
    opinion = book["field/dongguan-town-2022/review_opinion"]
    assert "由财政部门填写" in opinion.text


def test_a_layout_says_what_is_inferred(book: dict[str, HelpPage]) -> None:
    text = book["layout/dongkeng-2024"].text
    assert "推定的部分（待核）：列宽、字体字号、行高" in text
    assert "已公布" in text


def test_every_rule_has_its_page_with_why_and_how(book: dict[str, HelpPage]) -> None:
    for rule in RULES:
        text = book[f"rule/{rule.code}"].text
        assert "## 为什么" in text
        assert "## 怎么改" in text


def test_a_search_finds_the_title_first_and_all_words(book: dict[str, HelpPage]) -> None:
    found = max(book.values(), key=lambda page: page.hits("备份"))
    assert found.title == "备份和恢复"
    assert book[FIRST].hits("签字 拼音") == 0
    assert book[FIRST].hits("撤销 拼音") > 0
