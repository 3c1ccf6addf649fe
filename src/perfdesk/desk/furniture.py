"""The furniture of a window: paper, panels and acts; made after the first paint, or when a draft comes before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from perfdesk.desk.bar import cell_menu
from perfdesk.desk.checks import Checks
from perfdesk.desk.exports import Exports
from perfdesk.desk.files import Files
from perfdesk.desk.find.find import Find
from perfdesk.desk.forms.clipping import FormClips
from perfdesk.desk.forms.panel import FormsPanel
from perfdesk.desk.helps import Helps
from perfdesk.desk.importing.commands import Imports
from perfdesk.desk.importing.review import ReviewPane
from perfdesk.desk.library.panel import LibraryPanel
from perfdesk.desk.outside import Outside
from perfdesk.desk.paper import reach
from perfdesk.desk.paper.view import PaperView
from perfdesk.desk.printing.commands import Prints
from perfdesk.desk.problems.comments import CommentsPanel
from perfdesk.desk.problems.doubts import DoubtsPanel
from perfdesk.desk.problems.panel import ProblemsPanel
from perfdesk.desk.recovery import Recovery
from perfdesk.desk.remarks import Remarks
from perfdesk.desk.reporting import Reports
from perfdesk.desk.side import COMMENTS, DOUBTS, SidePanel
from perfdesk.desk.start import EmptyPage

if TYPE_CHECKING:
    from perfdesk.desk.window import Window


def furnish(window: Window) -> None:
    """Make every part of a window that a draft needs, and put it into its place."""
    reach.install()
    _make_panels(window)
    _make_acts(window)
    for page in (window.paper, window.empty):
        window.stack.addWidget(page)
    window.row.insertWidget(0, window.forms)
    window.row.insertWidget(1, window.review, 1)
    window.row.addWidget(window.side)
    _connect(window)
    for panel in (window.forms, window.problems, window.doubts, window.comments, window.library):
        panel.set_document(None)
    window.view.arrange()


def _make_panels(window: Window) -> None:
    window.paper = PaperView()
    window.forms = FormsPanel(window.commit, window.program.documents)
    window.problems = ProblemsPanel(window.commit)
    window.doubts = DoubtsPanel(window.commit)
    window.comments = CommentsPanel(window.commit)
    window.library = LibraryPanel(window.paper)
    window.side = SidePanel(_pages(window))
    window.review = ReviewPane(window)
    window.empty = EmptyPage(window)


def _make_acts(window: Window) -> None:
    window.files = Files(window)
    window.outside = Outside(window)
    window.imports = Imports(window)
    window.exports = Exports(window)
    window.prints = Prints(window)
    window.checks = Checks(window)
    window.remarks = Remarks(window)
    window.reports = Reports(window)
    window.recovery = Recovery(window)
    window.finder = Find(window)
    window.clips = FormClips(window)
    window.helps = Helps(window)


def _connect(window: Window) -> None:
    for cards in (window.problems.list, window.doubts.list):
        cards.pressed.connect(lambda _key, button: window.paper.setFocus() if button in ("", "go") else None)
    window.problems.counted.connect(window.view.show_counts)
    window.doubts.counted.connect(lambda count: window.side.count(DOUBTS, count, "●"))
    window.doubts.turned.connect(window.refresh_actions)
    window.comments.counted.connect(lambda count: window.side.count(COMMENTS, count, "■"))
    window.problems.asked.connect(window.checks.take)
    window.comments.asked.connect(window.remarks.take)
    window.forms.said.connect(window.say)
    window.forms.made.connect(window.paper.begin)
    window.library.said.connect(window.say)
    window.paper.help_changed.connect(window.status.show_help)
    window.paper.count_changed.connect(window.status.show_count)
    window.paper.zoom_changed.connect(window.status.show_zoom)
    window.paper.verticalScrollBar().valueChanged.connect(lambda: window.status.show_seen(window.paper.page_seen()))
    window.paper.block.said.connect(window.say)
    window.paper.menu_wished.connect(lambda point: cell_menu(window).popup(point))
    window.side.opened.connect(lambda: window.view.show_right(window.side.stack.currentIndex()))


def _pages(window: Window) -> list[tuple[str, str, QWidget]]:
    """Return the pages of the right panel: words, short words, widget of each."""
    return [
        ("问题", "问\n题", window.problems),
        ("指标库", "指\n标\n库", window.library),
        ("存疑", "存\n疑", window.doubts),
        ("批注", "批\n注", window.comments),
    ]
