"""A document of an unknown layout is read after its labels have been pointed out once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from desks import Desk, choose, escape
from perfdesk.desk.importing.pointing import PointingDialog

_UNKNOWN = """项目支出绩效目标申报表

（2026年度）

承担项目\t{name}\t\t
年度目标\t修复古籍200册。\t\t

一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t修复古籍数量\t≥200册
\t质量指标\t修复合格率\t≥98%
"""


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "外地.txt"
    path.write_text(_UNKNOWN.format(name="古籍修复"), encoding="utf-8")
    return path


def _import(desk: Desk, path: Path) -> None:
    desk.program.open_paths([path], desk.window)
    desk.until(lambda: desk.window.imports.job is None)
    desk.settle()


def _point(dialog: QDialog) -> None:
    """Pick the label that no layout knows by the arrows, find what it is by typing, and read."""
    assert isinstance(dialog, PointingDialog)
    while "承担项目" not in dialog.here.text():
        QTest.keyClick(dialog.paper, Qt.Key.Key_Down)
    QTest.keyClick(dialog.paper, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.search or not dialog.isActiveWindow()
    dialog.search.setText("承担项目")
    assert dialog.missing.isVisible()
    dialog.search.setText("项目名")  # Chinese comes from an input method
    assert not dialog.missing.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    choose("按此读入")(dialog)


def test_what_is_pointed_out_is_read_and_every_value_is_in_doubt(desk: Desk, strange: Path) -> None:
    desk.when_asked(choose("指出标签"), _point)
    _import(desk, strange)
    form = desk.document.form
    assert form.fields["project_name"] == "古籍修复"
    assert [row.text("annual", "target") for row in form.indicators] == ["≥200册", "≥98%"]
    doubted = {doubt.path for doubt in form.doubts}
    assert "fields/project_name" in doubted
    assert all("指定" in doubt.why or "列标题" in doubt.why or doubt.path is None for doubt in form.doubts)


def test_the_same_layout_is_read_at_once_the_next_time(desk: Desk, strange: Path, tmp_path: Path) -> None:
    desk.when_asked(choose("指出标签"), _point)
    _import(desk, strange)
    other = tmp_path / "外地2.txt"
    other.write_text(_UNKNOWN.format(name="碑刻整理"), encoding="utf-8")
    before = len(desk.asked)
    _import(desk, other)
    desk.until(lambda: len(desk.program.windows) == 2)
    shown = desk.program.windows[1].document
    assert shown is not None
    assert shown.form.fields["project_name"] == "碑刻整理"
    assert len(desk.asked) == before


def test_a_cell_is_picked_by_a_click_and_unmarked_by_a_button(desk: Desk, strange: Path) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PointingDialog)
        paper = dialog.paper
        number, placed = next(each for each in paper._placed() if each[1].cell.text == "年度目标")
        rect = paper.view_rect(number, (placed.x_mm, placed.y_mm, placed.width_mm, placed.height_mm))
        QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(round, rect.center().toTuple())))
        assert "年度目标" in dialog.here.text()
        marks = len(dialog.pointing().labels)
        QTest.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
        assert len(dialog.pointing().labels) == marks - 1
        escape(dialog)

    desk.when_asked(choose("指出标签"), act)
    _import(desk, strange)
    assert desk.window.document is None


def test_nothing_is_read_if_the_clerk_thinks_better_of_it(desk: Desk, strange: Path) -> None:
    desk.when_asked(choose("关闭"))
    _import(desk, strange)
    assert desk.window.document is None
