"""全部修正: every safe mending with what stands there and what will, ticked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.apart import side_by_side
from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.helps import offer_help

if TYPE_CHECKING:
    from perfdesk.work.mending import Mending

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class MendingsDialog(QDialog):
    """Shows mendings, all ticked.

    Args:
        names: of the forms, by number.
        rules: the names of the rules by code.
    """

    def __init__(
        self, found: Sequence[Mending], names: Sequence[str], rules: dict[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("全部修正")
        offer_help(self, "topic/30-check")
        told = QLabel("下面的修正不改变意思。打勾的会改，可以一步撤销；拿不准的请去掉勾。")
        told.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["位置", "现在", "改为", "原因"])
        self.tree.setAccessibleName("可以修正的内容")
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setAlternatingRowColors(False)
        self._items: list[tuple[QTreeWidgetItem, Mending]] = []
        self._fill(found, names, rules)
        self.tree.itemChanged.connect(self._count)
        head = self.tree.header()
        for column, width in enumerate((210, 200, 200)):
            self.tree.setColumnWidth(column, width)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(16, 14, 16, 14)
        column_.setSpacing(10)
        column_.addWidget(told)
        column_.addWidget(self.tree, 1)
        column_.addLayout(self._foot())
        self.resize(820, 460)
        keep_small(self)
        self._count()

    def chosen(self) -> list[Mending]:
        """Return the mendings that are ticked."""
        return [each for item, each in self._items if item.checkState(0) == _CHECKED]

    def _fill(self, found: Sequence[Mending], names: Sequence[str], rules: dict[str, str]) -> None:
        tops: dict[int, QTreeWidgetItem] = {}
        for each in found:
            if each.number not in tops:
                top = tops[each.number] = QTreeWidgetItem(self.tree, [names[each.number]])
                top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
                top.setFirstColumnSpanned(True)
            why = "、".join(rules.get(code, code) for code in each.codes)
            first = each.texts[0]
            item = QTreeWidgetItem(tops[each.number], [first.place, *side_by_side(first.before, first.after), why])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, _CHECKED)
            _tips(item, first.before, first.after, why)
            for text in each.texts[1:]:
                other = QTreeWidgetItem(item, [text.place, *side_by_side(text.before, text.after), "同上"])
                _tips(other, text.before, text.after, why)
            self._items.append((item, each))
        self.tree.expandAll()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, state in (("全选", _CHECKED), ("全不选", _UNCHECKED)):
            button = QPushButton(words)
            button.clicked.connect(lambda _on=False, state=state: self._tick_all(state))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.buttons)
        return row

    def _tick_all(self, state: Qt.CheckState) -> None:
        for item, _each in self._items:
            item.setCheckState(0, state)

    def _count(self, *_: object) -> None:
        count = len(self.chosen())
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setText(f"修正 {count} 处")
        button.setEnabled(count > 0)


def _tips(item: QTreeWidgetItem, before: str, after: str, why: str) -> None:
    for column, text in enumerate((item.text(0), before, after, why)):
        item.setToolTip(column, text)
