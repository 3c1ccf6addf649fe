"""A fault is told by the line in which its author finds it."""

from __future__ import annotations

import pytest

from perfdesk.region.lines import line_of

TEXT = """id = "a"
version = 1

[paper]
size = "A4"

[[block]]
[[block.row]]
cells = [{ label = "甲" }]
[[block.row]]
cells = [{ label = "乙" }]

[[block]]
kind = "indicators"

[field.goal_mid]
name = "丙"
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("id",), 1),
        (("version",), 2),
        (("paper",), 4),
        (("paper", "size"), 5),
        (("block", 0), 7),
        (("block", 0, "row", 0), 8),
        (("block", 0, "row", 0, "cells", 0, "label"), 9),
        (("block", 0, "row", 1, "cells"), 11),
        (("block", 1), 13),
        (("block", 1, "kind"), 14),
        (("field", "goal_mid", "name"), 17),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_a_place_has_its_line(place: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, place) == line
