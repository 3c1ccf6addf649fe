"""导出: asks, writes on another thread with progress, tells where the files are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from perfdesk.desk.dialogs.export import KINDS, ExportDialog, Wish
from perfdesk.desk.dialogs.message import ask, tell_error
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.where import ask_where
from perfdesk.desk.jobs import Job, Progress
from perfdesk.desk.waiting import Waiting
from perfdesk.errors import UserError
from perfdesk.store.names import safe_name
from perfdesk.work.exporting import Exported, Order, document_title, export, export_split
from perfdesk.work.signature import with_signature

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

_EXISTS = "E78"


class Exports:
    """Exports the draft of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def ask(self) -> None:
        """Ask for format, forms and place, then write."""
        window, document = self._window, self._window.document
        if document is None or not document.draft.forms:
            window.say("草稿里还没有表，没有可以导出的内容。")
            return
        window.commit()
        kind, signature = window.program.remembered("export", "docx"), window.program.settings.on("signature")
        dialog = ExportDialog(len(document.draft.forms), kind, window, signature=signature)
        if not answered(dialog):
            return
        wish = dialog.wish()
        window.program.remember("export", wish.kind)
        numbers = tuple(range(len(document.draft.forms))) if wish.everything else (document.number,)
        adapt = with_signature if wish.signature else None
        order = Order(document.draft, document.templates, numbers, wish.kind, None, adapt)
        target = self._where(order, wish)
        if target is not None:
            self.start(order, target, split=wish.split, force=not wish.split)

    def start(self, order: Order, target: Path, *, split: bool, force: bool) -> Job:
        """Write on another thread; the window stays usable, its progress can be cancelled."""

        def work(progress: Progress) -> Exported:
            told = Order(order.draft, order.templates, order.numbers, order.kind, progress, order.adapt)
            return (export_split if split else export)(told, target, force=force)

        job = Job(work, self._window)
        Waiting(self._window, "导出", job, lambda done, total: f"正在导出第 {done + 1} / {total} 张表…")
        job.done.connect(self._done)
        job.cancelled.connect(self._cancelled)
        job.failed.connect(lambda error: self._failed(error, order, target, split=split))
        return job.start()

    def _where(self, order: Order, wish: Wish) -> Path | None:
        window = self._window
        folder = Path(window.program.remembered("export_folder") or window.program.remembered("folder") or "")
        if wish.split:
            chosen = QFileDialog.getExistingDirectory(window, "选择存放导出文件的文件夹", str(folder))
            path = Path(chosen) if chosen else None
        else:
            words = dict(KINDS)[wish.kind].split("（")[0]
            title = document_title(order) if len(order.numbers) > 1 else self._form_title(order)
            name = safe_name(title, suffix=f".{wish.kind}")
            suffix = f".{wish.kind}"
            path = ask_where(window, "导出", folder / name, f"{words} (*{suffix})", (suffix,))
        if path is not None:
            window.program.remember("export_folder", str(path if wish.split else path.parent))
        return path

    def _form_title(self, order: Order) -> str:
        return order.draft.forms[order.numbers[0]].fields.get("project_name") or document_title(order)

    def _done(self, done: Exported) -> None:
        first = done.files[0]
        many = f"等 {len(done.files)} 个文件" if len(done.files) > 1 else ""
        lines = [f"已导出“{first.name}”{many}。", *done.warnings[:6]]
        if len(done.warnings) > 6:
            lines.append(f"另有 {len(done.warnings) - 6} 条提醒。")
        ways = (
            ("打开", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(first)))),
            ("打开文件夹", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(first.parent)))),
        )
        self._window.banner.show_words("\n".join(lines), ways)

    def _cancelled(self) -> None:
        self._window.say("已取消导出，没有留下不完整的文件。")

    def _failed(self, error: UserError, order: Order, target: Path, *, split: bool) -> None:
        if split and error.code == _EXISTS:
            if ask(self._window, "导出", error.what, ("全部覆盖",), more="文件夹里已有同名文件。"):
                self.start(order, target, split=True, force=True)
            return
        tell_error(self._window, error)
