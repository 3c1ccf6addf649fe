"""How large a dialog may be: on a small or much scaled screen its buttons must still be in reach."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

MOST_HEIGHT = 560
"""No dialog is higher, px: a screen of 1366 × 768 at 125 % shows 614."""
_TITLE = 36
"""What the title bar of a dialog takes of the screen's height, px."""
_LEAST = 240


def keep_small(dialog: QDialog, wide: int = 0) -> None:
    """Let a dialog be no higher than usual and no larger than its screen; its lists are scrolled then.

    Args:
        wide: it is at least this wide, px, and never narrower than its words need.
    """
    layout = dialog.layout()
    if wide and layout is not None:  # a minimum of our own would have Qt forget that of the layout
        dialog.setMinimumWidth(max(wide, layout.minimumSize().width()))
    screen = dialog.screen().availableGeometry()
    dialog.setMaximumHeight(max(_LEAST, min(MOST_HEIGHT, screen.height() - _TITLE)))
    dialog.setMaximumWidth(max(_LEAST, screen.width()))
