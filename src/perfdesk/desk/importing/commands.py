"""Files and the clipboard → a new draft, its doubts at the right; read on another thread."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.document import Document
from perfdesk.desk.jobs import Job
from perfdesk.desk.side import DOUBTS
from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.region import Template

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

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

        templates = self._window.program.templates
        names = "、".join(path.name for path in files[:3]) + ("等" if len(files) > 3 else "")
        self._start(Job(lambda _progress: import_files(files, templates).draft, self._window), names)

    def from_clipboard(self) -> None:
        """Import what Word, Excel or a browser has put on the clipboard."""
        held = QGuiApplication.clipboard().mimeData()
        html, text = (held.html(), held.text()) if held is not None else ("", "")
        templates = self._window.program.templates
        self._start(Job(lambda _progress: from_clipboard(html, text, templates), self._window), "剪贴板")

    def _start(self, job: Job, source: str) -> None:
        if self.job is not None:
            self.job.drop()
        self.job = job
        self._window.say(f"正在读取{source}…")
        job.done.connect(lambda draft: self._done(draft, source))
        job.failed.connect(self._failed)
        job.start()

    def _done(self, draft: Draft, source: str) -> None:
        self.job = None
        program = self._window.program
        fresh = draft.model_copy(update={"id": str(uuid.uuid4())})
        window = program.show_document(Document(fresh, program.templates, saved=False), self._window)
        doubts = sum(1 for _ in draft.all_doubts())
        found = f"，其中 {doubts} 处存疑，请逐条核对" if doubts else "，没有存疑"
        ways = (("查看存疑", lambda: window.view.show_right(DOUBTS)),) if doubts else ()
        window.banner.show_words(f"已从{source}导入 {len(draft.forms)} 张表{found}。", ways)
        if doubts:
            window.view.show_right(DOUBTS)

    def _failed(self, error: UserError) -> None:
        self.job = None
        self._window.refresh_state()
        tell_error(self._window, error)


def from_clipboard(html: str, text: str, templates: Mapping[str, Template]) -> Draft:
    """Return the draft that the clipboard holds.

    Raises:
        UserError: E24, it holds no form in a known layout.
    """
    from perfdesk.work.importing import import_clipboard  # noqa: PLC0415 -- the start stays fast

    draft = import_clipboard(html, text, templates).draft
    if not draft.forms:
        raise UserError(
            "E24",
            what="剪贴板里没有找到已知版式的绩效目标表。",
            safe="没有导入任何内容，也没有猜测。",
            todo="请在 Word 或 Excel 里选中整张表，复制后再试。",
        )
    return draft
