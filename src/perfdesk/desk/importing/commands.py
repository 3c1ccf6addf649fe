"""Files and the clipboard → a new draft, its doubts at the right; read on another thread."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.document import Document
from perfdesk.desk.jobs import Job, Progress
from perfdesk.desk.side import DOUBTS
from perfdesk.errors import UserError
from perfdesk.region import Template

if TYPE_CHECKING:
    from perfdesk.desk.window import Window
    from perfdesk.work.importing import Imported
    from perfdesk.work.reviewing import Review

FILTER = (
    "文档 (*.docx *.xlsx *.pdf *.doc *.xls *.wps *.et *.docm *.xlsm *.rtf *.odt *.ods *.html *.htm *.mht *.txt *.csv"
    " *.tsv *.md);;所有文件 (*)"
)


class Imports:
    """Imports into a window, or into one of its own if this has a draft."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.job: Job | None = None

    def ask(self) -> None:
        """Ask for files and import them together as one draft."""
        folder = self._window.program.remembered("folder")
        names, _ = QFileDialog.getOpenFileNames(self._window, "导入去年表", folder, FILTER)
        if names:
            self.take([Path(name) for name in names])

    def take(self, files: list[Path]) -> None:
        """Import files."""
        from perfdesk.work.importing import import_files  # noqa: PLC0415 -- the start stays fast

        names = files[0].name if len(files) == 1 else f" {len(files)} 个文件"
        self._start(lambda templates: import_files(files, templates), names)

    def from_clipboard(self) -> None:
        """Import what Word, Excel or a browser has put on the clipboard."""
        held = QGuiApplication.clipboard().mimeData()
        html, text = (held.html(), held.text()) if held is not None else ("", "")
        self._start(lambda templates: from_clipboard(html, text, templates), "剪贴板")

    def show_summary(self, imported: Imported) -> None:
        """Tell what came in and what was left."""
        from perfdesk.desk.importing.summary import SummaryDialog  # noqa: PLC0415 -- the start stays fast

        SummaryDialog(imported, self._window.program.templates, self._window).exec()

    def _start(self, read: Callable[[Mapping[str, Template]], Imported], source: str) -> None:
        """Read on another thread, source and form side by side."""
        templates = self._window.program.templates

        def work(_progress: Progress) -> tuple[Imported, Review]:
            from perfdesk.work.reviewing import review_of  # noqa: PLC0415 -- the start stays fast

            imported = read(templates)
            return imported, review_of(imported, templates)

        if self.job is not None:
            self.job.drop()
        self.job = job = Job(work, self._window)
        self._window.say(f"正在读取{source}…")
        job.done.connect(lambda found: self._done(found, source))
        job.failed.connect(self._failed)
        job.start()

    def _done(self, found: tuple[Imported, Review], source: str) -> None:
        self.job = None
        imported, review = found
        program, draft = self._window.program, imported.draft
        fresh = draft.model_copy(update={"id": str(uuid.uuid4())})
        window = program.show_document(Document(fresh, program.templates, saved=False), self._window)
        window.review.begin(review)
        doubts = sum(1 for _ in draft.all_doubts())
        words = f"，其中 {doubts} 处存疑，请逐处核对" if doubts else "，没有存疑"
        left = "；有内容没有导入" if imported.unknown or imported.refused else ""
        show = window.imports.show_summary
        ways = [("对照原文", lambda: window.review.show_beside(on=True)), ("导入情况…", lambda: show(imported))]
        window.banner.show_words(f"已从{source}导入 {len(draft.forms)} 张表{words}{left}。", tuple(ways))
        if doubts:
            window.view.show_right(DOUBTS)
        if len({*imported.files}) > 1 or left:
            show(imported)

    def _failed(self, error: UserError) -> None:
        self.job = None
        self._window.refresh_state()
        tell_error(self._window, error)


def from_clipboard(html: str, text: str, templates: Mapping[str, Template]) -> Imported:
    """Return what the clipboard holds.

    Raises:
        UserError: E24, it holds no form in a known layout.
    """
    from perfdesk.work.importing import import_clipboard  # noqa: PLC0415 -- the start stays fast

    got = import_clipboard(html, text, templates)
    if not got.draft.forms:
        raise UserError(
            "E24",
            what="剪贴板里没有找到已知版式的绩效目标表。",
            safe="没有导入任何内容，也没有猜测。",
            todo="请在 Word 或 Excel 里选中整张表，复制后再试。",
        )
    return got
