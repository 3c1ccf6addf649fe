"""The draft of a window and its file: new, open, save, backups."""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from perfdesk import paths
from perfdesk.desk.copies import copy_saved
from perfdesk.desk.dialogs.backups import BackupsDialog
from perfdesk.desk.dialogs.choose import ask_new_draft
from perfdesk.desk.dialogs.message import ask, tell_error
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.where import ask_where
from perfdesk.desk.document import Document
from perfdesk.desk.opening import is_large, read_beside
from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.store import Opened, Saved, Stamp, backups, newest_whole, open_draft, save_draft
from perfdesk.store.lock import HeldBy, Lock, acquire
from perfdesk.store.names import safe_name
from perfdesk.store.stamp import read_file
from perfdesk.work.forms import blank_draft

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

SUFFIX = ".perfdesk"
FILTER = f"绩效目标草稿 (*{SUFFIX})"
_OTHERS = "E81"
_AS, _AGAIN, _OVER, _LOOK = "另存为…", "重试", "用我的内容覆盖", "查看不同之处…"


class Files:
    """Opens and saves the draft of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.stamp: Stamp | None = None
        """The file as it was opened or last saved."""
        self._lock: Lock | None = None
        self.held = False
        """Somebody else has it open."""
        self._saved_at: datetime | None = None

    # --- opening ---

    def new(self) -> None:
        """Ask for layout, year and unit, and begin a draft."""
        program = self._window.program
        wish = ask_new_draft(
            self._window, program.templates, program.remembered("template"), program.remembered("unit")
        )
        if wish is None:
            return
        program.remember("template", wish.template.id)
        program.remember("unit", wish.unit)
        draft = blank_draft(wish.template)
        names = ("budget_unit", "department") if "budget_unit" in wish.template.fields else ("department",)
        typed = {"year": wish.year, names[0]: wish.unit}
        shared = {**draft.shared, **{name: text for name, text in typed.items() if text}}
        draft = draft.model_copy(update={"id": str(uuid.uuid4()), "shared": shared})
        program.show_document(Document(draft, program.templates, saved=True), self._window).paper.begin()

    def open(self) -> None:
        """Ask for drafts and open them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "打开草稿", self._folder(), f"{FILTER};;所有文件 (*)")
        if names:
            self.take(names)

    def open_sample(self) -> None:
        """Open the bundled sample as a draft without a file of its own."""
        sample = next(iter(sorted((paths.resources() / "samples").glob(f"*{SUFFIX}"))))
        draft = open_draft(sample).draft.model_copy(update={"id": str(uuid.uuid4())})
        self._window.program.show_document(Document(draft, self._window.program.templates, saved=True), self._window)

    def take(self, names: list[str]) -> None:
        """Open drafts; import every other file together as one new draft."""
        found = [Path(name) for name in names]
        others = [path for path in found if path.suffix.lower() != SUFFIX]
        for path in found:
            if path in others:
                continue
            if is_large(path) and self._window.program.window_of(path) is None:
                read_beside(self._window, path, self._show, self._tell_unopened)
                continue
            try:
                self.open_path(path)
            except UserError as error:
                self._tell_unopened(path, error)
        if others:
            self._window.imports.take(others)

    def open_path(self, path: Path) -> Window:
        """Open one draft; a window that has it already comes to the front.

        Raises:
            UserError: it cannot be read.
        """
        program = self._window.program
        shown = program.window_of(path)
        if shown is not None:
            program.raise_window(shown)
            return shown
        return self._show(path, open_draft(path))

    def _show(self, path: Path, opened: Opened) -> Window:
        """Show a draft that was read."""
        program = self._window.program
        lock, reason = _locked(path, by_newer=opened.read_only)
        document = Document(opened.draft, program.templates, path, reason, saved=not opened.salvaged)
        window = program.show_document(document, self._window)
        window.files.adopt(opened.stamp, lock)
        program.note_recent(path)
        program.remember("folder", str(paths.real(path).parent))
        if opened.notices:
            ways = (("查看备份", window.files.show_backups),) if opened.salvaged and backups(path) else ()
            window.banner.show_words("\n".join(opened.notices), ways)
        elif isinstance(lock, HeldBy):
            window.outside.tell_read_only()
        return window

    def adopt(self, stamp: Stamp | None, lock: Lock | HeldBy | None) -> None:
        """Note which file the shown draft came from."""
        self.stamp = stamp
        self._lock = lock if isinstance(lock, Lock) else None
        self.held = isinstance(lock, HeldBy)
        self._saved_at = datetime.fromtimestamp(stamp.mtime_ns / 1e9) if stamp is not None else None
        self._window.refresh_state()

    def take_over(self) -> None:
        """Edit a draft that somebody else has open, after asking."""
        document = self._window.document
        if document is None or document.path is None:
            return
        more = "如果对方也在编辑，后保存的一方会被提醒，不会悄悄覆盖。"
        if ask(self._window, "仍要编辑", f"{document.read_only}仍要编辑吗？", ("仍要编辑",), more=more):
            lock = acquire(document.path, take=True)
            self._lock = lock if isinstance(lock, Lock) else None
            document.read_only = ""
            self._window.banner.hide()
            self._window.refresh_state()

    # --- saving ---

    def save(self) -> bool:
        """Save the draft; return whether it is on disk."""
        document = self._window.document
        if document is None:
            return False
        self._window.commit()
        if document.path is None or document.read_only:
            return self.save_as()
        return self._write(document.path, force=False)

    def save_as(self) -> bool:
        """Ask where, and save there."""
        document = self._window.document
        if document is None:
            return False
        self._window.commit()
        name = document.path or Path(self._folder()) / safe_name(_title(document.draft), suffix=SUFFIX)
        path = ask_where(self._window, "另存为", name, FILTER, (SUFFIX,))
        if path is None:
            return False
        if self._window.program.window_of(path) not in (None, self._window):
            tell_error(self._window, _open_elsewhere(path))
            return False
        return self._write(path, force=False, over=True)

    def may_close(self) -> bool:
        """Ask what is to become of unsaved text; return whether the window may go."""
        document = self._window.document
        if document is None:
            return True
        self._window.commit()
        if not document.unsaved:
            return True
        name = document.path.stem if document.path else "未命名草稿"
        way = ask(self._window, "保存", f"“{name}”有没有保存的内容，要保存吗？", ("保存", "不保存"))
        return self.save() if way == "保存" else way == "不保存"

    def release(self) -> None:
        """Let others edit the file."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def show_backups(self) -> None:
        """Show the backups; one that is chosen opens as a draft without a file."""
        document = self._window.document
        if document is None:
            return
        program = self._window.program
        dialog = BackupsDialog(document, backups(document.path) if document.path else [], self._window)
        if answered(dialog) and dialog.draft is not None:
            copy = Document(dialog.draft, program.templates, saved=False)
            window = program.show_document(copy, None)
            window.banner.show_words("这是备份的一份副本，还没有保存。原文件没有改动。")

    def saved_text(self) -> str:
        """Return when the draft was saved and whether a recovery copy is there."""
        document = self._window.document
        if document is None:
            return ""
        copy = self._window.recovery.text()
        if document.unsaved:
            return " · ".join(filter(None, ("未保存", copy)))
        if self._saved_at is None:
            return ""
        today = self._saved_at.date() == datetime.now().date()
        day = "" if today else f"{self._saved_at.year}年{self._saved_at.month}月{self._saved_at.day}日 "
        return f"已保存 {day}{self._saved_at:%H:%M}"

    # --- how ---

    def _write(self, path: Path, *, force: bool, over: bool = False) -> bool:
        """Save; `over`: the clerk wants another file that is there replaced, unless somebody has it open."""
        document = self._window.document
        if document is None:
            return False
        try:
            own = document.path is not None and paths.real(path) == paths.real(document.path)
            there = read_file(path)[1] if over and not own and not paths.is_missing(path) else None
            saved = save_draft(path, document.draft, stamp=self.stamp if own else there, force=force)
        except UserError as error:
            return self._not_saved(path, error, over=over)
        self._placed(document, saved)
        return True

    def _placed(self, document: Document, saved: Saved) -> None:
        if document.path is None or paths.real(saved.path) != paths.real(document.path):
            self.release()
            lock = acquire(saved.path)
            self._lock = lock if isinstance(lock, Lock) else None
        self.stamp = saved.stamp
        self._saved_at = datetime.now()
        document.read_only = ""
        document.mark_saved(saved.path, saved.draft)
        self._window.recovery.saved()
        self._window.program.note_recent(saved.path)
        self._window.program.remember("folder", str(paths.real(saved.path).parent))
        self._window.banner.hide()
        if saved.notices:
            self._window.banner.show_words("\n".join(saved.notices))
        self._window.refresh_state()
        self._window.status.hush()
        copy_saved(self._window, saved.path)

    def _not_saved(self, path: Path, error: UserError, *, over: bool) -> bool:
        """Tell why, offer another place; return whether it is saved after all."""
        other = error.code == _OTHERS
        ways = (_AS, _LOOK, _OVER) if other else (_AS, _AGAIN)
        safe = f"{error.safe}您填写的内容另有恢复副本。" if self._window.recovery.text() else error.safe
        told = replace_words(error, safe)
        way = tell_error(self._window, told, ways)
        if way == _AS:
            return self.save_as()
        if way == _AGAIN:
            return self._write(path, force=False, over=over)
        if way == _OVER:
            return self._write(path, force=True)
        if way == _LOOK:
            self._window.outside.show()
        return False

    def _tell_unopened(self, path: Path, error: UserError) -> None:
        whole = newest_whole(path)
        ways = ("打开最近的备份",) if whole is not None else ()
        if tell_error(self._window, error, ways) and whole is not None:
            document = Document(whole.draft, self._window.program.templates, saved=False)
            self._window.program.show_document(document, self._window)

    def _folder(self) -> str:
        kept = self._window.program.remembered("folder")
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        return kept if kept and paths.is_folder(Path(kept)) else (places[0] if places else "")


def replace_words(error: UserError, safe: str) -> UserError:
    """Return the error with another sentence about what is safe."""
    return UserError(error.code, what=error.what, safe=safe, todo=error.todo, exit_code=error.exit_code)


def _open_elsewhere(path: Path) -> UserError:
    return UserError(
        "E88",
        what=f"没有保存：“{path.name}”正在另一个窗口里打开。",
        safe="两份内容都没有丢失，文件也没有改动。",
        todo="请换一个文件名，或者先关闭那个窗口。",
    )


def _locked(path: Path, *, by_newer: bool) -> tuple[Lock | HeldBy | None, str]:
    """Return the lock of a file (or who has it), and why it may only be read, "" if it may be written."""
    if by_newer:
        return None, "这份草稿由更新版本的程序保存，请升级程序后再编辑。"
    if not os.access(path, os.W_OK):
        return None, "文件是只读的，或者您没有写入权限。可以另存为自己的副本。"
    lock = acquire(path)
    if isinstance(lock, HeldBy):
        return lock, f"{lock.text()}正在使用这份草稿。"
    return lock, ""


def _title(draft: Draft) -> str:
    shared = draft.shared
    unit = shared.get("budget_unit") or shared.get("department") or ""
    year = f"{shared['year']}年" if shared.get("year") else ""
    return f"{unit}{year}项目绩效目标"
