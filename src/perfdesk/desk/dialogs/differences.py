"""A table of what differs between two states of a draft, with a question below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QTableWidget, QVBoxLayout, QWidget

from perfdesk.desk.dialogs.apart import side_by_side
from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.dialogs.table import text_table
from perfdesk.desk.helps import offer_help
from perfdesk.work.differences import Difference

_MOST_ROWS = 500


class DifferencesDialog(QDialog):
    """Shows differences and asks which of `ways` to take; `chosen` is "" while none was."""

    def __init__(
        self,
        title: str,
        told: str,
        found: Sequence[Difference],
        ways: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        offer_help(self, "topic/50-backup")
        self.chosen = ""
        words = QLabel(told)
        words.setWordWrap(True)
        self.table = _table(found[:_MOST_ROWS])
        buttons = QDialogButtonBox()
        for number, way in enumerate(ways):
            button = buttons.addButton(way, QDialogButtonBox.ButtonRole.AcceptRole)
            button.setDefault(number == 0)
            button.clicked.connect(lambda _on=False, way=way: self._choose(way))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        if len(found) > _MOST_ROWS:
            column.addWidget(QLabel(f"另有 {len(found) - _MOST_ROWS} 处没有列出。"))
        column.addWidget(buttons)
        self.resize(760, 480)
        keep_small(self)

    def name_columns(self, was: str, now: str) -> None:
        """Name the columns of the texts."""
        self.table.setHorizontalHeaderLabels(["表", "位置", was, now])

    def _choose(self, way: str) -> None:
        self.chosen = way
        self.accept()


def _table(found: Sequence[Difference]) -> QTableWidget:
    rows = [(each.form or "全部表", each.place, each.was, each.now) for each in found]
    table = text_table("不同之处", ("表", "位置", "文件里是", "恢复后是"), rows)
    for place, each in enumerate(found):
        for column, text in enumerate(side_by_side(each.was, each.now), 2):
            if (item := table.item(place, column)) is not None:
                item.setText(text)
    for column, width in enumerate((150, 170, 190)):
        table.setColumnWidth(column, width)
    table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return table
