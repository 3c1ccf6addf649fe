"""导入情况: which files and forms came in, in which layouts, how much is in doubt, and what was left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.helps import offer_help
from perfdesk.region import Template
from perfdesk.translate.extract import UNPLACED
from perfdesk.work.forms import form_name
from perfdesk.work.importing import Imported

_SHOWN_CHARS = 60
_FEW = 40
"""So many files or fewer are shown unfolded."""


class SummaryDialog(QDialog):
    """A tree: each file with its forms, then what did not come in; says at the top what matters."""

    def __init__(self, imported: Imported, templates: Mapping[str, Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入情况")
        offer_help(self, "topic/20-import")
        head = QLabel(headline(imported))
        head.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["文件和表", "版式", "存疑"])
        self.tree.setAccessibleName("导入情况")
        self.tree.setRootIsDecorated(True)
        for item in _items(imported, templates):
            self.tree.addTopLevelItem(item)
        self._span()
        if self.tree.topLevelItemCount() <= _FEW:
            self.tree.expandAll()
        columns = self.tree.header()
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(head)
        whole.addWidget(self.tree, 1)
        whole.addWidget(buttons)
        self.resize(680, 460)
        keep_small(self)

    def _span(self) -> None:
        """Give what has no layout and no doubts the whole width."""
        items = [self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount())]
        items += [item.child(number) for item in items if item is not None for number in range(item.childCount())]
        for item in items:
            if item is not None and not item.text(1):
                item.setFirstColumnSpanned(True)


def headline(imported: Imported) -> str:
    """Return in one sentence what came in and what did not."""
    draft = imported.draft
    files = len({path for path, _ in imported.documents} | {path for path, _ in imported.refused}) or 1
    doubts = sum(1 for _ in draft.all_doubts())
    words = [f"从 {files} 个文件导入 {len(draft.forms)} 张表"]
    words.append(f"{doubts} 处存疑，请逐处核对" if doubts else "没有存疑")
    if imported.unknown:
        words.append(f"{len(imported.unknown)} 处内容不是已知版式，没有导入")
    if imported.refused:
        words.append(f"{len(imported.refused)} 个文件没有读成")
    return "；".join(words) + "。"


def _items(imported: Imported, templates: Mapping[str, Template]) -> Iterator[QTreeWidgetItem]:
    draft = imported.draft
    of_file: dict[str, QTreeWidgetItem] = {}
    for number, form in enumerate(draft.forms):
        path = imported.files[number] if number < len(imported.files) else None
        name = path.name if path is not None else "剪贴板"
        key = str(path)
        if key not in of_file:
            of_file[key] = QTreeWidgetItem([name])
        template = templates.get(form.template)
        layout = (template.data.short or template.data.name) if template is not None else form.template
        doubts = len(form.doubts)
        of_file[key].addChild(QTreeWidgetItem([form_name(draft, number), layout, f"● {doubts}" if doubts else "无"]))
    yield from of_file.values()
    yield from _left(imported)


def _left(imported: Imported) -> Iterator[QTreeWidgetItem]:
    """Yield what did not come in: parts in no known layout, files that could not be read, text without a place."""
    many = len(imported.documents) > 1
    if imported.unknown:
        item = QTreeWidgetItem([f"不是已知版式，没有导入（{len(imported.unknown)} 处）"])
        for left in imported.left:
            for each in left.parts:
                near = f"最接近“{each.nearest}”" if each.nearest else ""
                item.addChild(_told(_line(each.text), near, left.name if many else ""))
        yield item
    if imported.refused:
        item = QTreeWidgetItem([f"没有读成的文件（{len(imported.refused)} 个）"])
        for path, error in imported.refused:
            item.addChild(_told(path.name, error.what))
        yield item
    said = {each.text for each in imported.unknown}
    others = [doubt for doubt in imported.draft.doubts if doubt.code != UNPLACED or doubt.was not in said]
    if others:
        item = QTreeWidgetItem([f"不属于任何一张表，要核对的（{len(others)} 处，留在“存疑”里）"])
        for doubt in others:
            item.addChild(_told(_line(doubt.was) or doubt.why, doubt.why, doubt.place if many else ""))
        yield item


def _told(text: str, why: str, name: str = "") -> QTreeWidgetItem:
    """Return a line about something that is no form; `name`: the file that it is in, where there are several."""
    file = f"{name}：" if name else ""
    item = QTreeWidgetItem([f"{file}{text}　{why}" if why and why != text else f"{file}{text}"])
    item.setToolTip(0, f"{text}\n{why}")
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsSelectable)
    return item


def _line(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:_SHOWN_CHARS]}…" if len(line) > _SHOWN_CHARS else line
