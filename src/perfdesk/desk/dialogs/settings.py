"""设置: one row for each declared setting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import MOST_HEIGHT, keep_small
from perfdesk.desk.helps import offer_help
from perfdesk.desk.settings import OFF, ON, SETTINGS, Setting, Settings
from perfdesk.desk.still import ChoiceBox


class SettingsDialog(QDialog):
    """Asks for every setting; nothing is stored here, `values()` says what was chosen."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        offer_help(self, "topic/10-fill")
        self.rows = {each.id: Row(each, settings.value(each.id)) for each in SETTINGS}
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 8, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(4)
        for declared in SETTINGS:
            row = self.rows[declared.id]
            form.addRow(declared.words, row.field)
            form.addRow("", row.note)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.RestoreDefaults)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        buttons.button(kinds.RestoreDefaults).clicked.connect(self._defaults)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(area, 1)
        column.addWidget(buttons)
        self.resize(520, min(MOST_HEIGHT, 120 + 64 * len(SETTINGS)))
        keep_small(self)

    def values(self) -> dict[str, str]:
        """Return the value of every setting as it stands in the dialog."""
        return {name: row.value() for name, row in self.rows.items()}

    def _take(self) -> None:
        """Close, unless a value cannot be used: its row says why."""
        faults = [row for row in self.rows.values() if not row.judge()]
        if faults:
            faults[0].input.setFocus()
        else:
            self.accept()

    def _defaults(self) -> None:
        for row in self.rows.values():
            row.show_value(row.declared.default)


class Row:
    """The input of one setting with its note below it."""

    def __init__(self, declared: Setting, value: str) -> None:
        self.declared = declared
        self.note = QLabel(declared.help)
        self.note.setObjectName("soft")
        self.note.setWordWrap(True)
        self.note.setContentsMargins(0, 0, 0, 8)
        self.input: QComboBox | QCheckBox | QLineEdit
        self.field: QWidget
        if declared.kind == "choice":
            box = ChoiceBox()
            for each, words in declared.choices:
                box.addItem(words, each)
            self.input = self.field = box
        elif declared.kind == "switch":
            self.input = self.field = QCheckBox("开启")
        else:
            self.input = QLineEdit()
            self.input.setPlaceholderText("不用")
            self.field = _with_browse(self.input)
        self.input.setAccessibleName(declared.words)
        self.input.setAccessibleDescription(declared.help)
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show a value in the input."""
        if isinstance(self.input, QComboBox):
            self.input.setCurrentIndex(max(0, self.input.findData(value)))
        elif isinstance(self.input, QCheckBox):
            self.input.setChecked(value == ON)
        else:
            self.input.setText(value)

    def value(self) -> str:
        """Return the value as it stands in the input."""
        if isinstance(self.input, QComboBox):
            return str(self.input.currentData())
        if isinstance(self.input, QCheckBox):
            return ON if self.input.isChecked() else OFF
        return self.input.text().strip()

    def judge(self) -> bool:
        """Say below the input why its value cannot be used; return whether it can."""
        fault = self.declared.refusal(self.value())
        self.note.setText(f"◆ {fault}" if fault else self.declared.help)
        return not fault


def _with_browse(line: QLineEdit) -> QWidget:
    """Return a line with a button that chooses a folder."""
    whole, button = QWidget(), QPushButton("选择…")
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(line, 1)
    row.addWidget(button)

    def choose() -> None:
        chosen = QFileDialog.getExistingDirectory(whole, "选择文件夹", line.text())
        if chosen:
            line.setText(chosen)

    button.clicked.connect(choose)
    return whole
