"""What the window looks like: room for the paper, colours that can be read, Chinese everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTreeView,
    QWidget,
)

from desks import Desk, choose, escape
from many import draft as many
from perfdesk.desk import theme
from perfdesk.desk.actions import ACTIONS, GROUPS
from perfdesk.desk.bar import shown_keys
from perfdesk.desk.dialogs.backups import BackupsDialog
from perfdesk.desk.dialogs.differences import DifferencesDialog
from perfdesk.desk.dialogs.export import ExportDialog
from perfdesk.desk.dialogs.help import HelpDialog
from perfdesk.desk.dialogs.keys import ON_PAPER, KeysDialog
from perfdesk.desk.dialogs.settings import SettingsDialog
from perfdesk.desk.dialogs.shared import SharedTexts
from perfdesk.desk.dialogs.size import MOST_HEIGHT
from perfdesk.desk.document import Document
from perfdesk.desk.pictures import grab
from perfdesk.desk.printing.dialog import PrintDialog
from perfdesk.desk.printing.options import Start
from perfdesk.work.differences import Difference

NAMES = {"perfdesk", "Word", "Excel", "PDF", "docx", "xlsx", "pdf", "mydl", "Qt", "LGPL", "Noto", "SIL", "OFL"}
NAMES |= {"Ctrl", "Shift", "Alt", "Tab", "Enter", "Esc", "Delete", "PageUp", "PageDown", "F"}


def english(text: str) -> list[str]:
    """Return the words of a text that no clerk reads."""
    plain = re.sub(r"<[^<>]*>|&\w", "", text)
    return [word for word in re.findall(r"[A-Za-z]{2,}", plain) if word not in NAMES]


def words(widget: QWidget) -> Iterator[str]:
    """Yield every text that a window shows."""
    yield widget.windowTitle().replace("[*]", "")
    for each in [widget, *widget.findChildren(QWidget)]:
        yield each.toolTip()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        if isinstance(each, QMenu):
            yield from (action.text().partition("\t")[0] for action in each.actions())


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours as WCAG counts it."""

    def light(name: str) -> float:
        parts = (part / 255 for part in QColor(name).getRgb()[:3])
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    first, second = sorted((light(one), light(two)), reverse=True)
    return (first + 0.05) / (second + 0.05)


