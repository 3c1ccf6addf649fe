"""备份: the kept copies of a draft, each seen before it is taken; a copy never overwrites anything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from perfdesk.desk.dialogs.size import MOST_HEIGHT, keep_small
from perfdesk.desk.document import Document
from perfdesk.desk.helps import offer_help
from perfdesk.desk.paper.view import PaperView
from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.store import Backup, open_draft
from perfdesk.work.differences import differences

ZOOM = 0.6


class BackupsDialog(QDialog):
    """A list of backups with a preview; `draft` is the one that was chosen."""

    def __init__(self, document: Document, found: Sequence[Backup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("备份")
        offer_help(self, "topic/50-backup")
        self.draft: Draft | None = None
        self._document = document
        self._found = list(found)
        self._preview: Document | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("备份")
        self.list.setFixedWidth(230)
        self.list.addItems([f"{each.when:%Y-%m-%d %H:%M:%S}　第 {each.seq} 次保存" for each in found])
        self.list.currentRowChanged.connect(self._show)
        self.told = QLabel("每次保存前的旧内容都留一份。" if found else "还没有备份：保存过两次以后才有。")
        self.told.setWordWrap(True)
        self.paper = PaperView()
        self.paper.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox()
        self.take = buttons.addButton("打开一份副本", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.paper, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.resize(820, MOST_HEIGHT - 20)
        keep_small(self)
        if found:
            self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        """Show one backup as it would print, and how much of it differs from the window."""
        self.draft = None
        self.take.setEnabled(False)
        if not 0 <= row < len(self._found):
            return
        try:
            self.draft = open_draft(self._found[row].path).draft
        except UserError as error:
            self.told.setText(error.text())
            return
        changes = len(differences(self.draft, self._document.draft, self._document.templates))
        self.told.setText(
            f"共 {len(self.draft.forms)} 张表，与窗口里的内容有 {changes} 处不同。打开的是副本，不会覆盖现在的草稿。"
        )
        self._preview = Document(self.draft, self._document.templates, read_only="备份只供查看。")
        self._preview.show(min(self._document.number, len(self.draft.forms) - 1))
        self.paper.set_document(self._preview)
        self.paper.set_zoom(ZOOM)
        self.take.setEnabled(True)
