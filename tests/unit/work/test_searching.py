"""What is found in a draft, and what replacing makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papers import QUALITY, TOWN, TOWN_ROWS, sample, with_rows
from perfdesk.region import templates
from perfdesk.work.searching import Wanted, hits, matches, replace


def test_capitals_and_widths_are_alike_unless_asked_for() -> None:
    assert matches("\uff21B不少于１２次", Wanted("ab")) == [(0, 2)]
    assert matches("\uff21B不少于１２次", Wanted("12")) == [(5, 7)]
    assert matches("\uff21B", Wanted("ab", case=True)) == []
    assert matches("\uff21B", Wanted("AB", case=True)) == [(0, 2)]
    assert matches("\uff21B", Wanted("AB", width=True)) == []


def test_half_of_a_character_is_no_hit() -> None:
    assert matches("10㎡", Wanted("m")) == []
    assert matches("10㎡", Wanted("m2")) == [(2, 3)]


def test_hits_come_in_reading_order_and_shared_texts_once() -> None:
    found = list(hits(sample(), templates(), Wanted("云溪市")))
    shared = [hit for hit in found if hit.path.startswith("shared/")]
    assert len({hit.path for hit in shared}) == len(shared)
    assert [hit.number for hit in found] == sorted(hit.number for hit in found)
    assert all(hit.text[hit.start : hit.end] == "云溪市" and hit.place for hit in found)


def test_one_form_alone_can_be_searched() -> None:
    assert {hit.number for hit in hits(sample(), templates(), Wanted("满意度"), 3)} == {3}


def test_replacing_changes_the_hits_and_nothing_else() -> None:
    draft = with_rows(TOWN, *TOWN_ROWS)
    made = replace(draft, templates(), hits(draft, templates(), Wanted("图书")), "书籍")
    assert made.done == 1
    assert [row.text("mid", "name") for row in made.draft.forms[0].indicators] == [
        "修缮面积", "采购书籍", "培训场次", "验收合格率",
    ]  # fmt: skip
    assert list(hits(made.draft, templates(), Wanted("图书"))) == []


def test_a_level_name_is_replaced_and_never_emptied() -> None:
    draft = with_rows(TOWN, *TOWN_ROWS)
    found = list(hits(draft, templates(), Wanted(QUALITY)))
    assert [hit.path for hit in found] == ["indicators/4/level2"]
    assert replace(draft, templates(), found, "").kept == 1
    renamed = replace(draft, templates(), found, "时效指标（工期指标）").draft
    assert renamed.forms[0].indicators[-1].level2 == "时效指标（工期指标）"


WAYS = st.builds(Wanted, st.text(min_size=1, max_size=3), st.booleans(), st.booleans())


@given(text=st.text(max_size=30), wanted=WAYS)
def test_hits_lie_in_the_text_one_after_another(text: str, wanted: Wanted) -> None:
    at = 0
    for start, end in matches(text, wanted):
        assert at <= start < end <= len(text)
        assert not (wanted.case and wanted.width) or text[start:end] == wanted.text
        at = end
