"""A real paper in a real window, worked with keys, mouse and input method only; what it shows is read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from perfdesk.desk.document import Document
from perfdesk.desk.editors.offering import is_waiting
from perfdesk.desk.editors.popup import Popup
from perfdesk.desk.paper import PaperView
from perfdesk.model import Draft, Form, Indicator
from perfdesk.paths import resources
from perfdesk.region.load import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.render import render_form
from perfdesk.work.importing import Imported, import_clipboard
from published import as_published

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TEMPLATES = ("dongguan-city-2020", "dongguan-town-2022", "dongkeng-2024", "shanghai-2023")
OUT, QUANTITY, QUALITY = "预期产出指标", "数量指标（或建筑规模指标）", "质量指标"
TOWN = "dongguan-town-2022"
TOWN_ROWS = (
    (OUT, QUANTITY, "修缮面积", "≥200平方米"),
    (OUT, QUANTITY, "采购图书", "≥3000册"),
    (OUT, QUANTITY, "培训场次", "≥6场"),
    (OUT, QUALITY, "验收合格率", "100%"),
)
"""A few rows for a layout of two horizons."""
TOLERATED = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What the offscreen platform says of every window and every tooltip."""


@cache
def sample() -> Draft:
    """Return the bundled draft; its first four forms show the four templates."""
    return read_bytes((resources() / "samples" / "library-2026.perfdesk").read_bytes()).draft


@cache
def imported() -> Imported:
    """Return what an import makes of the sample with a few values damaged: forms in doubt, with their source."""
    draft = sample()
    text = as_published(render_form(templates()[each.template], draft, at) for at, each in enumerate(draft.forms[:4]))
    damaged = text.replace("≥98%", "<p>≥98%</p>").replace("≥95%", "95%以上？").replace("时效指标", "时效", 2)
    return import_clipboard("", damaged, templates())


def blank(template: str, **fields: str) -> Draft:
    """Return a draft of one form with these fields and no indicator."""
    shared = {name: text for name, text in fields.items() if templates()[template].fields[name].scope == "draft"}
    own = {name: text for name, text in fields.items() if name not in shared}
    return Draft(id="d", shared=shared, forms=(Form(id="1", template=template, fields=own),))


def with_rows(template: str, *rows: tuple[str, str, str, str]) -> Draft:
    """Return a draft of one form with rows of level 1, level 2, name and target (in the first horizon)."""
    horizon = templates()[template].horizons[0]
    made = tuple(
        Indicator(id=str(at + 1), level1=one, level2=two, horizons={horizon: {"name": name, "target": target}})
        for at, (one, two, name, target) in enumerate(rows)
    )
    return Draft(id="d", forms=(Form(id="1", template=template, indicators=made),))


def at_row(row: str, part: str = "name", horizon: str = "mid") -> str:
    """Return the path of a part of a row."""
    return f"indicators/{row}/{horizon}/{part}"


def texts(draft: Draft, part: str = "name", horizon: str = "mid") -> list[str]:
    """Return a part of every row of the first form."""
    return [row.text(horizon, part) for row in draft.forms[0].indicators]


@dataclass
class Paper:
    """The window of a test: acts as a clerk does."""

    window: QWidget
    view: PaperView
    document: Document

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.view, key, modifiers)

    def type(self, text: str) -> None:
        """Type: ASCII by keys, the rest as an input method commits it."""
        for char in text:
            if char.isascii():
                QTest.keyClick(self.view, char)
            else:
                self.compose("", char)

    def compose(self, preedit: str, commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.view, event)

    def at(self, path: str) -> None:
        """Put the cursor on an input, as a jump from a list does."""
        self.document.go_to(self.document.number, path)

    def middle(self, path: str, nth: int = 0) -> QPoint:
        places = self.view.places()
        assert places is not None
        spot = places.spot(path, nth)
        assert spot is not None, path
        piece = places.pieces(spot)[0]
        return self.view.view_rect(piece.page, piece.rect).center().toPoint()

    def click(self, path: str, nth: int = 0) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.middle(path, nth))

    def wheel(self, where: QWidget, by: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        middle = QPointF(where.rect().center())
        event = QWheelEvent(
            middle,
            where.mapToGlobal(middle),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(where, event)

    def text(self, path: str) -> str:
        """Return what the draft holds, the open editor aside."""
        from perfdesk.model import path as paths

        return paths.get(self.document.draft, self.document.number, path)

    def picture(self) -> QImage:
        """Return the paper as the screen shows it."""
        QApplication.processEvents()
        return self.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def popup(self) -> Popup | None:
        """Return the list or hint that is shown when typing has paused."""
        QTest.qWait(1)
        while is_waiting(self.view.editing.offering):  # its pause, however late a busy machine ends it
            QTest.qWait(5)
        return next((each for each in self.window.findChildren(Popup) if each.isVisible()), None)

    def offered(self) -> list[str]:
        popup = self.popup()
        return [offer.text for offer in popup.offers] if popup is not None else []

    def hint(self) -> str:
        popup = self.popup()
        return popup.foot if popup is not None and not popup.offers else ""


def open_paper(draft: Draft, number: int = 0, read_only: str = "") -> Paper:
    """Return a paper that shows form `number`, its cursor on the first input."""
    document = Document(draft, templates(), read_only=read_only)
    document.show(number)
    window = QWidget()
    window.resize(900, 1220)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    view = PaperView()
    layout.addWidget(view)
    view.set_document(document)
    window.show()
    window.activateWindow()
    view.setFocus()
    QApplication.processEvents()
    return Paper(window, view, document)


class Desk:
    """Opens papers and closes them when the test ends."""

    def __init__(self) -> None:
        self.open: list[Paper] = []
        self.asked: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._leave)
        self._timer.start(50)

    def __call__(self, draft: Draft, number: int = 0, read_only: str = "") -> Paper:
        self.open.append(open_paper(draft, number, read_only))
        return self.open[-1]

    def _leave(self) -> None:
        """Leave a dialog that nobody expected, or the test would wait for ever."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self.asked.append(dialog.windowTitle())
            dialog.reject()


@pytest.fixture
def paper(qapp: QApplication, qtlog: object) -> Iterator[Desk]:
    """Give a test its papers; a message of Qt that nobody tolerates fails it."""
    desk = Desk()
    yield desk
    for each in desk.open:
        each.window.close()
        each.window.deleteLater()
    QApplication.processEvents()
    assert not desk.asked, desk.asked
    stray = [each.message for each in qtlog.records if not each.message.startswith(TOLERATED)]  # type: ignore[attr-defined]
    assert not stray, stray
