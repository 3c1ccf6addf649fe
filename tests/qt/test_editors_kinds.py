"""Boxes, days and levels: each kind of cell has its keys, and none is changed by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from papers import ALT, Desk, Key, Paper, blank, sample


def shanghai(paper: Desk, **fields: str) -> Paper:
    return paper(blank("shanghai-2023", **fields))


def test_boxes_are_toggled_by_space_digits_and_a_click_on_the_box(paper: Desk) -> None:
    path = "fields/project_category"
    desk = shanghai(paper)
    desk.at(path)
    desk.key(Key.Key_Space)
    assert desk.text(path) == "专项资金"
    desk.key(Key.Key_Space)
    assert desk.text(path) == "经常性项目"
    desk.key(Key.Key_3)
    assert desk.text(path) == "一次性项目"
    desk.key(Key.Key_3)
    assert desk.text(path) == ""
    click_on_box(desk, path, 1)
    assert desk.text(path) == "经常性项目"
    click_on_box(desk, path, 1)
    assert desk.text(path) == ""


@pytest.mark.parametrize(
    ("path", "keys", "chosen"),
    [
        ("fields/project_category", "1", "专项资金"),
        ("fields/project_category", "Alt+Down, Down, Return", "一次性项目"),
        ("fields/start_date", "Alt+Down, Right, Return", "2026年1月2日"),
        ("indicators/1/level1", "x, Return", "效益指标"),
        ("indicators/1/level2", "z, l, Return", "质量指标"),
        ("indicators/1/annual/name", "l, d, Return", "流动服务次数"),
    ],
)
def test_any_choice_takes_three_keys_at_most(paper: Desk, path: str, keys: str, chosen: str) -> None:
    desk = paper(sample(), 3)
    desk.at(path)
    for key in keys.split(", "):
        QTest.keySequence(desk.view, QKeySequence(key))
    assert chosen in (desk.text(path), desk.view.editing.machine.text())
    desk.view.commit()
    assert desk.text(path) == chosen


def test_a_click_beside_a_box_changes_nothing(paper: Desk) -> None:
    path = "fields/project_category"
    desk = shanghai(paper, project_category="专项资金")
    point = desk.middle(path)
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=point.__class__(point.x(), point.y() + 9))
    assert desk.view.cursor() == path
    assert desk.text(path) == "专项资金"


def test_a_day_is_taken_from_the_calendar_by_keys(paper: Desk) -> None:
    path = "fields/start_date"
    desk = shanghai(paper, start_date="2026年1月31日")
    desk.at(path)
    desk.key(Key.Key_Down, ALT)
    desk.key(Key.Key_Right)
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Return)
    assert desk.text(path) == "2026年2月1日"


def test_a_day_typed_freely_stays_as_typed(paper: Desk) -> None:
    path = "fields/end_date"
    desk = shanghai(paper)
    desk.at(path)
    desk.type("2026.12.31")
    assert "读作：2026年12月31日" in desk.hint()
    desk.key(Key.Key_Return)
    assert desk.text(path) == "2026.12.31"
    desk.at(path)
    desk.type("1")
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_Down, ALT)
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_Escape)
    assert desk.text(path) == "2026.12.31"


def test_the_wheel_never_changes_a_value(paper: Desk) -> None:
    desk = paper(sample(), 3)
    for path in ("fields/project_category", "fields/fund_total", "indicators/1/level2", "fields/start_date"):
        desk.at(path)
        desk.wheel(desk.view.viewport(), -120)
        desk.wheel(desk.view.viewport(), 120)
        desk.key(Key.Key_F2)
        desk.key(Key.Key_Down, ALT)
        desk.wheel(desk.view.viewport(), -120)
        if (popup := desk.popup()) is not None:
            desk.wheel(popup, -120)
            desk.wheel(popup, 120)
        desk.key(Key.Key_Tab)
        desk.key(Key.Key_Escape)
    assert desk.document.draft == sample()


def test_a_level_is_never_left_without_a_name(paper: Desk) -> None:
    desk = paper(sample(), 3)
    for path in ("indicators/1/level1", "indicators/1/level2"):
        desk.at(path)
        desk.key(Key.Key_Delete)
        desk.key(Key.Key_Backspace)
        desk.key(Key.Key_Return)
    assert desk.document.draft == sample()


def click_on_box(desk: Paper, path: str, number: int) -> None:
    places = desk.view.places()
    assert places is not None
    spot = places.spot(path)
    assert spot is not None
    text = places.text(spot)
    at = [place for place, char in enumerate(text) if char in "□☑"][number]
    piece = places.pieces(spot)[0]
    x, y, width, tall = next(piece.box.spans(at, at + 1))
    point = desk.view.view_rect(piece.page, (x + width / 2, y + tall / 2, 0, 0)).topLeft().toPoint()
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
