"""What a clerk asks to print, and what the paper cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from papers import blank, sample
from perfdesk.errors import UserError
from perfdesk.page.leaves import leaves
from perfdesk.region import templates
from perfdesk.work.printing import describe, laid_out, page_range, printable, warnings, write_pdf


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", (1, 2, 3, 4, 5, 6)),
        ("3", (3,)),
        ("1-3,5", (1, 2, 3, 5)),
        ("１－３，５", (1, 2, 3, 5)),
        ("5、1至2", (1, 2, 5)),
        ("4-", (4, 5, 6)),
        ("-2", (1, 2)),
        (" 2 , 2 ", (2,)),
    ],
)
def test_pages_are_named_as_clerks_write_them(typed: str, pages: tuple[int, ...]) -> None:
    assert page_range(typed, 6) == pages


@pytest.mark.parametrize("typed", ["0", "7", "3-1", "5-9", "一", "1-2-3", ",", "1;x"])
def test_pages_that_are_not_there_are_refused_with_a_way_out(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        page_range(typed, 6)
    assert caught.value.code == "E90"
    assert caught.value.todo


def test_a_form_without_its_layout_is_left_out() -> None:
    draft = sample()
    odd = draft.forms[1].model_copy(update={"template": "nowhere-2030"})
    mixed = draft.model_copy(update={"forms": (draft.forms[0], odd, *draft.forms[2:])})
    assert printable(mixed, templates()) == (0, 2, 3, 4, 5)


def test_the_line_to_sign_on_is_on_the_page_only_if_wished() -> None:
    plain, signed = (laid_out(sample(), templates(), 0, signature=each) for each in (False, True))
    assert not any("单位负责人" in one.paragraph.text for one in plain.pages[-1].paragraphs)
    assert any("单位负责人" in one.paragraph.text for one in signed.pages[-1].paragraphs)


def test_a_character_without_a_font_is_told_before_printing() -> None:
    draft = blank("shanghai-2023", project_name="张\U0002ebf0三")
    fits = [(0, laid_out(draft, templates(), 0, signature=False))]
    assert any("1 个字符没有字体" in each for each in warnings(draft, templates(), fits))
    assert not list(warnings(sample(), templates(), [(0, laid_out(sample(), templates(), 0, signature=False))]))


def test_a_page_is_named_by_its_project() -> None:
    (leaf,) = leaves([(0, laid_out(sample(), templates(), 0, signature=False))])
    assert describe(leaf) == sample().forms[0].fields["project_name"]


def test_a_folder_that_is_gone_is_an_error_to_act_on(tmp_path: Path) -> None:
    sides = leaves([(0, laid_out(sample(), templates(), 0, signature=False))])
    with pytest.raises(UserError) as caught:
        write_pdf(sides, tmp_path / "gone" / "a.pdf", "题", lambda _done, _total: None)
    assert caught.value.what
    assert caught.value.safe
    assert caught.value.todo
