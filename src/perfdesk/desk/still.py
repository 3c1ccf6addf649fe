"""Boxes that the wheel does not turn: whoever scrolls past must not change a value."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox


class ChoiceBox(QComboBox):
    """A drop-down changed by keys and clicks alone."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave the wheel to what is scrolled around the box."""
        event.ignore()


class NumberBox(QSpinBox):
    """A number changed by keys and clicks alone."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave the wheel to what is scrolled around the box."""
        event.ignore()
