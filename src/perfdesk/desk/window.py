"""The window of one draft: menus, tool bar, forms at the left, the paper, problems at the right, a status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from perfdesk.desk.actions import ACTIONS, Action
from perfdesk.desk.banner import Banner
from perfdesk.desk.bar import Bar, fill_menus, make_actions
from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.start import StartPage
from perfdesk.desk.status import StatusLine
from perfdesk.desk.view import View
from perfdesk.errors import UserError

if TYPE_CHECKING:
    from perfdesk.desk.checks import Checks
    from perfdesk.desk.document import Document
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
    from perfdesk.desk.paper.view import PaperView
    from perfdesk.desk.printing.commands import Prints
    from perfdesk.desk.problems.comments import CommentsPanel
    from perfdesk.desk.problems.doubts import DoubtsPanel
    from perfdesk.desk.problems.panel import ProblemsPanel
    from perfdesk.desk.program import Program
    from perfdesk.desk.recovery import Recovery
    from perfdesk.desk.remarks import Remarks
    from perfdesk.desk.reporting import Reports
    from perfdesk.desk.side import SidePanel
    from perfdesk.desk.start import EmptyPage

TITLE = "项目支出绩效目标表"


class Window(QMainWindow):  # house: Qt's events, and one line for each part of the furniture
    """One window, one draft (or none yet: the start page).

    The start page needs little; what a draft needs (the furniture) is made after the first paint, or when it is asked
    for before, so that the window is there at once.

    Signals:
        painted: the window has been seen for the first time.
    """

    painted = Signal()
    furnished = False
    program: Program
    document: Document | None
    paper: PaperView
    forms: FormsPanel
    problems: ProblemsPanel
    doubts: DoubtsPanel
    comments: CommentsPanel
    library: LibraryPanel
    checks: Checks
    remarks: Remarks
    reports: Reports
    files: Files
    outside: Outside
    imports: Imports
    exports: Exports
    prints: Prints
    recovery: Recovery
    review: ReviewPane
    view: View
    finder: Find
    clips: FormClips
    helps: Helps
    side: SidePanel
    empty: EmptyPage
    actions_by_id: dict[str, QAction]

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.program = program
        self.document = None
        self.left_at: dict[QWidget, QWidget] = {}  # part of the window → what had the focus in it last
        self.start = StartPage(self)
        self.banner = Banner()
        self.status = StatusLine()
        self.view = View(self)
        self.actions_by_id = make_actions(self)
        self.bar = Bar(self.actions_by_id)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.bar)
        fill_menus(self, self.actions_by_id)
        self.stack = QStackedWidget()
        self.row = QHBoxLayout()
        self._seen = False
        self._arrange()
        self.bar.layout_menu.aboutToShow.connect(self._fill_layouts)
        self.status.zoom_wished.connect(self.view.zoom_wished)
        self._number_changed()
        self.refresh_state()

    def furnish(self) -> None:
        """Make what a draft needs, if it is not there yet."""
        if not self.furnished:
            from perfdesk.desk.furniture import furnish  # noqa: PLC0415 -- most of the program: after the first paint

            self.furnished = True
            furnish(self)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- any part of the furniture
        """Make the furniture when a part of it is asked for."""
        if self.furnished or name not in Window.__annotations__:
            raise AttributeError(name)
        self.furnish()
        return getattr(self, name)

    # --- the draft ---

    def show_document(self, document: Document | None) -> None:
        """Show a draft in this window in place of the start page."""
        self.furnish()
        old, self.document = self.document, document
        if document is not None:
            document.setParent(self)
            document.state_changed.connect(self.refresh_state)
            document.live_changed.connect(self.refresh_state)
            document.draft_changed.connect(self._draft_changed)
            document.number_changed.connect(self._number_changed)
            document.cursor_changed.connect(self.refresh_actions)
            document.refused.connect(self.say)
            document.said.connect(self.say)
            self.banner.show_read_only(document.read_only)
        self.paper.set_document(document)
        if old is not None and old is not document:
            old.blockSignals(True)  # nobody shows it any more
            old.deleteLater()
        for panel in (self.forms, self.problems, self.doubts, self.comments, self.library):
            panel.set_document(document)
        self.review.watch()
        self.recovery.watch(document)
        self._number_changed()
        self.refresh_state()
        self.view.arrange()
        if document is not None:
            document.check_soon()
            self.paper.setFocus()

    def commit(self) -> None:
        """Take the open editor's text into the draft: before a save, another form, undo."""
        if self.document is not None:
            self.paper.commit()

    def undo(self) -> None:
        """Take back the last step."""
        if self.document is not None:
            self.commit()
            self.document.undo()

    def redo(self) -> None:
        """Make the step again that was taken back."""
        if self.document is not None:
            self.commit()
            self.document.redo()

    def give(self, record: Action) -> None:
        """Give a command; an error is told, never lost."""
        if not record.enabled(self):
            return
        try:
            record.run(self)
        except UserError as error:
            tell_error(self, error)

    def say(self, text: str) -> None:
        """Show a sentence in the status line for a while."""
        self.status.say(text)

    # --- what is shown ---

    def refresh_state(self) -> None:
        """Show title, what is saved, and which commands can be given."""
        document = self.document
        if document is None:
            self.setWindowTitle(TITLE)
            self.setWindowModified(False)
        else:
            name = document.path.stem if document.path else "未命名草稿"
            locked = "（只读）" if document.read_only else ""
            self.setWindowTitle(f"{name}{locked}[*] — {TITLE}")
            self.setWindowModified(document.unsaved)
        self.status.show_saved(self.files.saved_text() if document is not None else "")
        self.refresh_actions()

    def refresh_actions(self, *_: object) -> None:
        """Enable the commands that can be given now."""
        for record in ACTIONS:
            enabled = record.enabled(self)
            if self.actions_by_id[record.id].isEnabled() != enabled:
                self.actions_by_id[record.id].setEnabled(enabled)
        self.view.check_choices()

    # --- Qt's events ---

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 -- Qt's name
        """Ask what is to become of unsaved text."""
        if self.furnished:
            if not self.files.may_close():
                event.ignore()
                return
            self.recovery.forget()
            self.files.release()
        self.program.closed(self)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Collapse the panels where the paper needs the room."""
        super().resizeEvent(event)
        self.view.arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 -- Qt's name
        """Look for a change made by somebody else when the window comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.furnished:
            self.outside.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 -- Qt's name
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 -- Qt's name
        """Open drafts, import everything else."""
        event.acceptProposedAction()
        self.files.take([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    # --- putting it together ---

    def _draft_changed(self) -> None:
        self._show_pages()
        self.refresh_state()

    def _number_changed(self, *_: object) -> None:
        document = self.document
        drawable = document is not None and document.drawable
        if document is None:
            self.stack.setCurrentWidget(self.start)
            self.start.setFocus()
        elif drawable:
            self.stack.setCurrentWidget(self.paper)
        else:
            form = document.form.template if document.draft.forms else ""
            self.empty.show_reason(form)
            self.stack.setCurrentWidget(self.empty)
        self.status.zooms.setVisible(drawable)
        self.bar.show_layout(document.template if document is not None and drawable else None)
        self._fill_layouts()
        self._show_pages()
        self.refresh_actions()

    def _show_pages(self) -> None:
        document = self.document
        self.status.show_page(document.pages() if document is not None and document.drawable else 0)

    def _fill_layouts(self) -> None:
        document = self.document
        if document is None or not document.drawable:
            return
        from perfdesk.work.forms import is_blank  # noqa: PLC0415 -- a draft is there: its room is loaded

        blank = is_blank(document.form, document.template) and not document.shut
        choose = self.forms.change_layout if blank else None
        self.bar.fill_layouts(list(document.templates.values()), document.template.id, choose)

    def _arrange(self) -> None:
        self.stack.addWidget(self.start)
        self.start.setMinimumWidth(1)  # or the page that is not shown would take room from the paper
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self.stack, 1)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addLayout(middle, 1)
        centre = QWidget()
        centre.setObjectName("centre")
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.row, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(centre)
        self.setMinimumSize(800, 480)
