"""帮助: pages with contents and a search, beside the window so that one can read and type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.actions import ACTIONS
from perfdesk.desk.bar import shown_keys
from perfdesk.desk.dialogs.keys import ON_PAPER
from perfdesk.desk.dialogs.size import keep_small
from perfdesk.region import Template
from perfdesk.work.helping import FIELDS, FIRST, HOW, MORE, HelpPage, pages

COMMANDS = "commands"
_NAME = int(Qt.ItemDataRole.UserRole)


class HelpDialog(QDialog):
    """Shows pages; links lead from one to another."""

    def __init__(self, templates: Mapping[str, Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self._pages = {each.id: each for each in (*pages(templates), _commands())}
        self._back: list[str] = []
        self.shown = ""
        self.words = QLineEdit()
        self.words.setPlaceholderText("查找，例如：单位、签字、E72")
        self.words.setAccessibleName("在帮助中查找")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._filter)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName("帮助目录")
        self.contents.currentItemChanged.connect(self._chosen)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName("帮助内容")
        self.page.document().setDocumentMargin(12)
        self.page.anchorClicked.connect(self._follow)
        self.back = QPushButton("返回上一页")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.go_back)
        self._items = self._fill(templates)
        self._arrange()
        self.resize(900, 540)
        keep_small(self)

    def show_page(self, name: str, *, keep: bool = True) -> None:
        """Show a page; `keep`: 返回上一页 leads back to the one before."""
        page = self._pages.get(name)
        if page is None:
            return
        if keep and self.shown and self.shown != name:
            self._back.append(self.shown)
        self.shown = name
        self.page.setMarkdown(page.markdown())
        _quiet_headings(self.page.document())
        self.back.setEnabled(bool(self._back))
        if self.contents.currentItem() is not self._items[name]:
            self.contents.setCurrentItem(self._items[name])

    def go_back(self) -> None:
        """Show the page before."""
        if self._back:
            self.show_page(self._back.pop(), keep=False)

    def search(self) -> None:
        """Put the keys into the search line."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    # --- how ---

    def _chosen(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _NAME):
            self.show_page(item.data(0, _NAME))

    def _follow(self, link: QUrl) -> None:
        self.show_page(link.toString())

    def _filter(self, words: str) -> None:
        """Show the pages that have the words; the first is opened."""
        hits = {name: count for name, page in self._pages.items() if (count := page.hits(words))}
        for name, item in self._items.items():
            item.setHidden(name not in hits)
        for top in self._groups(self.contents.invisibleRootItem()):
            self._settle(top, searching=bool(words.strip()))
        if not hits:
            self.page.setMarkdown(f"没有找到“{words.strip()}”。\n\n换一个词试试，例如“单位”“备份”“V02”。")
            self.shown = ""
        elif words.strip() or not self.shown:
            self.show_page(max(hits, key=lambda name: hits[name]) if words.strip() else FIRST, keep=False)

    def _settle(self, group: QTreeWidgetItem, *, searching: bool) -> None:
        """Hide a group without hits; open those that have some."""
        for each in self._groups(group):
            self._settle(each, searching=searching)
        children = [group.child(row) for row in range(group.childCount())]
        group.setHidden(all(each.isHidden() for each in children))
        group.setExpanded(searching or group.text(0) == HOW)

    @staticmethod
    def _groups(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        children = (item.child(row) for row in range(item.childCount()))
        return [each for each in children if each.childCount()]

    def _fill(self, templates: Mapping[str, Template]) -> dict[str, QTreeWidgetItem]:
        groups: dict[str, QTreeWidgetItem] = {}
        items = {}
        for page in self._pages.values():
            where = groups.get(page.group)
            if where is None:
                where = groups[page.group] = QTreeWidgetItem(self.contents, [page.group])
            if page.group == FIELDS:
                data = templates[page.id.split("/")[1]].data
                key = f"{FIELDS}/{data.id}"
                if key not in groups:
                    groups[key] = QTreeWidgetItem(where, [data.short or data.name])
                where = groups[key]
            items[page.id] = QTreeWidgetItem(where, [page.title])
            items[page.id].setData(0, _NAME, page.id)
            items[page.id].setToolTip(0, page.title)
        groups[HOW].setExpanded(True)
        return items

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.words)
        left.addWidget(self.contents, 1)
        left.addWidget(self.back)
        self.contents.setFixedWidth(260)
        self.words.setFixedWidth(260)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addLayout(left)
        row.addWidget(self.page, 1)


def _quiet_headings(document: QTextDocument) -> None:
    """Make headings a little larger than the text; Qt makes them twice as large."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            looks = QTextCharFormat()
            looks.setProperty(QTextFormat.Property.FontSizeAdjustment, 2 if level == 1 else 1)
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(looks)
        block = block.next()


def _commands() -> HelpPage:
    """Return the page of every command with its keys."""
    rows = [(each.group, each.text.rstrip("…"), "　".join(shown_keys(each))) for each in ACTIONS]
    rows += [(group, does, keys) for group, keys, does in ON_PAPER]
    return HelpPage(COMMANDS, "命令和按键", MORE, "\n".join(_table(rows)))


def _table(rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    yield from ("| 菜单 | 命令 | 按键 |", "|---|---|---|")
    yield from (f"| {' | '.join(row)} |" for row in rows)
