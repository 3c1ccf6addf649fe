"""What stands in the middle while there is no paper to show: the start page, and an empty draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from perfdesk.desk.window import Window


WAYS = (
    ("新建草稿…", "选一种版式，从空白表填起。", "file.new"),
    ("导入去年表…", "读入去年的 Word、Excel、PDF，接着改；原文件不动。", "file.import"),
    ("打开草稿…", "接着填以前保存的草稿。", "file.open"),
    ("打开示例", "看一份填好的，随便改，不会影响别的文件。", "file.sample"),
)
"""How one may begin: words, what it does, the command."""


class StartPage(QWidget):
    """New, open, import, the sample; and the drafts opened last."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(_big("项目支出绩效目标表"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(QLabel("在官方表格上直接填写，不用联网"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        column.addWidget(_ways(window), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        hint = QLabel("也可以把文件拖进窗口：草稿直接打开，Word、Excel、PDF 等导入。按 F1 看怎样填表。")
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        column.addLayout(self._recent)
        column.addStretch(3)
        first = self.findChild(QPushButton, "first")
        if first is not None:
            self.setFocusProxy(first)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """List the drafts opened last."""
        super().showEvent(event)
        while (item := self._recent.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        paths = self._window.program.recent()[:6]
        if paths:
            self._recent.addWidget(QLabel("最近打开"), 0, Qt.AlignmentFlag.AlignHCenter)
        for path in paths:
            button = QPushButton(f"{path.stem}　　{path.parent}")
            button.setObjectName("recent")
            button.clicked.connect(lambda _on=False, path=path: self._window.program.open_paths([path], self._window))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


class EmptyPage(QWidget):
    """A draft without forms, or a form whose layout is not installed."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._add = QPushButton("新建表…")
        self._add.clicked.connect(window.actions_by_id["form.new"].trigger)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addSpacing(16)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_reason(self, template: str) -> None:
        """Say why there is no paper: the layout `template` is missing, or ("") there is no form."""
        self._add.setVisible(not template)
        missing = f"这张表用的版式“{template}”没有安装，不能显示。\n内容没有丢失，其他表不受影响。"
        self._words.setText(missing if template else "这份草稿里还没有表。\n先新建一张，或从“文件”菜单导入去年的表。")


def _ways(window: Window) -> QWidget:
    """Return a button for each way, with what it does beside it."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    for row, (words, told, name) in enumerate(WAYS):
        button = QPushButton(words)
        button.setAccessibleDescription(told)
        button.clicked.connect(lambda _on=False, name=name: window.actions_by_id[name].trigger())
        if not row:
            button.setObjectName("first")
        grid.addWidget(button, row, 0)
        grid.addWidget(QLabel(told), row, 1)
    return whole


def _big(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("big")
    return label
