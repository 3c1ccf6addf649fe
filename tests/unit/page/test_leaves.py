"""Which side of which sheet a page is printed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfdesk.grid import Paper
from perfdesk.page import Fit, fit
from perfdesk.page.leaves import Leaf, copied, in_sheets, leaves
from sheets import long_goal_sheet, simple_sheet


def job(*forms: Fit, size: str = "") -> list[Leaf]:
    return leaves(list(enumerate(forms)), size)


def numbers(sides: object) -> list[int]:
    return [side.number if side is not None else 0 for side in sides]  # type: ignore[attr-defined]


ONE = fit(simple_sheet())
MANY = fit(long_goal_sheet(5000))


def test_the_pages_of_all_forms_are_counted_through() -> None:
    made = job(ONE, MANY, ONE)
    assert numbers(made) == list(range(1, len(MANY.pages) + 3))
    assert [leaf.form for leaf in made] == [0, *[1] * len(MANY.pages), 2]
    assert len(MANY.pages) > 1


def test_one_sided_every_page_is_a_sheet() -> None:
    assert [len(sheet) for sheet in in_sheets(job(ONE, ONE), two_sided=False, fresh=True)] == [1, 1]


def test_two_sided_a_form_begins_on_a_sheet_of_its_own() -> None:
    made = job(ONE, ONE, ONE)
    assert [numbers(sheet) for sheet in in_sheets(made, two_sided=True, fresh=True)] == [[1, 0], [2, 0], [3, 0]]
    assert [numbers(sheet) for sheet in in_sheets(made, two_sided=True, fresh=False)] == [[1, 2], [3, 0]]


def test_copies_are_put_together_or_lie_page_by_page() -> None:
    sheets = in_sheets(job(ONE, ONE, ONE), two_sided=True, fresh=False)
    assert numbers(copied(sheets, 2, collated=True)) == [1, 2, 3, 0, 1, 2, 3, 0]
    assert numbers(copied(sheets, 2, collated=False)) == [1, 2, 1, 2, 3, 0, 3, 0]


def test_a_page_on_its_own_paper_is_not_scaled() -> None:
    (leaf,) = job(ONE)
    paper = ONE.sheet.paper
    assert (leaf.width_mm, leaf.height_mm, leaf.scale, leaf.x_mm, leaf.y_mm) == (
        paper.width_mm,
        paper.height_mm,
        1,
        0,
        0,
    )


@pytest.mark.parametrize("turned", [False, True])
def test_a_page_on_other_paper_is_as_large_as_it_can_be_in_the_middle(*, turned: bool) -> None:
    paper = Paper(297.0, 210.0) if turned else Paper(210.0, 297.0)
    (leaf,) = job(fit(replace(simple_sheet(), paper=paper)), size="B5")
    assert (leaf.width_mm, leaf.height_mm) == ((257.0, 182.0) if turned else (182.0, 257.0))
    assert paper.width_mm * leaf.scale + 2 * leaf.x_mm == pytest.approx(leaf.width_mm)
    assert paper.height_mm * leaf.scale + 2 * leaf.y_mm == pytest.approx(leaf.height_mm)
    assert min(leaf.x_mm, leaf.y_mm) == pytest.approx(0.0)
