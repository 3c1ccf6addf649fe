"""Files and the clipboard → a new draft, its doubts at the right; read on another thread."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.document import Document
from perfdesk.desk.jobs import Job, Progress
from perfdesk.desk.side import DOUBTS
from perfdesk.desk.waiting import Waiting
from perfdesk.errors import UserError
from perfdesk.region import Template

if TYPE_CHECKING:
    from perfdesk.desk.window import Window
    from perfdesk.translate.pointing import Pointing
    from perfdesk.work.importing import Imported, Left

FILTER = (
    "文档 (*.docx *.xlsx *.pdf *.doc *.xls *.wps *.et *.docm *.xlsm *.rtf *.odt *.ods *.html *.htm *.mht *.txt *.csv"
    " *.tsv *.md);;所有文件 (*)"
)


POINT_OUT = "指出标签…"
Read = Callable[[Mapping[str, Template], "Sequence[Pointing]", Progress], "Imported"]


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
        """Import files and folders together as one draft."""
        from perfdesk.work.importing import read_files  # noqa: PLC0415 -- the start stays fast

        names = f"“{files[0].name}”" if len(files) == 1 else f" {len(files)} 个文件"
        self._start(lambda templates, known, tell: read_files(files, templates, known, tell), names)

    def from_clipboard(self) -> None:
        """Import what Word, Excel or a browser has put on the clipboard."""
        from perfdesk.work.importing import import_clipboard  # noqa: PLC0415 -- the start stays fast

        held = QGuiApplication.clipboard().mimeData()
        html, text = (held.html(), held.text()) if held is not None else ("", "")
        self._start(lambda templates, known, _tell: import_clipboard(html, text, templates, known), "剪贴板")

    def show_summary(self, imported: Imported) -> None:
        """Tell what came in and what was left."""
        from perfdesk.desk.importing.summary import SummaryDialog  # noqa: PLC0415 -- the start stays fast

        answered(SummaryDialog(imported, self._window.program.templates, self._window))

    def _start(self, read: Read, source: str) -> None:
        """Read on another thread."""
        templates = self._window.program.templates

        def work(progress: Progress) -> Imported:
            from perfdesk.work.pointings import saved_pointings  # noqa: PLC0415 -- the start stays fast

            return read(templates, saved_pointings(), progress)

        if self.job is not None:
            self.job.give_up()
        self.job = job = Job(work, self._window)
        Waiting(self._window, "导入", job, _reading, job.give_up)
        self._window.say(f"正在读取{source}…")
        job.done.connect(lambda imported: self._done(imported, source))
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.start()

    def _done(self, imported: Imported, source: str) -> None:
        self.job = None
        self._window.status.hush()
        imported = self._pointed_out(imported)
        if imported.draft.forms:
            self._show(imported, source)

    def _pointed_out(self, imported: Imported) -> Imported:
        """Offer to point out the labels of what is in no known layout; tell if nothing came in at all."""
        from perfdesk.work.importing import nothing_known  # noqa: PLC0415 -- the start stays fast

        left = next((each for each in imported.left if each.has_tables), None)
        if left is None:
            if not imported.draft.forms:
                tell_error(self._window, imported.refused[0][1] if imported.refused else _nothing(imported))
            return imported
        error = nothing_known(imported, self._window.program.templates)
        if imported.draft.forms:
            error.what = f"“{left.name}”里有表格不是已知版式，没有导入。"
            error.safe = "其他的表已经读入。"
        error.todo = "可以指出它的标签，让程序按您指的读入。"
        if not tell_error(self._window, error, (POINT_OUT,)):
            return imported
        return self._point_out(imported, left)

    def _point_out(self, imported: Imported, left: Left) -> Imported:
        from perfdesk.desk.importing.pointing import PointingDialog  # noqa: PLC0415 -- the start stays fast
        from perfdesk.work.importing import with_pointing  # noqa: PLC0415 -- as above
        from perfdesk.work.pointings import save_pointing  # noqa: PLC0415 -- as above

        templates = self._window.program.templates
        dialog = PointingDialog(left.sources, left.name, templates, self._window)
        if not answered(dialog):
            return imported
        pointing = dialog.pointing()
        save_pointing(pointing)
        return with_pointing(imported, pointing, templates)

    def _show(self, imported: Imported, source: str) -> None:
        """Show what came in, what is in doubt, and how to go on."""
        from perfdesk.work.reviewing import review_of  # noqa: PLC0415 -- the start stays fast

        program, draft = self._window.program, imported.draft
        fresh = draft.model_copy(update={"id": str(uuid.uuid4())})
        window = program.show_document(Document(fresh, program.templates, saved=False), self._window)
        window.review.begin(review_of(imported, program.templates))
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

    def _cancelled(self) -> None:
        self.job = None
        self._window.say("已取消导入，没有改动任何内容。")

    def _failed(self, error: UserError) -> None:
        self.job = None
        self._window.status.hush()
        tell_error(self._window, error)


def _reading(at: int, total: int) -> str:
    return f"正在读取第 {at + 1} / {total} 个文件…" if total > 1 else "正在读取…"


def _nothing(imported: Imported) -> UserError:
    """Return what is told where there is not even a table to point labels out in."""
    from_clipboard = not any(path for path, _ in imported.documents)
    where = "剪贴板" if from_clipboard else "所选的文件"
    select = "请在 Word 或 Excel 里选中整张表，复制后再试。"
    return UserError(
        "E24",
        what=f"{where}里没有找到已知版式的绩效目标表。",
        safe="没有导入任何内容，也没有猜测。",
        todo=select if from_clipboard else "请确认选对了文件；扫描件请找有文字的原件。",
    )
