"""The left panel: the forms of the draft, their amounts and state; new, copy, delete, order, search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QMenu, QToolButton, QVBoxLayout

from perfdesk.desk.dialogs.choose import choose_draft, choose_template
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.dialogs.shared import SharedTexts
from perfdesk.desk.document import Document
from perfdesk.desk.forms.rows import ROW, FormList, Row, RowPainter
from perfdesk.desk.forms.shown import Shown, ceiling_words, row_of, total_words
from perfdesk.desk.status import ShortLabel
from perfdesk.desk.theme import room
from perfdesk.model import Draft
from perfdesk.work import form_editing
from perfdesk.work.forms import form_name, is_blank, new_form
from perfdesk.work.totals import total, units_of

WIDE, NARROW = 232, 52
COUNT_MS = 50
"""The counts of findings follow at most so often: the rules tell of one form a turn, and a draft may have 500."""


class FormsPanel(QFrame):  # house: the commands of one panel, each a few lines
    """The forms of the draft.

    Signals:
        said: a sentence for the status line.
        made: a form was made, and is shown.
        wished: the id of a command that the menu of the list asks for.
    """

    said = Signal(str)
    made = Signal()
    wished = Signal(str)

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
        self._order: tuple[str, ...] = ()
        self._told = False
        self._kept: dict[str, tuple[Shown, Row]] = {}
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
        self.model.dropped.connect(self._drop)
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

    def chosen(self) -> list[int]:
        """Return the numbers of the forms selected in the list if they are several, else that of the shown form."""
        document = self._document
        rows = [index.data(ROW) for index in self.list.selectionModel().selectedIndexes()]
        several = sorted(row.number for row in rows if isinstance(row, Row))
        return several if len(several) > 1 else [document.number] if document and document.draft.forms else []

    def duplicate(self) -> None:
        """Put a copy behind the shown form."""
        if self._document is not None:
            self._duplicate([self._document.number])

    def copy_to_other(self) -> None:
        """Copy the chosen forms to another open draft."""
        document = self._document
        if document is None or not document.drawable:
            return
        others = [each for each in self._others() if each is not document and not each.read_only]
        if not others:
            self.said.emit("没有打开其他可以编辑的草稿。请先打开目标草稿，再复制。")
            return
        numbers = self.chosen()
        target = choose_draft(self, others)
        if target is not None:
            self._commit()
            source = form_editing.only_forms(document.draft, numbers)
            if all(form.template in target.templates for form in source.forms):
                target.edit("复制来的表", form_editing.copy_forms(source, target.draft, target.templates))
                words = f" {len(numbers)} 张表" if len(numbers) > 1 else ""
                self.said.emit(f"已复制{words}到另一份草稿的末尾，可在那里撤销。")
            else:
                self.said.emit("选中的表里有没有安装的版式，没有复制。请逐张复制其他的表。")

    def delete(self) -> None:
        """Delete the shown form; undo brings it back."""
        if self._document is not None:
            self._delete([self._document.number])

    def _duplicate(self, numbers: list[int]) -> None:
        document = self._document
        if document is not None and numbers and document.draft.forms:
            self._commit()
            copied = form_editing.duplicate_forms(document.draft, numbers)
            if self._edit("创建本表副本", copied, max(numbers) + 1):
                self.made.emit()

    def _delete(self, numbers: list[int]) -> None:
        document = self._document
        if document is not None and numbers and document.draft.forms:
            self._commit()
            words = f"“{form_name(document.draft, numbers[0])}”" if len(numbers) == 1 else f" {len(numbers)} 张表"
            if self._edit("删除表", form_editing.delete_forms(document.draft, numbers), min(numbers)):
                self.said.emit(f"已删除{words}，按 Ctrl+Z 可以恢复。")

    def shift(self, by: int) -> None:
        """Move the shown form up or down."""
        if (document := self._document) is not None:
            self.move_to(document.number, document.number + by)

    def move_to(self, number: int, to: int) -> None:
        """Move a form to another place of the order."""
        if (document := self._document) is not None and number != to and 0 <= to < len(document.draft.forms):
            self._commit()
            document.edit("调整顺序", form_editing.move_form(document.draft, number, to))

    def _drop(self, numbers: list[int], before: int) -> None:
        """Move forms that were dragged."""
        if (document := self._document) is not None:
            self._commit()
            made = form_editing.move_forms(document.draft, numbers, before)
            if made is not document.draft:
                document.edit("调整顺序", made)

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
            if answered(dialog):
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
        self.total.setText(total_words(found))
        self.ceiling.setText(ceiling_words(found))
        self.ceiling.setVisible(bool(self.ceiling.text()))
        self.words.setVisible(not self._narrow and (len(rows) > 5 or bool(wanted)))
        self._select(document.number)
        order = tuple(form.id for form in document.draft.forms)
        if order != self._order:  # what was selected may stand elsewhere now
            self._order = order
            self.choose_shown()

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
            seen = Shown(form, live[number], document.judge.found(number), number, told)
            kept = before.get(form.id)
            row = kept[1] if kept is not None and kept[0].is_same(seen) else row_of(document, number, told=told)
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

    def choose_shown(self) -> None:
        """Select the shown form alone."""
        if (document := self._document) is not None:
            index = self.model.index(self.model.place_of(document.number))
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _keep_one(self, *_: object) -> None:
        """Leave no list without a selected form: Ctrl and a click take the last one away."""
        if not self.list.selectionModel().hasSelection():
            QTimer.singleShot(0, self, lambda: self._select(self._document.number) if self._document else None)

    def _select(self, number: int) -> None:
        if number != self.painter.shown:
            self.painter.shown = number
            self.list.viewport().update()
        place = self.model.place_of(number)
        index = self.model.index(place) if place >= 0 else QModelIndex()
        if self.list.currentIndex() != index or not self.list.selectionModel().hasSelection():
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
        """Offer what can be done with the chosen forms."""
        document = self._document
        if document is None or not self.list.indexAt(point).isValid():
            return
        numbers, menu = self.chosen(), QMenu(self)
        these = "本表" if len(numbers) == 1 else f"选中的 {len(numbers)} 张表"
        writable, drawn = not document.read_only, document.drawable
        for text, run, enabled in (
            (f"复制{these}", lambda: self.wished.emit("form.copy"), drawn),
            ("粘贴表", lambda: self.wished.emit("form.paste"), writable),
            (f"创建{these}的副本", lambda: self._duplicate(numbers), writable),
            (f"复制{these}到其他草稿…", self.copy_to_other, drawn),
            (f"删除{these}", lambda: self._delete(numbers), writable),
        ):
            menu.addAction(text, run).setEnabled(enabled)
        menu.exec(self.list.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.model)
        view.setItemDelegate(self.painter)
        view.setUniformItemSizes(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setMouseTracking(True)
        view.setAccessibleName("表的列表")
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setDropIndicatorShown(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)
        view.selectionModel().currentChanged.connect(self._chosen)
        view.selectionModel().selectionChanged.connect(self._keep_one)
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
