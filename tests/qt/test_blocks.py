"""Blocks as in Excel: selected by keys and mouse, copied, pasted, cleared, filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableWidget

from desks import Desk, choose
from papers import CTRL, OUT, QUANTITY, SHIFT, TOWN, Key, Paper, blank, sample, with_rows
from papers import TOWN_ROWS as ROWS
from papers import Desk as Papers
from papers import at_row as path
from papers import texts as names
from perfdesk.desk.document import Document
from perfdesk.desk.paper import grip
from perfdesk.desk.theme import current
from perfdesk.readers.clipboard import read_clipboard
from perfdesk.region import templates


def town(paper: Papers) -> Paper:
    return paper(with_rows(TOWN, *ROWS))


def told(desk: Paper) -> list[str]:
    """Return a list that gets every word for the status line."""
    words: list[str] = []
    desk.view.help_changed.connect(words.append)
    desk.view.block.said.connect(words.append)
    return words


def drag(desk: Paper, start: QPoint, end: QPoint) -> None:
    viewport = desk.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + QPoint((end.x() - start.x()) * step // 5, (end.y() - start.y()) * step // 5))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def put(text: str = "", web: str = "") -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if web:
        mime.setHtml(web)
    QGuiApplication.clipboard().setMimeData(mime)


# --- selecting ---


def test_shift_and_arrows_select_and_the_status_line_says_how_much(paper: Papers) -> None:
    desk = town(paper)
    words = told(desk)
    desk.at(path("1"))
    desk.key(Key.Key_Down, SHIFT, times=2)
    desk.key(Key.Key_Right, SHIFT)
    assert words[-1] == "选中 3 行 × 2 列"
    assert desk.view.block.paths() == [path(row, part) for row in "123" for part in ("name", "target")]
    assert desk.view.cursor() == path("1")
    desk.key(Key.Key_Up, SHIFT)
    assert words[-1] == "选中 2 行 × 2 列"
    desk.key(Key.Key_Escape)
    assert not desk.view.block.several
    assert "三级指标" in words[-1]


def test_an_arrow_ends_the_selection(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("1"))
    desk.key(Key.Key_Down, SHIFT)
    desk.key(Key.Key_Down)
    assert not desk.view.block.several
    assert desk.view.cursor() == path("2")


def test_keys_select_to_the_end_of_row_and_of_the_indicators(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("1"))
    desk.key(Key.Key_End, SHIFT)
    assert desk.view.block.paths() == [path("1", part, h) for h in ("mid", "annual") for part in ("name", "target")]
    desk.key(Key.Key_Down, SHIFT | CTRL)
    places = desk.view.places()
    assert places is not None
    rows = [each for each in places.order if each.startswith("indicators/")]
    assert desk.view.block.paths()[-1] == rows[-1]
    desk.at(path("2", "target"))
    desk.key(Key.Key_Home, SHIFT)
    assert "indicators/1/level1" in desk.view.block.paths()
    desk.key(Key.Key_Up, SHIFT | CTRL)
    assert "fields/project_name" not in desk.view.block.paths()


def test_a_merged_cell_is_taken_whole(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("2"))
    desk.key(Key.Key_Left, SHIFT)
    assert [each for each in desk.view.block.paths() if each.endswith("name")] == [path(row) for row in "123"]


def test_control_a_selects_every_input_of_the_table(paper: Papers) -> None:
    desk = town(paper)
    words = told(desk)
    desk.at(path("1"))
    desk.key(Key.Key_A, CTRL)
    places = desk.view.places()
    assert places is not None
    whole = {each for each in places.order if not places.inputs.by_path[each][0].part}
    assert set(desk.view.block.paths()) == whole
    outside = len(places.order) - len(whole)
    assert words[-1] == f"选中全表，共 {len(whole)} 格；表格外和标签里的 {outside} 处不在内"


def test_the_mouse_selects_by_dragging_and_by_shift_and_click(paper: Papers) -> None:
    desk = town(paper)
    drag(desk, desk.middle(path("1")), desk.middle(path("3", "target")))
    assert len(desk.view.block.paths()) == 6
    assert names(desk.document.draft) == ["修缮面积", "采购图书", "培训场次", "验收合格率"]
    desk.click(path("2"))
    assert not desk.view.block.several
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, SHIFT, desk.middle(path("3", "target", "annual")))
    assert len(desk.view.block.paths()) == 8


def test_a_click_on_the_grip_selects_the_row_and_shift_more(paper: Papers) -> None:
    desk = town(paper)
    words = told(desk)
    for row, modifier in (("2", Qt.KeyboardModifier.NoModifier), ("3", SHIFT)):
        found = grip.rect(desk.view, row)
        assert found is not None
        point = desk.view.view_rect(*found).center().toPoint()
        QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, modifier, point)
    assert words[-1] == "选中 2 行指标"


def test_a_block_is_tinted_and_framed(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("1"))
    before = desk.picture()
    desk.key(Key.Key_Down, SHIFT)
    after = desk.picture()
    point = desk.middle(path("2")) + QPoint(0, 12)
    assert before.pixelColor(point) == QColor("#FFFFFF")
    assert after.pixelColor(point) == QColor(current().paper_block)


def test_tab_and_enter_stay_in_the_block(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("1"))
    desk.key(Key.Key_Down, SHIFT)
    desk.key(Key.Key_Right, SHIFT)
    desk.key(Key.Key_Tab)
    assert desk.view.cursor() == path("1", "target")
    desk.type("9")
    desk.key(Key.Key_Return)
    assert desk.view.cursor() == path("2", "target")
    desk.key(Key.Key_Return)
    assert desk.view.cursor() == path("1")
    assert len(desk.view.block.paths()) == 4
    assert names(desk.document.draft, "target")[0] == "9"


# --- copy and paste ---


def test_a_block_goes_out_as_text_and_as_a_table_with_merges(paper: Papers) -> None:
    desk = paper(with_rows(TOWN, (OUT, QUANTITY, "甲\n乙", 'a"b'), (OUT, QUANTITY, "丙", "=1+1")))
    desk.at("indicators/1/level2")
    desk.key(Key.Key_Right, SHIFT, times=2)
    desk.key(Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == f'{QUANTITY}\t"甲\n乙"\t"a""b"\n\t丙\t=1+1\n'
    assert '<td rowspan="2">' in mime.html()
    assert 'mso-number-format:"\\@"' in mime.html()
    clip = read_clipboard(mime.html(), "")
    assert clip is not None
    assert [cell.text for cell in clip.grid.cells] == [QUANTITY, "甲\n乙", 'a"b', "丙", "=1+1"]


def test_a_copied_block_pasted_elsewhere_is_one_step_of_undo(paper: Papers) -> None:
    desk = town(paper)
    start = desk.document.draft
    desk.at(path("1"))
    desk.key(Key.Key_Down, SHIFT)
    desk.key(Key.Key_Right, SHIFT)
    desk.key(Key.Key_C, CTRL)
    desk.at(path("2"))
    desk.key(Key.Key_V, CTRL)
    assert names(desk.document.draft) == ["修缮面积", "修缮面积", "采购图书", "验收合格率"]
    assert names(desk.document.draft, "target")[1:3] == ["≥200平方米", "≥3000册"]
    assert len(desk.view.block.paths()) == 4
    desk.key(Key.Key_Z, CTRL)
    assert desk.document.draft == start


EXCEL = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    "<style><!--td {mso-number-format:General;} .xl65 {mso-style-parent:style0;}--></style></head><body>"
    "<table border=0 cellpadding=0><!--StartFragment--> <col width=72><tr height=19>"
    '<td rowspan=2 class=xl65>合并</td><td>甲<br>\n  乙</td></tr><tr><td>≥<font class="font5">5</font>%</td></tr>'
    "<!--EndFragment--></table></body></html>"
)
WORD = (
    '<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment--><table class=MsoTableGrid><tr>'
    "<td><p class=MsoNormal><span lang=EN-US>甲<o:p></o:p></span></p></td>"
    "<td><p class=MsoNormal>第一段</p><p class=MsoNormal>第二段</p></td></tr></table><!--EndFragment--></body></html>"
)


def test_a_table_of_excel_and_one_of_word_land_cell_by_cell(paper: Papers) -> None:
    desk = town(paper)
    put('合并\t"甲\n乙"\r\n\t≥5%\r\n', EXCEL)
    desk.at(path("1"))
    desk.key(Key.Key_V, CTRL)
    assert names(desk.document.draft)[:2] == ["合并", "采购图书"]
    assert names(desk.document.draft, "target")[:2] == ["甲\n乙", "≥5%"]
    put("甲\t第一段\r\n第二段\r\n", WORD)
    desk.at(path("3"))
    desk.key(Key.Key_V, CTRL)
    assert (desk.text(path("3")), desk.text(path("3", "target"))) == ("甲", "第一段\n第二段")


def test_lines_of_a_text_stay_together_in_a_field_and_are_rows_among_indicators(paper: Papers) -> None:
    desk = town(paper)
    put("第一行\r\n第二行\r\n")
    desk.at("fields/remarks")
    desk.key(Key.Key_V, CTRL)
    assert desk.text("fields/remarks") == "第一行\n第二行"
    desk.at(path("1"))
    desk.key(Key.Key_V, CTRL)
    assert names(desk.document.draft)[:2] == ["第一行", "第二行"]


def test_characters_that_cannot_be_saved_are_named(paper: Papers) -> None:
    desk = town(paper)
    words = told(desk)
    put("甲\0\x0b乙\x01")
    desk.at(path("1"))
    desk.key(Key.Key_V, CTRL)
    assert desk.text(path("1")) == "甲\n乙"
    assert "已去掉不能保存的控制字符 U+0000（1 个）、U+0001（1 个）。" in words


def test_what_is_pasted_into_an_open_text_is_cleaned_and_bounded(paper: Papers) -> None:
    desk = town(paper)
    words = told(desk)
    desk.at(path("1"))
    desk.key(Key.Key_F2)
    put("！\0\t二\r\n")
    desk.key(Key.Key_V, CTRL)
    put("字" * 40_000)
    desk.key(Key.Key_V, CTRL)
    desk.key(Key.Key_Tab)
    assert desk.text(path("1")) == "修缮面积！ 二"
    assert "已去掉不能保存的控制字符 U+0000。" in words
    assert "剪贴板里有 40,000 字，一格最多 32,767 字，没有粘贴。" in words


def test_what_is_left_over_is_listed_before_anything_changes(desk: Desk) -> None:
    desk.window.show_document(
        Document(with_rows(TOWN, *ROWS, ("满意度指标", "服务对象满意度指标", "读者满意度", "≥95%")), templates())
    )
    start = desk.document.draft
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        assert desk.document.draft == start
        assert dialog.height() <= 560
        table = dialog.findChild(QTableWidget)
        assert table is not None
        cells = [[table.item(row, col) for col in range(3)] for row in range(table.rowCount())]
        seen.extend([each.text() for each in row if each is not None] for row in cells)
        choose("粘贴其余内容" if len(seen) > 2 else "取消")(dialog)

    put("1个\n2个\n3个")
    for _ in range(2):
        desk.at(path("5", "target"))
        desk.when_asked(look)
        desk.press("edit.paste")
        if len(seen) == 2:
            assert desk.document.draft == start
    assert seen[:2] == [
        ["第 2 行第 1 列", "2个", "指标的最后一行以下"],
        ["第 3 行第 1 列", "3个", "指标的最后一行以下"],
    ]
    assert desk.text(path("5", "target")) == "1个"
    desk.press("edit.undo")
    assert desk.document.draft == start


@pytest.mark.parametrize(("way", "count"), [("新增 1 行", 5), ("依次填到下面", 4)])
def test_rows_beyond_the_level_are_asked_about(desk: Desk, way: str, count: int) -> None:
    desk.window.show_document(Document(with_rows(TOWN, *ROWS), templates()))
    put("甲\t1\n乙\t2\n丙\t3\n丁\t4")
    desk.at(path("1"))
    desk.when_asked(choose(way))
    desk.press("edit.paste")
    assert names(desk.document.draft)[:4] == ["甲", "乙", "丙", "丁"]
    assert len(desk.document.form.indicators) == count
    desk.press("edit.undo")
    assert desk.document.draft == with_rows(TOWN, *ROWS)


def test_whole_rows_go_to_another_draft_as_rows(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("2"))
    desk.key(Key.Key_Space, SHIFT)
    desk.key(Key.Key_Down, SHIFT)
    desk.key(Key.Key_C, CTRL)
    other = paper(with_rows(TOWN, (OUT, QUANTITY, "一", "1"), (OUT, QUANTITY, "二", "2")))
    other.at(path("1"))
    other.key(Key.Key_V, CTRL)
    assert names(other.document.draft) == ["一", "采购图书", "培训场次", "二"]
    other.key(Key.Key_Z, CTRL)
    assert names(other.document.draft) == ["一", "二"]


def test_a_level_that_the_other_layout_does_not_know_is_kept_and_marked(paper: Papers) -> None:
    desk = town(paper)
    desk.at(path("1"))
    desk.key(Key.Key_Space, SHIFT)
    desk.key(Key.Key_C, CTRL)
    other = paper(blank("shanghai-2023"))
    other.at("indicators/+产出指标+数量指标/annual/name")
    other.key(Key.Key_V, CTRL)
    (row,) = other.document.form.indicators
    assert (row.level2, row.text("annual", "name"), row.text("annual", "target")) == (
        QUANTITY,
        "修缮面积",
        "≥200平方米",
    )
    assert [doubt.path for doubt in other.document.form.doubts] == [f"indicators/{row.id}/level2"]


def test_ten_megabytes_are_read_beside_and_never_freeze_the_window(desk: Desk) -> None:
    desk.window.show_document(Document(with_rows(TOWN, *ROWS), templates()))
    put("字" * 10_000_000)
    desk.at("fields/remarks")
    desk.when_asked(choose("知道了"))
    desk.press("edit.paste")
    desk.until(lambda: len(desk.asked) == 1)
    assert desk.document.draft == with_rows(TOWN, *ROWS)


def test_a_form_goes_from_the_list_of_one_draft_into_another(desk: Desk) -> None:
    """Copied in one window, pasted in another, behind the form that is shown there; one step of undo."""
    desk.window.show_document(Document(sample(), templates()))
    desk.window.forms.list.setFocus()
    desk.key(Key.Key_Down)
    desk.key(Key.Key_C, CTRL)
    assert "项目名称" in QGuiApplication.clipboard().text()
    first, second = desk.window, desk.program.new_window()
    second.show_document(Document(with_rows(TOWN, *ROWS), templates()))
    desk.window = second
    desk.front()
    second.forms.list.setFocus()
    desk.key(Key.Key_V, CTRL)
    assert first.document is not None
    assert [form.indicators for form in desk.document.draft.forms][1] == first.document.form.indicators
    assert (desk.document.number, len(desk.document.draft.forms)) == (1, 2)
    desk.press("edit.undo")
    assert desk.document.draft == with_rows(TOWN, *ROWS)


def test_a_whole_form_on_the_clipboard_never_runs_into_the_cells(desk: Desk) -> None:
    desk.window.show_document(Document(sample(), templates()))
    desk.window.clips.copy()
    desk.at(path("1"))
    desk.press("edit.paste")
    assert desk.document.draft == sample()
    assert "整张表" in desk.window.status.saved.text()
