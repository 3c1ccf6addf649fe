"""The window without mouse and without eyes: every input has a name, the focus is seen, F6 leads everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QCalendarWidget,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from desks import Desk, escape
from papers import sample
from perfdesk.desk.actions import ACTIONS
from perfdesk.desk.dialogs.backups import BackupsDialog
from perfdesk.desk.dialogs.differences import DifferencesDialog
from perfdesk.desk.dialogs.shared import SharedTexts
from perfdesk.desk.problems.card import CardView
from perfdesk.desk.side import DOUBTS, LIBRARY, PROBLEMS
from perfdesk.desk.status import ShortLabel
from perfdesk.model import Doubt, Draft
from perfdesk.work.differences import Difference

NOT_ASKED = ("file.close", "file.quit", "file.new", "file.open", "file.sample", "view.menu")
"""They close the window, or open another."""


def doubtful() -> Draft:
    """Return a draft with problems and a doubt on its first form."""
    draft = sample()
    first = draft.forms[0]
    rows = tuple(
        row.model_copy(update={"horizons": {**row.horizons, "annual": {"name": "数量", "target": "数量"}}})
        for row in first.indicators[:2]
    )
    doubt = Doubt(id="d1", code="D01", path="fields/project_name", was="图书", why="原表缺字")
    made = first.model_copy(update={"indicators": (*rows, *first.indicators[2:]), "doubts": (doubt,)})
    return draft.model_copy(update={"forms": (made, *draft.forms[1:])})


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Return a window with problems in its list."""
    desk.open(desk.saved(doubtful()))
    desk.until(lambda: bool(desk.window.problems.list.cards()))
    return desk


def dialogs(desk: Desk) -> list[QDialog]:
    """Return the dialogs that no command alone opens."""
    found = [Difference("表", "位置", "旧", "新")]
    return [
        DifferencesDialog("恢复", "说明", found, ("恢复", "以后再说"), desk.window),
        BackupsDialog(desk.document, [], desk.window),
        SharedTexts(desk.document, desk.window),
    ]


def reachable(root: QWidget) -> Iterator[QWidget]:
    """Yield what can have the focus, Qt's own inner widgets aside."""
    for each in (root, *root.findChildren(QWidget)):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not _inner(each):
            yield each


def _inner(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QCalendarWidget | QFileDialog):
            return True
        above = above.parentWidget()
    popup = widget.parentWidget() is not None and widget.parentWidget().inherits("QComboBoxPrivateContainer")
    return popup or widget.objectName().startswith("qt_") or isinstance(widget, QFileDialog)


def nameless(root: QWidget) -> list[str]:
    """Return the inputs of which a screen reader could tell nothing."""
    found = []
    for each in reachable(root):
        if isinstance(each, QLabel):  # its text is its name; it has none while there is nothing to tell
            continue
        told = QAccessible.queryAccessibleInterface(each)
        if told is None or not told.text(QAccessible.Text.Name).strip():
            found.append(f"{type(root).__name__}: {type(each).__name__} {each.objectName()}")
    return found


def test_every_input_of_the_window_and_its_dialogs_has_a_name(full: Desk) -> None:
    missing = nameless(full.window)
    seen: set[str] = set()

    def look(dialog: QDialog) -> None:
        seen.add(dialog.windowTitle())
        missing.extend(nameless(dialog))
        escape(dialog)

    full.otherwise = look
    for record in ACTIONS:
        if record.id not in NOT_ASKED and record.enabled(full.window):
            full.window.actions_by_id[record.id].trigger()
            full.settle()
    for dialog in dialogs(full):
        missing += nameless(dialog)
        dialog.deleteLater()
    assert "\n".join(missing) == ""
    assert {"导出", "快捷键", "设置", "新建表"} <= seen


def test_f6_leads_through_all_parts_and_back(full: Desk) -> None:
    window = full.window
    window.paper.setFocus()
    full.settle()
    parts = (window.paper, window.forms, window.side, window.bar, window.status)
    for by in (1, -1):
        order = parts[1:] + parts[:1] if by > 0 else parts[::-1]
        for part in order:
            full.press("view.next_part" if by > 0 else "view.previous_part")
            focus = window.focusWidget()
            assert focus is not None
            assert focus is part or part.isAncestorOf(focus), part
    full.press("view.next_part")
    full.key(Qt.Key.Key_Tab)
    left = window.focusWidget()
    for _ in parts:
        full.press("view.next_part")
    assert window.focusWidget() is left, "F6 comes back to where it was in a part"
    full.key(Qt.Key.Key_Escape)
    assert window.focusWidget() is window.paper


def test_f6_takes_what_is_being_typed_into_the_draft(full: Desk) -> None:
    full.at("fields/project_name")
    full.type("abc")
    full.press("view.next_part")
    assert full.text("fields/project_name") == "abc"


