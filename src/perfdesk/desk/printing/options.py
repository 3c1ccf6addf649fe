"""What is asked before printing: printer, paper, forms, pages, copies, two sides, a line to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk.desk.printing.device import LONG_EDGE, ONE_SIDE, SHORT_EDGE
from perfdesk.desk.still import ChoiceBox, NumberBox
from perfdesk.page.leaves import SIZES_MM

TO_PDF = "打印到 PDF 文件"
MOST_COPIES = 999
_SIDES = ((ONE_SIDE, "单面"), (LONG_EDGE, "双面，沿长边翻页"), (SHORT_EDGE, "双面，沿短边翻页"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk asked for.

    Args:
        printer: its name, "" for a PDF file.
        size: of the paper, "" for that of each layout.
        numbers: the forms, from 0.
        pages: the page range as it was typed.
        fresh: printed on two sides, no form begins on the back of another.
    """

    printer: str
    size: str
    numbers: tuple[int, ...]
    signature: bool
    pages: str
    copies: int
    collated: bool
    duplex: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Start:
    """With what the options begin: the names of the forms, what was chosen last for this layout.

    Args:
        forms: number and name of each form that can be printed.
        here: the number of the shown form.
        printers: their names, the usual one first.
        hindrance: why there is none.
        printer: the one of the last time, "" for the PDF file, None if there was no last time.
    """

    forms: tuple[tuple[int, str], ...]
    here: int
    printers: tuple[str, ...]
    hindrance: str
    printer: str | None
    size: str
    duplex: str
    signature: bool


class Options(QWidget):
    """The options at the left of the preview.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._start = start
        self.printer = _choice("打印机", [(name, name) for name in start.printers] + [("", TO_PDF)])
        self.paper = _choice("纸张", [("", "按版式的纸张"), *((name, f"{name}（按比例缩放）") for name in SIZES_MM)])
        self.here, self.some = QRadioButton("当前表"), QRadioButton("选定的表")
        self.everything = QRadioButton(f"全部 {len(start.forms)} 张表")
        self.list = self._list_of_forms()
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("全部页，或 1-3,5")
        self.pages.setAccessibleName("页码范围")
        self.copies = NumberBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName("份数")
        self.collated = QCheckBox("逐份")
        self.collated.setChecked(True)
        self.duplex = _choice("单双面", _SIDES)
        self.fresh = QCheckBox("每张表从新的一张纸开始")
        self.fresh.setChecked(True)
        self.signature = QCheckBox("加签字栏（版式自带的不加）")
        self._arrange()
        self._begin()
        self._connect()

    def wish(self) -> Wish:
        """Return what is asked for now."""
        return Wish(
            self.printer.currentData(),
            self.paper.currentData(),
            self._numbers(),
            self.signature.isChecked(),
            self.pages.text(),
            self.copies.value(),
            self.collated.isChecked(),
            self.duplex.currentData(),
            self.fresh.isChecked(),
        )

    def _numbers(self) -> tuple[int, ...]:
        if self.here.isChecked():
            return (self._start.here,)
        if self.everything.isChecked():
            return tuple(number for number, _ in self._start.forms)
        rows = (self.list.item(row) for row in range(self.list.count()))
        ticks = [row.checkState() == Qt.CheckState.Checked for row in rows]
        return tuple(number for (number, _), ticked in zip(self._start.forms, ticks, strict=True) if ticked)

    def _list_of_forms(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName("选定的表")
        for number, name in self._start.forms:
            item = QListWidgetItem(f"{number + 1}. {name}")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if number == self._start.here else Qt.CheckState.Unchecked)
            made.addItem(item)
        made.setObjectName("ticks")
        made.setCurrentRow(0)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        return made

    def _begin(self) -> None:
        start = self._start
        numbers = [number for number, _ in start.forms]
        (self.here if start.here in numbers else self.everything).setChecked(True)
        self.here.setEnabled(start.here in numbers)
        self.some.setEnabled(len(numbers) > 1)
        wished = self.printer.findData(start.printer) if start.printer is not None else -1
        self.printer.setCurrentIndex(max(0, wished))
        self.paper.setCurrentIndex(max(0, self.paper.findData(start.size)))
        self.duplex.setCurrentIndex(max(0, self.duplex.findData(start.duplex)))
        self.signature.setChecked(start.signature)
        self._show_what_counts()

    def _connect(self) -> None:
        for box in (self.printer, self.paper, self.duplex):
            box.currentIndexChanged.connect(self._change)
        for button in (self.here, self.some, self.everything, self.collated, self.fresh, self.signature):
            button.toggled.connect(self._change)
        self.list.itemChanged.connect(self._change)
        self.pages.textChanged.connect(self._change)
        self.copies.valueChanged.connect(self._change)

    def _change(self, *_: object) -> None:
        self._show_what_counts()
        self.changed.emit()

    def _show_what_counts(self) -> None:
        """Enable what has a meaning now."""
        to_pdf = self.printer.currentData() == ""
        with QSignalBlocker(self.duplex):
            if to_pdf:
                self.duplex.setCurrentIndex(0)
        self.duplex.setEnabled(not to_pdf)
        self.fresh.setEnabled(self.duplex.currentData() != ONE_SIDE)
        self.collated.setEnabled(self.copies.value() > 1)
        self.list.setVisible(self.some.isChecked())

    def _arrange(self) -> None:
        scope = QButtonGroup(self)
        forms = QVBoxLayout()
        forms.setSpacing(4)
        for button in (self.here, self.some, self.everything):
            scope.addButton(button)
            forms.addWidget(button)
        forms.insertWidget(2, self.list)
        self.list.setFixedHeight(104)
        copies = QHBoxLayout()
        copies.addWidget(self.copies)
        copies.addWidget(self.collated)
        copies.addStretch(1)
        form = QFormLayout()
        form.setSpacing(6)
        for words, field in (
            ("打印机", self.printer),
            ("纸张", self.paper),
            ("范围", forms),
            ("页码范围", self.pages),
            ("份数", copies),
            ("单双面", self.duplex),
            ("", self.fresh),
            ("签字栏", self.signature),
        ):
            form.addRow(words, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.addLayout(form)
        column.addStretch(1)


def _choice(name: str, values: Sequence[tuple[str, str]]) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    for value, words in values:
        box.addItem(words, value)
    return box
