"""对照原文: left what an import has read, right the form; the doubt under review below, settled by one key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from perfdesk.desk.paper.ground import Ground
from perfdesk.desk.side import DOUBTS
from perfdesk.desk.theme import current
from perfdesk.grid import Cell, Sheet
from perfdesk.page import fit
from perfdesk.page.pages import Fit, PlacedCell

if TYPE_CHECKING:
    from perfdesk.desk.window import Window
    from perfdesk.work.reviewing import Review

_SHOWN_CHARS = 90


class SourcePaper(Ground):
    """The part of a document that one form was read from, as it stood; some of its cells are tinted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("原文")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._source: Fit | None = None
        self._lit: frozenset[tuple[int, int]] = frozenset()

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show another source, from its top; nothing if None."""
        self._source = fit(sheet) if sheet is not None else None
        self._lit = frozenset()
        self.refresh()
        self.viewport().update()
        self.verticalScrollBar().setValue(0)

    def light(self, cells: tuple[Cell, ...]) -> None:
        """Tint these cells, and bring the first of them into view."""
        self._lit = frozenset((cell.row, cell.col) for cell in cells)
        self.viewport().update()
        first = next(iter(self.lit()), None)
        if first is not None:
            number, placed = first
            self.reveal(self.view_rect(number, (placed.x_mm, placed.y_mm, placed.width_mm, placed.height_mm)))

    def lit(self) -> list[tuple[int, PlacedCell]]:
        """Return the tinted cells with the number of their page."""
        return [each for each in self._placed() if (each[1].cell.row, each[1].cell.col) in self._lit]

    def fitted(self) -> Fit | None:
        """Return the pages of the source."""
        return self._source

    def paint_under(self, painter: QPainter, number: int) -> None:
        """Draw the ground of the tinted cells."""
        for rect in self._rects(number):
            painter.fillRect(rect, current().colour("paper_carried"))

    def paint_over(self, painter: QPainter, number: int) -> None:
        """Draw a frame around the tinted cells: colour is not the only sign."""
        painter.setPen(QPen(current().colour("paper_doubt"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._rects(number):
            painter.drawRect(rect)

    def _placed(self) -> Iterator[tuple[int, PlacedCell]]:
        """Yield every cell with the number of its page."""
        for number, page in enumerate(self._source.pages if self._source is not None else ()):
            yield from ((number, placed) for placed in page.cells)

    def _rects(self, number: int) -> list[QRectF]:
        boxes = [(each.x_mm, each.y_mm, each.width_mm, each.height_mm) for page, each in self.lit() if page == number]
        return [self.view_rect(number, box) for box in boxes]


class ReviewPane(QFrame):
    """The source of the shown form, and below it the doubt under review with its three ways: keep, put back, edit."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.setObjectName("review")
        self._window = window
        self._review: Review | None = None
        self.title = QLabel()
        self.paper = SourcePaper(self)
        self.nothing = QLabel("这张表不是导入来的，没有原文可以对照。")
        self.nothing.setObjectName("soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.doubt = QLabel()
        self.doubt.setWordWrap(True)
        self.doubt.setTextFormat(Qt.TextFormat.PlainText)
        self.doubt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.confirm = self._button("确认无误 F11", "doubt.confirm", "mend")
        self.reject = self._button("改回原文", "doubt.reject")
        self.edit = self._button("修改 F2", "edit.open")
        self.next = self._button("下一处 F9", "doubt.next")
        self._arrange()
        self.hide()
        window.doubts.turned.connect(self.refresh_doubt)

    # --- what is reviewed ---

    @property
    def review(self) -> Review | None:
        """What was imported last into this window, None if nothing was."""
        return self._review

    def begin(self, review: Review | None) -> None:
        """Keep what an import has read; it is shown on request."""
        self._review = review
        self.refresh_form()

    def show_beside(self, *, on: bool) -> None:
        """Lay the source beside the form, with the panels out of the way; or put it away again."""
        window = self._window
        self.setVisible(on and window.document is not None)
        window.view.arrange(fresh=True)
        self.refresh_form()
        window.view.fit_width()
        if on and window.doubts.current() is None:
            window.doubts.step(1)
        window.paper.setFocus()

    def toggle(self) -> None:
        """Lay source and form side by side, or put the source away."""
        self.show_beside(on=self.isHidden())

    def step(self, by: int) -> None:
        """Go to the next doubt (or the previous one); it is told here, or in the panel while this is away."""
        if self.isHidden():
            self._window.view.show_right(DOUBTS)
        if not self._window.doubts.step(by):
            self._window.say("没有存疑。")

    def watch(self) -> None:
        """Follow the form and the cursor of the window's new document."""
        self._review = None
        self.hide()
        document = self._window.document
        if document is not None:
            document.number_changed.connect(self.refresh_form)
            document.cursor_changed.connect(self._light)
            document.draft_changed.connect(self.refresh_doubt)

    def refresh_form(self, *_: object) -> None:
        """Show the source of the form that is shown now."""
        document = self._window.document
        if document is None or self.isHidden():
            return
        form = document.form.id if document.draft.forms else ""
        sheet = self._review.sheet(form) if self._review is not None else None
        name = self._review.name(form) if self._review is not None else ""
        self.title.setText(f"原文：{name or '剪贴板'}" if sheet is not None else "原文")
        self.paper.setVisible(sheet is not None)
        self.nothing.setVisible(sheet is None)
        self.paper.show_sheet(sheet)
        self.paper.fit_width()
        self.refresh_doubt()

    def refresh_doubt(self, *_: object) -> None:
        """Show the doubt under review and which ways it has."""
        document, doubts = self._window.document, self._window.doubts
        if document is None or self.isHidden():
            return
        at = doubts.current()
        left = sum(1 for _ in document.draft.all_doubts())
        if at is None:
            self.doubt.setText(self._left(left))
        else:
            self.doubt.setText(f"● {_words(at[1].place, at[1].why, at[1].was)}\n还有 {left} 处")
        for button in (self.confirm, self.edit):
            button.setEnabled(at is not None and not document.read_only)
        self.reject.setEnabled(doubts.may_reject(at))
        self.next.setEnabled(left > 0)
        self._light()

    def _left(self, left: int) -> str:
        """Return what is said while no doubt is under review."""
        document = self._window.document
        here = document is not None and document.draft.forms and document.doubts(document.number)
        if left and not here:
            return f"这张表没有存疑；别处还有 {left} 处，按 F9 逐处核对。"
        return f"还有 {left} 处存疑，按 F9 逐处核对。" if left else "存疑都已核对。"

    def _light(self, *_: object) -> None:
        """Tint where the value under the cursor, or the doubt under review, stands in the source."""
        document = self._window.document
        if document is None or self.isHidden() or self._review is None or not document.draft.forms:
            return
        from perfdesk.work.reviewing import source_cells  # noqa: PLC0415 -- the start stays fast

        sheet = self._review.sheet(document.form.id)
        at = self._window.doubts.current()
        if sheet is None:
            return
        path = self._window.paper.cursor()
        about = at is not None and at[0] == document.number and _belongs(at[1].path, path)
        doubts = [at[1]] if at is not None and about else []
        cells = source_cells(sheet, document.draft, document.number, path, doubts) if path else ()
        self.paper.light(cells)

    # --- putting it together ---

    def _button(self, words: str, action: str, name: str = "") -> QPushButton:
        button = QPushButton(words)
        if name:
            button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._press(action))
        return button

    def _press(self, action: str) -> None:
        self._window.paper.setFocus()
        self._window.actions_by_id[action].trigger()

    def _arrange(self) -> None:
        close = QPushButton("收起对照")
        close.setObjectName("chip")
        close.clicked.connect(lambda: self.show_beside(on=False))
        head, ways, foot = QHBoxLayout(), QHBoxLayout(), QFrame()
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(self.title, 1)
        head.addWidget(close)
        for button in (self.confirm, self.reject, self.edit, self.next):
            ways.addWidget(button)
        ways.addStretch(1)
        foot.setObjectName("tabs")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.doubt)
        column.addLayout(ways)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.paper, 1)
        whole.addWidget(self.nothing, 1)
        whole.addWidget(foot)


def _words(place: str, why: str, was: str) -> str:
    line = " ".join(was.split())
    shown = f"{line[:_SHOWN_CHARS]}…" if len(line) > _SHOWN_CHARS else line
    return f"{place or '未归位的内容'}：{why}" + (f"\n原文：{shown}" if shown else "")


def _belongs(doubt_path: str | None, path: str) -> bool:
    return doubt_path is None or path == doubt_path or path.startswith(f"{doubt_path}/")
