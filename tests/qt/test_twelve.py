"""Twelve indicators by keyboard alone take fewer keys than in Excel; README names the number."""

from __future__ import annotations

import re
from pathlib import Path

from papers import Desk, blank
from twelve import FIELDS, ROWS, TEMPLATE, excel_keys, fill

ROOT = Path(__file__).resolve().parents[2]


def test_a_form_of_twelve_indicators_takes_fewer_keys_than_excel(paper: Desk) -> None:
    desk = paper(blank(TEMPLATE))
    desk.at(FIELDS[0].path)
    keys = fill(desk.key, desk.type)
    form = desk.document.form
    assert [desk.text(each.path) for each in FIELDS] == [each.text for each in FIELDS]
    assert [(row.level2, row.text("mid", "name"), row.text("mid", "target")) for row in form.indicators] == [
        (row.level2, row.name, row.mid) for row in ROWS
    ]
    assert [(row.text("annual", "name"), row.text("annual", "target")) for row in form.indicators] == [
        (row.name, row.annual or row.mid) for row in ROWS
    ]
    told = re.search(r"(\d+) keys here, at least (\d+) in Excel", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert told is not None
    assert (keys, excel_keys()) == (int(told[1]), int(told[2]))
    assert keys < excel_keys()
