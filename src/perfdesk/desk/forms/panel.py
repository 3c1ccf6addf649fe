"""The left panel: the forms of the draft, their amounts and state; new, copy, delete, order, search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QMenu, QToolButton, QVBoxLayout

from perfdesk.desk.dialogs.choose import choose_draft, choose_template
from perfdesk.desk.dialogs.shared import SharedTexts
from perfdesk.desk.document import Document
from perfdesk.desk.forms.rows import ROW, FormList, Row, RowPainter
from perfdesk.desk.status import ShortLabel
from perfdesk.desk.theme import room
from perfdesk.model import Draft, Form
from perfdesk.rules.finding import Finding, Severity
from perfdesk.work import form_editing
from perfdesk.work.forms import form_name, is_blank, new_form
from perfdesk.work.totals import Total, amount_field, total, units_of

WIDE, NARROW = 232, 52
COUNT_MS = 50
"""The counts of findings follow at most so often: the rules tell of one form a turn, and a draft may have 500."""


class FormsPanel(QFrame):  # house: the commands of one panel, each a few lines
    """The forms of the draft.

    Signals:
        said: a sentence for the status line.
        made: a form was made, and is shown.
    """

    said = Signal(str)
    made = Signal()

    def __init__(self, commit: Callable[[], None], others: Callable[[], list[Document]]) -> None:
        super().__init__()
        self.setObjectName("left")
        self._document: Document | None = None
        self._commit = commit
        self._others = others
        self._narrow = False
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_MS)
        self._counting.timeout.connect(self._count_late)
        self._late = False
        self._told = False
        self._kept: dict[str, tuple[_Shown, Row]] = {}
        self.heading, self.below = ShortLabel(self), ShortLabel(self)
        self.heading.setObjectName("heading")
        self.below.setObjectName("soft")
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("查找项目名称")
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName("查找表")
        self.words.textChanged.connect(self.refresh)
        self.words.returnPressed.connect(self._choose_found)
        self.model = FormList()
        self.model.dropped.connect(self.move_to)
        self.painter = RowPainter(self)
        self.list = self._list()
        self.add = QToolButton(self)
        self.add.setObjectName("link")
        self.add.clicked.connect(self.new_form)
        self.foot = QFrame(self)
        self.foot.setObjectName("foot")
        self.total = ShortLabel(self.foot)
        self.total.setObjectName("soft")
        self.ceiling = ShortLabel(self.foot)
        self.ceiling.setObjectName("soft")
        self._arrange()
        self.set_narrow(narrow=False)

    def set_document(self, document: Document | None) -> None:
        """Show the forms of a draft."""
        self._document = document
        self.words.clear()
        if document is not None:
            document.draft_changed.connect(self.refresh)
            document.number_changed.connect(self._select)
            document.findings_changed.connect(self._count)
        self.refresh()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show numbers and marks only, or everything."""
        self._narrow = self.painter.narrow = narrow
        self.setFixedWidth(room(NARROW if narrow else WIDE))
        for widget in (self.heading, self.below, self.foot):
            widget.setVisible(not narrow)
        self.words.setVisible(not narrow and len(self._numbers()) > 5)
        self.add.setText("＋" if narrow else "＋ 新建表…")
        self.add.setToolTip("新建表（Ctrl+Shift+N）")
        self.list.doItemsLayout()

    # --- commands ---

    def new_form(self) -> None:
        """Ask for a layout and put an empty form behind the shown one."""
        if (document := self._document) is None:
            return
        template = choose_template(self, document.templates, document.form.template if document.draft.forms else "")
        if template is not None:
            self._commit()
            after = document.number if document.draft.forms else -1
            if self._edit("新建表", form_editing.add_form(document.draft, template, after + 1), after + 1):
                self.made.emit()

    def duplicate(self) -> None:
        """Put a copy behind the shown form."""
        if (document := self._document) is not None and document.draft.forms:
            self._commit()
            copied = form_editing.duplicate_form(document.draft, document.number)
            if self._edit("创建本表副本", copied, document.number + 1):
                self.made.emit()

    def copy_to_other(self) -> None:
        """Copy the shown form to another open draft."""
        document = self._document
        if document is None or not document.drawable:
            return
        others = [each for each in self._others() if each is not document and not each.read_only]
        if not others:
            self.said.emit("没有打开其他可以编辑的草稿。请先打开目标草稿，再复制。")
            return
        target = choose_draft(self, others)
        if target is not None:
            self._commit()
            made = form_editing.copy_form(document.draft, document.number, target.draft, document.template)
            target.edit("复制来的表", made)
            self.said.emit("已复制到另一份草稿的末尾，可在那里撤销。")

    def delete(self) -> None:
        """Delete the shown form; undo brings it back."""
        if (document := self._document) is not None and document.draft.forms:
            self._commit()
            name = form_name(document.draft, document.number)
            if self._edit("删除表", form_editing.delete_form(document.draft, document.number), document.number):
                self.said.emit(f"已删除“{name}”，按 Ctrl+Z 可以恢复。")

    def shift(self, by: int) -> None:
        """Move the shown form up or down."""
        if (document := self._document) is not None:
            self.move_to(document.number, document.number + by)

    def move_to(self, number: int, to: int) -> None:
        """Move a form to another place of the order."""
        if (document := self._document) is not None and number != to and 0 <= to < len(document.draft.forms):
            self._commit()
            document.edit("调整顺序", form_editing.move_form(document.draft, number, to))

    def step(self, by: int) -> None:
        """Show the next or the previous form."""
        if (document := self._document) is not None:
            self._commit()
            document.show(document.number + by)

    def change_layout(self, name: str) -> None:
        """Give the shown form, still empty, another layout."""
        self._commit()  # a text still in the editor makes the form no longer empty
        document = self._document
        if document is None or name == document.form.template:
            return
        if is_blank(document.form, document.template):
            empty = new_form(document.templates[name], document.form.id)
            forms = document.draft.forms
            at = document.number
            draft = document.draft.model_copy(update={"forms": (*forms[:at], empty, *forms[at + 1 :])})
            document.edit("更换版式", draft)

    def search(self) -> None:
        """Put the cursor into the search line."""
        self.words.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def edit_shared(self) -> None:
        """Edit the texts that all forms share."""
        if (document := self._document) is not None:
            self._commit()
            dialog = SharedTexts(document, self.window())
            if dialog.exec():
                draft = document.draft.model_copy(update={"shared": dialog.texts()})
                document.edit("全部表共用的内容", draft)

    # --- what is shown ---

    def refresh(self, *_: object) -> None:
        """Show the present state of the draft."""
        document = self._document
        if document is None:
            self.model.show(())
            return
        units = units_of(document.draft, document.templates)
        wanted, rows = self._wanted(), self._rows(document, told=len(units) > 1)
        self.model.movable = not wanted and not document.read_only
        shown = [row for row in rows if wanted in row.name.casefold()]
        self.model.show(shown)
        shared = document.draft.shared
        unit = shared.get("budget_unit") or shared.get("department") or "未填单位"
        year = shared.get("year")
        self.heading.setText(f"{unit} · {year} 年" if year else unit)
        told = f"共 {len(rows)} 张表" + (f" · {units.pop()}" if len(units) == 1 else "")
        self.below.setText(told if shown or not wanted else "没有相符的表，换个词或清空查找。")
        found = total(document.draft, document.templates)
        self.total.setText(_total(found))
        self.ceiling.setText(_ceiling(found))
        self.ceiling.setVisible(bool(self.ceiling.text()))
        self.words.setVisible(not self._narrow and (len(rows) > 5 or bool(wanted)))
        self._select(document.number)

    def _count(self) -> None:
        """Show new counts at once, or after the pause if others were shown just now."""
        if self._counting.isActive():
            self._late = True
            return
        if (document := self._document) is not None:
            wanted, rows = self._wanted(), self._rows(document, told=self._told)
            self.model.show([row for row in rows if wanted in row.name.casefold()])
        self._counting.start()

    def _count_late(self) -> None:
        if self._late:
            self._late = False
            self._count()

    def _wanted(self) -> str:
        return self.words.text().strip().casefold()

    def _rows(self, document: Document, *, told: bool) -> list[Row]:
        """Return the rows; those of forms of which nothing has changed are the very same, so that 500 take no time."""
        live, before = document.live_draft().forms, self._kept
        self._told, self._kept = told, {}
        for number, form in enumerate(document.draft.forms):
            seen = _Shown(form, live[number], document.judge.found(number), number, told)
            kept = before.get(form.id)
            row = kept[1] if kept is not None and kept[0].is_same(seen) else _row(document, number, told=told)
            self._kept[form.id] = (seen, row)
        return [row for _, row in self._kept.values()]

    def _numbers(self) -> range:
        return range(len(self._document.draft.forms) if self._document else 0)

    def _edit(self, label: str, draft: Draft, show: int) -> bool:
        """Make a draft the text and show a form of it; False if the document may not be changed."""
        document = self._document
        if document is None:
            return False
        before = document.draft
        document.edit(label, draft)
        if document.draft is before:
            return False
        document.show(show)
        return True

    def _select(self, number: int) -> None:
        place = self.model.place_of(number)
        index = self.model.index(place) if place >= 0 else QModelIndex()
        if self.list.currentIndex() != index:
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _chosen(self, index: QModelIndex, _old: QModelIndex | None = None) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, Row) and self._document is not None and row.number != self._document.number:
            self._commit()
            self._document.show(row.number)

    def _choose_found(self) -> None:
        if self.model.rows:
            self._chosen(self.model.index(0))
            self.list.setFocus()

    def _menu(self, point: QPoint) -> None:
        if self.list.indexAt(point).isValid():
            menu = QMenu(self)
            document = self._document
            writable = document is not None and not document.read_only
            for text, run, enabled in (
                ("创建本表副本", self.duplicate, writable),
                ("复制到其他草稿…", self.copy_to_other, document is not None and document.drawable),
                ("删除本表", self.delete, writable),
            ):
                menu.addAction(text, run).setEnabled(enabled)
            menu.exec(self.list.viewport().mapToGlobal(point))

    def _list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.model)
        view.setItemDelegate(self.painter)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setAccessibleName("表的列表")
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setDropIndicatorShown(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)
        view.selectionModel().currentChanged.connect(self._chosen)
        return view

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 6)
        head.setSpacing(2)
        head.addWidget(self.heading)
        head.addWidget(self.below)
        head.addSpacing(4)
        head.addWidget(self.words)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.add)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(12, 9, 12, 9)
        foot.setSpacing(2)
        foot.addWidget(self.total)
        foot.addWidget(self.ceiling)
        column.addWidget(self.foot)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a row was made from."""

    form: Form
    live: Form
    found: tuple[Finding, ...]
    number: int
    told: bool

    def is_same(self, other: _Shown) -> bool:
        """Tell whether a row made from the other would be the same; nothing is compared in depth."""
        objects = self.form is other.form and self.live is other.live and self.found is other.found
        return objects and (self.number, self.told) == (other.number, other.told)


def _row(document: Document, number: int, *, told: bool) -> Row:
    """Return what the row of a form shows; `told`: its amount with the unit, because forms differ in it."""
    form = document.draft.forms[number]
    template = document.templates.get(form.template)
    amount = form.fields.get(amount_field(template) or "", "") if template else ""
    shown = f"{amount} {template.data.money.unit}" if amount and template and told else amount
    ranks = [finding.severity for finding in document.sorted_findings(number).open]
    return Row(
        number,
        form_name(document.draft, number),
        shown,
        ranks.count(Severity.ERROR),
        ranks.count(Severity.WARNING),
        len(form.doubts),
        form.status,
    )


def _ceiling(found: Total | None) -> str:
    """Return how much may be asked for, and by how much that is exceeded; "" if the draft sets no ceiling."""
    if found is None or not found.ceiling:
        return ""
    return f"上限 {found.ceiling}" + (f"　▲ 超出 {found.over}" if found.over else "")


def _total(found: Total | None) -> str:
    """Return the sum of what can be read, and how many amounts it lacks."""
    if found is None:
        return "合计 —"
    left = f"　{len(found.missing)} 张未填" if found.missing else ""
    return f"合计 {found.text} {found.unit}{left}"
