"""查找和替换: what is looked for, the list of hits, one or all replaced; the paper stays in reach beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.dialogs.size import keep_small
from perfdesk.desk.find.find import Key, key_of
from perfdesk.desk.find.hits import HitPainter, Hits
from perfdesk.desk.helps import offer_help
from perfdesk.work.searching import MOST_HITS, Wanted

if TYPE_CHECKING:
    from perfdesk.desk.find.find import Find

PAUSE_MS = 120
"""Pause after the last key before the draft is searched."""
_CLEAR = 8
"""Room left between the dialog and the cell gone to, px."""
_ALL, _THIS = "全部表", "本表"


class FindDialog(QDialog):
    """Finds and replaces in the draft of a window; it stays open while the clerk works on the paper."""

    def __init__(self, find: Find, window: QWidget) -> None:
        super().__init__(window)
        self._find = find
        self.words, self.new = QLineEdit(), QLineEdit()
        self.where = QComboBox()
        self.where.addItems([_ALL, _THIS])
        self.case, self.width_differs = QCheckBox("区分大小写"), QCheckBox("区分全角半角")
        self.told = QLabel()
        self.told.setObjectName("soft")
        self.model = Hits()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitPainter(self))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.one, self.all = QPushButton("替换"), QPushButton("全部替换")
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE_MS)
        self._arrange()
        self._name()
        self._connect()
        offer_help(self, "topic/10-fill")

    # --- what is shown ---

    @property
    def this_form(self) -> bool:
        """Whether the shown form alone is searched."""
        return self.where.currentText() == _THIS

    def show_for(self, *, replacing: bool, words: str) -> None:
        """Show the dialog, to find or to find and replace; `words` to look for, "" for those that stand there."""
        self.setWindowTitle("查找和替换" if replacing else "查找")
        for widget in (self.new, self._new_label, self.one, self.all):
            widget.setVisible(replacing)
        if words:
            self.words.setText(words)
        self.show()
        self.activateWindow()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        return Wanted(self.words.text(), self.case.isChecked(), self.width_differs.isChecked())

    def tell(self) -> None:
        """Tell how many hits there are, and which one is marked."""
        count, at = len(self.model.hits), self.row()
        words = "" if not self.words.text() else "没有找到" if not count else f"共 {count} 处"
        words += " 以上" if count >= MOST_HITS else ""
        self.told.setText(f"第 {at + 1} 处，{words}" if at >= 0 else words)
        for button in (self.one, self.all):
            button.setEnabled(count > 0)

    def row(self) -> int:
        """Return the number of the hit that is marked, -1 if none is."""
        index = self.list.currentIndex()
        return index.row() if index.isValid() else -1

    def mark(self, here: Key | None) -> None:
        """Mark the hit at a place, none if there is none."""
        at = next((at for at, hit in enumerate(self.model.hits) if key_of(hit) == here), -1)
        self.list.setCurrentIndex(self.model.index(at) if at >= 0 else QModelIndex())

    def keep_clear(self, cell: QRect) -> None:
        """Move off a cell of the paper (px of the screen), by as little as will do, with a shorter list if need be."""
        frame, screen = self.frameGeometry(), self.screen().availableGeometry()
        if not frame.intersects(cell):
            return
        least = self.minimumSizeHint().height() + frame.height() - self.height()
        right, left = cell.right() + _CLEAR, cell.left() - frame.width() - _CLEAR
        below, above = screen.bottom() - cell.bottom() - _CLEAR, cell.top() - screen.top() - _CLEAR
        rooms = [QRect(QPoint(x, frame.top()), frame.size()) for x in (right, left)]
        for y, height in ((cell.bottom() + _CLEAR, min(below, frame.height())), (None, min(above, frame.height()))):
            top = cell.top() - height - _CLEAR if y is None else y
            rooms += [QRect(frame.left(), top, frame.width(), height)] if height >= least else []
        rooms = [each for each in rooms if screen.contains(each)]
        if rooms:
            best = min(rooms, key=lambda each: (each.topLeft() - frame.topLeft()).manhattanLength())
            self.move(best.topLeft())
            self.resize(self.width(), self.height() - frame.height() + best.height())

    # --- putting it together ---

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        first = QHBoxLayout()
        first.addWidget(self.words, 1)
        first.addWidget(self.where)
        form.addRow("查找", first)
        self._new_label = QLabel("替换为")
        form.addRow(self._new_label, self.new)
        ways = QHBoxLayout()
        for widget in (self.case, self.width_differs):
            ways.addWidget(widget)
        ways.addStretch(1)
        buttons = QHBoxLayout()
        self.back, self.on = QPushButton("上一处"), QPushButton("下一处")
        for button in (self.back, self.on):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.one, self.all):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(form)
        column.addLayout(ways)
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        for button in (self.back, self.on, self.one, self.all):
            button.setAutoDefault(False)
        self.resize(520, 440)
        keep_small(self)

    def _name(self) -> None:
        self.words.setPlaceholderText("要找的文字")
        self.words.setClearButtonEnabled(True)
        for widget, name in (
            (self.words, "查找"),
            (self.new, "替换为"),
            (self.where, "范围"),
            (self.list, "找到的地方"),
        ):
            widget.setAccessibleName(name)
        self.on.setToolTip("Enter 或 F3")
        self.back.setToolTip("Shift+Enter 或 Shift+F3")

    def _connect(self) -> None:
        self.timer.timeout.connect(self._find.search)
        self.words.textChanged.connect(self._start_anew)
        self.words.installEventFilter(self)
        self.where.currentIndexChanged.connect(self._start_anew)
        for box in (self.case, self.width_differs):
            box.toggled.connect(self._start_anew)
        self.list.clicked.connect(lambda index: self._find.go(index.row()))
        self.list.activated.connect(lambda index: self._find.go(index.row()))
        self.back.clicked.connect(lambda: self._find.step(-1))
        self.on.clicked.connect(lambda: self._find.step(1))
        self.one.clicked.connect(self._find.replace_one)
        self.all.clicked.connect(self._find.replace_all)

    def _start_anew(self, *_: object) -> None:
        self._find.begin()
        self.timer.start()

    # --- Qt's events ---

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Enter and F3 go on, with Shift back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._find.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in (Qt.Key.Key_F, Qt.Key.Key_H) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._find.open(replacing=event.key() == Qt.Key.Key_H)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Down in the search line goes into the list."""
        down = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and watched is self.words and self.model.hits:
            self.list.setFocus()
            self._find.go(max(0, self.row()))
            return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        """Close; the keys go to the paper again."""
        super().done(result)
        self._find.closed()
