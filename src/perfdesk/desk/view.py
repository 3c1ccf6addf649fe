"""What is seen of the window: panels, zoom, theme, help; it changes nothing in the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.side import LIBRARY, PROBLEMS
from perfdesk.desk.theme import room

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

NARROW_BELOW = 1100
"""Under this width, px, the panels collapse."""
PAPER = 700
"""The paper keeps at least this width, px."""


class View:
    """Decides which panels are open: both where there is room; under 1,100 px at most one, opened by hand."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._left: bool | None = None
        self._right: bool | None = None
        self._narrow = False

    def arrange(self, *, fresh: bool = False) -> None:
        """Open and collapse the panels for the width there is; `fresh`: forget which were opened by hand."""
        window = self._window
        if not window.furnished:
            return
        has = window.document is not None
        window.forms.setVisible(has)
        window.side.setVisible(has)
        narrow = window.width() < NARROW_BELOW
        if narrow != self._narrow or fresh:
            self._narrow = narrow
            self._left = self._right = None
        room = not narrow and window.review.isHidden()
        left = room if self._left is None else self._left
        right = room if self._right is None else self._right
        window.forms.set_narrow(narrow=not left)
        window.side.set_narrow(narrow=not right)

    def toggle_left(self) -> None:
        """Open or collapse the list of forms."""
        self._left = self._is_narrow(self._window.forms.width())
        if self._narrow and self._left:
            self._right = False
        self.arrange()

    def search_forms(self) -> None:
        """Open the list of forms and search it."""
        if self._is_narrow(self._window.forms.width()):
            self.toggle_left()
        self._window.forms.search()

    def toggle_right(self) -> None:
        """Open or collapse problems and library."""
        if self._is_narrow(self._window.side.width()):
            self.show_right(self._window.side.stack.currentIndex())
        else:
            self._right = False
            self.arrange()

    def show_right(self, page: int) -> None:
        """Open the right panel at a page."""
        self._right = True
        if self._narrow:
            self._left = False
        self.arrange()
        self._window.side.show_page(page)

    def show_problems(self) -> None:
        """Show the problems, looked for anew."""
        if self._window.document is not None:
            self._window.document.check_soon()
        self.show_right(PROBLEMS)

    def show_library(self) -> None:
        """Show the library, ready to search."""
        self.show_right(LIBRARY)
        self._window.library.search()

    def show_counts(self, errors: int, warnings: int, total: int) -> None:
        """Show how much the rules found in the shown form."""
        self._window.bar.check.show_counts(errors, warnings)
        self._window.side.count(PROBLEMS, total, "◆" if errors else "▲" if warnings else "")

    def zoom_by(self, by: float) -> None:
        """Zoom in or out one step."""
        self._window.paper.zoom_step(1 if by > 0 else -1)
        self.remember_zoom()

    def zoom_to(self, zoom: float) -> None:
        """Zoom to 1.0 = 100 %."""
        self._window.paper.set_zoom(zoom)
        self.remember_zoom()

    def fit_width(self) -> None:
        """Zoom so that the page is as wide as the room."""
        self._window.paper.fit_width()
        self._window.program.remember("zoom", "width")

    def zoom_wished(self, by: float) -> None:
        """Zoom as the buttons of the status line ask."""
        if self._window.document is not None:
            if by:
                self.zoom_by(by)
            else:
                self.fit_width()

    def remember_zoom(self) -> None:
        """Keep the zoom for the next start."""
        self._window.program.remember("zoom", f"{self._window.paper.zoom:.3f}")

    def use_remembered_zoom(self) -> None:
        """Zoom as at the last end, or as the settings say."""
        program = self._window.program
        wished = program.settings.value("zoom_at_start")
        zoom = program.remembered("zoom", "width") if wished == "last" else wished
        if zoom == "width":
            QTimer.singleShot(0, self._window, self._window.paper.fit_width)
        else:
            self._window.paper.set_zoom(float(zoom) if zoom.replace(".", "", 1).isdecimal() else 1.0)

    def choose_theme(self, name: str) -> None:
        """Use the light or dark theme, or what the desktop says."""
        self._window.program.choose("theme", name)

    def ask_settings(self) -> None:
        """Show the settings and take what was chosen."""
        from perfdesk.desk.dialogs.settings import SettingsDialog  # noqa: PLC0415 -- the start stays fast

        program = self._window.program
        dialog = SettingsDialog(program.settings, self._window)
        if answered(dialog):
            for name, value in dialog.values().items():
                program.choose(name, value)

    def repaint_all(self) -> None:
        """Take the colours of another theme."""
        window = self._window
        for cards in (window.problems.list, window.doubts.list, window.comments.list):
            cards.repaint_words()
        window.paper.viewport().update()
        window.bar.check.update()
        window.forms.list.viewport().update()
        window.helps.repaint()

    def check_choices(self) -> None:
        """Tick the theme in use, and the status of the shown form."""
        chosen = self._window.program.settings.value("theme")
        for name in ("light", "dark", "system"):
            action = self._window.actions_by_id[f"view.{name}"]
            action.setCheckable(True)
            action.setChecked(name == chosen)
        document = self._window.document
        status = document.form.status if document is not None and document.draft.forms else ""
        for name, action in self._window.actions_by_id.items():
            if name.startswith("status."):
                action.setCheckable(True)
                action.setChecked(action.text() == status)

    @staticmethod
    def _is_narrow(width: int) -> bool:
        return width < room(100)
