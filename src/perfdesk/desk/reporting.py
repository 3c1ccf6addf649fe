"""检查报告: asks where, checks and writes on another thread, tells where the file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from perfdesk.desk.checks import now
from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.dialogs.where import ask_where
from perfdesk.desk.jobs import Job, Progress
from perfdesk.errors import UserError
from perfdesk.store.names import safe_name

if TYPE_CHECKING:
    from perfdesk.desk.window import Window
    from perfdesk.work.exporting import Exported

KINDS = {".docx": "Word 文档", ".xlsx": "Excel 工作簿", ".pdf": "PDF 文件"}
"""The kinds of report by suffix; the first is offered first."""


class Reports:
    """Writes the report of one window's draft."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def ask(self) -> None:
        """Ask where and in which format, then write."""
        window, document = self._window, self._window.document
        if document is None or not document.draft.forms:
            window.say("草稿里还没有表，没有可以检查的内容。")
            return
        window.commit()
        target = self._where(document.path)
        if target is not None:
            self.start(target)

    def start(self, target: Path) -> Job | None:
        """Check the draft as it is now and write the report."""
        document = self._window.document
        if document is None:
            return None
        draft, templates, when = document.draft, document.templates, now()

        def work(_progress: Progress) -> Exported:
            from perfdesk.work.check_report import report_on, write_draft_report  # noqa: PLC0415 -- brings the rules

            return write_draft_report(report_on(draft, templates, when), target, force=True)

        job = Job(work, self._window)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        self._window.say("正在写检查报告…")
        return job.start()

    def _where(self, draft: Path | None) -> Path | None:
        window = self._window
        first = window.program.remembered("report", ".docx")
        order = sorted(KINDS, key=lambda suffix: suffix != first)
        folder = Path(window.program.remembered("export_folder") or window.program.remembered("folder") or "")
        name = safe_name(f"{draft.stem if draft is not None else ''}检查报告", suffix=order[0])
        filters = ";;".join(f"{KINDS[suffix]} (*{suffix})" for suffix in order)
        path = ask_where(window, "检查报告", folder / name, filters, order)
        if path is None:
            return None
        window.program.remember("report", path.suffix.lower())
        window.program.remember("export_folder", str(path.parent))
        return path

    def _done(self, done: Exported) -> None:
        path = done.files[0]
        ways = (
            ("打开", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))),
            ("打开文件夹", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
        )
        self._window.status.hush()
        self._window.banner.show_words("\n".join((f"检查报告已写好：“{path.name}”。", *done.warnings[:6])), ways)

    def _failed(self, error: UserError) -> None:
        self._window.status.hush()
        tell_error(self._window, error)
