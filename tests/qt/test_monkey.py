"""A monkey at the real window: any keys, any mouse, any input method, all commands, and nothing breaks or is lost."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenuBar, QWidget

import soak
from desks import Desk, escape, plain, presses, show
from papers import blank, imported, sample
from perfdesk.desk.actions import ACTIONS
from perfdesk.desk.document import Document
from perfdesk.desk.editors.editing import untouched
from perfdesk.desk.editors.kinds import kind_of
from perfdesk.desk.editors.offers import is_initials
from perfdesk.desk.paper.marks import marks_of, shown_marks
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.page import fit
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.render import render_form
from perfdesk.work.carrying import as_html
from perfdesk.work.forms import form_name
from perfdesk.work.reviewing import review_of

EVENTS = 400
"""Events between two times that everything is undone and redone."""
LEFT_OUT = {
    *("file.new", "file.open", "file.sample", "file.import", "file.import_clipboard", "file.backups"),
    *("file.close", "file.quit"),
    *("view.light", "view.dark", "view.system"),  # slow, and tests of their own
}
"""They leave this draft or this window."""
NO, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
MOVES = (Key.Key_Tab, Key.Key_Return, Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End)
KEYS = (
    *((key, NO) for key in (*MOVES, *MOVES, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Escape, Key.Key_F2, Key.Key_F4)),
    *((key, NO) for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_Space, Key.Key_Backspace)),
    *((key, SHIFT) for key in MOVES),
    *((key, CTRL) for key in (Key.Key_Home, Key.Key_End, Key.Key_A, Key.Key_Z, Key.Key_Y, Key.Key_D, Key.Key_C)),
    *((key, CTRL) for key in (Key.Key_X, Key.Key_V, Key.Key_Left, Key.Key_Right, Key.Key_Return)),
    *((key, ALT) for key in (Key.Key_Down, Key.Key_Up, Key.Key_Return)),
)
TYPED = ("9", "5", "%", "x", "s", "l", "2026", "myd", "12.3", " ", "-")
COMPOSED = ("", "t", "tu s", "ni'h")
COMMITTED = ("图书", "≥", "《", "𠮷", "次", "")
CLIPBOARD = ("≥95%", "一\n二", "a\tb\nc\td\n", "", "\x0b甲", "长" * 300, "甲\u2029乙\r丙")
WEB = (
    "<table><tr><td rowspan=2>产出指标</td><td>数量指标</td><td>场次</td></tr><tr><td>质量指标</td></tr></table>",
    "<p>一段<b>话</b></p>",
    "<table><tr><td>1<br>2</td><td></td></tr><tr><td colspan=2>甲</td></tr></table>",
)


class Watch:
    """Follows what a clerk types: it stands in the draft, or in the open editor, until Esc gives it up."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.seen: list[Draft] = []
        self.held: tuple[str, str] | None = None
        desk.document.draft_changed.connect(lambda _change: self.seen.append(desk.document.draft))

    def before(self) -> None:
        """Note what is typed and not taken yet; what is composed, or looks for a name in a list, is not held yet."""
        editing, self.seen = self.desk.window.paper.editing, []
        text = editing.machine.text()
        search = editing.offering.listing or (editing.path.startswith("indicators/") and is_initials(text))
        held = editing.is_open and not editing.machine.preedit and not search and not untouched(editing)
        self.held = (editing.path, text) if held else None

    def after(self, done: str) -> None:
        """Look for what was typed: open still, or in the draft as it is or as it was for a moment."""
        desk, editing, held = self.desk, self.desk.window.paper.editing, self.held
        if editing.is_open and not editing.machine.preedit:
            assert desk.document.text(editing.path) == editing.machine.text(), "the draft hears nothing of it"
        if held is None or done.endswith(("Key_Escape", "Key_F4")) or (editing.is_open and editing.path == held[0]):
            return
        if held[0].endswith(("/level1", "/level2")) and not held[1].strip():
            return  # a level without a name is not taken
        every = (each for draft in (desk.document.draft, *self.seen) for each in words(draft))
        assert held[1] in every, f"{held} is gone"


def words(draft: Draft) -> Iterator[str]:
    """Yield every text of a draft, the empty one too."""
    yield ""
    yield from draft.shared.values()
    for form in draft.forms:
        yield from form.fields.values()
        for row in form.indicators:
            yield from (row.level1, row.level2, *(text for parts in row.horizons.values() for text in parts.values()))


