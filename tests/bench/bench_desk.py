"""The paper: opening, and a key to its repaint with full relayout, against a table view that measures its rows."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from bench_start import FORMS, many
from frame import Frame, Rival
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.fonts import document_font
from perfdesk.desk.paper import PaperView
from perfdesk.desk.program import Program
from perfdesk.grid import Sheet
from perfdesk.model import Draft, Form, Indicator
from perfdesk.region.load import templates

TEMPLATE = "dongguan-town-2022"
PATH = "indicators/12/annual/name"
KEYS = "abcdefghijklmnopqrstuvwxyz"
P95_MS = {30: 16.0, 500: 50.0}
FOUND_MS = 200.0
"""A finding appears so soon after the last key; nothing may keep a key waiting longer."""


def draft_of(rows: int) -> Draft:
    """Return a draft of one form with so many indicators, spread over the level-2 names."""
    levels = [(each.level1.name, each.name) for each in templates()[TEMPLATE].taxonomy.level2]
    made = []
    for at in range(rows):
        one, two = levels[at * len(levels) // rows]
        texts = {"name": f"第{at + 1}项活动的完成次数", "target": f"≥{at + 4}次"}
        made.append(Indicator(id=str(at + 1), level1=one, level2=two, horizons={"mid": texts, "annual": dict(texts)}))
    goal = "完成馆舍修缮、图书采购与读者活动，服务群众约3,600人次；达到“一馆一策”的要求。" * 3
    fields = {"project_name": "图书馆改造", "amount_annual": "36.00", "goal_mid": goal, "goal_annual": goal}
    return Draft(
        id="d", shared={"year": "2026"}, forms=(Form(id="1", template=TEMPLATE, fields=fields, indicators=tuple(made)),)
    )


@cache
def application() -> QApplication:
    """Return the one application; what its platform plugin lacks offscreen is not worth a line each time."""
    qInstallMessageHandler(lambda _kind, _context, _words: None)
    return QApplication([])


def shown(widget: QWidget) -> QWidget:
    """Return a window around a widget, painted."""
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(widget)
    window.resize(900, 1100)
    window.show()
    QApplication.processEvents()
    return window


@dataclass
class Ours:
    """A paper with an open editor in the last name of the first screen."""

    window: QWidget
    view: PaperView

    @classmethod
    def open(cls, rows: int) -> Ours:
        """Open a form of `rows` indicators and start to edit one."""
        view = PaperView()
        document = Document(draft_of(rows), templates())
        view.set_document(document)
        window = shown(view)
        window.activateWindow()
        view.setFocus()
        view.set_cursor(PATH)
        view.open_editor(None)
        QApplication.processEvents()
        return cls(window, view)

    def key(self, char: str) -> None:
        """Press a key; layout, popups and repaint are done when this returns."""
        QTest.keyClick(self.view, char)
        QApplication.processEvents()


class SheetModel(QAbstractTableModel):
    """The document's sheet as a table: what one writes for a table view."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def rowCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 -- Qt's name
        return self.document.sheet().grid.n_rows

    def columnCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 -- Qt's name
        return self.document.sheet().grid.n_cols

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        sheet = self.document.sheet()
        cell = sheet.grid.at(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            centre = sheet.styles[cell.style].align == "center"
            return Qt.AlignmentFlag.AlignCenter if centre else Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, _index: QModelIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable


@dataclass
class Table:
    """The rival: the same document in a table view with the same faces and widths, its rows measured by Qt."""

    window: QWidget
    view: QTableView
    model: SheetModel
    editor: QLineEdit

    @classmethod
    def open(cls, rows: int) -> Table:
        """Open the same form and start to edit the same name."""
        model = SheetModel(Document(draft_of(rows), templates()))
        sheet: Sheet = model.document.sheet()
        view = QTableView()
        view.setFont(document_font(10.5))
        view.setModel(model)
        view.setWordWrap(True)
        view.verticalHeader().setMinimumSectionSize(10)
        for col, width in enumerate(sheet.columns_mm):
            view.setColumnWidth(col, round(width * 96 / 25.4))
        for cell in sheet.grid.cells:
            if cell.rows > 1 or cell.cols > 1:
                view.setSpan(cell.row, cell.col, cell.rows, cell.cols)
        view.resizeRowsToContents()
        window = shown(view)
        at = next(each for each in sheet.grid.cells if each.source == PATH)
        index = QPersistentModelIndex(model.index(at.row, at.col))
        view.edit(model.index(at.row, at.col))
        made = cls(window, view, model, view.findChild(QLineEdit))
        made.editor.textEdited.connect(lambda text: made.live(index, text))
        return made

    def live(self, index: QPersistentModelIndex, text: str) -> None:
        """Show a text while it is typed: the sheet anew, every row measured."""
        self.model.document.live(PATH, text)
        at = self.model.index(index.row(), index.column())
        self.model.dataChanged.emit(at, at)
        self.view.resizeRowsToContents()

    def key(self, char: str) -> None:
        """Press a key; rows are measured and repainted when this returns."""
        QTest.keyClick(self.editor, char)
        QApplication.processEvents()


def times(key: Callable[[str], None]) -> list[float]:
    """Return the ms of each of 78 keys."""
    taken = []
    for char in KEYS * 3:
        start = time.perf_counter()
        key(char)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def race_keys(frame: Frame, rows: int) -> None:
    """Press keys in both, alternately, and compare."""
    ours, table = Ours.open(rows), Table.open(rows)
    mine: list[float] = []
    rival: list[float] = []
    for _ in range(3):
        mine += times(ours.key)
        ours.view.editing.machine.replace_all("第12项活动的完成次数")
        rival += times(table.key) if rows < 100 else [milliseconds(table.key, char) for char in KEYS[:6]]
        table.editor.setText("第12项活动的完成次数")
    median, p95 = statistics.median(mine), statistics.quantiles(mine, n=20)[-1]
    frame.goal(f"{rows} rows, key to repaint, median", median, unit="ms")
    frame.goal(f"{rows} rows, key to repaint, p95", p95, at_most=P95_MS[rows], unit="ms")
    slow = statistics.median(rival)
    frame.goal(f"  QTableView + resizeRowsToContents {slow:.1f} ms", slow / median, at_least=10, unit="×")
    ours.view.close_editor()
    for each in (ours.window, table.window):
        each.close()
        each.deleteLater()
    QApplication.processEvents()


def milliseconds(key: Callable[[str], None], char: str) -> float:
    """Return how long one key takes."""
    start = time.perf_counter()
    key(char)
    return (time.perf_counter() - start) * 1000


def opening(rows: int, kind: type[Ours] | type[Table]) -> None:
    """Open a form and paint it."""
    made = kind.open(rows)
    if isinstance(made, Ours):
        made.view.close_editor()
    made.window.close()
    made.window.deleteLater()


def many_forms(frame: Frame, path: Path) -> None:
    """Open a draft of 500 forms in its window; keys and entries while the rules look at all of it, and after."""
    many(path)
    window = Program(application(), templates()).new_window()
    window.files.open_path(path)
    document = window.document
    assert document is not None

    def leave(_char: str) -> None:
        QTest.keyClick(window.paper, Qt.Key.Key_Tab)
        QApplication.processEvents()

    turns = []
    while not document.checked:
        turns.append(milliseconds(lambda _: QApplication.processEvents(), ""))
    frame.goal(f"{FORMS} forms: a key waits at most, while all are checked", max(turns), at_most=FOUND_MS, unit="ms")
    entries = []
    for path_in_form in [f"indicators/{row}/annual/target" for row in (1, 2, 3, 4)] * 3:
        document.go_to(0, path_in_form)
        QTest.keyClick(window.paper, "7")
        QApplication.processEvents()
        entries.append(
            milliseconds(lambda _: (QTest.keyClick(window.paper, Qt.Key.Key_Tab), QApplication.processEvents()), "")
        )
    frame.goal(f"{FORMS} forms: an entry to its repaint, median", statistics.median(entries), at_most=50, unit="ms")
    document.mark_saved(path, document.draft)
    window.close()


def main(frame: Frame) -> None:
    """Opening, then keys, at 30 and 500 rows; then a draft of 500 forms."""
    application()
    for rows in (30, 500):
        rival = {"QTableView + resizeRowsToContents": Rival(lambda rows=rows: opening(rows, Table))}
        frame.race(f"the paper opens {rows} rows", lambda rows=rows: opening(rows, Ours), rival)
        race_keys(frame, rows)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERFDESK_STATE", folder)
        many_forms(frame, Path(folder) / "many.perfdesk")