@pytest.mark.parametrize("page", [PROBLEMS, LIBRARY, DOUBTS])
def test_tab_reaches_everything_outside_of_the_paper(full: Desk, page: int) -> None:
    window = full.window
    window.view.show_right(page)
    full.settle()
    wanted = {each for part in (window.forms, window.side, window.bar) for each in reachable(part) if can(each)}
    full.press("view.next_part")
    met: set[QWidget] = set()
    for _ in range(len(wanted) + 30):
        focus = window.focusWidget()
        assert focus is not None
        if focus is window.paper:
            full.press("view.next_part")
            full.press("view.next_part")
            continue
        met.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    grouped = {each for group in window.findChildren(QButtonGroup) for each in group.buttons()}
    assert wanted - met <= grouped, (
        wanted - met
    )  # of buttons that exclude each other Tab meets one, the arrows the rest


def can(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def test_cards_are_worked_by_keyboard(full: Desk) -> None:
    window = full.window
    window.view.show_problems()
    full.settle()
    cards = [window.problems.list.view(card) for card in window.problems.list.cards()]
    cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    full.key(Qt.Key.Key_Down)
    assert window.focusWidget() is cards[1]
    full.key(Qt.Key.Key_Up)
    full.key(Qt.Key.Key_Up)
    assert window.focusWidget() is cards[0]
    full.key(Qt.Key.Key_Return)
    assert window.focusWidget() is window.paper
    finding = next(each for each in full.document.findings(0) if each.message == cards[0].card.text)
    assert full.window.paper.cursor() == finding.path


def test_the_menus_open_by_keyboard(full: Desk) -> None:
    bar = full.window.menuBar()
    full.press("view.menu")
    assert bar.activeAction() is not None
    QTest.keyClick(bar, Qt.Key.Key_Down)
    full.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is not None
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    full.settle()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen(full: Desk, theme: str) -> None:
    window = full.window
    window.view.choose_theme(theme)
    unseen = []
    for page in (PROBLEMS, LIBRARY, DOUBTS):
        window.view.show_right(page)
        full.settle()
        for each in [each for each in reachable(window) if can(each)]:
            window.setFocus()
            without = picture(each)
            each.setFocus(Qt.FocusReason.TabFocusReason)
            if differing(without, picture(each)) < 20:
                unseen.append(f"{type(each).__name__} {each.objectName()} {each.accessibleName()}")
    window.view.choose_theme("system")
    assert "\n".join(unseen) == ""


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, two: QImage) -> int:
    """Return how many points of two pictures are not the same; 1,000 is enough."""
    if one.size() != two.size():
        return 1000
    mine, other = memoryview(one.constBits()).cast("I"), memoryview(two.constBits()).cast("I")
    return sum(first != second for first, second in zip(mine, other, strict=True))


def cut(root: QWidget) -> list[str]:
    """Return the texts that have no room."""
    found = []
    for each in root.findChildren(QLabel) + root.findChildren(QAbstractButton):
        text = each.text()
        if not each.isVisible() or not text or isinstance(each, ShortLabel) or isinstance(each.parent(), QLineEdit):
            continue
        wraps = isinstance(each, QLabel) and each.wordWrap()
        needed = each.heightForWidth(each.width()) if wraps else each.sizeHint().height()
        if each.height() < needed - 1 or (not wraps and each.width() < each.sizeHint().width() - 1):
            found.append(f"{type(root).__name__}: {text!r} {each.size().toTuple()} needs {each.sizeHint().toTuple()}")
    return found


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)], ids=str)
def test_large_text_is_not_cut(full: Desk, size: tuple[int, int]) -> None:
    window = full.window
    usual = window.font().pointSizeF()
    full.program.choose("large_text", "on")
    try:
        window.resize(*size)
        full.settle()
        assert window.size().toTuple() == size
        assert window.font().pointSizeF() == pytest.approx(usual * 1.3, rel=0.05)
        short: list[str] = []

        def look(dialog: QDialog) -> None:
            QApplication.processEvents()
            if not isinstance(dialog, QFileDialog):
                short.extend(cut(dialog))
                assert dialog.height() <= size[1] - 30, dialog.windowTitle()
                assert dialog.width() <= size[0], dialog.windowTitle()
            escape(dialog)

        full.otherwise = look
        for name in (
            "check.show",
            "view.library",
            "check.doubts",
            "help.keys",
            "file.export",
            "form.shared",
            "file.settings",
        ):
            full.window.actions_by_id[name].trigger()
            full.settle()
            short += cut(window)
        assert window.paper.width() >= 600
        assert "\n".join(short) == ""
        assert all(isinstance(each, CardView) for each in window.doubts.list.findChildren(CardView))
    finally:
        full.program.choose("large_text", "off")
    full.settle()
    assert window.font().pointSizeF() == usual
    assert window.bar.height() == 42


def test_the_start_page_begins_at_its_first_button(desk: Desk) -> None:
    focus = desk.window.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "新建草稿…"
