"""Finding in the draft of a window and replacing: what the dialog, the menu and F3 ask for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from perfdesk.desk.document import Document
from perfdesk.desk.paper.found import Found
from perfdesk.work import searching, standing
from perfdesk.work.searching import MOST_HITS, Hit

if TYPE_CHECKING:
    from perfdesk.desk.find.dialog import FindDialog
    from perfdesk.desk.window import Window

Key = tuple[int, str, int]
"""A place in the draft: form, path, character."""


class Find:
    """Finds and replaces; an open editor is committed first."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._followed: Document | None = None
        self._here: Key | None = None
        self._marks = Found(window.paper)

    @cached_property
    def dialog(self) -> FindDialog:
        """The dialog, made when it is first asked for."""
        from perfdesk.desk.find.dialog import FindDialog  # noqa: PLC0415 -- the start stays fast

        return FindDialog(self, self._window)

    # --- commands ---

    def open(self, *, replacing: bool = False) -> None:
        """Show the dialog, to find or to find and replace; what is selected in the open text is looked for."""
        editing = self._window.paper.editing
        selected = editing.machine.textCursor().selectedText() if editing.is_open else ""
        self._window.commit()
        self.dialog.show_for(replacing=replacing, words="" if "\u2029" in selected else selected)
        self.search()

    def again(self, by: int) -> None:
        """Go to the next or the previous hit of what was looked for last."""
        if "dialog" in self.__dict__ and self.dialog.words.text():
            self.step(by)
        else:
            self.open()

    def begin(self) -> None:
        """Forget where the search was: something else is looked for."""
        self._here = None

    def closed(self) -> None:
        """Give the keys to the paper again; the place gone to stays marked until the cursor leaves it."""
        self._mark()
        self._window.activateWindow()
        self._window.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        """Look for it now; what is being typed on the paper is not touched."""
        self.dialog.timer.stop()
        document = self._window.document
        self._follow(document)
        found: list[Hit] = []
        if document is not None and document.draft.forms:
            number = document.number if self.dialog.this_form else None
            for hit in searching.hits(document.draft, document.templates, self.dialog.wanted(), number):
                found.append(hit)
                if len(found) >= MOST_HITS:
                    break
        self.dialog.model.show(found)
        self._mark()

    def step(self, by: int) -> None:
        """Go to the next or the previous hit, round at the ends."""
        self._window.commit()
        self.search()
        hits = self.dialog.model.hits
        if not hits:
            return
        keys = [key_of(hit) for hit in hits]
        if self._here in keys:
            self.go((keys.index(self._here) + by) % len(hits))
            return
        here = self._spot(self._here or self._cursor())
        later = next((at for at, key in enumerate(keys) if self._spot(key) > here), len(hits))
        self.go((later if by > 0 else later - 1) % len(hits))

    def replace_one(self) -> None:
        """Replace the hit that is marked, and go to the next; without one, go to the first."""
        self._window.commit()
        self.search()
        document, at = self._window.document, self.dialog.row()
        if document is None or at < 0 or self._shut():
            self.step(1)
            return
        hit = self.dialog.model.hits[at]
        locked = standing.lock(document.draft, hit.number)
        made = searching.replace(document.draft, document.templates, (hit,), self.dialog.new.text())
        document.show(hit.number)
        if locked or not document.edit("替换", made.draft, hit.path):
            self.dialog.told.setText(locked or "没有替换，原因见窗口底部。")
            return
        self._here = (hit.number, hit.path, hit.start + len(self.dialog.new.text()) - 1)
        kept = bool(made.kept)
        self.step(1)
        if kept:
            self.dialog.told.setText("指标级别不能没有名称，这一处没有替换。")

    def replace_all(self) -> None:
        """Replace every hit, as one step of undo."""
        self._window.commit()
        self.search()
        document = self._window.document
        if document is None or not self.dialog.model.hits or self._shut():
            return
        hits = self.dialog.model.hits
        free = [hit for hit in hits if not standing.lock(document.draft, hit.number)]
        made = searching.replace(document.draft, document.templates, free, self.dialog.new.text())
        if made.done and not document.edit("全部替换", made.draft, self._window.paper.cursor()):
            self.dialog.told.setText("没有替换，原因见窗口底部。")
            return
        self._here = None
        self.search()
        kept = f"；{made.kept} 处级别名称不能为空，没有替换" if made.kept else ""
        locked = f"；{len(hits) - len(free)} 处在已定稿的表里，没有替换" if len(hits) > len(free) else ""
        self.dialog.told.setText(f"已替换 {made.done} 处{kept}{locked}。")

    def go(self, at: int) -> None:
        """Show a hit on the paper."""
        hit, document = self.dialog.model.hits[at], self._window.document
        if document is not None:
            self._window.commit()
            self._here = key_of(hit)
            document.go_to(hit.number, hit.path)
            self._mark()
            self.dialog.list.scrollTo(self.dialog.list.currentIndex())
            cell = self._window.paper.cell_in_window()
            self.dialog.keep_clear(QRect(self._window.mapToGlobal(cell.topLeft()), cell.size()))

    # --- what it goes by ---

    def _shut(self) -> bool:
        """Say whether the draft may not be changed, and tell why."""
        document = self._window.document
        why = document.read_only if document is not None else ""
        if why:
            self.dialog.told.setText(why)
        return bool(why)

    def _mark(self) -> None:
        """Mark what was found in the list and on the paper."""
        self.dialog.mark(self._here)
        self.dialog.tell()
        matches = partial(searching.matches, wanted=self.dialog.wanted())
        self._marks.show(matches, self._here, everywhere=self.dialog.isVisible())

    def _follow(self, document: Document | None) -> None:
        """Search again whenever the draft changes or another form is shown."""
        if document is not self._followed and document is not None:
            document.draft_changed.connect(self._search_soon)
            document.number_changed.connect(self._search_soon)
        self._followed = document

    def _search_soon(self, *_: object) -> None:
        if self.dialog.isVisible():
            self.dialog.timer.start()

    def _cursor(self) -> Key:
        """Return a place just before the text under the cursor."""
        document = self._window.document
        return (document.number if document is not None else 0, self._window.paper.cursor(), -1)

    def _spot(self, key: Key) -> tuple[int, int, int]:
        """Return a place as places follow one another on the paper."""
        number, path, start = key
        places = self._window.paper.places()
        return number, places.at.get(path, -1) if places is not None else -1, start


def key_of(hit: Hit) -> Key:
    """Return the place of a hit."""
    return hit.number, hit.path, hit.start
