"""Help beside the window: the page of what is under the cursor, or the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from perfdesk.desk.dialogs.help import HelpDialog
    from perfdesk.desk.window import Window


class Helps:
    """The help of one window; its pages are made when they are asked for."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.dialog: HelpDialog | None = None

    def here(self) -> None:
        """Show the page of the cell under the cursor; without a form, how to begin."""
        from perfdesk.work.helping import FIRST, page_of  # noqa: PLC0415 -- the start stays fast

        document = self._window.document
        shown = document is not None and document.drawable
        cursor = self._window.paper.cursor()
        self.show_page(page_of(document.template, cursor) if shown and document is not None else FIRST)

    def contents(self) -> None:
        """Show the page of the last time, ready to search."""
        from perfdesk.work.helping import FIRST  # noqa: PLC0415 -- as above

        dialog = self._dialog()
        self.show_page(dialog.shown or FIRST)
        dialog.search()

    def show_page(self, name: str) -> None:
        """Show a page by its id."""
        dialog = self._dialog()
        dialog.words.clear()
        dialog.show_page(name)
        dialog.show()
        dialog.activateWindow()
        dialog.page.setFocus()

    def repaint(self) -> None:
        """Take the colours of another theme."""
        if self.dialog is not None:
            self.dialog.show_page(self.dialog.shown, keep=False)

    def _dialog(self) -> HelpDialog:
        from perfdesk.desk.dialogs.help import HelpDialog  # noqa: PLC0415 -- as above

        if self.dialog is None:
            self.dialog = HelpDialog(self._window.program.templates, self._window)
        return self.dialog


def offer_help(dialog: QDialog, page: str) -> None:
    """Have F1 show a page beside a dialog; the window's own help cannot be reached while a dialog is open."""

    def show() -> None:
        from perfdesk.desk.dialogs.help import HelpDialog  # noqa: PLC0415 -- the start stays fast
        from perfdesk.region import templates  # noqa: PLC0415 -- as above

        beside = dialog.findChild(HelpDialog) or HelpDialog(templates(), dialog)
        beside.show_page(page)
        beside.show()
        beside.activateWindow()
        beside.page.setFocus()

    QShortcut(QKeySequence("F1"), dialog, show)
