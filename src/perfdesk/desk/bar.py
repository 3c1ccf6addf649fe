"""Menus and the tool bar, made from the records in `actions`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from perfdesk.desk import theme
from perfdesk.desk.actions import ACTIONS, GROUPS, Action

if TYPE_CHECKING:
    from perfdesk.desk.window import Window
    from perfdesk.region import Template

HEIGHT = 42
BAR = (
    ("file.new", "file.open", "file.save"),
    ("edit.undo", "edit.redo"),
    ("file.import", "file.export", "file.print"),
    ("indicator.add", "indicator.fill_right"),
    ("check.show",),
)
"""The groups of the tool bar, a line between them."""
CELL = (
    ("edit.cut", "edit.copy", "edit.paste", "edit.clear"),
    ("indicator.add", "indicator.duplicate", "indicator.delete", "indicator.level"),
    ("indicator.fill_down", "indicator.fill_right"),
    ("check.mend", "check.answer", "doubt.confirm", "doubt.reject", "comment.new"),
    ("help.here",),
)
"""The groups of the menu of a cell (right button, Shift+F10)."""


def make_actions(window: Window) -> dict[str, QAction]:
    """Return Qt's action for every record, by id; keys that the paper answers itself are only shown."""
    made = {}
    for record in ACTIONS:
        action = QAction(record.text, window)
        action.setObjectName(record.id)
        action.triggered.connect(lambda _on=False, record=record: window.give(record))
        if record.keys:  # said by us: Qt would call ↑ 上方向 in one menu and the paper's own keys otherwise in the next
            action.setText(f"{record.text}\t{shown_keys(record)[0]}")
        if not record.on_paper:
            action.setShortcuts([QKeySequence(key) for key in record.keys])
        made[record.id] = action
        window.addAction(action)
    return made


def shown_keys(record: Action) -> list[str]:
    """Return the keys of a command as they stand on a keyboard."""
    words = {"Return": "Enter", "Del": "Delete", "PgUp": "PageUp", "PgDown": "PageDown"}
    arrows = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
    shown = []
    for key in record.keys:
        *before, last = [*key[:-1].split("+"), key[-1]] if key.endswith("+") else key.split("+")
        shown.append("+".join([*filter(None, before), {**words, **arrows}.get(last, last)]))
    return shown


def fill_menus(window: Window, actions: dict[str, QAction]) -> None:
    """Put every command into its menu; the state of each is looked up when the menu opens."""
    bar = window.menuBar()
    bar.clear()
    for group in GROUPS:
        menu = bar.addMenu(group)
        menu.aboutToShow.connect(window.refresh_actions)
        section, inner = 0, {"": menu}
        for record in (each for each in ACTIONS if each.group == group):
            if record.section != section:
                menu.addSeparator()
                section = record.section
            if record.menu not in inner:
                inner[record.menu] = menu.addMenu(record.menu)
            inner[record.menu].addAction(actions[record.id])
            if record.id == "file.open":
                recent = menu.addMenu("最近打开")
                recent.aboutToShow.connect(lambda recent=recent: _fill_recent(window, recent))


