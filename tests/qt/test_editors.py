"""Typing into a cell: replacing, changing, giving up; input methods; texts, boxes and dates."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from papers import CTRL, SHIFT, Desk, Key, Paper, blank, sample
from perfdesk.work.form_editing import copy_form

NAME = "fields/project_name"
GOAL = "fields/goal_annual"


def shanghai(paper: Desk, **fields: str) -> Paper:
    return paper(blank("shanghai-2023", **fields))


def test_typing_replaces_what_stands_there(paper: Desk) -> None:
    desk = shanghai(paper, project_name="旧名称")
    desk.at(NAME)
    desk.type("A馆改造")
    assert desk.document.text(NAME) == "A馆改造"
    assert desk.text(NAME) == "旧名称"
    desk.key(Key.Key_Return)
    assert desk.text(NAME) == "A馆改造"


def test_f2_goes_on_at_the_end(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆")
    desk.at(NAME)
    desk.key(Key.Key_F2)
    desk.type("改造")
    desk.key(Key.Key_Left)
    desk.type("再")
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "图书馆改再造"


def test_a_double_click_opens_at_the_end(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆")
    desk.click(NAME)
    QTest.mouseDClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=desk.middle(NAME))
    desk.type("改造")
    desk.click(GOAL)
    assert desk.text(NAME) == "图书馆改造"
    assert desk.view.cursor() == GOAL


def test_escape_brings_back_what_stood_there(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆")
    desk.at(NAME)
    desk.type("xyz")
    desk.key(Key.Key_Escape)
    assert desk.document.text(NAME) == desk.text(NAME) == "图书馆"
    assert not desk.document.undo_label()


def test_delete_clears_and_undo_brings_back(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆")
    desk.at(NAME)
    desk.key(Key.Key_Delete)
    assert desk.text(NAME) == ""
    desk.key(Key.Key_Z, CTRL)
    assert desk.text(NAME) == "图书馆"


def test_the_first_letter_that_an_input_method_composes_is_not_lost(paper: Desk) -> None:
    desk = shanghai(paper, project_name="旧")
    desk.at(NAME)
    told: list[str] = []
    desk.document.live_changed.connect(lambda: told.append(desk.document.text(NAME)))
    desk.compose("t")
    desk.compose("tu")
    desk.compose("tu s")
    assert set(told) <= {""}, "what is only being composed is never judged"
    assert "tu s" in shown(desk)
    desk.compose("", "图书")
    desk.compose("", "馆")
    assert desk.document.text(NAME) == "图书馆"
    desk.key(Key.Key_Return)
    assert desk.text(NAME) == "图书馆"


def test_what_is_being_composed_is_kept_when_the_cell_is_left(paper: Desk) -> None:
    desk = shanghai(paper)
    desk.at(NAME)
    desk.type("甲")
    desk.compose("yi")
    desk.click(GOAL)
    assert desk.text(NAME) == "甲yi"


def test_the_input_method_is_told_where_the_caret_is(paper: Desk) -> None:
    desk = shanghai(paper)
    desk.at(NAME)
    cell = desk.view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    desk.type("ab")
    first = desk.view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    desk.type("c")
    second = desk.view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert cell.contains(first.center())
    assert second.left() > first.left()
    assert desk.view.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == "abc"


def test_enter_makes_a_line_in_a_long_text_and_control_enter_leaves(paper: Desk) -> None:
    desk = shanghai(paper)
    desk.at(GOAL)
    desk.type("第一")
    desk.key(Key.Key_Return)
    desk.type("第二")
    assert desk.view.cursor() == GOAL
    desk.key(Key.Key_Return, CTRL)
    assert desk.text(GOAL) == "第一\n第二"
    assert desk.view.cursor() != GOAL


def test_the_cell_grows_while_a_long_text_is_typed(paper: Desk) -> None:
    desk = shanghai(paper)
    desk.at(GOAL)
    before = height(desk, GOAL)
    desk.type("a" * 400)
    assert height(desk, GOAL) > before * 1.5
    desk.key(Key.Key_Escape)
    assert height(desk, GOAL) == before


def test_the_caret_goes_up_and_down_the_lines_of_the_paper(paper: Desk) -> None:
    desk = shanghai(paper)
    desk.at(GOAL)
    for line in ("abcdef", "ghi", "jklmno"):
        desk.type(line)
        desk.key(Key.Key_Return)
    desk.key(Key.Key_Up)
    desk.key(Key.Key_Home)
    desk.type("1")
    desk.key(Key.Key_Up)
    desk.type("2")
    desk.key(Key.Key_End)
    desk.type("3")
    desk.key(Key.Key_Home, SHIFT)
    desk.type("4")
    desk.key(Key.Key_Tab)
    assert desk.text(GOAL) == "abcdef\n4\n1jklmno\n"


def test_a_click_puts_the_caret_into_the_open_text(paper: Desk) -> None:
    desk = shanghai(paper, project_name="甲乙丙丁")
    desk.at(NAME)
    desk.key(Key.Key_F2)
    places = desk.view.places()
    assert places is not None
    piece = places.pieces(places.spot(NAME))[0]  # type: ignore[arg-type]
    x, y, _, height = next(piece.box.spans(2, 3))
    point = desk.view.view_rect(piece.page, (x, y + height / 2, 0, 0)).topLeft().toPoint()
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    desk.type("x")
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "甲乙x丙丁"


def test_the_text_does_not_move_when_editing_starts_or_ends(paper: Desk, qtbot: object) -> None:
    goal = "完成阅览室改造两间，新增座位180个，全年开放不少于300天；读者满意度达到95%以上，“一馆一策”全部落实。"
    desk = shanghai(paper, goal_annual=goal, project_name="图书馆")
    for path in (GOAL, NAME, "shared/year"):
        desk.at(path)
        qtbot.waitUntil(lambda: desk.document.checked)  # type: ignore[attr-defined]  # a mark is drawn, too
        closed = desk.picture()
        desk.key(Key.Key_F2)
        opened = desk.picture()
        desk.key(Key.Key_Escape)
        again = desk.picture()
        assert again == closed, path
        differing = differing_columns(closed, opened)
        assert 0 < len(differing) <= 2, (path, "only the caret may differ")


def test_nothing_touches_an_open_editor_from_outside(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆", goal_annual="旧目标")
    desk.at(NAME)
    desk.key(Key.Key_F2)
    desk.type("改")
    desk.key(Key.Key_Left)
    desk.document.put(GOAL, "从别处改了")
    desk.document.put("fields/fund_total", "12")
    desk.type("x")
    assert desk.text(GOAL) == "从别处改了"
    assert desk.document.text(NAME) == "图书馆x改"
    desk.key(Key.Key_Return)
    assert desk.text(NAME) == "图书馆x改"
    assert desk.text(GOAL) == "从别处改了"


def test_undo_within_the_text_comes_before_undo_of_the_draft(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆")
    desk.at(NAME)
    desk.key(Key.Key_F2)
    desk.type("abc")
    desk.key(Key.Key_Z, CTRL)
    assert desk.view.editing.is_open
    assert desk.document.text(NAME) == "图书馆"
    desk.key(Key.Key_Y, CTRL)
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "图书馆abc"


def test_redo_has_nothing_to_do_with_a_text_that_is_being_typed(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆")
    desk.at(NAME)
    desk.type("abc")
    desk.key(Key.Key_Y, CTRL)
    assert desk.view.editing.is_open
    assert desk.document.text(NAME) == "abc"
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "abc"


@pytest.mark.parametrize("sign", ["\u2029", "\r", "\r\n", "\ufdd0", "\ufdd1", "\u2028", "\u00a0", "\ufffc"])
def test_a_cell_that_is_opened_and_left_stays_as_it_was_whatever_stands_in_it(paper: Desk, sign: str) -> None:
    desk = shanghai(paper, project_name=f"甲{sign}乙", goal_annual=f"甲{sign}乙")
    for path in (NAME, GOAL):
        desk.at(path)
        desk.key(Key.Key_F2)
        desk.key(Key.Key_Tab)
        assert desk.text(path) == f"甲{sign}乙"
    assert not desk.document.undo_label()


def test_an_edit_from_another_window_leaves_a_half_typed_text_in_the_recovery_copy(paper: Desk) -> None:
    desk = shanghai(paper, project_name="旧")
    desk.at(NAME)
    desk.type("new")
    made = copy_form(desk.document.draft, 0, desk.document.draft, desk.document.template)
    desk.document.edit("复制来的表", made)
    assert desk.view.editing.is_open
    assert desk.document.text(NAME) == "new"
    assert desk.document.live_draft().forms[0].fields["project_name"] == "new"
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "new"
    assert len(desk.document.draft.forms) == 2


def test_arrows_leave_a_cell_that_was_typed_over_but_not_one_opened_with_f2(paper: Desk) -> None:
    desk = shanghai(paper)
    desk.at(NAME)
    desk.type("ab")
    desk.key(Key.Key_Right)
    assert desk.text(NAME) == "ab"
    assert desk.view.cursor() == "fields/project_category"
    desk.at(NAME)
    desk.key(Key.Key_F2)
    desk.key(Key.Key_Left)
    assert desk.view.cursor() == NAME
    assert desk.view.editing.is_open


@pytest.mark.parametrize("text", ["a\u00a0b", "全角\u3000空格", "𠮷田𠮷", "  前后  ", "=1+1", "é\u0301", "行\n行\n"])
def test_what_stands_in_a_cell_comes_through_editing_unchanged(paper: Desk, text: str) -> None:
    desk = shanghai(paper, goal_annual=text)
    desk.at(GOAL)
    desk.key(Key.Key_F2)
    desk.type("z")
    desk.key(Key.Key_Return, CTRL)
    assert desk.text(GOAL) == text + "z"


def test_a_rare_character_counts_as_one_step_of_the_caret(paper: Desk) -> None:
    desk = shanghai(paper, project_name="𠮷田")
    desk.at(NAME)
    desk.key(Key.Key_F2)
    desk.key(Key.Key_Left)
    desk.key(Key.Key_Left)
    assert desk.view.editing.machine.caret() == 0
    desk.key(Key.Key_Right)
    desk.type("x")
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "𠮷x田"


def test_pasting_replaces_the_cell_without_the_line_end_of_excel(paper: Desk) -> None:
    desk = shanghai(paper, project_name="旧")
    desk.at(NAME)
    QGuiApplication.clipboard().setText("新名称\r\n")
    desk.key(Key.Key_V, CTRL)
    assert desk.text(NAME) == "新名称"
    desk.key(Key.Key_X, CTRL)
    assert desk.text(NAME) == ""
    assert QGuiApplication.clipboard().text() == "新名称"


def test_a_read_only_draft_says_why_and_stays_as_it_is(paper: Desk) -> None:
    desk = paper(sample(), 3, "张三正在编辑这份草稿")
    said: list[str] = []
    desk.view.refused.connect(said.append)
    desk.at(NAME)
    for key in (Key.Key_F2, Key.Key_Delete, Key.Key_Space):
        desk.key(key)
    desk.type("a")
    desk.compose("b")
    desk.key(Key.Key_Down)
    assert not desk.view.editing.is_open
    assert desk.view.cursor() != NAME
    assert desk.document.draft == sample()
    assert said
    assert set(said) == {"张三正在编辑这份草稿"}


def test_a_row_deleted_under_the_pointer_leaves_no_trace(paper: Desk) -> None:
    desk = paper(sample(), 3)
    last = desk.document.form.indicators[-1].id
    QTest.mouseMove(desk.view.viewport(), desk.middle(f"indicators/{last}/annual/target"))
    for row in desk.document.form.indicators:
        desk.at(f"indicators/{row.id}/annual/target")
        desk.view.delete_row()
        desk.picture()
    assert not desk.document.form.indicators


def test_help_and_count_follow_the_cursor(paper: Desk) -> None:
    desk = shanghai(paper, project_name="图书馆")
    helps: list[str] = []
    counts: list[int] = []
    desk.view.help_changed.connect(helps.append)
    desk.view.count_changed.connect(lambda count, _limit: counts.append(count))
    desk.at(NAME)
    assert helps[-1].startswith("项目名称：")
    desk.key(Key.Key_F2)
    desk.type("改造")
    assert counts[-1] == 5
    desk.key(Key.Key_Escape)
    assert counts[-1] == 3


def shown(desk: Paper) -> str:
    """Return all that the paper draws, as text."""
    fit = desk.view.fitted()
    assert fit is not None
    return "\n".join(line.text for page in fit.pages for cell in page.cells for line in cell.lines)


def height(desk: Paper, path: str) -> float:
    places = desk.view.places()
    assert places is not None
    return sum(piece.height_mm for piece in places.pieces(places.spot(path)))  # type: ignore[arg-type]


def differing_columns(one: QImage, two: QImage) -> set[int]:
    found: set[int] = set()
    for was, now in zip(lines(one), lines(two), strict=True):
        if was != now:
            found |= {at // 4 for at in range(0, len(was), 4) if was[at : at + 4] != now[at : at + 4]}
    return found


def lines(image: QImage) -> list[bytes]:
    """Return the lines of a picture, four bytes a pixel."""
    data, long = bytes(image.constBits()), image.bytesPerLine()
    return [data[start : start + image.width() * 4] for start in range(0, long * image.height(), long)]
