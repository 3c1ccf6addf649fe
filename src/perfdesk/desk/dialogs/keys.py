"""帮助: every command with its keys, and what the program is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from perfdesk import __version__
from perfdesk.desk.actions import ACTIONS
from perfdesk.desk.bar import shown_keys
from perfdesk.desk.dialogs.message import tell
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.dialogs.table import text_table

ON_PAPER = (
    ("表格", "直接打字", "填写当前格，原内容被替换"),
    ("表格", "↑ ↓ ← →", "移到相邻的格"),
    ("表格", "Ctrl+↑ ↓ ← →", "到这一列、这一行的尽头；正在填的文字里跳过一个词"),
    ("表格", "Home、End、Ctrl+Home、Ctrl+End", "到行首、行尾、第一格、最后一格"),
    ("表格", "Shift+↑ ↓ ← →", "选中一片格"),
    ("表格", "Ctrl+Shift+↑ ↓ ← →", "选到这一部分的边上"),
    ("表格", "Shift+Home、Shift+End", "选到行首、行尾"),
    ("表格", "空格", "勾选或取消选择框"),
    ("表格", "Alt+↓", "打开下拉列表或日历（在有列表的格里）"),
    ("表格", "Enter、Shift+Enter", "到下面、上面一格，按过 Tab 的回到起始列；正在填的长文字里换行；列表里采用"),
    ("表格", "Alt+Enter", "正在填的长文字里换行；其他时候修正此处"),
    ("表格", "Ctrl+Enter", "结束填写；在指标行上新增一行；选中一片时填入每一格"),
    ("表格", "F4", "采用指标值的规范写法"),
    ("表格", "Shift+F10", "打开这一格的菜单，同右键"),
    ("表的列表", "Ctrl+单击、Shift+单击", "选几张表，一起复制、拖动或删除"),
    ("表的列表", "Ctrl+C、Ctrl+V", "复制、粘贴整张表，可以在两份草稿之间"),
    ("表格", "Esc", "放弃本次修改；关闭列表，保留原文；取消选中"),
)
"""Keys that are no command of a menu."""


class KeysDialog(QDialog):
    """A list that can be searched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键")
        rows = [(each.group, " 或 ".join(shown_keys(each)), each.text.rstrip("…")) for each in ACTIONS] + list(ON_PAPER)
        self.words = QLineEdit()
        self.words.setAccessibleName("查找快捷键")
        self.words.setPlaceholderText("查找命令或按键")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._filter)
        self.table = text_table("快捷键", ("菜单", "按键", "命令"), rows)
        self.table.setShowGrid(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(self.words)
        whole.addWidget(self.table, 1)
        whole.addWidget(buttons)
        self.resize(700, 520)
        keep_small(self)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row in range(self.table.rowCount()):
            items = (self.table.item(row, column) for column in range(3))
            words = " ".join(item.text() for item in items if item is not None).casefold()
            self.table.setRowHidden(row, wanted not in words)


def show_keys(parent: QWidget) -> None:
    """List every command with its keys."""
    answered(KeysDialog(parent))


def show_about(parent: QWidget) -> None:
    """Say what the program is."""
    tell(
        parent,
        "关于",
        f"项目支出绩效目标表编辑器　perfdesk {__version__}",
        more="离线使用，不连接网络。\n界面使用 Qt（LGPL-3.0），字体为 Noto（SIL OFL 1.1）等，许可全文在安装文件夹内。",
    )
