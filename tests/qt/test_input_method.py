"""Pinyin and its like: what is composed, committed, replaced and given up, compared with a plain text and its caret."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import soak
from papers import CTRL, Desk, Key, Paper, blank

NAME, GOAL, OTHER = "fields/project_name", "fields/goal_annual", "fields/department"
Query = Qt.InputMethodQuery


def send(desk: Paper, event: QInputMethodEvent) -> None:
    QApplication.sendEvent(desk.view, event)


def preedit(text: str, caret: int | None = None) -> QInputMethodEvent:
    """Return what composes a text, its caret shown at a place in UTF-16 units."""
    kind = QInputMethodEvent.AttributeType
    marks = [QInputMethodEvent.Attribute(kind.TextFormat, 0, len(text), None)]
    if caret is not None:
        marks.append(QInputMethodEvent.Attribute(kind.Cursor, caret, 1, None))
    return QInputMethodEvent(text, marks)


def commit(text: str, start: int = 0, length: int = 0) -> QInputMethodEvent:
    made = QInputMethodEvent()
    made.setCommitString(text, start, length)
    return made


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_composition_that_is_given_up_changes_nothing(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023", project_name="旧名称"))
    desk.at(NAME)
    told: list[str] = []
    desk.document.live_changed.connect(lambda: told.append(desk.document.text(NAME)))
    send(desk, preedit("t"))
    assert desk.document.text(NAME) == "旧名称", "nothing is committed yet"
    send(desk, preedit("tu"))
    send(desk, preedit(""))
    assert not desk.view.editing.is_open
    desk.key(Key.Key_Tab)
    assert desk.text(NAME) == "旧名称"
    assert set(told) <= {"旧名称"}
    assert not desk.document.undo_label()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab, Key.Key_Escape, Key.Key_Down, Key.Key_Backspace])
def test_keys_inside_a_composition_stay_in_the_cell(paper: Desk, key: Qt.Key) -> None:
    desk = paper(blank("shanghai-2023", project_name="旧"))
    desk.at(NAME)
    desk.key(Key.Key_F2)
    send(desk, preedit("tu"))
    desk.key(key)
    assert desk.view.editing.is_open
    assert desk.view.cursor() == NAME
    send(desk, commit("图"))
    desk.key(Key.Key_Return)
    assert desk.text(NAME) == "旧图"


def test_what_is_composed_is_kept_wherever_the_clerk_goes(paper: Desk) -> None:
    leave = {
        "another cell": lambda desk: desk.click(GOAL),
        "another window": lambda desk: QApplication.sendEvent(
            desk.view, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
        ),
        "the same cell": lambda desk: desk.click(NAME),
        "a jump": lambda desk: desk.at(GOAL),
    }
    for how, act in leave.items():
        desk = paper(blank("shanghai-2023"))
        desk.at(NAME)
        send(desk, commit("甲"))
        send(desk, preedit("yi"))
        act(desk)
        assert desk.document.text(NAME) == "甲yi", how
        assert not desk.view.editing.machine.preedit, how


def test_undo_and_redo_after_a_composition(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023", project_name="旧"))
    desk.at(NAME)
    send(desk, preedit("tu"))
    send(desk, commit("图"))
    send(desk, preedit("s"))
    desk.key(Key.Key_Z, CTRL)  # belongs to the input method as long as it composes
    send(desk, commit("书"))
    desk.key(Key.Key_Return)
    assert desk.text(NAME) == "图书"
    desk.document.undo()
    assert desk.text(NAME) == "旧"
    desk.document.redo()
    assert desk.text(NAME) == "图书"


@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.5])
def test_candidates_stand_at_the_caret_zoomed_and_scrolled(paper: Desk, zoom: float) -> None:
    desk = paper(blank("shanghai-2023", goal_annual="第一行\n第二行"))
    desk.window.resize(500, 400)
    desk.view.set_zoom(zoom)
    desk.at(GOAL)
    desk.key(Key.Key_F2)
    send(desk, preedit("nihao"))
    desk.view.verticalScrollBar().setValue(desk.view.verticalScrollBar().value() + 30)
    end = rect(desk)
    cell = desk.view.view_rect(desk.view.pieces()[0].page, desk.view.pieces()[0].rect).toAlignedRect()
    assert cell.contains(end.center())
    send(desk, preedit("nihao", 0))
    first = rect(desk)
    assert first.left() < end.left()
    assert first.top() == end.top()
    scrolled = desk.view.verticalScrollBar().value()
    desk.view.verticalScrollBar().setValue(scrolled - 10)
    moved = scrolled - desk.view.verticalScrollBar().value()
    assert rect(desk).top() == first.top() + moved
    assert desk.view.inputMethodQuery(Query.ImAnchorRectangle) == rect(desk)


def rect(desk: Paper) -> QRect:
    found = desk.view.inputMethodQuery(Query.ImCursorRectangle)
    assert isinstance(found, QRect)
    assert found.height() > 0
    return found


def test_a_replacement_beyond_the_text_is_kept_within_it(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023", project_name="图𠮷馆"))
    desk.at(NAME)
    desk.key(Key.Key_F2)
    send(desk, commit("书", -1, 1))
    assert desk.document.text(NAME) == "图𠮷书"
    send(desk, commit("吉", -2, 1))  # half a character: the whole one stays, or goes whole
    assert desk.document.text(NAME) in ("图𠮷吉书", "图吉书")
    send(desk, commit("新", -99, 200))
    assert desk.document.text(NAME) == "新"


# --- any sequence ---


@dataclass
class Plain:
    """The text a clerk expects."""

    text: str = ""
    caret: int = 0
    anchor: int = 0
    preedit: str = ""
    saved: str = ""
    open: bool = False
    fresh: bool = False
    over: bool = False

    def start(self, text: str, *, fresh: bool) -> None:
        if not self.open:
            self.open, self.fresh, self.over = True, fresh, fresh
            self.text, self.preedit = text, ""
            self.caret = self.anchor = len(text)

    def insert(self, text: str) -> None:
        first, last = sorted((self.caret, self.anchor))
        self.text = self.text[:first] + text + self.text[last:]
        self.caret = self.anchor = first + len(text)
        self.fresh = self.fresh and not self.text

    def compose(self, text: str) -> None:
        if not self.open and not text:
            return
        self.start("", fresh=True)
        if text != self.preedit:
            self.insert("")
        self.preedit = text
        self._given_up()

    def commit(self, text: str, start: int, length: int) -> None:
        if not self.open and not text:
            return
        self.start("", fresh=True)
        if not (text or length or self.preedit):
            return
        self.insert("")
        self.preedit = ""
        first = min(max(self.caret + start, 0), len(self.text))
        last = max(min(max(self.caret + start + length, 0), len(self.text)), first)
        self.text = self.text[:first] + text + self.text[last:]
        if self.caret >= last:
            self.caret += len(text) - (last - first)
        elif self.caret >= first:
            self.caret = first + len(text)
        self.anchor = self.caret
        self.fresh = self.fresh and not self.text
        self._given_up()

    def leave(self) -> None:
        if self.open:
            self.insert(self.preedit) if self.preedit else None
            if not self.fresh:
                self.saved = self.text
        self.open, self.preedit = False, ""

    def _given_up(self) -> None:
        if self.fresh and not self.preedit:
            self.open = False


TEXTS = st.sampled_from(("图", "书馆", "𠮷", "a", "12", "，", "é", "甲乙丙"))
ACTS = st.one_of(
    st.tuples(st.just("compose"), st.sampled_from(("t", "tu", "tu s", "𠮷", "")), st.integers(0, 4)),
    st.tuples(st.just("commit"), TEXTS | st.just(""), st.just(0), st.just(0)),
    st.tuples(st.just("commit"), TEXTS, st.integers(-4, 2), st.integers(0, 5)),
    st.tuples(st.just("key"), st.sampled_from(("Left", "Right", "Backspace", "x", "F2", "select", "Esc"))),
    st.tuples(st.just("leave")),
)


def do(desk: Paper, plain: Plain, act: tuple[object, ...]) -> None:
    """Do the same to both."""
    if act[0] == "compose":
        text = str(act[1])
        send(desk, preedit(text, min(int(str(act[2])), units(text))))
        plain.compose(text)
    elif act[0] == "commit":
        text, start, length = str(act[1]), int(str(act[2])), int(str(act[3]))
        if "𠮷" in plain.text:  # a range may end inside this character; what comes of that is tested above
            start = length = 0
        send(desk, commit(text, start, length))
        plain.commit(text, start, length)
    elif act[0] == "leave":
        desk.at(OTHER)
        desk.at(NAME)
        plain.leave()
    else:
        press(desk, plain, str(act[1]))


def press(desk: Paper, plain: Plain, key: str) -> None:
    if not plain.open and key != "F2":
        return
    if key == "x":
        desk.type("x")
        plain.insert("x")
        return
    if key == "select":
        QTest.keyClick(desk.view, Key.Key_A, CTRL)
        if not plain.preedit:
            plain.anchor, plain.caret = 0, len(plain.text)
        return
    if key == "F2":
        plain.start(plain.saved, fresh=False)
    QTest.keyClick(desk.view, {"F2": Key.Key_F2, "Esc": Key.Key_Escape}.get(key) or getattr(Key, f"Key_{key}"))
    if plain.preedit:
        return
    if key == "F2":
        plain.over = False
        return
    if key in ("Left", "Right") and plain.over:  # typed over the cell: the arrows leave it
        desk.at(NAME)
        plain.leave()
        return
    first, last = sorted((plain.caret, plain.anchor))
    if key == "Esc":
        plain.open = False
    elif key == "Backspace":
        plain.anchor, plain.caret = (first, last) if first < last else (max(first - 1, 0), last)
        plain.insert("")
    elif key == "Left":
        plain.caret = plain.anchor = first if first < last else max(first - 1, 0)
    elif key == "Right":
        plain.caret = plain.anchor = last if first < last else min(last + 1, len(plain.text))


def agree(desk: Paper, plain: Plain) -> None:
    """Compare what both hold, and what the input method is told."""
    editing, machine = desk.view.editing, desk.view.editing.machine
    assert editing.is_open == plain.open
    assert desk.text(NAME) == plain.saved
    if plain.open:
        assert machine.text() == plain.text
        assert machine.preedit == plain.preedit
        assert (machine.caret(), machine.anchor()) == (plain.caret, plain.anchor)
        assert machine.shown() == plain.text[: plain.caret] + plain.preedit + plain.text[plain.caret :]
        assert desk.document.text(NAME) == (plain.saved if plain.fresh else plain.text)
        told = desk.view.inputMethodQuery
        assert told(Query.ImSurroundingText) == plain.text
        assert told(Query.ImCursorPosition) == units(plain.text[: plain.caret])
        assert told(Query.ImAnchorPosition) == units(plain.text[: plain.anchor])
    else:
        assert desk.document.text(NAME) == plain.saved


@pytest.mark.soak
def test_any_sequence_of_an_input_method_is_what_a_plain_text_would_be(paper: Desk) -> None:
    desk = paper(blank("shanghai-2023"))

    @settings(max_examples=soak.rounds(500, 12))
    @given(st.lists(ACTS, max_size=14))
    def run(acts: list[tuple[object, ...]]) -> None:
        desk.at(NAME)
        desk.view.close_editor()
        plain = Plain(saved=desk.text(NAME))
        for act in acts:
            do(desk, plain, act)
            agree(desk, plain)
        desk.at(OTHER)
        plain.leave()
        assert desk.text(NAME) == plain.saved

    run()
