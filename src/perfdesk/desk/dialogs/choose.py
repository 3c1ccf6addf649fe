"""Small questions: which layout, which open draft, what a new draft is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.document import Document
from perfdesk.desk.helps import offer_help
from perfdesk.desk.still import ChoiceBox
from perfdesk.region import Template


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What a new draft begins with."""

    template: Template
    year: str
    unit: str


def choose_template(parent: QWidget, templates: Mapping[str, Template], first: str) -> Template | None:
    """Ask which layout a new form shall have; None if the clerk thought better of it."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("新建表")
    offer_help(dialog, "topic/10-fill")
    box = _templates(templates, first)
    form = _form(dialog, "新表放在当前表的后面。")
    form.addRow("版式", box)
    _buttons(dialog, "新建")
    return templates[box.currentData()] if answered(dialog) else None


def choose_draft(parent: QWidget, documents: Sequence[Document]) -> Document | None:
    """Ask for one of the open drafts."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("复制到其他草稿")
    offer_help(dialog, "topic/10-fill")
    box = ChoiceBox()
    for document in documents:
        box.addItem(document.path.stem if document.path else "未命名草稿")
    form = _form(dialog, "复制来的表放在那份草稿的末尾。")
    form.addRow("草稿", box)
    _buttons(dialog, "复制")
    return documents[box.currentIndex()] if answered(dialog) else None


def ask_new_draft(parent: QWidget, templates: Mapping[str, Template], first: str, unit: str) -> NewDraft | None:
    """Ask for layout, year and unit of a new draft."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("新建草稿")
    offer_help(dialog, "topic/10-fill")
    box = _templates(templates, first)
    year, name = QLineEdit(str(QDate.currentDate().year() + 1)), QLineEdit(unit)
    name.setPlaceholderText("编制预算的单位全称")
    form = _form(dialog, "一份草稿放一个单位一年的全部表。年度和单位以后可以随时改。")
    form.addRow("版式", box)
    form.addRow("年度", year)
    form.addRow("单位", name)
    _buttons(dialog, "新建")
    name.setFocus()
    if not answered(dialog):
        return None
    return NewDraft(templates[box.currentData()], year.text().strip(), name.text().strip())


def _templates(templates: Mapping[str, Template], first: str) -> QComboBox:
    box = ChoiceBox()
    for template in templates.values():
        box.addItem(template.data.name, template.id)
    box.setCurrentIndex(max(0, box.findData(first)))
    return box


def _form(dialog: QDialog, told: str) -> QFormLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(12)
    label = QLabel(told)
    label.setObjectName("soft")
    label.setWordWrap(True)
    column.addWidget(label)
    form = QFormLayout()
    form.setSpacing(8)
    column.addLayout(form)
    return form


def _buttons(dialog: QDialog, word: str) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(word)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = dialog.layout()
    if layout is not None:
        layout.addWidget(buttons)
    keep_small(dialog, 440)
