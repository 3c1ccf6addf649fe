"""The acts on rows of indicators, at the cursor; each is one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from perfdesk.desk.document import Document
from perfdesk.desk.editors.committing import under
from perfdesk.desk.editors.kinds import levels_of, row_of
from perfdesk.desk.paper import filling
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.translate.arrange import arranged
from perfdesk.work import tree_editing

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView


class Rows(QObject):
    """What a clerk does with rows; does nothing where the cursor is on none."""

    def __init__(self, view: PaperView) -> None:
        super().__init__(view)
        self._view = view

    # --- may it be done? ---

    def at_cursor(self) -> str:
        """Return the row under the cursor ("+…" if it is not there yet), "" if there is none."""
        path = self._view.cursor()
        return (row_of(path) or "") if path else ""

    def is_row(self) -> bool:
        """Say whether the cursor is on a row that can be deleted, doubled or moved."""
        row = self.at_cursor()
        return bool(row) and not row.startswith("+")

    def can_move(self) -> bool:
        """Say whether the cursor is on a row itself, not on a level that several rows share."""
        return self.is_row() and not self._view.cursor().endswith(("/level1", "/level2"))

    # --- the acts ---

    def add_below(self) -> None:
        """Add an empty row below, and put the cursor on its name."""
        document = self._ready()
        row = self.at_cursor()
        if document is None or not row:
            return
        draft, number, template = document.draft, document.number, document.template
        new = paths.next_id(draft.forms[number])
        if row.startswith("+"):
            made = tree_editing.add_row(draft, number, levels_of(document.form, row), template)
        else:
            last = self._last_of_group(row) if self._view.cursor().endswith(("/level1", "/level2")) else row
            made = tree_editing.add_below(draft, number, last, template)
        self._edit("新增指标", made, self._first_input(new))

    def delete(self) -> None:
        """Delete the row, or all rows of the block; the cursor goes to the next."""
        document = self._ready()
        rows = filling.rows_selected(self._view)
        if document is not None and rows:
            made = tree_editing.delete_rows(document.draft, document.number, rows)
            gone = len(document.form.comments) - len(made.forms[document.number].comments)
            if document.edit("删除指标", made, self._view.cursor()) and gone:
                document.said.emit(f"这些行上的 {gone} 条批注也一起删除了，按 Ctrl+Z 可以恢复。")

    def duplicate(self) -> None:
        """Double the row; the cursor goes to the copy."""
        document = self._ready()
        if document is not None and self.is_row():
            new = paths.next_id(document.form)
            made = tree_editing.duplicate_row(document.draft, document.number, self.at_cursor(), document.template)
            steps = paths.split(self._view.cursor())
            there = paths.join("indicators", new, *steps[2:])
            self._edit("创建指标副本", made, there if len(steps) == 4 else self._first_input(new))

    def move(self, by: int) -> None:
        """Move the row up (-1) or down (1) within its level 2."""
        document = self._ready()
        if document is not None and self.is_row():
            way: Literal[-1, 1] = 1 if by > 0 else -1
            row = self.at_cursor()
            made = tree_editing.move_row(document.draft, document.number, row, way, document.template)
            if made is document.draft:
                document.said.emit("这一行在所属的二级指标里已经到头；要换二级指标，请用“更改所属指标”（Ctrl+L）。")
            self._edit("移动指标", made, self._view.cursor())

    def move_to(self, row: str, over: str) -> None:
        """Move a row to where another of its level 2 stands."""
        document = self._ready()
        if document is not None and self.may_move_to(row, over):
            side: Literal["before", "after"] = "after" if self.comes_later(row, over) else "before"
            made = tree_editing.drop_row(document.draft, document.number, row, (over, side), document.template)
            self._edit("移动指标", made, self._view.cursor())

    def may_move_to(self, row: str, over: str) -> bool:
        """Say whether a row may be dragged to where another stands."""
        document = self._view.document
        if document is None or document.shut or row == over or row.startswith("+") or over.startswith("+"):
            return False
        return levels_of(document.form, row) == levels_of(document.form, over)

    def comes_later(self, row: str, over: str) -> bool:
        """Say whether `over` is printed below `row`."""
        document = self._view.document
        if document is None:
            return False
        order = [each.id for each in arranged(document.template, document.form.indicators)]
        return order.index(over) > order.index(row)

    def fill_down(self) -> None:
        """Copy the top of the block down, or take the text of the cell above."""
        filling.fill_down(self._view)

    def fill_right(self) -> None:
        """Copy the left of the block, or the text at the cursor, to the right."""
        filling.fill_right(self._view)

    def choose_level2(self, name: str) -> None:
        """Give the row under the cursor alone another level 2; it moves to its group."""
        document = self._ready()
        if document is not None and self.is_row():
            row = (self.at_cursor(),)
            made = tree_editing.set_level2(document.draft, document.number, row, name, document.template)
            self._edit("改变指标级别", made, self._view.cursor())

    def open_level(self, level: Literal["level1", "level2"]) -> None:
        """Open the list of a level: for the one row under the cursor; on a level that rows share, for all of these."""
        if level == "level2" and self.can_move() and (document := self._ready()) is not None:
            cell = self._view.cell_in_window()
            menu = _level2_menu(self._view, document)
            menu.popup(self._view.window().mapToGlobal(cell.bottomLeft()))
            return
        row = self.at_cursor()
        path = self.level_cell(paths.join("indicators", row, level)) if row and self._ready() is not None else ""
        if path:
            self._view.set_cursor(path)
            self._view.open_list()

    def level_cell(self, path: str) -> str:
        """Return the input that shows a row's level (`path`), alone or for several rows; "" if there is none."""
        document, places = self._view.document, self._view.places()
        steps = paths.split(path)
        if document is None or places is None or steps[0] != "indicators" or steps[-1] not in ("level1", "level2"):
            return ""
        cells = (each for each in places.order if paths.split(each)[-1] == steps[-1])
        return next((each for each in cells if steps[1] in under(document.draft, document.number, each)), "")

    def _ready(self) -> Document | None:
        """Return the document with the open text taken, None if it may not be changed."""
        self._view.commit()
        return self._view.document if self._view.editable() else None

    def _edit(self, label: str, draft: Draft, path: str) -> None:
        document, before = self._view.document, self._view.cursor()
        if document is not None:
            if path != before:
                self._view.made_from[path] = before
            document.edit(label, draft, path)
            self._view.set_cursor(path)

    def _first_input(self, row: str) -> str:
        document = self._view.document
        columns = document.template.indicators.columns if document and document.template.indicators else ()
        first = next((each for each in columns if each.part not in ("level1", "level2")), None)
        return paths.join("indicators", row, first.horizon or "", first.part) if first is not None else ""

    def _last_of_group(self, row: str) -> str:
        document = self._view.document
        if document is None:
            return row
        order = arranged(document.template, document.form.indicators)
        levels = levels_of(document.form, row)
        return [each.id for each in order if (each.level1, each.level2) == levels][-1]


def _level2_menu(view: PaperView, document: Document) -> QMenu:
    """Return the names of level 2 to choose from for the one row under the cursor; a digit takes one."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    now = levels_of(document.form, view.rows.at_cursor())
    for number, each in enumerate(document.template.taxonomy.level2, 1):
        digit = f"&{number}　" if number <= 9 else "　　"
        action = menu.addAction(f"{digit}{each.name}\t{each.level1.name}")
        action.setCheckable(True)
        action.setChecked(now == (each.level1.name, each.name))
        action.triggered.connect(lambda _on=False, name=each.name: view.rows.choose_level2(name))
    return menu
