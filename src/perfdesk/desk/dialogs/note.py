"""A few words of the clerk or the bureau: 情况说明, 批注, 答复, 审核意见."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.helps import offer_help


class NoteDialog(QDialog):
    """Asks for words; Ctrl+Enter takes them.

    Args:
        title, told: what is asked, and about what.
        text: what stands there already.
        author: whose words these are; None where nobody signs.
    """

    def __init__(
        self, title: str, told: str, text: str = "", author: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        offer_help(self, "topic/30-check")
        self._told = QLabel(told)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.words = QPlainTextEdit(text)
        self.words.setAccessibleName(title)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(90)
        self.words.installEventFilter(self)
        self.author = QLineEdit(author or "")
        self.author.setPlaceholderText("姓名或科室")
        self.author.setAccessibleName("署名")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        self.column.addWidget(self._told)
        self.column.addWidget(self.words, 1)
        if author is not None:
            row = QHBoxLayout()
            row.addWidget(QLabel("署名"))
            row.addWidget(self.author, 1)
            self.column.addLayout(row)
        self._add_buttons()
        keep_small(self, 460)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)
        self.words.setFocus()

    def text(self) -> str:
        """Return the words, without blanks around them."""
        return self.words.toPlainText().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take the words with Ctrl+Enter."""
        if watched is self.words and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _add_buttons(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("确定")
        buttons.button(QDialogButtonBox.StandardButton.Ok).setToolTip("Ctrl+Enter")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class OpinionDialog(NoteDialog):
    """审核意见: shows while it is typed or pasted into which items it will be parted."""

    def __init__(self, told: str, author: str, split: Callable[[str], tuple[str, ...]], parent: QWidget | None) -> None:
        super().__init__("审核意见", told, "", author, parent)
        self._split = split
        self.items = QLabel()
        self.items.setObjectName("soft")
        self.items.setWordWrap(True)
        self.items.setTextFormat(Qt.TextFormat.PlainText)
        self.column.insertWidget(2, self.items)
        self.words.setPlaceholderText("粘贴或输入审核意见；按编号或分行拆成逐条核对的批注。")
        self.words.setMinimumHeight(160)
        self.words.textChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        items = self._split(self.words.toPlainText())
        lines = [f"{place}. {_short(each)}" for place, each in enumerate(items[:8], 1)]
        more = [f"…… 共 {len(items)} 条"] if len(items) > 8 else []
        self.items.setText("\n".join([f"将拆成 {len(items)} 条：", *lines, *more]) if items else "还没有内容。")
        self.items.setMinimumHeight(self.items.heightForWidth(self.words.width()))
        self.column.activate()
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))  # the dialog grows with the list


def _short(text: str) -> str:
    return f"{text[:36]}…" if len(text) > 36 else text
