"""What of a paste finds no place, shown before it is done: what it is, where it stood, and where it would fall."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QTableWidget, QVBoxLayout, QWidget

from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.dialogs.table import text_table
from perfdesk.desk.helps import offer_help
from perfdesk.work.pasting import Left

MOST_ROWS = 500
_LONGEST = 400
"""Characters of a text in the list; the tooltip has no more either."""


def ask_left_over(parent: QWidget, left: Sequence[Left], landed: int) -> bool:
    """Show what is left over; return whether the rest shall be pasted."""
    count = sum(each.count for each in left)
    dialog = QDialog(parent)
    dialog.setWindowTitle("有内容放不下")
    offer_help(dialog, "topic/10-fill")
    words = QLabel(
        f"剪贴板里有 {count:,} 处内容在表中没有位置，列在下面；其余 {landed} 处可以粘贴。现在还没有改动任何内容。"
        if landed
        else f"剪贴板里的 {count:,} 处内容在这里都没有位置，列在下面。没有改动任何内容。"
    )
    words.setWordWrap(True)
    buttons = QDialogButtonBox()
    if landed:
        paste = buttons.addButton("粘贴其余内容", QDialogButtonBox.ButtonRole.AcceptRole)
        paste.setDefault(True)
    buttons.addButton("取消" if landed else "知道了", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    more = QLabel("放不下的内容仍在剪贴板里，可以再粘贴到别处；整张表请用“文件 → 从剪贴板导入”。")
    more.setObjectName("soft")
    more.setWordWrap(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(10)
    column.addWidget(words)
    column.addWidget(_table(left[:MOST_ROWS]), 1)
    if len(left) > MOST_ROWS:
        column.addWidget(QLabel(f"另有 {len(left) - MOST_ROWS} 处没有列出。"))
    column.addWidget(more)
    column.addWidget(buttons)
    dialog.resize(680, 420)
    keep_small(dialog)
    return answered(dialog)


def _table(left: Sequence[Left]) -> QTableWidget:
    table = text_table("放不下的内容", ("原来在", "内容", "会落在"), [_row(each) for each in left])
    table.setColumnWidth(0, 120)
    table.setColumnWidth(2, 220)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return table


def _row(each: Left) -> tuple[str, str, str]:
    origin = f"第 {each.row} 行第 {each.col} 列" if each.row else "隐藏内容"
    text = each.text if len(each.text) <= _LONGEST else f"{each.text[:_LONGEST]}…（共 {len(each.text):,} 字）"
    return origin, text, each.where
