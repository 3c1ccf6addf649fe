"""The list at the right is steady: nothing moves under the pointer, nothing flickers while a name is looked for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desks import Desk
from papers import sample
from perfdesk.desk import judging
from perfdesk.desk.document import Document
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import templates


def vague() -> Draft:
    """Return the sample with several values that cannot be checked."""
    draft = paths.put(sample(), 0, "indicators/1/annual/target", "流动服务次数")
    for row in ("3", "4", "5"):
        draft = paths.put(draft, 0, f"indicators/{row}/annual/target", "满意")
    return draft


def tops(desk: Desk) -> dict[str, int]:
    """Return how far down the list each card of the problems stands."""
    cards = desk.window.problems.list
    return {each.key: cards.view(each).mapTo(cards, QPoint()).y() for each in cards.cards()}


def test_nothing_moves_in_the_list_while_the_pointer_reads_it(desk: Desk) -> None:
    desk.window.show_document(Document(vague(), templates()))
    desk.until(lambda: desk.document.checked)
    cards = desk.window.problems.list
    cards.rest_ms = 10**9  # however slow the computer is
    first, *rest = cards.cards()
    QTest.mouseMove(cards.view(rest[0]))
    desk.until(cards.underMouse)
    before = tops(desk)
    desk.at("indicators/2/annual/target")
    desk.type("abc")
    desk.until(lambda: len(cards.cards()) > len(before))
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.document.checked)
    now = tops(desk)
    assert {key: y for key, y in now.items() if key in before} == before
    assert min(y for key, y in now.items() if key not in before) > max(before.values())
    desk.press("edit.undo")
    desk.until(lambda: desk.document.checked)
    QTest.mouseMove(desk.window.paper)
    desk.until(lambda: tops(desk) == before)
    QTest.mouseMove(cards.view(first))
    desk.until(cards.underMouse)
    desk.click(next(each for each in cards.view(first).findChildren(QPushButton) if each.text() == "跳转"))
    QGuiApplication.clipboard().setText("≥180次")
    desk.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: first not in cards.cards() and desk.document.checked)
    now = tops(desk)
    assert now == {key: y for key, y in before.items() if key in now}, "its room stays empty"
    QTest.mouseMove(desk.window.paper)
    desk.until(lambda: min(tops(desk).values()) == min(before.values()))


def test_a_pointer_left_lying_over_the_list_does_not_keep_it_from_being_put_in_order(desk: Desk) -> None:
    desk.window.show_document(Document(vague(), templates()))
    desk.until(lambda: desk.document.checked)
    cards = desk.window.problems.list
    cards.rest_ms = 0
    QTest.mouseMove(cards.view(cards.cards()[0]))
    desk.until(cards.underMouse)
    gone = next(each for each in cards.cards() if "/indicators/3/" in each.key)
    desk.at("indicators/3/annual/target")
    QGuiApplication.clipboard().setText("≥98%")
    desk.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.document.checked and gone not in cards.cards())
    assert not [each for each in cards.findChildren(QLabel) if "已处理" in each.text() and each.isVisible()]


def test_initials_that_look_for_a_name_are_not_judged_before_they_are_put_down(desk: Desk) -> None:
    document = Document(sample(), templates())
    desk.window.show_document(document)
    desk.until(lambda: document.checked)
    before = document.findings()
    desk.at("indicators/3/level2")
    desk.type("sx")
    QTest.qWait(judging.CHECK_MS + 150)
    desk.settle()
    assert document.text("indicators/3/level2") == "sx"
    assert document.findings() == before
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: any(each.code == "S10" for each in document.findings(0)))
