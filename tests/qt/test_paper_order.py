"""Tab, Enter and arrows reach every input of every form, each once."""

from __future__ import annotations

import pytest

from papers import CTRL, SHIFT, TEMPLATES, Desk, Key, Paper, sample
from perfdesk.desk.document import Document
from perfdesk.grid import Sheet
from perfdesk.region.load import templates


def reading_order(sheet: Sheet, template: str) -> list[str]:
    """Return the inputs as a reader meets them, worked out from the sheet alone; what the bureau fills comes last."""
    cells = sorted(sheet.grid.cells, key=lambda cell: (cell.row, cell.col))
    found: list[str] = []
    for owner in (*sheet.above, *cells, *sheet.below):
        sources = [part.source for part in owner.parts]
        if not sources and getattr(owner, "kind", "") == "field":
            sources = [owner.source]  # type: ignore[union-attr]
        found += [source for source in sources if source is not None and source not in found]
    fields = templates()[template].fields
    bureau = {name for name, field in fields.items() if field.by == "bureau"}
    late = [path for path in found if path.split("/")[1] in bureau]
    return [path for path in found if path not in late] + late


def all_texts(desk: Paper, path: str) -> list[str]:
    """Return the text at a path; for a row that typing makes, all texts of the new rows."""
    if "/+" not in path:
        return [desk.text(path)]
    old = {each.id for each in sample().forms[desk.document.number].indicators}
    rows = desk.document.form.indicators
    return [t for row in rows if row.id not in old for texts in row.horizons.values() for t in texts.values()]


@pytest.mark.parametrize("number", range(4), ids=TEMPLATES)
def test_tab_reaches_every_input_once_in_reading_order(paper: Desk, number: int) -> None:
    desk = paper(sample(), number)
    expected = reading_order(desk.document.sheet(), TEMPLATES[number])
    assert len(expected) > 40
    met = [desk.view.cursor()]
    for _ in range(len(expected) + 5):
        desk.key(Key.Key_Tab)
        if desk.view.cursor() == met[-1]:
            break
        met.append(desk.view.cursor())
    assert met == expected


@pytest.mark.parametrize("number", range(4), ids=TEMPLATES)
def test_shift_tab_goes_the_same_way_back(paper: Desk, number: int) -> None:
    desk = paper(sample(), number)
    expected = reading_order(desk.document.sheet(), TEMPLATES[number])
    desk.key(Key.Key_End, CTRL)
    met = [desk.view.cursor()]
    while len(met) < len(expected):
        desk.key(Key.Key_Backtab, SHIFT)
        met.append(desk.view.cursor())
    assert met == expected[::-1]


@pytest.mark.parametrize("number", range(4), ids=TEMPLATES)
def test_every_input_is_typed_into_and_undone_to_the_start(paper: Desk, number: int) -> None:
    desk = paper(sample(), number)
    start = desk.document.draft
    for path in reading_order(desk.document.sheet(), TEMPLATES[number]):
        if path.endswith(("/level1", "/level2")):
            continue  # these move their rows: test_paper_rows
        desk.at(path)
        before = desk.text(path)
        desk.key(Key.Key_F2)
        desk.type("x7")
        desk.key(Key.Key_Tab)
        assert before + "x7" in all_texts(desk, path), path
        desk.key(Key.Key_Z, CTRL)
        assert desk.document.draft == start, path
        assert desk.view.cursor() == path
    assert desk.document.draft.model_dump_json() == start.model_dump_json()


def test_all_inputs_of_a_form_are_typed_into_and_all_is_undone(paper: Desk) -> None:
    desk = paper(sample(), 1)
    start, count = desk.document.draft, 0
    for path in reading_order(desk.document.sheet(), TEMPLATES[1]):
        if "/level" not in path:
            desk.at(path)
            desk.type("12")
            desk.key(Key.Key_Tab)
            count += 1
    end = desk.document.draft
    assert end != start
    while desk.document.undo_label():
        desk.key(Key.Key_Z, CTRL)
    assert desk.document.draft.model_dump_json() == start.model_dump_json()
    while desk.document.redo_label():
        desk.key(Key.Key_Y, CTRL)
    assert desk.document.draft.model_dump_json() == end.model_dump_json()
    assert count > 40


def test_enter_goes_down_the_column_and_shift_enter_up(paper: Desk) -> None:
    desk = paper(sample(), 3)
    names = [f"indicators/{each.id}/annual/name" for each in desk.document.form.indicators]
    desk.at(names[0])
    desk.key(Key.Key_Return)
    assert desk.view.cursor() == names[1]
    desk.key(Key.Key_Return, times=2)
    assert desk.view.cursor() == names[3]
    desk.key(Key.Key_Return, SHIFT, times=3)
    assert desk.view.cursor() == names[0]