class Monkey:
    """One draft in the window, and what is done to it, drawn from a seed."""

    def __init__(self, desk: Desk, seed: int, path: Path) -> None:
        self.desk, self.seed, self.chance = desk, seed, random.Random(seed)
        self.done: list[str] = []
        path.unlink(missing_ok=True)
        self.path = path
        self.start = self.begin()
        show(desk, Document(self.start, desk.program.templates, path))
        if self.start.forms[0].doubts or self.start.doubts:
            desk.window.review.begin(review_of(imported(), desk.program.templates))
        self.watch = Watch(desk)
        self.commands = [each for each in ACTIONS if each.id not in LEFT_OUT]
        acts: tuple[tuple[int, Callable[[], str]], ...] = (
            *((20, self.key), (18, self.type), (10, self.command), (12, self.click), (3, self.drag)),
            *((8, self.compose), (5, self.go), (2, self.wheel), (3, self.write), (1, self.clipboard), (1, self.resize)),
        )
        self.weights, self.acts = zip(*acts, strict=True)

    def begin(self) -> Draft:
        """Return what the round begins with: the sample, an import in doubt, or an empty form of any layout."""
        if self.chance.random() < 0.5:
            return plain(sample().model_copy(update={"forms": sample().forms[:4]}))
        if self.chance.random() < 0.6:
            return plain(imported().draft)
        return blank(self.chance.choice(sorted(templates())))

    def act(self) -> None:
        """Do one thing, whatever has the focus."""
        (act,) = self.chance.choices(self.acts, self.weights)
        self.done.append(f"{act.__name__} …")
        self.watch.before()
        self.done[-1] = f"{act.__name__} {act()}"
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the loop of the program does
        self.watch.after(self.done[-1])

    # --- what it does ---

    def focus(self) -> QWidget:
        self.desk.front()
        return QApplication.focusWidget() or self.desk.window.paper

    def key(self) -> str:
        key, modifiers = self.chance.choice(KEYS)
        QTest.keyClick(self.focus(), key, modifiers)
        return f"{modifiers.name} {key.name}"

    def type(self) -> str:
        text = self.chance.choice(TYPED)
        for char in text:
            QTest.keyClick(self.focus(), char)
        return text

    def compose(self) -> str:
        event = QInputMethodEvent(self.chance.choice(COMPOSED), [])
        if self.chance.random() < 0.5:
            event.setCommitString(self.chance.choice(COMMITTED), -self.chance.randrange(3), self.chance.randrange(3))
        told = f"{event.preeditString()!r} {event.commitString()!r} {event.replacementStart()}"
        QApplication.sendEvent(self.focus(), event)
        return told

    def command(self) -> str:
        record = self.chance.choice(self.commands)
        self.desk.front()
        self.desk.window.actions_by_id[record.id].trigger()
        return record.id

    def go(self) -> str:
        places = self.desk.window.paper.places()
        path = self.chance.choice(places.order) if places is not None and places.order else ""
        self.desk.at(path)
        return path

    def write(self) -> str:
        """Type into a field and leave it: it stands in the draft as it was typed, or as it was where that is locked."""
        places, document = self.desk.window.paper.places(), self.desk.document
        texts = [
            path
            for path in (places.order if places is not None else ())
            if path.startswith("fields/") and kind_of(document.template, path) in ("text", "long text")
        ]
        if not texts:
            return "nothing"
        path, text = self.chance.choice(texts), f"{self.chance.randrange(10_000)} ab"
        self.desk.front()
        self.desk.window.commit()  # an input method would not let these keys through while it composes
        self.desk.at(path)
        holds = self.desk.text(path) if document.shut_at(path) else text
        for char in text:
            QTest.keyClick(self.desk.window.paper, char)
        QTest.keyClick(self.desk.window.paper, Key.Key_Tab)
        assert self.desk.text(path) == holds
        return path

    def click(self) -> str:
        widget, point = self.place()
        button = Qt.MouseButton.RightButton if self.chance.random() < 0.1 else Qt.MouseButton.LeftButton
        if self.chance.random() < 0.2:
            QTest.mouseDClick(widget, button, self.chance.choice((NO, SHIFT)), point)
        else:
            QTest.mouseClick(widget, button, self.chance.choice((NO, NO, SHIFT, CTRL)), point)
        return f"{type(widget).__name__} {point.toTuple()}"

    def drag(self) -> str:
        widget, point = self.place()
        far = point + QPoint(self.chance.randint(-200, 200), self.chance.randint(-200, 200))
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, NO, point)
        QTest.mouseMove(widget, far)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NO, far)
        return f"{type(widget).__name__} {point.toTuple()} {far.toTuple()}"

    def wheel(self) -> str:
        widget, point = self.place()
        where = QPointF(point)
        turn, modifiers = QPoint(0, self.chance.choice((-240, 240))), self.chance.choice((NO, CTRL))
        button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(where, widget.mapToGlobal(where), QPoint(), turn, button, modifiers, phase, False)
        QApplication.sendEvent(widget, event)
        return type(widget).__name__

    def clipboard(self) -> str:
        """Put a text, a table of a browser, or the shown form as another program copies it on the clipboard."""
        document, kind = self.desk.document, self.chance.random()
        mime = QMimeData()
        if kind < 0.5:
            mime.setText(self.chance.choice(CLIPBOARD))
        elif kind < 0.8 or not document.drawable:
            mime.setHtml(self.chance.choice(WEB))
        else:
            mime.setHtml(as_html(document.sheet().grid))
        QGuiApplication.clipboard().setMimeData(mime)
        return mime.html()[:40] or repr(mime.text()[:20])

    def resize(self) -> str:
        self.desk.window.resize(self.chance.choice((820, 1093, 1366, 1700)), self.chance.choice((500, 614, 768)))
        return ""

    def place(self) -> tuple[QWidget, QPoint]:
        """Return any place of the window: the paper as often as all the rest."""
        window = self.desk.window
        self.desk.front()
        paper = window.paper.viewport()
        if self.chance.random() < 0.5 and paper.isVisible():
            return paper, self.point(paper)
        shown = [each for each in window.findChildren(QWidget) if each.isVisible() and not isinstance(each, QMenuBar)]
        widget = self.chance.choice(shown)
        return widget, self.point(widget)

    def point(self, widget: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height())))

    # --- what must hold ---

    def look(self) -> None:
        """Compare what is shown and what is held with what they are made from."""
        desk, document = self.desk, self.desk.document
        draft = document.draft
        assert desk.window.isVisible()
        assert len(desk.names()) <= len(draft.forms)
        assert desk.window.isWindowModified() == document.unsaved
        assert desk.names() == [form_name(draft, row.number) for row in desk.window.forms.model.rows]
        for record in ACTIONS:
            assert desk.window.actions_by_id[record.id].isEnabled() == record.enabled(desk.window), record.id
        if document.drawable and not desk.window.paper.editing.is_open:
            anew = render_form(document.template, draft, document.number, typing=True)
            assert document.sheet() == anew
            assert document.fit() == fit(anew)
            places = desk.window.paper.places()
            assert places is not None
            assert desk.window.paper.marks == shown_marks(marks_of(document), places)
            assert all(document.text(path) == paths.get(draft, document.number, path) for path in places.order)

    def finish(self) -> int:
        """Undo all, redo all, save, read back; return how many steps there were."""
        desk = self.desk
        desk.front()
        desk.window.paper.setFocus()
        desk.window.commit()
        self.look()
        presses(desk, "edit.redo")
        end = plain(desk.document.draft)
        steps = presses(desk, "edit.undo")
        assert plain(desk.document.draft) == self.start
        presses(desk, "edit.redo")
        assert plain(desk.document.draft) == end
        desk.window.files.save()
        assert plain(read_bytes(self.path.read_bytes()).draft) == end
        return len(steps)


