"""The chips above a list: filters that are on or off."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget


def chip(words: str) -> QToolButton:
    """Return a filter that is on or off."""
    made = QToolButton()
    made.setText(words)
    made.setCheckable(True)
    made.setObjectName("chip")
    return made


def scope(panel: QWidget) -> tuple[QToolButton, QToolButton]:
    """Return 本表, which is on, and 全部: one of the two always is."""
    here, everywhere = chip("本表"), chip("全部")
    here.setChecked(True)
    both = QButtonGroup(panel)
    both.addButton(here)
    both.addButton(everywhere)
    return here, everywhere
