"""无法判断 is said, and is no finding."""

from __future__ import annotations

from papers import sample
from perfdesk.model import path as paths
from perfdesk.region import templates
from perfdesk.work.checking import check_form
from perfdesk.work.undecided import Undecideds


def test_an_amount_that_cannot_be_read_leaves_the_comparison_open() -> None:
    number = next(n for n, form in enumerate(sample().forms) if form.template == "shanghai-2023")
    template = templates()["shanghai-2023"]
    sound, left = Undecideds(), Undecideds()
    check_form(sample(), number, template, sound.take)
    assert sound.found == []
    draft = paths.put(sample(), number, "fields/start_date", "明年春天")
    check_form(draft, number, template, left.take)
    found = left.found
    assert [(each.code, each.path) for each in found] == [("H05", "fields/start_date")]
    assert found[0].name and found[0].place and found[0].why.endswith("。")
