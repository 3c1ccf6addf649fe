"""The clipboard of the paper: a block goes out as text, HTML and our own form; what comes in is laid out first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from perfdesk.desk.dialogs.leftover import ask_left_over
from perfdesk.desk.dialogs.message import ask
from perfdesk.desk.document import Document
from perfdesk.desk.editors.kinds import row_of
from perfdesk.desk.jobs import Job
from perfdesk.desk.paper import filling
from perfdesk.readers.clipboard import Clip, read_clipboard
from perfdesk.work import blocks, carrying, pasting
from perfdesk.work.carrying import Carried
from perfdesk.work.frame import Place
from perfdesk.work.pasting import MOST_LETTERS, Left, Plan

if TYPE_CHECKING:
    from perfdesk.desk.paper.view import PaperView

LARGE = 100_000
"""Characters on the clipboard that are read on another thread, so that the window goes on."""
_NOTHING = "剪贴板里没有可以粘贴的文字。"


# --- out ---


def copy(view: PaperView) -> None:
    """Put the block, or the text of the input under the cursor, on the clipboard."""
    document, grid, block = view.document, view.block.grid(), view.block.rect()
    if document is None or not view.cursor():
        return
    mime = QMimeData()
    if block is None or grid is None:
        text = document.text(view.cursor())
        mime.setText(text)
        if "\n" in text:
            mime.setHtml(carrying.one_as_html(text))
    else:
        ids = blocks.rows_in(grid, block) if view.block.is_rows else ()
        rows = tuple(each for each in document.form.indicators if each.id in ids)
        cells = blocks.cut(grid, block)
        mime.setText(carrying.as_tsv(cells))
        mime.setHtml(carrying.as_html(cells))
        mime.setData(carrying.KIND, carrying.pack(carrying.carried_cells(cells, rows)))
        view.block.said.emit(f"已复制{view.block.words().removeprefix('选中')}")
    QGuiApplication.clipboard().setMimeData(mime)


def cut(view: PaperView) -> None:
    """Take the texts of the block, or of the input under the cursor, away onto the clipboard."""
    copy(view)
    filling.clear(view)


# --- in ---


def paste(view: PaperView) -> None:
    """Paste what stands on the clipboard from the cursor on, or into the block."""
    mime, document = QGuiApplication.clipboard().mimeData(), view.document
    if document is None or not view.editable():
        return
    if mime is None:
        view.block.said.emit(_NOTHING)
        return
    own = carrying.unpack(bytes(mime.data(carrying.KIND).data())) if mime.hasFormat(carrying.KIND) else None
    if own is not None and own.draft is not None:
        view.block.said.emit("剪贴板里是整张表：请点一下左侧表的列表，再按 Ctrl+V。")
        return
    if own is not None and _paste_own(view, document, own):
        return
    web, text = mime.html() if mime.hasHtml() else "", mime.text() if mime.hasText() else ""
    if len(web) + len(text) > LARGE:
        _read_beside(view, document, (web, text))
    else:
        _paste_clip(view, read_clipboard(web, text))


def _paste_own(view: PaperView, document: Document, own: Carried) -> bool:
    """Paste what a window of ours copied; return False if it is nothing of use here."""
    grid = own.grid()
    in_tree = row_of(view.cursor())
    if own.rows and in_tree:
        below = "" if in_tree.startswith("+") else in_tree
        draft = carrying.with_rows(document.draft, document.number, own.rows, document.template, below)
        doubts = len(draft.forms[document.number].doubts) > len(document.form.doubts)
        if not document.edit("粘贴指标", draft, view.cursor()):
            return True
        more = "；本版式没有的名称和栏目按原文保留，见“存疑”" if doubts else ""
        view.block.said.emit(f"已粘贴 {len(own.rows)} 行指标，各归所属的二级指标{more}。")
        return True
    if grid is not None:
        _paste_table(view, Clip(grid, "", True, Counter()))
    return grid is not None


def _read_beside(view: PaperView, document: Document, found: tuple[str, str]) -> None:
    """Read a large clipboard on another thread; paste if the clerk still is where the paste was asked for."""
    asked = (document, document.number, view.cursor())
    view.block.said.emit("正在读取剪贴板…")

    def done(clip: Clip | None) -> None:
        if asked == (view.document, document.number, view.cursor()) and not view.editing.is_open:
            _paste_clip(view, clip)
        else:
            view.block.said.emit("光标已移开，没有粘贴。请回到原处再按 Ctrl+V。")

    job = Job(lambda _progress: read_clipboard(*found), view)
    job.done.connect(done)
    job.failed.connect(lambda error: view.block.said.emit(error.what))
    job.start()


def _paste_clip(view: PaperView, clip: Clip | None) -> None:
    """Paste a text into one input as typing does, a table by its rows and columns."""
    if clip is None:
        view.block.said.emit(_NOTHING)
        return
    document = view.document
    one = clip.grid.n_rows == clip.grid.n_cols == 1
    whole = not clip.is_table and not row_of(view.cursor())
    if document is None or view.block.several or not (one or whole):
        _paste_table(view, clip)
        return
    text = clip.text if whole or not clip.is_table else clip.grid.cells[0].text
    if len(text) > MOST_LETTERS:
        left = (Left(1, 1, text, f"一格最多 {MOST_LETTERS:,} 字"),)
        ask_left_over(view.window(), left, 0)
        return
    view.enter(view.cursor(), text)
    _say(view, clip, "")


def _paste_table(view: PaperView, clip: Clip) -> None:
    """Work a paste out, ask where something is left over or may be meant in two ways, then do it as one step."""
    document, grid, block = view.document, view.block.grid(), view.block.block()
    if document is None or grid is None:
        return
    if block is None:  # a piece of a label or of a line outside the table takes the first text alone
        first, *rest = (cell for cell in clip.grid.cells if cell.kind != "blank")
        left = [Left(each.row + 1, each.col + 1, each.text, "光标处只有一格") for each in rest if each.text.strip()]
        if not left or ask_left_over(view.window(), left, 1):
            view.enter(view.cursor(), first.text[:MOST_LETTERS])
        return
    place = Place(document.draft, document.number, document.template, grid, block)
    plan: Plan | None = pasting.plan(place, clip.grid)
    if plan is not None and plan.group:
        plan = _chosen(view, place, plan, clip)
    if plan is None:
        return
    left = [*plan.left, *(Left(0, 0, was, why) for was, why in clip.unread)]
    if left and not ask_left_over(view.window(), left, plan.count):
        return
    if not document.edit("粘贴", plan.draft, view.cursor()):
        return
    _select_landed(view, plan)
    added = f"，其中新增 {len(plan.added)} 行" if plan.added else ""
    _say(view, clip, f"已粘贴 {plan.count} 处{added}")


def _chosen(view: PaperView, place: Place, plan: Plan, clip: Clip) -> Plan | None:
    """Ask whether rows that run beyond the level 2 under the cursor belong to it; None if the clerk leaves."""
    rows = pasting.as_rows(place, clip.grid)
    grow, lay = f"新增 {len(rows.added)} 行到“{plan.group}”", "依次填到下面各行"
    text = f"粘贴的行数超过了“{plan.group}”现有的行数，多出的行放在哪里？"
    more = "“依次填到下面各行”会替换下面其他二级指标里已有的内容。两种做法都可以撤销。"
    way = ask(view.window(), "粘贴多行指标", text, (grow, lay), more=more)
    return {grow: rows, lay: plan}.get(way)


def _select_landed(view: PaperView, plan: Plan) -> None:
    """Select what was pasted, as Excel does."""
    places = view.places()
    found = [path for path in plan.landed if places is not None and path in places.at]
    if len(found) > 1 and not plan.added and not view.block.several:
        view.block.select(found[0], found[-1])


def _say(view: PaperView, clip: Clip, words: str) -> None:
    """Tell how much was pasted, and which characters were cleaned away."""
    gone = "、".join(f"{name}（{count} 个）" for name, count in list(clip.gone.items())[:6])
    more = " 等" if len(clip.gone) > 6 else ""
    told = f"已去掉不能保存的控制字符 {gone}{more}" if gone else ""
    if words or told:
        view.block.said.emit("；".join(filter(None, (words, told))) + "。")
