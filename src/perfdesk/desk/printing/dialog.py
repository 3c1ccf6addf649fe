"""打印: the options at the left, at the right what will come out of the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.document import Document
from perfdesk.desk.helps import offer_help
from perfdesk.desk.jobs import Job, Progress
from perfdesk.desk.printing.device import ONE_SIDE
from perfdesk.desk.printing.options import Options, Start, Wish
from perfdesk.desk.printing.preview import WHOLE, WIDTH, Preview
from perfdesk.errors import UserError
from perfdesk.page import Fit
from perfdesk.page.leaves import Side, copied, in_sheets, leaves
from perfdesk.work import printing

AT_ONCE = 12
"""So many forms are laid out without a thread: some 30 ms."""
_MOST_WARNINGS = 3
LEAST_WIDTH, BAR_WIDTH = 304, 12
Key = tuple[int, bool]


class PrintDialog(QDialog):
    """Asks what to print; `sides` is what goes to the printer."""

    def __init__(self, document: Document, start: Start, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印")
        offer_help(self, "topic/40-print")
        self._document = document
        self._start = start
        self._fits: dict[Key, Fit] = {}
        self._job: Job | None = None
        self.sides: tuple[Side, ...] = ()
        self.warnings: tuple[str, ...] = ()
        self.options = Options(start)
        self.note = QLabel()
        self.note.setObjectName("soft")
        self.note.setWordWrap(True)
        self.preview = Preview()
        self.page = QLabel()
        self.percent = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.print = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._drop)
        self._arrange()
        self.options.changed.connect(self.refresh)
        self.preview.turned.connect(self._tell_page)
        self.resize(min(1000, parent.width() - 40) if parent is not None else 1000, 552)
        keep_small(self)
        self.refresh()

    def wish(self) -> Wish:
        """Return what is asked for."""
        return self.options.wish()

    def refresh(self) -> None:
        """Show what is asked for now; many forms are laid out beside the window."""
        self._drop()
        wish = self.wish()
        self.print.setText("打印" if wish.printer else "保存为 PDF…")
        missing = [number for number in wish.numbers if (number, wish.signature) not in self._fits]
        if len(missing) <= AT_ONCE:
            self._keep(self._lay_out(missing, signature=wish.signature, progress=lambda _done, _total: None))
            self._show(wish)
            return
        self._nothing("正在排版…")
        self._job = Job(lambda tell: self._lay_out(missing, signature=wish.signature, progress=tell), self)
        self._job.progressed.connect(lambda done, total: self._nothing(f"正在排版第 {done + 1} / {total} 张表…"))
        self._job.done.connect(self._laid_out)
        self._job.failed.connect(lambda error: self._nothing(error.what))
        self._job.start()

    # --- laying out ---

    def _lay_out(self, numbers: Sequence[int], *, signature: bool, progress: Progress) -> dict[Key, Fit]:
        draft, templates, found = self._document.draft, self._document.templates, {}
        for done, number in enumerate(numbers):
            progress(done, len(numbers))
            found[number, signature] = printing.laid_out(draft, templates, number, signature=signature)
        return found

    def _laid_out(self, found: dict[Key, Fit]) -> None:
        self._job = None
        self._keep(found)
        self._show(self.wish())

    def _keep(self, found: dict[Key, Fit]) -> None:
        self._fits.update(found)

    def _drop(self, *_: object) -> None:
        if self._job is not None:
            self._job.drop()
            self._job = None

    # --- showing ---

    def _show(self, wish: Wish) -> None:
        fits = [(number, self._fits[number, wish.signature]) for number in wish.numbers]
        if not fits:
            self._nothing("请勾选要打印的表。")
            return
        every = leaves(fits, wish.size)
        try:
            wanted = printing.page_range(wish.pages, len(every))
        except UserError as error:
            self._nothing(f"◆ {error.what}{error.todo}")
            return
        two = wish.duplex != ONE_SIDE
        sheets = in_sheets([every[number - 1] for number in wanted], two_sided=two, fresh=wish.fresh)
        self.sides = tuple(copied(sheets, wish.copies, collated=wish.collated))
        self.preview.show_sides([side for sheet in sheets for side in sheet])
        document = self._document
        self.warnings = tuple(printing.warnings(document.draft, document.templates, fits))
        self.note.setText(self._summary(len(wanted), len(sheets), wish.copies))
        self.print.setEnabled(True)

    def _nothing(self, why: str) -> None:
        self.sides = ()
        self.preview.show_sides((), why.removeprefix("◆ "))
        self.note.setText(why)
        self.print.setEnabled(False)

    def _summary(self, pages: int, sheets: int, copies: int) -> str:
        told = f"共 {pages} 页，用纸 {sheets * copies} 张"
        lines = [f"{told}（{copies} 份）。" if copies > 1 else f"{told}。"]
        lost = len(self._document.draft.forms) - len(self._start.forms)
        if lost:
            lines.append(f"▲ 有 {lost} 张表的版式没有安装，不能打印。")
        if self._start.printer and self._start.printer not in self._start.printers:
            lines.append(f"▲ 上次用的打印机“{self._start.printer}”找不到了。")
        if self._start.hindrance:
            lines.append(self._start.hindrance)
        lines += [f"▲ {each}" for each in self.warnings[:_MOST_WARNINGS]]
        if len(self.warnings) > _MOST_WARNINGS:
            lines.append(f"另有 {len(self.warnings) - _MOST_WARNINGS} 条提醒，打印后列出。")
        return "\n".join(lines)

    def _tell_page(self) -> None:
        preview = self.preview
        side = preview.side()
        total = sum(side is not None for side in preview.sides)
        self.percent.setText(f"{preview.zoom * 100:.0f}%")
        if not preview.sides:
            self.page.setText("")
        elif side is None:
            self.page.setText("背面空白")
        else:
            at = sum(each is not None for each in preview.sides[: preview.at + 1])
            self.page.setText(f"{at} / {total}　{printing.describe(side)}")

    # --- putting it together ---

    def _arrange(self) -> None:
        preview = self.preview
        bar = QHBoxLayout()
        bar.setSpacing(2)
        bar.addWidget(_button("◀", "上一页（PageUp）", lambda: preview.turn_to(preview.at - 1)))
        bar.addWidget(_button("▶", "下一页（PageDown）", lambda: preview.turn_to(preview.at + 1)))
        bar.addWidget(self.page, 1)
        bar.addWidget(_button("整页", "显示整页", lambda: preview.set_zoom(WHOLE)))
        bar.addWidget(_button("页宽", "和页面一样宽", lambda: preview.set_zoom(WIDTH)))
        bar.addWidget(_button("−", "缩小", lambda: preview.zoom_step(-1)))
        bar.addWidget(self.percent)
        bar.addWidget(_button("＋", "放大", lambda: preview.zoom_step(1)))
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(_scrolled(self.options), 1)
        left.addWidget(self.note)
        left.addWidget(self.buttons)
        right.setSpacing(4)
        right.addLayout(bar)
        right.addWidget(preview, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)


def _scrolled(options: Options) -> QScrollArea:
    """Return the options in a room that scrolls where large type makes them higher than the screen."""
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the input that has the focus
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(options)
    area.setFixedWidth(max(LEAST_WIDTH, options.minimumSizeHint().width() + BAR_WIDTH))
    return area


def _button(text: str, tip: str, run: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition("（")[0])
    button.setAutoRaise(True)
    button.clicked.connect(lambda _on=False: run())
    return button
