"""导出: which format, which forms, one file or many."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.helps import offer_help

KINDS = (("docx", "Word 文档（.docx）"), ("xlsx", "Excel 工作簿（.xlsx）"), ("pdf", "PDF 文件（.pdf）"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk asked for: the format, whether all forms, a file for each, a signature line below."""

    kind: str
    everything: bool
    split: bool
    signature: bool


class ExportDialog(QDialog):
    """Asks for the format and the forms."""

    def __init__(self, forms: int, kind: str, parent: QWidget | None = None, *, signature: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("导出")
        offer_help(self, "topic/40-print")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        self._kinds = QButtonGroup(self)
        column.addWidget(_heading("格式"))
        for number, (name, words) in enumerate(KINDS):
            button = QRadioButton(words)
            button.setChecked(name == kind)
            self._kinds.addButton(button, number)
            column.addWidget(button)
        if self._kinds.checkedId() < 0:
            self._kinds.button(0).setChecked(True)
        column.addSpacing(8)
        column.addWidget(_heading("范围"))
        self.everything, self.here = QRadioButton(f"全部 {forms} 张表"), QRadioButton("只导出当前表")
        scope = QButtonGroup(self)
        for button in (self.everything, self.here):
            scope.addButton(button)
            column.addWidget(button)
        self.everything.setChecked(True)
        self.split = QCheckBox("每张表一个文件，以项目名称命名")
        self.split.setEnabled(forms > 1)
        self.everything.toggled.connect(lambda on: self.split.setEnabled(on and forms > 1))
        self.signature = QCheckBox("表下加一行签字栏（版式自带签字行的不加）")
        self.signature.setChecked(signature)
        column.addSpacing(8)
        column.addWidget(self.split)
        column.addWidget(self.signature)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("选择位置…")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(8)
        column.addWidget(buttons)
        keep_small(self, 400)

    def wish(self) -> Wish:
        """Return what was asked for."""
        split = self.split.isChecked() and self.split.isEnabled()
        kind = KINDS[self._kinds.checkedId()][0]
        return Wish(kind, self.everything.isChecked(), split, self.signature.isChecked())


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
