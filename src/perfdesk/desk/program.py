"""The running program: its windows, the drafts open in them, what it remembers between two starts."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication

from perfdesk import paths
from perfdesk.desk import looks, parts
from perfdesk.desk.settings import Settings, setting
from perfdesk.desk.window import Window

if TYPE_CHECKING:
    from perfdesk.desk.document import Document
    from perfdesk.region import Template

_MOST_RECENT = 12
SIZE = (1366, 768)


class Program(QObject):
    """Everything that is there once.

    Args:
        templates: the layouts; those of the program, read when they are first asked for, if None.
    """

    def __init__(self, app: QApplication, templates: Mapping[str, Template] | None = None) -> None:
        super().__init__(app)
        self.app = app
        self._templates = templates
        self.windows: list[Window] = []
        folder = paths.state_folder()
        with contextlib.suppress(OSError):  # the start tells the clerk; drafts can be worked on all the same
            folder.mkdir(parents=True, exist_ok=True)
        self.memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat, self)
        self.settings = Settings(self.memory)
        looks.speak_chinese(app)
        looks.choose_font(app, large=self.settings.on("large_text"))
        looks.dress(app, self.settings.value("theme"))

    @property
    def templates(self) -> Mapping[str, Template]:
        """Every layout by its id."""
        if self._templates is None:
            from perfdesk.region import templates  # noqa: PLC0415 -- they are read after the first paint

            self._templates = templates()
        return self._templates

    # --- windows ---

    def new_window(self) -> Window:
        """Open a window with the start page, where the last one was."""
        window = Window(self)
        self.windows.append(window)
        geometry = self.memory.value("geometry")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            available = window.screen().availableSize()
            window.resize(min(SIZE[0], available.width()), min(SIZE[1], available.height()))
        window.show()
        return window

    def show_document(self, document: Document, window: Window | None) -> Window:
        """Show a draft: in `window` if it has none yet (or only an untouched new one), else in a window of its own."""
        target = window if window is not None and self._free(window) else self.new_window()
        document.fills_right = self.settings.on("fill_right")
        target.show_document(document)
        target.view.use_remembered_zoom()
        self.raise_window(target)
        return target

    def raise_window(self, window: Window) -> None:
        """Bring a window to the front."""
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        if self.app.platformName() != "offscreen":
            window.raise_()
        window.activateWindow()

    def open_paths(self, files: Sequence[Path], window: Window | None = None) -> None:
        """Open drafts, each once; import what is no draft. Without files, bring a window to the front."""
        target = window or (self.windows[0] if self.windows else self.new_window())
        if files:
            target.files.take([str(path) for path in files])
        else:
            self.raise_window(target)

    def window_of(self, path: Path) -> Window | None:
        """Return the window in which a file is open."""
        wanted = paths.real(path)
        shown = ((window, window.document) for window in self.windows)
        return next((each for each, doc in shown if doc and doc.path and paths.real(doc.path) == wanted), None)

    def documents(self) -> list[Document]:
        """Return every open draft."""
        return [window.document for window in self.windows if window.document is not None]

    def closed(self, window: Window) -> None:
        """Forget a window that closes; remember where it was."""
        self.memory.setValue("geometry", window.saveGeometry())
        self.memory.sync()
        if window in self.windows:
            self.windows.remove(window)

    def quit(self) -> None:
        """Close every window; stop at the first whose text the clerk wants to keep."""
        for window in list(self.windows):
            if not window.close():
                return

    # --- what it remembers ---

    def remember(self, name: str, value: str) -> None:
        """Keep a word for the next start."""
        self.memory.setValue(name, value)

    def remembered(self, name: str, default: str = "") -> str:
        """Return a word that was kept."""
        value = self.memory.value(name, default)
        return value if isinstance(value, str) else default

    def tell_once(self, name: str, words: str) -> None:
        """Show a sentence above the paper at each start, until the clerk wants it no more."""
        free = next((window for window in self.windows if window.banner.isHidden()), None)
        if free is not None and not self.remembered(f"told/{name}"):
            free.banner.show_words(words, (("不再提示", lambda: self.remember(f"told/{name}", "yes")),))

    def recent(self) -> list[Path]:
        """Return the drafts opened last that are still there, the newest first."""
        kept = self.memory.value("recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [Path(name) for name in names if paths.is_file(Path(name))]

    def note_recent(self, path: Path) -> None:
        """Put a draft at the head of the list."""
        names = dict.fromkeys([str(paths.real(path)), *(str(each) for each in self.recent())])
        self.memory.setValue("recent", list(names)[:_MOST_RECENT])

    def choose(self, name: str, value: str) -> None:
        """Give a setting a value, kept for the next start; what shows it changes at once."""
        if value != self.settings.value(name):
            self.settings.put(name, value)
            apply = setting(name).apply
            if apply is not None:
                apply(self)

    def use_text_size(self) -> None:
        """Show every window in the text size of the settings."""
        looks.choose_font(self.app, large=self.settings.on("large_text"))
        self.use_theme()
        for window in self.windows:
            parts.make_room(window)

    def use_filling(self) -> None:
        """Fill the right horizon along in every draft, or in none, as the settings say."""
        for document in self.documents():
            document.fills_right = self.settings.on("fill_right")

    def use_theme(self) -> None:
        """Show every window in the theme of the settings."""
        looks.dress(self.app, self.settings.value("theme"))
        for window in self.windows:
            window.view.repaint_all()
            window.refresh_actions()

    def _free(self, window: Window) -> bool:
        document = window.document
        return document is None or (document.path is None and not document.unsaved)
