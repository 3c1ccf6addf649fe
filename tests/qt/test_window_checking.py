"""What the rules say, on the desk: the same as in the terminal, as fast as one types, and never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMessageBox, QTreeWidget

from desks import Desk, choose, writes
from many import draft as many
from papers import sample
from perfdesk.desk import judging
from perfdesk.desk.actions import by_id
from perfdesk.desk.document import Document
from perfdesk.desk.problems.card import Card
from perfdesk.model import Draft, Form
from perfdesk.model import path as paths
from perfdesk.readers.text import read
from perfdesk.region import templates
from perfdesk.rules import Severity
from perfdesk.translate.extract import extract
from perfdesk.work.checking import check_draft
from perfdesk.work.form_editing import duplicate_forms

RATE, NAMED = "indicators/3/annual/target", "indicators/1/annual/target"


def twins() -> Draft:
    """Return the sample with one project twice, a form of a layout that is not there, and a rate without its sign."""
    draft = duplicate_forms(paths.put(sample(), 0, RATE, "98"), (1,))
    return draft.model_copy(update={"forms": (*draft.forms, Form(id="x", template="elsewhere-2030"))})


def looked_at(desk: Desk, draft: Draft) -> Document:
    """Show a draft and wait until the rules have seen everything."""
    document = Document(draft, templates())
    desk.window.show_document(document)
    desk.until(lambda: document.checked)
    return document


# --- the same findings ---


def test_the_window_says_what_the_command_line_says(desk: Desk) -> None:
    for draft in (sample(), twins()):
        assert looked_at(desk, draft).findings() == check_draft(draft, templates())
    assert {"X01", "R02", "V04"} <= {each.code for each in desk.document.findings()}


def test_published_forms_are_judged_alike_in_the_window_and_in_the_terminal(desk: Desk, corpus: Path) -> None:
    for file in sorted(corpus.glob("*.txt")):
        draft, _ = extract(read(file), templates(), file.stem)
        found = check_draft(draft, templates())
        assert found
        assert looked_at(desk, draft).findings() == found


def test_a_large_draft_is_looked_at_between_its_forms_on_a_thread(desk: Desk) -> None:
    draft = duplicate_forms(many(0, 12, 60), (3,))
    assert sum(len(form.indicators) for form in draft.forms) > judging.IN_TURN_ROWS
    document = looked_at(desk, draft)
    assert document.findings() == check_draft(draft, templates())
    assert "X01" in {each.code for each in document.findings(3)}
    document.show(3)
    desk.at("fields/project_name")
    for letter in "abc":
        desk.type(letter)
        QTest.qWait(judging.ACROSS_MS)  # a look between the forms begins, and is stale with the next key
    desk.until(lambda: document.checked)
    assert "X01" not in {each.code for each in document.findings()}
    assert document.findings() == check_draft(document.live_draft(), templates())


def test_findings_between_forms_come_and_go_while_typing(desk: Desk) -> None:
    document = looked_at(desk, duplicate_forms(sample(), (0,)))
    assert "X01" in {each.code for each in document.findings(0)}
    desk.at("fields/project_name")
    desk.type("another one")
    desk.until(lambda: document.checked)
    assert "X01" not in {each.code for each in document.findings()}
    assert desk.window.paper.editing.is_open
    assert document.findings() == check_draft(document.live_draft(), templates())


# --- mending ---


def faulty() -> Draft:
    """Return the sample with mistakes: two that are mended safely, one that repeats its name, one warning."""
    draft = paths.put(sample(), 0, RATE, "98")
    draft = paths.put(draft, 1, "indicators/2/annual/target", "<p>5次</p>")
    return paths.put(draft, 0, NAMED, "流动服务次数")


def card(desk: Desk, code: str) -> Card:
    return next(each for each in desk.window.problems.list.cards() if each.small.startswith(code))


def press(desk: Desk, code: str, words: str) -> None:
    view = desk.window.problems.list.view(card(desk, code))
    desk.click(desk.button(words, view))


def test_one_key_mends_the_finding_under_the_cursor_as_one_step(desk: Desk) -> None:
    looked_at(desk, faulty())
    desk.at(RATE)
    desk.press("check.mend")
    assert desk.text(RATE) == "98%"
    desk.press("edit.undo")
    assert desk.text(RATE) == "98"
    assert desk.window.paper.cursor() == RATE


def test_text_that_is_just_being_typed_is_taken_and_mended_by_the_key(desk: Desk) -> None:
    looked_at(desk, sample())
    desk.at(RATE)
    desk.type("97")
    desk.press("check.mend")
    assert desk.text(RATE) == "97%"
    desk.press("edit.undo")
    assert desk.text(RATE) == "97"


def test_what_cannot_be_mended_safely_is_said_and_left_alone(desk: Desk) -> None:
    looked_at(desk, faulty())
    desk.at(NAMED)
    desk.press("check.mend")
    assert desk.document.draft == faulty()
    assert "这一格没有" in desk.window.status.saved.text() or "拿不准" in desk.window.status.saved.text()


def test_all_mendings_are_shown_first_and_are_one_step(desk: Desk) -> None:
    looked_at(desk, faulty())
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        tree = dialog.findChild(QTreeWidget)
        assert tree is not None
        for top in range(tree.topLevelItemCount()):
            form = tree.topLevelItem(top)
            seen.extend([form.child(n).text(c) for c in range(3)] for n in range(form.childCount()))
        choose("修正 2 处")(dialog)

    desk.when_asked(look)
    desk.click(desk.window.problems.mend_all)
    assert [each[1:] for each in seen] == [["98", "98%"], ["<p>5次</p>", "5次"]]
    assert (desk.text(RATE), paths.get(desk.document.draft, 1, "indicators/2/annual/target")) == ("98%", "5次")
    desk.press("edit.undo")
    assert desk.document.draft == faulty()


def test_a_mending_that_is_not_ticked_is_not_made(desk: Desk) -> None:
    looked_at(desk, faulty())

    def untick(dialog: QDialog) -> None:
        tree = dialog.findChild(QTreeWidget)
        assert tree is not None
        tree.setCurrentItem(tree.topLevelItem(1))
        QTest.keyClick(tree, Qt.Key.Key_Space)
        choose("修正 1 处")(dialog)

    desk.when_asked(untick)
    desk.window.actions_by_id["check.mend_all"].trigger()
    assert desk.document.draft == paths.put(faulty(), 0, RATE, "98%")


# --- answering ---


def vague() -> Draft:
    """Return the sample with one value that a rule warns of."""
    return paths.put(sample(), 3, f"indicators/{sample().forms[3].indicators[7].id}/annual/target", "满意")


def test_an_answered_warning_stands_apart_and_comes_back_when_its_value_changes(desk: Desk) -> None:
    document = looked_at(desk, vague())
    document.show(3)
    desk.settle()
    warnings = [each for each in document.findings(3) if each.severity is Severity.WARNING]
    (found,) = warnings
    desk.when_asked(writes("另有问卷。"))
    press(desk, found.code, "情况说明")
    (given,) = document.form.answers
    assert (given.code, given.path, given.value, given.text) == (found.code, found.path, "满意", "另有问卷。")
    assert desk.window.problems.list.headings()[0].text == "已说明 1"
    assert found.path not in desk.window.paper.marks
    assert desk.window.forms.model.rows[3].warnings == 0
    desk.click(desk.window.problems.list.view(desk.window.problems.list.headings()[0]))
    assert "另有问卷。" in card(desk, found.code).note
    assert found.path is not None
    desk.at(found.path)
    desk.type("good")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: document.checked)
    assert not [each for each in desk.window.problems.list.headings() if "已说明" in each.text]
    desk.press("edit.undo")
    desk.until(lambda: bool([each for each in desk.window.problems.list.headings() if "已说明" in each.text]))
    press(desk, found.code, "撤回说明")
    assert document.form.answers == ()


def test_an_error_has_no_button_for_an_answer(desk: Desk) -> None:
    looked_at(desk, faulty())
    assert "answer" not in dict(card(desk, "V04").buttons)


def test_a_card_says_why_and_how_when_it_is_asked(desk: Desk) -> None:
    looked_at(desk, faulty())
    view = desk.window.problems.list.view(card(desk, "V04"))
    told = [each for each in view.findChildren(QLabel) if "怎么改" in each.text()]
    assert not told[0].isVisible()
    press(desk, "V04", "为什么")
    assert told[0].isVisible()
    told[0].setFocus()
    QTest.keyClick(told[0], Qt.Key.Key_Tab)
    QTest.keyClick(told[0], Qt.Key.Key_Return)
    assert desk.window.helps.dialog is not None and desk.window.helps.dialog.shown == "rule/V04"
    desk.window.helps.dialog.close()


# --- status ---


def status(desk: Desk, name: str) -> None:
    desk.window.actions_by_id[f"status.{name}"].trigger()
    desk.settle()


def test_errors_stand_in_the_way_of_the_final_status_and_the_first_is_shown(desk: Desk) -> None:
    looked_at(desk, faulty())
    told: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        told.append(dialog.text() + dialog.informativeText())
        choose("知道了")(dialog)

    desk.when_asked(read)
    status(desk, "final")
    assert "2 处错误，不能定稿" in told[0] and "与指标名称相同" in told[0]
    assert desk.document.form.status == "草稿"
    assert desk.window.paper.cursor() == NAMED
    status(desk, "checked")
    assert desk.document.form.status == "自查通过"
    assert desk.window.forms.model.rows[0].marks == (("◆2", "error"), ("✓", "good"))


def test_a_final_form_is_locked_on_every_way_and_says_how_to_unlock_it(desk: Desk) -> None:
    looked_at(desk, paths.put(sample(), 0, RATE, "98％"))
    status(desk, "final")
    locked = desk.document.draft
    assert desk.window.forms.model.rows[0].marks[-1][0].startswith("■")
    desk.until(lambda: desk.document.checked)
    assert {name for card in desk.window.problems.list.cards() for name, _ in card.buttons} <= {"go"}
    QGuiApplication.clipboard().setText("pasted")
    tries = [
        *("edit.paste", "edit.cut", "edit.clear", "indicator.add", "indicator.duplicate", "indicator.delete"),
        *("indicator.down", "indicator.fill_right", "indicator.fill_down", "form.delete", "check.mend"),
    ]
    for name in tries:
        desk.at(NAMED)
        desk.window.give(by_id(name))
        assert desk.document.draft is locked, name
    desk.at(NAMED)
    desk.type("5")
    assert not desk.window.paper.editing.is_open
    assert "检查 → 状态" in desk.window.status.saved.text()
    desk.window.give(by_id("check.mend_all"))
    assert desk.document.draft is locked
    desk.document.show(1)
    desk.window.give(by_id("indicator.add"))
    desk.document.show(0)
    status(desk, "draft")
    desk.at(NAMED)
    desk.type("5")
    desk.key(Qt.Key.Key_Return)
    assert desk.text(NAMED) == "5"


def test_locking_is_a_step_that_undo_takes_back(desk: Desk) -> None:
    looked_at(desk, sample())
    status(desk, "final")
    desk.press("edit.undo")
    assert desk.document.form.status == "草稿"
    desk.press("edit.redo")
    assert desk.document.form.status == "定稿"


def test_typing_takes_a_form_that_was_checked_back_to_the_draft_in_one_step(desk: Desk) -> None:
    looked_at(desk, sample())
    status(desk, "submitted")
    desk.at(RATE)
    desk.type("99%")
    desk.key(Qt.Key.Key_Return)
    assert (desk.text(RATE), desk.document.form.status) == ("99%", "草稿")
    assert "状态已回到草稿" in desk.window.status.saved.text()
    desk.press("edit.undo")
    assert desk.document.form.status == "待审"
    assert desk.text(RATE) != "99%"


# --- the list ---


def test_the_list_is_not_shifted_when_something_new_is_found_above_what_is_read(desk: Desk) -> None:
    draft = faulty()
    for row in ("3", "4", "5"):
        for horizon in ("mid", "annual"):
            draft = paths.put(draft, 0, f"indicators/{row}/{horizon}/target", "满意")
    looked_at(desk, draft)
    cards = desk.window.problems.list
    cards.verticalScrollBar().setValue(cards.verticalScrollBar().maximum())
    desk.settle()
    read = next(view for each in cards.cards() if (view := cards.view(each)).visibleRegion().boundingRect().isValid())
    before = read.mapTo(cards, read.rect().topLeft()).y()
    count = len(cards.cards())
    desk.at("indicators/2/annual/target")
    desk.type("abc")
    desk.until(lambda: len(cards.cards()) > count)
    desk.settle()
    assert read.mapTo(cards, read.rect().topLeft()).y() == before
    assert desk.window.paper.editing.is_open


def test_the_whole_draft_is_listed_by_form_and_rank_and_filtered_by_rank(desk: Desk) -> None:
    looked_at(desk, twins())
    panel = desk.window.problems
    desk.click(panel.everywhere)
    names = [each.text for each in panel.list.headings() if each.folded is None]
    assert names[0].startswith("1. ") and len(names) == len({each.number for each in desk.document.findings()})
    desk.click(panel.warnings)
    assert {each.shape for each in panel.list.cards()} == {"▲"}
    desk.click(panel.warnings)
    desk.click(panel.hints)
    assert {each.shape for each in panel.list.cards()} == {"○"}


def test_what_cannot_be_judged_is_said_apart_and_is_no_problem(desk: Desk) -> None:
    number = next(n for n, form in enumerate(sample().forms) if form.template == "shanghai-2023")
    document = looked_at(desk, sample())
    document.show(number)
    desk.at("fields/start_date")
    desk.type("soon")
    desk.key(Qt.Key.Key_Tab)
    desk.until(lambda: document.checked)
    panel = desk.window.problems.list
    heading = next(each for each in panel.headings() if each.folded is not None)
    assert heading.text == "无法判断 1"
    desk.click(panel.view(heading))
    assert [(each.shape, each.small) for each in panel.cards() if each.shape == "？"] == [("？", "H05")]
    assert desk.window.forms.model.rows[number].errors == len(
        [each for each in document.findings(number) if each.severity is Severity.ERROR]
    )


def test_f8_goes_on_from_what_was_just_mended(desk: Desk) -> None:
    document = looked_at(desk, faulty())
    order = [(each.number, each.path) for each in document.sorted_findings().open]
    desk.press("check.next")
    while desk.window.paper.cursor() != RATE:
        desk.press("check.next")
    after = order[order.index((0, RATE)) + 1]
    desk.press("check.mend")
    desk.until(lambda: document.checked)
    desk.press("check.next")
    assert (document.number, desk.window.paper.cursor()) == after


def test_a_text_that_a_final_form_shares_cannot_be_typed_into_elsewhere(desk: Desk) -> None:
    looked_at(desk, sample())
    status(desk, "final")
    desk.document.show(1)
    desk.at("shared/year")
    desk.type("2")
    assert not desk.window.paper.editing.is_open
    assert "已定稿" in desk.window.status.saved.text()
    read_only: list[bool] = []

    def look(dialog: QDialog) -> None:
        read_only.extend(line.isReadOnly() for line in dialog.findChildren(QLineEdit) if line.text() == "2026")
        choose("确定")(dialog)

    desk.when_asked(look)
    desk.window.actions_by_id["form.shared"].trigger()
    assert read_only == [True]


def test_the_window_starts_without_the_rules() -> None:
    code = "import sys, perfdesk.desk.window; sys.exit('perfdesk.rules.checks' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