def test_the_arrows_remember_the_column_over_a_wide_cell(paper: Desk) -> None:
    desk = paper(sample(), 1)
    last = desk.document.form.indicators[-1].id
    desk.at(f"indicators/{last}/annual/target")
    desk.key(Key.Key_Down)
    assert desk.view.cursor() == "fields/remarks"
    desk.key(Key.Key_Up)
    assert desk.view.cursor() == f"indicators/{last}/annual/target"


def test_left_and_right_stay_in_the_row(paper: Desk) -> None:
    desk = paper(sample(), 1)
    row = desk.document.form.indicators[1].id
    desk.at(f"indicators/{row}/mid/name")
    met = []
    for _ in range(4):
        desk.key(Key.Key_Right)
        met.append(desk.view.cursor().split(row, 1)[1])
    assert met == ["/mid/target", "/annual/name", "/annual/target", "/annual/target"]
    desk.key(Key.Key_Home)
    assert desk.view.cursor().endswith("/level1")
    desk.at(f"indicators/{row}/mid/name")
    desk.key(Key.Key_End)
    assert desk.view.cursor() == f"indicators/{row}/annual/target"


def test_page_down_and_up_travel_far_and_come_back(paper: Desk) -> None:
    desk = paper(sample(), 1)
    desk.window.resize(900, 420)
    desk.at("fields/project_name")
    desk.key(Key.Key_PageDown)
    far = desk.view.cursor()
    assert far.startswith("indicators/")
    desk.key(Key.Key_PageDown, times=6)
    assert desk.view.cursor() in ("fields/remarks", "fields/review_opinion")
    desk.key(Key.Key_PageUp, times=8)
    assert desk.view.cursor() in ("fields/project_name", "shared/year", "shared/approving_unit")


def test_labels_cannot_be_reached_but_their_pieces_can(paper: Desk) -> None:
    desk = paper(sample(), 2)
    places = desk.view.places()
    assert places is not None
    assert "shared/year" in places.order
    assert len([spot for spot in places.spots if spot.path == "shared/year"]) == 2
    desk.click("shared/year", 1)
    desk.key(Key.Key_F2)
    desk.key(Key.Key_Backspace)
    desk.type("9")
    desk.key(Key.Key_Tab)
    labels = [cell.text for cell in desk.document.sheet().grid.cells if "shared/year" in {p.source for p in cell.parts}]
    assert labels == ["2029年预算金额（元）", "2029年度目标"]


def test_another_draft_takes_the_place_and_the_old_one_is_let_go(paper: Desk) -> None:
    desk, other = paper(sample(), 3), Document(sample(), templates())
    old = desk.document
    desk.at("fields/project_name")
    desk.type("甲")
    desk.view.set_document(other)
    assert old.text("fields/project_name") == "甲", "what was typed belongs to the draft it was typed into"
    desk.view.setFocus()
    desk.key(Key.Key_Tab)
    here = desk.view.cursor()
    old.put("fields/project_name", "乙")
    old.go_to(3, "fields/goal_mid")
    assert desk.view.cursor() == here
    desk.type("丙")
    desk.key(Key.Key_Tab)
    assert other.text(here) == "丙"
    desk.view.set_document(None)
    desk.key(Key.Key_Tab)
    desk.type("x")
    assert desk.view.cursor() == ""


def test_a_draft_without_forms_or_without_its_layout_shows_an_empty_ground(paper: Desk) -> None:
    from perfdesk.model import Draft, Form

    for draft in (Draft(id="d"), Draft(id="d", forms=(Form(id="1", template="somewhere-2031"),))):
        desk = paper(draft)
        for key in (Key.Key_Tab, Key.Key_F2, Key.Key_Delete, Key.Key_Return, Key.Key_F4):
            desk.key(key)
        desk.type("x")
        desk.view.add_row_below()
        desk.view.fill_right()
        desk.wheel(desk.view.viewport(), -120)
        assert desk.picture().width() > 0
        assert desk.document.draft == draft


def test_another_form_is_shown_from_its_top_with_nothing_left_open(paper: Desk) -> None:
    desk = paper(sample(), 1)
    desk.at("fields/remarks")
    desk.key(Key.Key_F2)
    desk.view.commit()
    desk.document.show(3)
    assert not desk.view.editing.is_open
    assert desk.view.cursor() == "shared/year"
    assert desk.view.verticalScrollBar().value() == 0
