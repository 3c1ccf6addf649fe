"""What others do to the file while it is open here: told once, shown on request, never overwritten unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfdesk.desk.dialogs.differences import DifferencesDialog
from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.dialogs.modal import answered
from perfdesk.errors import UserError
from perfdesk.store import Stamp, changed, open_draft
from perfdesk.work.differences import differences

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

_KEEP, _LOAD = "保留我的内容", "载入文件里的内容"


class Outside:
    """Watches the file of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._told: Stamp | None = None

    def look(self) -> None:
        """Tell, once, that somebody else has changed the file."""
        document, stamp = self._window.document, self._window.files.stamp
        if document is None or document.path is None or stamp is None or self._told is stamp:
            return
        try:
            about = document.path.stat()
            same = (about.st_size, about.st_mtime_ns) == (stamp.size, stamp.mtime_ns)
            if same or not changed(document.path, stamp):
                return
        except (OSError, UserError):
            return  # a stick that is gone is told when it matters: on saving
        self._told = stamp
        here = "这里显示的是改动前的内容。" if document.read_only else "您的内容还在，保存前会再问您。"
        words = f"“{document.path.name}”被别人改动过。{here}"
        self._window.banner.show_words(words, (("查看不同之处…", self.show),))

    def show(self) -> None:
        """Show what differs between the file and the window; load the file if the clerk says so."""
        document = self._window.document
        if document is None or document.path is None:
            return
        self._window.commit()
        try:
            opened = open_draft(document.path)
        except UserError as error:
            tell_error(self._window, error)
            return
        found = differences(opened.draft, document.draft, document.templates)
        told = "“文件里是”指别人改动后的文件，“窗口里是”指您现在的内容。"
        dialog = DifferencesDialog("不同之处", told, found, (_KEEP, _LOAD), self._window)
        dialog.name_columns("文件里是", "窗口里是")
        answered(dialog)
        if dialog.chosen == _LOAD:
            self._window.files.stamp = opened.stamp
            document.replace("载入别人改动过的文件", opened.draft)
            document.mark_saved(document.path, opened.draft)
        self.tell_read_only()

    def tell_read_only(self) -> None:
        """Say above the paper why the draft may not be changed; where somebody has it open, offer to edit it anyway."""
        document, files = self._window.document, self._window.files
        if document is not None and document.read_only:
            ways = (("仍要编辑", files.take_over),) if files.held else ()
            self._window.banner.show_words(f"只读：{document.read_only}", ways)