def leave(dialog: QDialog, chance: random.Random) -> None:
    """Leave a dialog, by Enter where it asks something small."""
    small = any(word in dialog.windowTitle() for word in ("新建表", "删除", "说明", "批注", "放不下", "修正"))
    if small and not isinstance(dialog, QFileDialog) and chance.random() < 0.4:
        QTest.keyClick(dialog, Key.Key_Return)
    if dialog.isVisible():
        escape(dialog)


def shut(chance: random.Random) -> None:
    """Choose something in a menu that is open, or leave it."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        for _ in range(chance.randrange(3)):
            QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, chance.choice((Key.Key_Return, Key.Key_Escape)))
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def memory_mb() -> float:
    """Return what the process holds, 0 where it cannot be told."""
    if sys.platform != "linux":
        return 0.0
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1_000_000


@pytest.mark.soak
def test_a_monkey_breaks_nothing_and_loses_nothing(desk: Desk, request: pytest.FixtureRequest) -> None:
    chance = random.Random(random.getrandbits(64))
    desk.otherwise = lambda dialog: leave(dialog, chance)
    timer = QTimer()
    timer.setInterval(15)
    timer.timeout.connect(lambda: shut(chance))
    timer.start()
    warm = 0.0
    total = 0
    rounds = soak.rounds(100_000 // EVENTS, 1)
    events = EVENTS if rounds > 1 else EVENTS // 4
    for turn in soak.loop("rounds of 400 events of a monkey", 100_000 // EVENTS, 1):
        monkey = Monkey(desk, chance.randrange(2**32), desk.folder / "a.perfdesk")
        try:
            for number in range(events):
                monkey.act()
                if number % 8 == 0:
                    monkey.look()
            total += monkey.finish()
        except BaseException:
            sys.stderr.write(f"seed {monkey.seed}, {len(monkey.done)} events, the last:\n")
            sys.stderr.write("\n".join(monkey.done[-25:]) + "\n")
            raise
        if turn == 10:
            warm = memory_mb()
        if turn > 20:
            assert memory_mb() - warm < 50, "the memory grows"
    timer.stop()
    assert total > 0, "the monkey does nothing"
