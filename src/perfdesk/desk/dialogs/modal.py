"""Asking with a dialog: shown, answered, and gone."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def answered(dialog: QDialog) -> bool:
    """Show a dialog and wait until it is left; return whether it was taken.

    What it holds can be read until this turn ends. Then it is gone with all that it shows: left alone, a dialog would
    stay with its window for as long as that is open.
    """
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
