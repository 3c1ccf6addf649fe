"""Help: F1 shows the page of the cell under the cursor, beside the window; links, contents and a search lead on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser

from desks import Desk
from perfdesk.desk import theme
from perfdesk.desk.dialogs.help import COMMANDS, HelpDialog


def shown(desk: Desk) -> HelpDialog:
    assert desk.window.helps.dialog is not None
    return desk.window.helps.dialog


def text(desk: Desk) -> str:
    return shown(desk).page.toPlainText()


def test_f1_tells_about_the_cell_under_the_cursor(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at("fields/goal_annual")
    desk.press("help.here")
    assert text(desk).startswith("年度目标\n本年度要达到的目标")
    desk.at("indicators/1/annual/target")
    desk.press("help.here")
    assert text(desk).startswith("指标值\n")


def test_typing_goes_on_while_help_is_open(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at("fields/project_name")
    desk.press("help.here")
    desk.window.activateWindow()
    desk.window.paper.setFocus()
    desk.type("7")
    desk.key(Qt.Key.Key_Return)
    assert desk.text("fields/project_name") == "7"
    assert shown(desk).isVisible()


def test_without_a_form_f1_tells_how_to_begin(desk: Desk) -> None:
    desk.press("help.here")
    assert text(desk).startswith("怎样填一张表")


def test_a_link_leads_to_the_rule_and_back_again(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at("fields/goal_annual")
    desk.press("help.here")
    page = shown(desk).page
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, "rule/G02"))
    assert text(desk).startswith("G02 ")
    assert "怎么改" in text(desk)
    desk.click(shown(desk).back)
    assert text(desk).startswith("年度目标")


def place_of(page: QTextBrowser, link: str) -> QPoint:
    """Return where a link stands in the view."""
    for y in range(0, page.viewport().height(), 4):
        for x in range(0, page.viewport().width(), 8):
            if page.anchorAt(QPoint(x, y)) == link:
                return QPoint(x, y)
    raise AssertionError(link)


def test_a_search_opens_the_best_page_and_says_when_there_is_none(desk: Desk) -> None:
    desk.press("help.contents")
    dialog = shown(desk)
    QTest.keyClicks(dialog.words, "V02")
    assert text(desk).startswith("V02 ")
    dialog.words.clear()
    QTest.keyClicks(dialog.words, "zzz")
    assert "没有找到“zzz”" in text(desk)
    dialog.words.clear()
    assert text(desk).startswith("怎样填一张表")


def test_commands_are_listed_with_their_keys(desk: Desk) -> None:
    desk.window.helps.show_page(COMMANDS)
    assert "打印" in text(desk)
    assert "Ctrl+P" in text(desk)


def test_help_takes_the_colours_of_another_theme(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.at("fields/goal_annual")
    desk.press("help.here")
    colours = []
    for name in ("light", "dark"):
        desk.program.choose("theme", name)
        desk.settle()
        cursor = shown(desk).page.document().find("G02")
        colours.append(cursor.charFormat().foreground().color().name())
    assert colours == [theme.LIGHT.accent.lower(), theme.DARK.accent.lower()]
    desk.program.choose("theme", "light")
