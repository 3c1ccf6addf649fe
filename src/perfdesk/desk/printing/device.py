"""The printer: which there are, and one job on one of them, in turns so that the window stays usable.

Qt's print module is loaded when it is needed, never at the start.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from perfdesk.desk.paper.painter import paint_page
from perfdesk.errors import Exit, UserError
from perfdesk.page.leaves import HAIRLINE_PT, Leaf, Side

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

LINE_MM = HAIRLINE_PT * 25.4 / 72
TURN_S = 0.04
"""So long may one turn take."""
ONE_SIDE, LONG_EDGE, SHORT_EDGE = "one", "long", "short"
_KEPT = "您填写的内容没有丢失，草稿没有改动。"


def printer_names() -> tuple[tuple[str, ...], str]:
    """Return the printers of this computer, the usual one first, and why there is none."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 -- the start stays fast
    except ImportError:
        return (), "缺少打印用的系统库 libcups2，只能打印到 PDF 文件。请安装：sudo apt-get install libcups2"
    usual = QPrinterInfo.defaultPrinterName()
    names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))
    return tuple(names), "" if names else "没有找到打印机，可以先打印到 PDF 文件。"


@dataclass(frozen=True)
class Ticket:
    """How a job is to be printed.

    Args:
        printer: its name.
        title: of the job, as the list of waiting jobs shows it.
        duplex: ONE_SIDE, LONG_EDGE or SHORT_EDGE.
    """

    printer: str
    title: str
    duplex: str = ONE_SIDE


def printer_for(ticket: Ticket) -> QPrinter:
    """Return the printer of a ticket.

    Raises:
        UserError: E91, it is there no more.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 -- as above

    found = QPrinterInfo.printerInfo(ticket.printer)
    if found.isNull():
        raise UserError(
            "E91",
            what=f"找不到打印机“{ticket.printer}”，没有打印。",
            safe=_KEPT,
            todo="请检查打印机的电源和连接后重试，或另选打印机，也可以“打印到 PDF 文件”。",
            exit_code=Exit.NOT_WRITTEN,
        )
    printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    modes = QPrinter.DuplexMode
    duplex = {LONG_EDGE: modes.DuplexLongSide, SHORT_EDGE: modes.DuplexShortSide}
    printer.setDuplex(duplex.get(ticket.duplex, modes.DuplexNone))
    printer.setDocName(ticket.title)
    printer.setCreator("perfdesk")
    return printer


class PrintRun(QObject):
    """Prints sides, some each turn; told like a `Job`: `done`, `failed` or `cancelled`, exactly one of them."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, printer: QPrinter, sides: Sequence[Side], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._sides = sides
        self._painter = QPainter()
        self._at = 0
        self._stop = False

    def start(self) -> PrintRun:
        """Begin at the next turn."""
        QTimer.singleShot(0, self, self._next)
        return self

    def cancel(self) -> None:
        """Stop before the next side."""
        self._stop = True

    def _next(self) -> None:
        if self._stop:
            self._printer.abort()
            self._painter.end()
            self.cancelled.emit()
        elif not self._some():
            begun = self._painter.isActive()
            self._printer.abort()
            self._painter.end()
            self.failed.emit(_interrupted(self._at, len(self._sides)) if begun else _mute(self._printer.printerName()))
        elif self._at < len(self._sides):
            self.progressed.emit(self._at, len(self._sides))
            QTimer.singleShot(0, self, self._next)
        elif self._painter.end() and not self._lost():
            self.done.emit(None)
        else:
            self.failed.emit(_interrupted(self._at, len(self._sides)))

    def _some(self) -> bool:
        """Print the sides of one turn; return whether the printer took them."""
        ends = time.monotonic() + TURN_S
        while self._at < len(self._sides) and time.monotonic() < ends:
            if not self._print(self._sides[self._at]):
                return False
            self._at += 1
        return True

    def _print(self, side: Side) -> bool:
        """Put one side on paper; return whether the printer took it."""
        if side is not None:
            self._printer.setPageLayout(page_layout(side))
            self._printer.setFullPage(True)
        if not (self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)):
            return False
        if side is not None:
            self._painter.resetTransform()
            dots = self._printer.resolution() / 25.4
            self._painter.scale(dots, dots)
            paint_leaf(self._painter, side)
        return not self._lost()

    def _lost(self) -> bool:
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 -- as above

        return self._printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


def paint_leaf(painter: QPainter, leaf: Leaf, line_mm: float = LINE_MM) -> None:
    """Draw a page on its paper; one unit of the painter is 1 mm, its origin the paper's corner."""
    painter.save()
    painter.translate(leaf.x_mm, leaf.y_mm)
    painter.scale(leaf.scale, leaf.scale)
    paint_page(painter, leaf.page, leaf.fit, line_mm=line_mm)
    painter.restore()


def page_layout(leaf: Leaf) -> QPageLayout:
    """Return the paper of a leaf without margins: the page has its own."""
    wide, high = leaf.width_mm, leaf.height_mm
    upright = QSizeF(min(wide, high), max(wide, high))
    size = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    ways = QPageLayout.Orientation
    return QPageLayout(size, ways.Landscape if wide > high else ways.Portrait, QMarginsF(0, 0, 0, 0))


def _mute(name: str) -> UserError:
    return UserError(
        "E92",
        what=f"打印机“{name}”没有接受打印任务。",
        safe=_KEPT,
        todo="请检查打印机是否缺纸、暂停或脱机，然后重试；也可以“打印到 PDF 文件”。",
        exit_code=Exit.NOT_WRITTEN,
    )


def _interrupted(done: int, total: int) -> UserError:
    return UserError(
        "E93",
        what=f"打印中断，{total} 面中已送出 {done} 面。",
        safe=_KEPT,
        todo="请检查打印机，再用“页码范围”打印余下的页。",
        exit_code=Exit.NOT_WRITTEN,
    )
