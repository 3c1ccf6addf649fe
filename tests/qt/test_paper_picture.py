"""What is seen: the print, marks, tints, zoom; the painter draws the same wherever it draws."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import QEvent, QMarginsF, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from papers import CTRL, TEMPLATES, Desk, Key, Paper, blank, sample
from perfdesk.desk.paper.painter import paint_page
from perfdesk.model import Doubt, Draft, Origin
from perfdesk.page import fit
from perfdesk.page.pages import Fit, Page
from perfdesk.region.load import templates
from perfdesk.translate.render import render_form

ACCENT, ERROR, DOUBT, CARRIED = "#1f5fbf", "#c62828", "#3b6ea8", "#fff6dc"


def drawn(fitted: Fit, page: Page, px_per_mm: float = 4.0, clip: QRectF | None = None) -> QImage:
    paper = fitted.sheet.paper
    image = QImage(round(paper.width_mm * px_per_mm), round(paper.height_mm * px_per_mm), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(px_per_mm, px_per_mm)
    paint_page(painter, page, fitted, clip)
    painter.end()
    return image


def dark(image: QImage, x: float, y: float, width: float, height: float) -> int:
    """Return how many pixels of a rectangle are darker than middle grey."""
    return sum(
        QColor(image.pixel(at, row)).lightness() < 128
        for at in range(round(x), round(x + width))
        for row in range(round(y), round(y + height))
    )


@pytest.mark.parametrize("number", range(4), ids=TEMPLATES)
def test_every_text_of_a_form_leaves_ink_where_its_lines_stand(qapp: QApplication, number: int) -> None:
    draft = sample()
    fitted = fit(render_form(templates()[draft.forms[number].template], draft, number))
    from perfdesk.desk.paper.lines import boxes_of

    for page in fitted.pages:
        image = drawn(fitted, page)
        for box in boxes_of(page, fitted):
            for at, line in enumerate(box.lines):
                if line.text.strip():
                    left, top = box.left(line) * 4, (box.top_mm + at * box.line_mm) * 4
                    assert dark(image, left, top, line.width_mm * 4, box.line_mm * 4) > 10, line.text


def test_a_clip_draws_what_lies_inside_as_ever(qapp: QApplication) -> None:
    draft = sample()
    fitted = fit(render_form(templates()[draft.forms[1].template], draft, 1))
    whole = drawn(fitted, fitted.pages[0])
    part = drawn(fitted, fitted.pages[0], clip=QRectF(20, 60, 60, 40))
    window = (80, 240, 240, 160)
    assert part.copy(*window) == whole.copy(*window)
    assert part != whole


def test_a_character_of_no_font_is_seen_as_a_box(qapp: QApplication) -> None:
    draft = blank("shanghai-2023", project_name="\U0010ff00")
    fitted = fit(render_form(templates()["shanghai-2023"], draft, 0))
    assert drawn(fitted, fitted.pages[0]) != drawn(*empty_page())


def empty_page() -> tuple[Fit, Page]:
    fitted = fit(render_form(templates()["shanghai-2023"], blank("shanghai-2023"), 0))
    return fitted, fitted.pages[0]


def pixels(desk: Paper, colour: str, rect: QRectF | None = None) -> int:
    image = desk.picture()
    wanted = QColor(colour).rgb()
    area = (rect or QRectF(image.rect())).toRect()
    return sum(
        image.pixel(x, y) == wanted for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom())
    )


def cell(desk: Paper, path: str) -> QRectF:
    places = desk.view.places()
    assert places is not None
    spot = places.spot(path)
    assert spot is not None
    piece = places.pieces(spot)[0]
    return desk.view.view_rect(piece.page, piece.rect)


def test_the_frame_stands_exactly_on_the_lines_of_the_cell(paper: Desk) -> None:
    desk = paper(sample(), 3)
    desk.at("fields/project_name")
    rect = cell(desk, "fields/project_name")
    image = desk.picture()
    for x, y in ((rect.left(), rect.center().y()), (rect.right(), rect.center().y())):
        assert QColor(image.pixel(round(x), round(y))).name() == ACCENT
    for y in (rect.top(), rect.bottom()):
        assert QColor(image.pixel(round(rect.center().x()), round(y))).name() == ACCENT
    assert pixels(desk, ACCENT, rect.adjusted(3, 3, -3, -3)) == 0


def test_a_doubt_wears_a_dot_and_a_carried_value_a_yellow_ground(paper: Desk) -> None:
    draft = sample()
    path, other = "indicators/2/annual/name", "fields/executing_unit"
    form = draft.forms[3].model_copy(
        update={
            "doubts": (Doubt(code="I03", path=path, was="巡检", why="列不齐"),),
            "provenance": {other: Origin(kind="last_year", detail="2025")},
        }
    )
    forms = (*draft.forms[:3], form, *draft.forms[4:])
    marked = Draft(**{**dict(draft), "forms": forms})
    plain, desk = paper(draft, 3), paper(marked, 3)
    assert pixels(plain, DOUBT, cell(plain, path)) == 0
    assert pixels(desk, DOUBT, cell(desk, path)) > 10
    assert pixels(desk, CARRIED, cell(desk, other)) > 500
    at = cell(desk, path).center().toPoint()
    QApplication.sendEvent(
        desk.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, desk.view.viewport().mapToGlobal(at))
    )
    assert QToolTip.text() == "存疑：列不齐（原文：巡检）"
    QToolTip.hideText()


def test_a_doubt_is_seen_beside_an_error(paper: Desk, qtbot: object) -> None:
    path = "fields/fund_total"
    form = sample().forms[3]
    form = form.model_copy(
        update={"fields": {**form.fields, "fund_total": "1"}, "doubts": (Doubt(code="I05", path=path, why="断行"),)}
    )
    desk = paper(sample().model_copy(update={"forms": (form,)}))
    desk.document.check_soon()
    qtbot.waitUntil(lambda: desk.view.marks[path].shape == "error")  # type: ignore[attr-defined]
    at = cell(desk, path)
    assert pixels(desk, ERROR, at) > 10
    assert pixels(desk, DOUBT, at) > 10
    words = desk.view.pointer.words_at(at.center())
    assert "存疑：断行" in words and len(words.splitlines()) > 1


def test_an_error_found_by_a_rule_wears_a_triangle(paper: Desk, qtbot: object) -> None:
    desk = paper(sample(), 3)
    desk.at("fields/fund_total")
    desk.type("1")
    desk.key(Key.Key_Tab)
    qtbot.waitUntil(lambda: "fields/fund_total" in desk.view.marks)  # type: ignore[attr-defined]
    assert pixels(desk, ERROR, cell(desk, "fields/fund_total")) > 20


def test_hovering_tints_an_input_and_no_label(paper: Desk) -> None:
    desk = paper(sample(), 3)
    QTest.mouseMove(desk.view.viewport(), desk.middle("fields/goal_mid"))
    assert pixels(desk, "#f5f9ff", cell(desk, "fields/goal_mid")) > 1000
    QTest.mouseMove(desk.view.viewport(), QPoint(5, 5))
    assert pixels(desk, "#f5f9ff") == 0


def test_zoom_goes_from_50_to_300_percent_by_keys_and_wheel(paper: Desk) -> None:
    desk = paper(sample(), 3)
    desk.key(Key.Key_Plus, CTRL)
    assert desk.view.zoom == pytest.approx(1.1)
    desk.key(Key.Key_Plus, CTRL, times=20)
    assert desk.view.zoom == 3.0
    desk.key(Key.Key_Minus, CTRL, times=30)
    assert desk.view.zoom == 0.5
    desk.key(Key.Key_0, CTRL)
    assert desk.view.zoom == 1.0
    desk.wheel(desk.view.viewport(), 120, CTRL)
    assert desk.view.zoom == pytest.approx(1.1)
    desk.wheel(desk.view.viewport(), 120)
    assert desk.view.zoom == pytest.approx(1.1)


def test_fit_width_follows_the_window(paper: Desk) -> None:
    desk = paper(sample(), 3)
    desk.view.fit_width()
    for width in (700, 1300):
        desk.window.resize(width, 900)
        QApplication.processEvents()
        page = desk.view.stage.page_rect(0)
        assert page.width() <= desk.view.viewport().width()
        assert page.width() >= desk.view.viewport().width() - 40
    desk.view.set_zoom(1.0)
    desk.window.resize(900, 900)
    assert desk.view.zoom == 1.0


@pytest.mark.parametrize("zoom", [0.5, 1.0, 1.37, 2.0, 3.0])
def test_the_lines_break_alike_at_every_zoom(paper: Desk, zoom: float) -> None:
    desk = paper(sample(), 1)
    desk.view.set_zoom(zoom)
    before = desk.view.fitted()
    desk.at("fields/review_opinion")
    desk.key(Key.Key_F2)
    assert desk.view.fitted() == before
    rect = desk.view.caret.rect_in_view()
    assert desk.view.viewport().rect().contains(rect)


def test_what_is_painted_in_part_is_what_is_painted_anew(paper: Desk, qtbot: object) -> None:
    QApplication.setCursorFlashTime(0)  # a caret that blinks between the two pictures makes them differ
    desk = paper(sample(), 1)
    desk.at("fields/goal_annual")
    desk.key(Key.Key_F2)
    desk.type("abc, " * 30)
    desk.key(Key.Key_Return, CTRL)
    desk.at("indicators/2/annual/target")
    desk.type("x" * 40)
    desk.popup()
    qtbot.waitUntil(lambda: desk.document.checked)  # type: ignore[attr-defined]  # a mark is drawn, too
    part = shown_now(desk)
    desk.view.viewport().update()
    assert shown_now(desk) == part


def shown_now(desk: Paper) -> QImage:
    """Return what the screen holds, nothing painted anew on purpose."""
    QApplication.processEvents()
    screen = desk.window.screen()
    return screen.grabWindow(desk.window.winId()).toImage()


def test_a_form_of_many_pages_is_edited_on_each(paper: Desk) -> None:
    draft = sample()
    rows = draft.forms[3].indicators[:1]
    many = tuple(rows[0].model_copy(update={"id": str(at + 1)}) for at in range(90))
    desk = paper(draft.model_copy(update={"forms": (draft.forms[3].model_copy(update={"indicators": many}),)}))
    assert len(desk.document.fit().pages) > 2
    last = "indicators/90/annual/name"
    desk.at(last)
    assert desk.view.viewport().rect().contains(cell(desk, last).toRect())
    desk.type("末行")
    desk.key(Key.Key_Tab)
    assert desk.text(last) == "末行"


def test_a_text_longer_than_a_page_is_edited_over_the_page_break(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023", goal_annual="全年开放不少于三百天。" * 400))
    pages = desk.document.fit().pages
    assert len(pages) > 1
    desk.at("fields/goal_annual")
    desk.key(Key.Key_F2)
    desk.type("终")
    assert desk.view.viewport().rect().contains(desk.view.caret.rect_in_view())
    desk.key(Key.Key_Up, times=80)
    desk.type("中")
    assert desk.view.viewport().rect().contains(desk.view.caret.rect_in_view())
    desk.key(Key.Key_Return, CTRL)
    text = desk.text("fields/goal_annual")
    assert text.endswith("终")
    assert 0 < text.index("中") < len(text) - 500


def test_the_same_painter_serves_the_printer(qapp: QApplication, tmp_path: Path) -> None:
    draft = sample()
    fitted = fit(render_form(templates()[draft.forms[1].template], draft, 1))
    file = tmp_path / "form.pdf"
    printer = QPdfWriter(str(file))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(printer)
    scale = printer.resolution() / 25.4
    painter.scale(scale, scale)
    paint_page(painter, fitted.pages[0], fitted, line_mm=0.2)
    painter.end()
    with pdfplumber.open(file) as pdf:
        (page,) = pdf.pages
        # Qt names a glyph by the first character that it draws: ⽬ (a radical) for 目.
        words = unicodedata.normalize("NFKC", page.extract_text() or "").replace(" ", "")
        fonts = {each["fontname"] for each in page.chars}
    assert "财政项目支出绩效目标批复表" in words
    assert "文献修复验收合格率" in words
    assert any("NotoSerifSC" in font for font in fonts)


def test_an_error_at_a_level_that_is_merged_shows_on_its_row(paper: Desk) -> None:
    draft = sample()
    form = draft.forms[3].model_copy(
        update={"doubts": (Doubt(code="I03", path="indicators/2/level2", was="数量", why="名称不同"),)}
    )
    desk = paper(draft.model_copy(update={"forms": (form,)}))
    assert list(desk.view.marks) == ["indicators/2/annual/name"]
    assert desk.view.pointer.words_at(cell(desk, "indicators/2/annual/name").center()) == "存疑：名称不同（原文：数量）"
