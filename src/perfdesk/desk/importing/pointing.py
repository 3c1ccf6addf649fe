"""指出标签: in a document of an unknown layout the clerk says once which cell is the label of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import MOST_HEIGHT, keep_small
from perfdesk.desk.helps import offer_help
from perfdesk.desk.importing.review import SourcePaper
from perfdesk.desk.theme import current
from perfdesk.grid import Sheet, Source, SourceTable
from perfdesk.region import Template
from perfdesk.translate.likely import likeliest, likely_marks
from perfdesk.translate.parts import pointable
from perfdesk.translate.pointing import INDICATORS, Mark, Pointing, Side, goals, point_out

_SIDES: tuple[tuple[Side, str], ...] = (("right", "右边的格"), ("below", "下面的格"), ("inside", "同一格，冒号后面"))
_Place = tuple[int, int]
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class PointingPaper(SourcePaper):
    """The document as one table; a cell is picked by click or arrows.

    Signals:
        picked: the row and column of the cell that is picked now.
        asked: the clerk pressed Enter on it.
    """

    picked = Signal(int, int)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._order: list[_Place] = []
        self._marked: frozenset[_Place] = frozenset()
        self.at: _Place | None = None

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show a document and pick its first cell with text."""
        super().show_sheet(sheet)
        cells = sheet.grid.cells if sheet is not None else ()
        self._order = [(cell.row, cell.col) for cell in cells if cell.text.strip()]
        if self._order:
            self.pick(self._order[0])

    def pick(self, place: _Place) -> None:
        """Pick a cell and bring it into view."""
        if self._source is None:
            return
        self.at = place
        self.light((self._source.sheet.grid.at(*place),))
        self.picked.emit(*place)

    def step(self, by: int) -> None:
        """Pick the next cell with text (or the one before)."""
        if self.at in self._order:
            self.pick(self._order[min(max(self._order.index(self.at) + by, 0), len(self._order) - 1)])

    def mark(self, places: frozenset[_Place]) -> None:
        """Show which cells are pointed out."""
        self._marked = places
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Pick the cell under the mouse."""
        found = self._cell_at(event.position())
        if found in self._order:
            self.pick(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Arrows pick, Enter goes on to what the cell is."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.step(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def paint_under(self, painter: QPainter, number: int) -> None:
        """Draw the ground of what is pointed out, with a bar at its left: colour is not the only sign."""
        painter.setPen(QPen(current().colour("paper_accent"), 3))
        for page, placed in self._placed():
            if page == number and (placed.cell.row, placed.cell.col) in self._marked:
                box = (placed.x_mm, placed.y_mm, placed.width_mm, placed.height_mm)
                rect = self.view_rect(number, box)
                painter.fillRect(rect, current().colour("paper_hover"))
                painter.drawLine(rect.topLeft() + QPointF(2, 2), rect.bottomLeft() + QPointF(2, -2))
        super().paint_under(painter, number)

    def _cell_at(self, point: QPointF) -> _Place | None:
        page, x, y = self.stage.point_mm(point + self.offset())
        for number, placed in self._placed():
            across = placed.x_mm <= x < placed.x_mm + placed.width_mm
            if number == page and across and placed.y_mm <= y < placed.y_mm + placed.height_mm:
                return placed.cell.row, placed.cell.col
        return None


class PointingDialog(QDialog):
    """At the left the document, at the right what a label may stand for in the chosen layout."""

    def __init__(
        self, sources: Sequence[Source], name: str, templates: Mapping[str, Template], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("指出标签")
        offer_help(self, "topic/20-import")
        self._sources = sources
        self._templates = templates
        self._marks: dict[_Place, Mark] = {}
        sheet, self._cells = pointable(sources, name)
        self.paper = PointingPaper(self)
        self.layout_box, self.side_box = QComboBox(), QComboBox()
        self.search, self.list = QLineEdit(), QListWidget()
        self.here = QLabel()
        self.here.setWordWrap(True)
        self.missing = QLabel("没有这样的栏目。请换个说法，或换一个版式。")
        self.missing.setObjectName("soft")
        self.missing.setWordWrap(True)
        self.missing.hide()
        self.none = QPushButton("这格不是标签")
        self._fill_boxes()
        self._arrange(name)
        self._connect()
        self._choose_layout()
        self.paper.show_sheet(sheet)
        self.paper.setFocus()

    def pointing(self) -> Pointing:
        """Return what was pointed out."""
        return point_out(self._template, self._sources, tuple(self._marks.values()))

    @property
    def _template(self) -> Template:
        return self._templates[self.layout_box.currentData()]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """Begin at the top of the document, now that its room is known."""
        super().showEvent(event)
        self.paper.fit_width()
        self.paper.verticalScrollBar().setValue(0)

    # --- acts ---

    def _choose_layout(self) -> None:
        """Begin with the labels that the chosen layout knows by name."""
        places = {key: place for place, key in self._cells.items()}
        likely = likely_marks(self._template, self._sources)
        self._marks = {places[mark.source, mark.row, mark.col]: mark for mark in likely}
        self._fill_list()
        self._show()

    def _set(self, goes_to: str) -> None:
        """Say what the picked cell is, and go on to the next."""
        if self.paper.at is None:
            return
        side: Side = "below" if goes_to.startswith(INDICATORS) else self._side()
        self._marks = {place: mark for place, mark in self._marks.items() if mark.goes_to != goes_to}
        self._marks[self.paper.at] = Mark(*self._cells[self.paper.at], goes_to, side)
        self._show()
        self.search.clear()
        self.paper.step(1)
        self.paper.setFocus()

    def _unset(self) -> None:
        if self.paper.at is not None:
            self._marks.pop(self.paper.at, None)
            self._show()
            self.paper.setFocus()

    def _turn_side(self) -> None:
        """Have the values of the picked label stand elsewhere."""
        mark = self._marks.get(self.paper.at) if self.paper.at is not None else None
        if mark is not None and self.paper.at is not None and not mark.goes_to.startswith(INDICATORS):
            self._marks[self.paper.at] = Mark(mark.source, mark.row, mark.col, mark.goes_to, self._side())

    def _side(self) -> Side:
        return next(side for side in get_args(Side) if side == self.side_box.currentData())

    # --- what is shown ---

    def _show(self) -> None:
        self.paper.mark(frozenset(self._marks))
        texts = {mark.goes_to: self._text(place) for place, mark in self._marks.items()}
        for row in range(self.list.count()):
            item = self.list.item(row)
            text = texts.get(item.data(Qt.ItemDataRole.UserRole), "")
            name = item.data(Qt.ItemDataRole.UserRole + 1)
            item.setText(f"✓ {name}　←“{text}”" if text else f"　 {name}")
        self.read.setEnabled(any(mark.goes_to for mark in self._marks.values()))
        self._picked()

    def _picked(self, *_: object) -> None:
        at = self.paper.at
        if at is None:
            return
        mark = self._marks.get(at)
        self.here.setText(f"选中的格：“{self._text(at)}”")
        self.none.setEnabled(mark is not None)
        fixed = mark is not None and mark.goes_to.startswith(INDICATORS)
        self.side_box.setEnabled(not fixed)
        self.side_box.setCurrentIndex(self.side_box.findData(mark.side if mark is not None else "right"))
        for row in range(self.list.count()):
            if mark is not None and self.list.item(row).data(Qt.ItemDataRole.UserRole) == mark.goes_to:
                self.list.setCurrentRow(row)

    def _text(self, place: _Place) -> str:
        source, row, col = self._cells[place]
        found = self._sources[source]
        text = found.grid.at(row, col).text if isinstance(found, SourceTable) else found.text
        line = " ".join(text.split())
        return f"{line[:24]}…" if len(line) > 24 else line

    def _filter(self, text: str) -> None:
        first = -1
        for row in range(self.list.count()):
            hidden = text.strip() not in self.list.item(row).data(Qt.ItemDataRole.UserRole + 1)
            self.list.item(row).setHidden(hidden)
            first = row if first < 0 and not hidden else first
        if first >= 0:
            self.list.setCurrentRow(first)
        self.missing.setVisible(first < 0)

    def _fill_list(self) -> None:
        self.list.clear()
        for place, name in goals(self._template):
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setData(Qt.ItemDataRole.UserRole + 1, name)
            self.list.addItem(item)

    # --- putting it together ---

    def _take(self, *_: object) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self._set(item.data(Qt.ItemDataRole.UserRole))

    def _fill_boxes(self) -> None:
        for template in self._templates.values():
            self.layout_box.addItem(template.data.name, template.id)
        self.layout_box.setCurrentIndex(self.layout_box.findData(likeliest(self._templates, self._sources)))
        for side, words in _SIDES:
            self.side_box.addItem(words, side)
        named = {
            self.layout_box: "读成哪个版式",
            self.side_box: "内容在哪里",
            self.search: "查找栏目",
            self.list: "栏目",
        }
        for widget, words in named.items():
            widget.setAccessibleName(words)

    def _connect(self) -> None:
        self.layout_box.currentIndexChanged.connect(self._choose_layout)
        self.side_box.activated.connect(self._turn_side)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.none.clicked.connect(self._unset)
        self.paper.picked.connect(self._picked)
        self.paper.asked.connect(self.search.setFocus)

    def _arrange(self, name: str) -> None:
        head = QLabel(
            f"“{name}”不是已知版式。请点一下原文里的标签，再在右边选它是什么；指出一次，以后同样的版式直接读入。"
            "读入的内容都会标为存疑，由您确认。"
        )
        head.setWordWrap(True)
        self.search.setPlaceholderText("这格是哪个栏目？输入几个字查找，回车选定")
        self.search.setClearButtonEnabled(True)
        right = QGridLayout()
        right.addWidget(QLabel("读成版式"), 0, 0)
        right.addWidget(self.layout_box, 0, 1)
        right.addWidget(self.here, 1, 0, 1, 2)
        right.addWidget(self.search, 2, 0, 1, 2)
        right.addWidget(self.missing, 3, 0, 1, 2)
        right.addWidget(self.list, 4, 0, 1, 2)
        right.addWidget(QLabel("内容在"), 5, 0)
        right.addWidget(self.side_box, 5, 1)
        right.addWidget(self.none, 6, 0, 1, 2)
        right.setColumnStretch(1, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.paper, 3)
        middle.addLayout(right, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.read = buttons.addButton("按此读入", QDialogButtonBox.ButtonRole.AcceptRole)
        self.read.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.none.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.addWidget(head)
        whole.addLayout(middle, 1)
        whole.addWidget(buttons)
        self.resize(1040, MOST_HEIGHT - 20)
        keep_small(self)
