"""Some PySide6 releases lose a reference to None on each call; Python 3.11 then dies after some 4,500 of them."""

from __future__ import annotations

import sys


def test_a_day_of_typing_does_not_use_up_none(qapp):
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 250
