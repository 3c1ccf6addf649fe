"""打印 and 打印预览: asks, prints with progress that can be cancelled, tells what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.where import ask_where
from perfdesk.desk.jobs import Job
from perfdesk.desk.waiting import Waiting
from perfdesk.errors import UserError
from perfdesk.store.names import safe_name

if TYPE_CHECKING:
    from perfdesk.desk.printing.device import PrintRun
    from perfdesk.desk.printing.dialog import PrintDialog
    from perfdesk.desk.window import Window
    from perfdesk.page.leaves import Side
    from perfdesk.work.exporting import Exported

_MOST_WARNINGS = 6


class Prints:
    """Prints the draft of one window; what it needs is loaded when it is asked for."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.run: Job | PrintRun | None = None
        """The job under way."""

    def ask(self, *, look: bool = False) -> None:
        """Show preview and options, then print; `look`: the preview has the keys first."""
        dialog = self._dialog()
        if dialog is None:
            return
        (dialog.preview if look else dialog.print).setFocus()
        if not answered(dialog):
            return
        self._remember(dialog)
        try:
            if dialog.wish().printer:
                self._to_printer(dialog)
            else:
                self._to_pdf(dialog)
        except UserError as error:
            tell_error(self._window, error)

    def _dialog(self) -> PrintDialog | None:
        from perfdesk.desk.printing.device import printer_names  # noqa: PLC0415 -- the start stays fast
        from perfdesk.desk.printing.dialog import PrintDialog  # noqa: PLC0415 -- as above
        from perfdesk.desk.printing.options import Start  # noqa: PLC0415 -- as above
        from perfdesk.work.forms import form_name  # noqa: PLC0415 -- as above
        from perfdesk.work.printing import printable  # noqa: PLC0415 -- as above

        window, document = self._window, self._window.document
        if document is None:
            return None
        window.commit()
        forms = printable(document.draft, document.templates)
        if not forms:
            window.say("草稿里还没有表，没有可以打印的内容。")
            return None
        kept = window.program.remembered
        layout = self._layout()
        start = Start(
            tuple((number, form_name(document.draft, number)) for number in forms),
            document.number,
            *printer_names(),
            kept(f"{layout}/printer") if kept(f"{layout}/printed") else None,
            kept(f"{layout}/paper"),
            kept(f"{layout}/duplex"),
            window.program.settings.on("signature"),
        )
        return PrintDialog(document, start, window)

    def _layout(self) -> str:
        """Return under which name printer and paper of the shown form's layout are remembered."""
        document = self._window.document
        shown = document is not None and document.drawable
        return f"print-{document.template.id}" if shown and document is not None else "print"

    def _remember(self, dialog: PrintDialog) -> None:
        remember, layout, wish = self._window.program.remember, self._layout(), dialog.wish()
        remember(f"{layout}/printed", "yes")
        remember(f"{layout}/printer", wish.printer)
        remember(f"{layout}/paper", wish.size)
        if wish.printer:
            remember(f"{layout}/duplex", wish.duplex)

    def _title(self, sides: Sequence[Side]) -> str:
        forms = {side.form: side.fit.sheet.name for side in sides if side is not None}
        names = [" ".join(name.split()) for name in forms.values() if name.strip()]
        if not names:
            return "项目支出绩效目标表"
        return names[0] if len(forms) == 1 else f"{names[0]}等{len(forms)}张表"

    # --- the two ways ---

    def _to_printer(self, dialog: PrintDialog) -> None:
        from perfdesk.desk.printing.device import PrintRun, Ticket, printer_for  # noqa: PLC0415 -- as above

        wish = dialog.wish()
        ticket = Ticket(wish.printer, self._title(dialog.sides), wish.duplex)
        run = PrintRun(printer_for(ticket), dialog.sides, self._window)
        told = f"已把 {len(dialog.sides)} 面送到打印机“{wish.printer}”。"
        done = partial(self._done, told, dialog.warnings)
        self._watch(run, done, "已取消打印。已经送到打印机的页可能仍会印出。")

    def _to_pdf(self, dialog: PrintDialog) -> None:
        from perfdesk.work.printing import write_pdf  # noqa: PLC0415 -- as above

        window, sides, title = self._window, dialog.sides, self._title(dialog.sides)
        folder = Path(window.program.remembered("export_folder") or window.program.remembered("folder") or "")
        name = str(folder / safe_name(title, suffix=".pdf"))
        path = ask_where(window, "打印到 PDF 文件", name, "PDF 文件 (*.pdf)", (".pdf",))
        if path is None:
            return
        window.program.remember("export_folder", str(path.parent))
        job = Job(lambda progress: write_pdf(sides, path, title, progress), window)
        done = partial(self._written, dialog.warnings)
        self._watch(job, done, "已取消打印，没有留下不完整的文件。")

    def _watch(self, run: Job | PrintRun, done: Callable[[object], None], cancelled: str) -> None:
        """Show the progress of a job and start it."""
        self.run = run
        Waiting(self._window, "打印", run, lambda at, total: f"正在打印第 {min(at + 1, total)} / {total} 面…")
        run.done.connect(done)
        run.failed.connect(self._failed)
        run.cancelled.connect(lambda: self._cancelled(cancelled))
        for ended in (run.done, run.failed, run.cancelled):
            ended.connect(run.deleteLater)
        run.start()

    # --- what becomes of it ---

    def _written(self, warnings: Sequence[str], made: Exported) -> None:
        file = made.files[0]
        self._done("\n".join((f"已打印到“{file.name}”。", *made.warnings)), warnings, file)

    def _done(self, told: str, warnings: Sequence[str], file: object) -> None:
        self.run = None
        lines = [told, *warnings[:_MOST_WARNINGS]]
        if len(warnings) > _MOST_WARNINGS:
            lines.append(f"另有 {len(warnings) - _MOST_WARNINGS} 条提醒。")
        ways: tuple[tuple[str, Callable[[], object]], ...] = ()
        if isinstance(file, Path):
            ways = (("打开", partial(_open, file)), ("打开文件夹", partial(_open, file.parent)))
        self._window.banner.show_words("\n".join(lines), ways)

    def _cancelled(self, told: str) -> None:
        self.run = None
        self._window.say(told)

    def _failed(self, error: UserError) -> None:
        self.run = None
        tell_error(self._window, error)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
