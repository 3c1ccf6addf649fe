"""Each layout drawn as text, blank and with its sample: a reviewer sees in the diff what a change does to the table.

`PERFDESK_GOLDEN=write pytest tests/templates/test_golden.py` writes them anew.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from perfdesk.grid import sketch_sheet
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.render import render_form
from perfdesk.work.forms import blank_draft

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def drawn(name: str) -> str:
    template = templates()[name]
    sample = read_bytes((template.folder / "sample.perfdesk").read_bytes()).draft
    blank = sketch_sheet(render_form(template, blank_draft(template), 0))
    return f"== 空表 ==\n{blank}\n== 样例 ==\n{sketch_sheet(render_form(template, sample, 0))}"


@pytest.mark.parametrize("name", sorted(templates()))
def test_the_layout_is_drawn_as_it_was(name: str) -> None:
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("PERFDESK_GOLDEN") == "write":
        file.write_text(drawn(name), encoding="utf-8", newline="\n")
    was, now = file.read_text(encoding="utf-8").split("\n"), drawn(name).split("\n")
    changes = "\n".join(difflib.unified_diff(was, now, "golden", "now", lineterm=""))
    assert not changes, f"\n{changes}"


def test_every_golden_is_of_a_layout_that_exists() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(templates())