@pytest.mark.parametrize("used", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_can_be_read_in_both_themes(used: theme.Theme) -> None:
    for colour in ("ink", "soft", "accent", "error", "warning", "doubt", "good"):
        for ground in ("panel", "ground", "accent_ground"):  # a chosen row shows its amount and marks on accent_ground
            assert contrast(getattr(used, colour), getattr(used, ground)) >= 4.5, (colour, ground)
    assert contrast(used.on_accent, used.accent) >= 4.5
    for ground in ("paper", "paper_hover", "paper_carried"):
        assert contrast(used.paper_ink, getattr(used, ground)) >= 7, ground
        for mark in ("paper_accent", "paper_soft", "paper_error", "paper_warning", "paper_doubt", "paper_line"):
            assert contrast(getattr(used, mark), getattr(used, ground)) >= 3, (mark, ground)
    for ring in (used.accent, used.ink):  # the frame of what has the focus
        assert contrast(ring, used.panel) >= 3
        assert contrast(ring, used.ground) >= 3
    assert used.paper == "#FFFFFF"
    assert all(QColor(getattr(used, each.name)).isValid() for each in fields(used) if each.name != "name")


def test_the_paper_keeps_its_room_on_a_small_screen(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.window.resize(1093, 614)
    desk.settle()
    assert desk.window.size() == QSize(1093, 614)
    for act in ("view.forms", "check.show", "view.library", "check.doubts", "view.forms", "view.forms"):
        desk.press(act)
        assert desk.window.paper.width() >= 700, act
    desk.window.resize(1366, 768)
    desk.settle()
    assert desk.window.paper.width() >= 700
    assert desk.window.forms.width() == 232
    assert desk.window.side.width() == 316


def test_panels_open_and_collapse_by_key(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.press("view.forms")
    assert desk.window.forms.width() < 60
    desk.press("view.forms")
    assert desk.window.forms.width() == 232
    desk.press("view.problems")
    assert desk.window.side.width() < 60
    desk.press("view.problems")
    assert desk.window.side.width() == 316


def test_no_dialog_is_higher_than_a_small_screen(desk: Desk) -> None:
    desk.open(desk.saved())
    many = [Difference("表", "位置", "旧" * 60, "新" * 60)] * 200
    dialogs: list[QDialog] = [
        KeysDialog(desk.window),
        SharedTexts(desk.document, desk.window),
        ExportDialog(12, "docx", desk.window),
        DifferencesDialog("恢复", "说明", many, ("恢复", "以后再说"), desk.window),
        BackupsDialog(desk.document, [], desk.window),
        SettingsDialog(desk.program.settings, desk.window),
        HelpDialog(desk.program.templates, desk.window),
        PrintDialog(desk.document, Start(((0, "表"),), 0, ("三楼打印机",), "", None, "", "", False), desk.window),
    ]
    for dialog in dialogs:
        dialog.show()
        desk.settle()
        assert dialog.height() <= MOST_HEIGHT, dialog.windowTitle()
        assert dialog.width() <= 1093
        assert not [text for text in words(dialog) if english(text)]
        dialog.close()
        dialog.deleteLater()


def test_the_window_speaks_chinese(desk: Desk) -> None:
    strange = [text for text in words(desk.window) if english(text.replace(str(desk.folder), ""))]
    desk.open(desk.saved(name="草稿.perfdesk"))
    for name in ("check.show", "view.library", "check.doubts"):
        desk.press(name)
        strange += [text for text in words(desk.window) if english(text.replace(str(desk.folder), ""))]
    assert not strange
    told: list[str] = []

    def look(dialog: QDialog) -> None:
        told.extend(text for text in words(dialog) if text)
        escape(dialog)

    desk.when_asked(look)
    desk.press("file.open")
    assert "取消" in " ".join(told)


def test_every_command_is_in_a_menu_and_in_the_list_of_keys(desk: Desk) -> None:
    bar = desk.window.menuBar()
    menus = {menu.title(): menu for menu in bar.findChildren(QMenu) if menu.parent() is bar}
    assert tuple(action.text() for action in bar.actions()) == GROUPS
    for record in ACTIONS:
        menu = menus[record.group]
        if record.menu:
            menu = next(each for each in menu.findChildren(QMenu) if each.title() == record.menu)
        assert desk.window.actions_by_id[record.id] in menu.actions()
    desk.when_asked(lambda dialog: (shown.append(rows(dialog)), escape(dialog)))
    shown: list[set[str]] = []
    desk.press("help.keys")
    wanted = {record.text.rstrip("…") for record in ACTIONS} | {text for _group, _keys, text in ON_PAPER}
    assert shown == [wanted]


def rows(dialog: QDialog) -> set[str]:
    table = dialog.table  # type: ignore[attr-defined]
    return {table.item(row, 2).text() for row in range(table.rowCount())}


def test_no_key_means_two_things() -> None:
    keys = [key for record in ACTIONS for key in record.keys]
    assert len(keys) == len(set(keys))
    assert len({record.id for record in ACTIONS}) == len(ACTIONS)


def test_keys_are_written_as_they_stand_on_a_keyboard() -> None:
    shown = {record.id: shown_keys(record) for record in ACTIONS}
    assert shown["view.zoom_in"] == ["Ctrl++", "Ctrl+="]
    assert shown["indicator.up"] == ["Alt+↑"]
    assert shown["edit.previous"] == ["Shift+Tab"]


def test_another_theme_moves_nothing(desk: Desk) -> None:
    desk.window.actions_by_id["view.light"].trigger()
    desk.open(desk.saved())
    desk.settle()
    before = places(desk)
    desk.window.actions_by_id["view.dark"].trigger()
    desk.settle()
    assert places(desk) == before


def places(desk: Desk) -> dict[str, QRect]:
    """Return where the visible parts of the window stand."""
    found = desk.window.findChildren(QWidget)
    return {
        f"{number} {type(each).__name__} {each.objectName()}": QRect(each.mapTo(desk.window, QPoint()), each.size())
        for number, each in enumerate(found)
        if each.isVisible()
    }


def test_the_theme_is_changed_at_once_and_remembered(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.window.actions_by_id["view.dark"].trigger()
    dark = colours(desk)
    desk.window.actions_by_id["view.light"].trigger()
    light = colours(desk)
    assert dark == (theme.DARK.panel.lower(), theme.DARK.ground.lower())
    assert light == (theme.LIGHT.panel.lower(), theme.LIGHT.ground.lower())
    assert desk.program.settings.value("theme") == "light"


def colours(desk: Desk) -> tuple[str, str]:
    """Return the colours of the tool bar and of the ground behind the paper, as they are on the screen."""
    QApplication.processEvents()
    image = grab(desk.window, 1.0)
    ground = desk.window.paper.viewport().mapTo(desk.window, desk.window.paper.viewport().rect().topLeft())
    return image.pixelColor(4, 40).name(), image.pixelColor(ground.x() + 1, ground.y() + 1).name()


def test_the_picture_is_sharp_at_200_percent(desk: Desk) -> None:
    desk.open(desk.saved())
    image = grab(desk.window, 2.0)
    assert image.size() == desk.window.size() * 2
    small = image.scaled(desk.window.size(), mode=Qt.TransformationMode.SmoothTransformation)
    back = small.scaled(image.size(), mode=Qt.TransformationMode.SmoothTransformation)
    assert differing(image, back) > 5000


def differing(one: QImage, two: QImage) -> int:
    left = one.convertToFormat(QImage.Format.Format_Grayscale8).constBits()
    right = two.convertToFormat(QImage.Format.Format_Grayscale8).constBits()
    return sum(abs(a - b) > 24 for a, b in zip(bytes(left), bytes(right), strict=True))


def test_a_problem_is_told_once_in_the_tool_bar_and_once_on_its_tab(desk: Desk) -> None:
    from papers import sample
    from perfdesk.model import path as paths

    desk.open(desk.saved(paths.put(sample(), 0, "indicators/3/annual/target", "98")))
    desk.until(lambda: "◆" in desk.window.side.shorts[0].text())
    assert "1 处错误" in desk.window.bar.check.accessibleName()


def test_a_draft_that_cannot_be_saved_keeps_the_window(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at("fields/project_name")
    desk.type("x")
    desk.when_asked(choose("取消"))
    desk.window.close()
    desk.settle()
    assert desk.program.windows


def test_the_layout_is_in_sight_in_a_narrow_window(desk: Desk) -> None:
    desk.open(desk.saved())
    button = desk.window.bar.layout_button
    for width in (820, 1366, 820):
        desk.window.resize(width, 700)
        desk.until(lambda: button.isVisible() and button.mapTo(desk.window, QPoint()).x() < desk.window.width() - 40)
    assert button.text() == "版式 ▾"


def test_large_text_leaves_the_labels_of_a_question_their_room(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.program.choose("large_text", "on")

    def look(dialog: QDialog) -> None:
        label = next(each for each in dialog.findChildren(QLabel) if each.text() == "版式")
        assert label.width() >= label.fontMetrics().horizontalAdvance("版式")
        escape(dialog)

    try:
        desk.when_asked(look)
        desk.press("form.new")
    finally:
        desk.program.choose("large_text", "off")


def test_the_status_line_says_which_page_is_seen(desk: Desk) -> None:
    desk.window.show_document(Document(many(0, 1, 60), desk.program.templates))
    desk.settle()
    pages = desk.document.pages()
    assert pages > 1
    assert desk.window.status.page.text() == f"第 1 页 / 共 {pages} 页"
    desk.window.paper.setFocus()
    desk.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.window.status.page.text() == f"第 {pages} 页 / 共 {pages} 页")


def test_qt_speaks_the_words_of_the_window_in_what_it_brings_itself(desk: Desk) -> None:
    line = QLineEdit(desk.window)
    menu = line.createStandardContextMenu()
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    assert texts[0].startswith("撤销")
    assert not [text for text in texts if english(text)]
    asked = QFileDialog(desk.window, "打开", str(desk.folder))
    (desk.folder / "甲").mkdir()
    asked.show()
    table = asked.findChild(QTreeView)
    assert table is not None
    desk.until(lambda: table.model().rowCount(table.rootIndex()) > 0)
    model, root = table.model(), table.rootIndex()
    rows = {model.index(row, 0, root).data(): model.index(row, 2, root).data() for row in range(model.rowCount(root))}
    assert rows["甲"] == "文件夹"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "大小"
    asked.close()
    menu.deleteLater()
    asked.deleteLater()


def test_a_panel_opened_in_a_narrow_window_in_large_text_is_not_cut(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.program.choose("large_text", "on")
    try:
        desk.window.resize(820, 640)
        desk.settle()
        desk.press("view.problems")
        side = desk.window.side
        assert side.width() > 300
        assert side.mapTo(desk.window, side.rect().topRight()).x() < desk.window.width()
    finally:
        desk.program.choose("large_text", "off")