def cell_menu(window: Window) -> QMenu:
    """Return the menu of the cell under the cursor: what can be done there now."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.refresh_actions()
    for group in CELL:
        for name in group:
            menu.addAction(window.actions_by_id[name])
        menu.addSeparator()
    return menu


def _fill_recent(window: Window, menu: QMenu) -> None:
    """Fill the menu of drafts opened last."""
    menu.clear()
    for path in window.program.recent():
        action = menu.addAction(f"{path.stem}　{path.parent}")
        action.triggered.connect(lambda _on=False, path=path: window.program.open_paths([path], window))
    if menu.isEmpty():
        menu.addAction("还没有打开过草稿").setEnabled(False)


class CheckButton(QToolButton):
    """检查 ◆2 ▲3: the counts of the shown form, each with its shape in its colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("check")
        self._counts: tuple[int, int] = (0, 0)

    def show_counts(self, errors: int, warnings: int) -> None:
        """Show how many errors and warnings the form has."""
        if self._counts != (errors, warnings):
            self._counts = (errors, warnings)
            self.setAccessibleName(f"检查，{errors} 处错误，{warnings} 处提醒")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return room for all pieces."""
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(text) for text, _colour in self._pieces()) + 6 * len(self._pieces())
        return QSize(width + 18, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the pieces on the accent ground."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.isEnabled() and (self.hasFocus() or self.underMouse())
        painter.setPen(QColor(colours.accent) if lively else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_ground) if self.isEnabled() else Qt.BrushStyle.NoBrush)
        area = self.rect().adjusted(1, 6, -2, -5)
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        left = area.left() + 9
        for text, colour in self._pieces():
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(QColor(getattr(colours, colour if self.isEnabled() else "soft")))
            painter.drawText(QRect(left, area.top(), width + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 6
        painter.end()

    def _pieces(self) -> list[tuple[str, str]]:
        errors, warnings = self._counts
        pieces = [("检查", "accent")]
        pieces += [(f"◆{errors}", "error")] if errors else []
        pieces += [(f"▲{warnings}", "warning")] if warnings else []
        return pieces


class Bar(QToolBar):
    """The one tool bar: words in groups, the layout of the form at the right end."""

    def __init__(self, actions: dict[str, QAction]) -> None:
        super().__init__("工具栏")
        self.setObjectName("bar")
        self.setMovable(False)
        self.make_room()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.check = CheckButton()
        self._layout_words = ""
        self._tight, self._roomy = False, 0
        words = {record.id: record.bar for record in ACTIONS}
        for number, group in enumerate(BAR):
            if number:
                self.addWidget(_rule())
            for name in group:
                button = self.check if name == "check.show" else QToolButton()
                _bind(button, actions[name], words[name])
                self.addWidget(button)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.layout_button = QToolButton()
        self.layout_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.layout_menu = QMenu(self.layout_button)
        self.layout_button.setMenu(self.layout_menu)
        self._layout_action = self.addWidget(self.layout_button)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the room of the words: with another style sheet Qt takes the padding at the sides for that above too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and (row := self.layout()) is not None:
            row.setContentsMargins(*[theme.STEP] * 4)
            row.setSpacing(0)

    def _fit_layout(self) -> None:
        """Say the layout in a word where there is no room, and stand the words closer where even that has none."""
        self.layout_button.setText(self._layout_words)
        if self.sizeHint().width() > self.width():
            self.layout_button.setText("版式 ▾")
        if not self._tight:
            self._roomy = self.sizeHint().width()
        self._stand_close(close=self._roomy > self.width())

    def _stand_close(self, *, close: bool) -> None:
        if close != self._tight:
            self._tight = close
            self.setProperty("tight", close)
            for widget in (self, *self.findChildren(QToolButton)):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
            if (row := self.layout()) is not None:  # Qt has laid the words out already
                row.invalidate()
                row.activate()

    def make_room(self) -> None:
        """Be as high as the text needs."""
        self.setFixedHeight(theme.room(HEIGHT))

    def show_layout(self, template: Template | None) -> None:
        """Show the layout of the shown form."""
        self._layout_action.setVisible(template is not None)
        if template is not None:
            self._layout_words = f"版式：{template.data.short or template.data.name} ▾"
            self.layout_button.setToolTip(template.data.name)
            self.layout_button.setAccessibleName(f"版式：{template.data.name}")
            self._fit_layout()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the layout in sight, in a word if need be."""
        super().resizeEvent(event)
        self._fit_layout()

    def fill_layouts(self, templates: Sequence[Template], shown: str, choose: Callable[[str], None] | None) -> None:
        """Offer the layouts; `choose` None: the form holds text, and its layout stays."""
        self.layout_menu.clear()
        for template in templates:
            action = self.layout_menu.addAction(template.data.name)
            action.setCheckable(True)
            action.setChecked(template.id == shown)
            action.setEnabled(choose is not None or template.id == shown)
            if choose is not None:
                action.triggered.connect(lambda _on=False, name=template.id: choose(name))
        if choose is None:
            self.layout_menu.addSeparator()
            self.layout_menu.addAction("已填写的表不换版式；其他版式请用“新建表”").setEnabled(False)


def _bind(button: QToolButton, action: QAction, words: str) -> None:
    """Have a button give a command under words of its own."""
    button.setText(words)
    name, _, keys = action.text().partition("\t")
    name = name.rstrip("…")
    button.setToolTip(f"{name}（{keys}）" if keys else name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    button.setEnabled(action.isEnabled())


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedWidth(15)
    return rule
