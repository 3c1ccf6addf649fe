"""Copying texts within the form, over the selected block or at the cursor; each act is one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfdesk.desk.document import Document
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.work import blocks, editing

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView


def clear(view: PaperView) -> None:
    """Empty the inputs of the block, or the one under the cursor."""
    block, grid = view.block.rect(), view.block.grid()
    if block is None or grid is None:
        if view.editable() and view.document is not None and view.document.text(view.cursor()):
            before = view.document.draft
            view.enter(view.cursor(), "")
            if view.document.draft is before:
                view.block.said.emit("指标的级别不能清空；要删除指标，请按 Ctrl+Delete。")
        return
    document = _ready(view)
    if document is not None:
        document.edit("清除内容", blocks.clear(document.draft, document.number, grid, block), view.cursor())


def fill_down(view: PaperView) -> None:
    """Copy the top row of the block down; without a block take the text of the cell above."""
    document = _ready(view)
    block, grid = view.block.rect(), view.block.grid()
    if document is None or not view.cursor():
        return
    draft, number, template = document.draft, document.number, document.template
    if block is not None and grid is not None:
        made = blocks.fill_down(draft, number, grid, block, template)
    else:
        made = editing.fill_down(draft, number, view.cursor(), template)
    _fill(view, "向下填充", made, "上面没有可以向下填充的内容，或者已经相同。")


def fill_right(view: PaperView) -> None:
    """Copy the left of the block to the right; without a block the text at the cursor to the next horizon."""
    document = _ready(view)
    block, grid = view.block.rect(), view.block.grid()
    if document is None:
        return
    draft, number, template, path = document.draft, document.number, document.template, view.cursor()
    if block is not None and grid is not None:
        made = blocks.fill_right(draft, number, grid, block, template)
    elif path and editing.right_of(path, template) is not None:
        made = editing.fill_cell_right(draft, number, path, template)
    else:
        view.block.said.emit("这一格的右边没有另一期的同一栏；请把光标放在左栏，或用“全表同左填充”。")
        return
    _fill(view, "同左填充", made, "右边已经相同。")


def fill_row_right(view: PaperView) -> None:
    """Copy the rows of the block, or the row under the cursor, from the first horizon to the others."""
    document = _ready(view)
    block, grid = view.block.block(), view.block.grid()
    rows = blocks.whole_rows(grid, block) if grid is not None and block is not None else None
    if document is not None and grid is not None and rows is not None:
        made = blocks.fill_right(document.draft, document.number, grid, rows, document.template)
        _fill(view, "整行同左填充", made, "右边已经相同。")


def fill_all_right(view: PaperView) -> None:
    """Fill every empty input of the later horizons from the first; what stands there stays."""
    document = _ready(view)
    if document is not None:
        made = editing.fill_right(document.draft, document.number, document.template)
        _fill(view, "全表同左填充", made, "右栏没有空格可以填充。")


def enter_everywhere(view: PaperView) -> bool:
    """Put the text of the open editor into every input of the block; return whether there is one."""
    block, grid, document = view.block.rect(), view.block.grid(), view.document
    if block is None or grid is None or document is None or not view.editing.is_open:
        return False
    text = view.editing.machine.shown()
    view.close_editor()
    made = blocks.fill(document.draft, document.number, grid, block, text)
    document.edit("填入所选的格", made, view.cursor())
    return True


def has_right(document: Document | None) -> bool:
    """Say whether the layout of the shown form has a horizon at the right of another."""
    return document is not None and document.drawable and len(document.template.horizons) > 1


def rows_selected(view: PaperView) -> tuple[str, ...]:
    """Return the rows of indicators in the block, or the one under the cursor; rows not there yet are left out."""
    block, grid = view.block.rect(), view.block.grid()
    if block is not None and grid is not None:
        return blocks.rows_in(grid, block)
    row = paths.split(view.cursor())[1] if view.in_tree() else ""
    return (row,) if row and not row.startswith("+") else ()


def _fill(view: PaperView, label: str, made: Draft, otherwise: str) -> None:
    """Make a draft the text; where it is the same as before, say why."""
    document = view.document
    before = document.draft if document is not None else None
    if document is not None and document.edit(label, made, view.cursor()) and document.draft is before:
        view.block.said.emit(otherwise)


def _ready(view: PaperView) -> Document | None:
    """Return the document with the open text taken; None if it may not be changed."""
    view.commit()
    return view.document if view.editable() else None
