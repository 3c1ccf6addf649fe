"""A month to choose a day from; the keys come from the paper, the focus stays there."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from perfdesk.desk.theme import current
from perfdesk.model.fields import read_date

_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class Calendar(QCalendarWidget):
    """Arrows go by days and weeks, PageUp and PageDown by months; Enter or a click takes the day."""

    taken = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContentsMargins(1, 1, 1, 1)
        self.setGridVisible(False)
        for child in (self, *self.findChildren(QWidget)):
            child.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda day: self.taken.emit(words(day)))
        self.hide()

    def open_at(self, text: str, cell: QRect) -> None:
        """Show the month of the date that a text says (today's if none) under the cell."""
        found = read_date(text)
        day = QDate(found.year, found.month or 1, found.day or 1) if found else QDate.currentDate()
        self._dress()
        self.setSelectedDate(day)
        self.showSelectedDate()
        size, room = self.sizeHint(), self._window.rect()
        x = max(0, min(cell.left(), room.right() - size.width()))
        below = cell.bottom() + 2
        y = below if below + size.height() <= room.bottom() else max(0, cell.top() - size.height() - 2)
        self.setGeometry(QRect(QPoint(x, y), size))
        self.show()
        self.raise_()

    def _dress(self) -> None:
        """Take the window's colours; weekends are no alarm."""
        theme = current()
        head = QTextCharFormat()
        head.setForeground(theme.colour("soft"))
        self.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, head)
        ground = "#FFFFFF" if theme.name == "light" else theme.panel
        self.setStyleSheet(
            f"QCalendarWidget {{ background: {ground}; border: 1px solid {theme.line}; }}"
            f"#qt_calendar_navigationbar {{ background: {ground}; border-bottom: 1px solid {theme.line}; }}"
            f"QToolButton {{ color: {theme.ink}; background: transparent; border: none; padding: 4px 8px; }}"
            "QToolButton::menu-indicator { image: none; }"
            "#qt_calendar_prevmonth, #qt_calendar_nextmonth { qproperty-icon: none; }"
            f"QAbstractItemView {{ background: {ground}; color: {theme.ink}; border: none;"
            f" selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}"
        )
        for name, sign in (("qt_calendar_prevmonth", "〈"), ("qt_calendar_nextmonth", "〉")):
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setText(sign)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:  # noqa: N802 -- Qt's name
        """Draw a day; those of the months beside this one are soft."""
        theme, chosen = current(), day == self.selectedDate()
        if chosen:
            painter.fillRect(rect, theme.colour("accent"))
        beside = (day.year(), day.month()) != (self.yearShown(), self.monthShown())
        painter.setPen(theme.colour("on_accent" if chosen else "soft" if beside else "ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key says; return whether it was one of the calendar's."""
        key = Qt.Key(event.key())
        if key in _DAYS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.setSelectedDate(self.selectedDate().addDays(_DAYS[key]))
        elif key in _MONTHS:
            self.setSelectedDate(self.selectedDate().addMonths(_MONTHS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(words(self.selectedDate()))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True


def words(day: QDate) -> str:
    """Return a day as the tables write it."""
    return f"{day.year()}年{day.month()}月{day.day()}日"
