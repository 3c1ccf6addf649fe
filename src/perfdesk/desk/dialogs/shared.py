"""全部表共用的内容: the texts that hold for every form of the draft, set once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.document import Document
from perfdesk.desk.helps import offer_help
from perfdesk.region import Field
from perfdesk.rules.sums import CEILING
from perfdesk.work.standing import locked_by


class SharedTexts(QDialog):
    """One line for each field that lives in the draft; says which forms have a text of their own."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("全部表共用的内容")
        offer_help(self, "topic/10-fill")
        self._document = document
        self._lines: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        told = QLabel("这里填一次，所有表都用。单独改过的表不受影响。")
        told.setObjectName("soft")
        column.addWidget(told)
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 8, 0)
        form.setSpacing(8)
        for field in _fields(document):
            self._lines[field.id] = QLineEdit(document.draft.shared.get(field.id, ""))
            self._lines[field.id].setToolTip(field.help)
            form.addRow(field.name, self._lines[field.id])
            locked = locked_by(document.draft, field.id, document.templates)
            self._lines[field.id].setReadOnly(bool(locked))
            _add_note(form, "■", locked, "已定稿，这一项不能改")
            _add_note(form, "●", _own(document, field.id), "有自己的内容")
        self._lines[CEILING] = ceiling = QLineEdit(document.draft.shared.get(CEILING, ""))
        ceiling.setPlaceholderText("不填则不检查，例如 420.00万元")
        ceiling.setToolTip("单位当年可以申请的总额，不印在表上；各表合计超过时会提示。")
        form.addRow("预算控制数", ceiling)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        column.addWidget(area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        keep_small(self, 480)

    def texts(self) -> dict[str, str]:
        """Return what the draft shares, with what was typed here."""
        shared = dict(self._document.draft.shared)
        for name, line in self._lines.items():
            if line.text() or name in shared:
                shared[name] = line.text()
        return shared


def _add_note(form: QFormLayout, shape: str, numbers: Sequence[int], words: str) -> None:
    if numbers:
        note = QLabel(f"{shape} 第 {'、'.join(str(number + 1) for number in numbers[:12])} 张表{words}")
        note.setObjectName("soft")
        form.addRow("", note)


def _fields(document: Document) -> list[Field]:
    found: dict[str, Field] = {}
    for form in document.draft.forms:
        template = document.templates.get(form.template)
        for field in template.fields.values() if template else ():
            if field.scope == "draft":
                found.setdefault(field.id, field)
    return list(found.values())


def _own(document: Document, name: str) -> list[int]:
    return [number for number, form in enumerate(document.draft.forms) if name in form.fields]
