"""Whole forms on the clipboard: copied in one window, pasted behind the shown form of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from perfdesk.model import Draft
from perfdesk.translate.render import render_form
from perfdesk.work import carrying, form_editing
from perfdesk.work.carrying import Carried
from perfdesk.work.forms import form_name

if TYPE_CHECKING:
    from perfdesk.desk.window import Window


class FormClips(QObject):
    """Copies and pastes forms; Ctrl+C and Ctrl+V do it in the list of forms."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.forms.list.installEventFilter(self)

    def copy(self) -> None:
        """Put the shown form on the clipboard, as a table for other programs too."""
        document = self._window.document
        if document is None or not document.drawable:
            return
        self._window.commit()
        draft, number = document.draft, document.number
        alone = Draft(id="copied", shared=draft.shared, forms=(draft.forms[number],))
        grid = render_form(document.template, draft, number).grid
        mime = QMimeData()
        mime.setText(carrying.as_tsv(grid))
        mime.setHtml(carrying.as_html(grid))
        mime.setData(carrying.KIND, carrying.pack(Carried(draft=alone)))
        QGuiApplication.clipboard().setMimeData(mime)
        self._window.say(f"已复制“{form_name(draft, number)}”整张表，可在另一份草稿的表列表里按 Ctrl+V。")

    def paste(self) -> None:
        """Put the form on the clipboard behind the shown one."""
        document, mime = self._window.document, QGuiApplication.clipboard().mimeData()
        own = mime.data(carrying.KIND).data() if mime is not None and mime.hasFormat(carrying.KIND) else b""
        carried = carrying.unpack(bytes(own))
        if document is None:
            return
        if carried is None or carried.draft is None or len(carried.draft.forms) != 1:
            self._window.say("剪贴板里没有复制过的表。请先在表的列表里选中一张，按 Ctrl+C。")
            return
        source = carried.draft
        template = document.templates.get(source.forms[0].template)
        if template is None:
            self._window.say(f"这里没有安装版式“{source.forms[0].template}”，没有粘贴，也没有改动任何内容。")
            return
        self._window.commit()
        made = form_editing.copy_form(source, 0, document.draft, template)
        at = document.number + 1 if document.draft.forms else 0
        made = form_editing.move_form(made, len(made.forms) - 1, at)
        if document.edit("粘贴表", made):
            document.show(at)
            self._window.say(f"已粘贴“{form_name(made, at)}”，可以撤销。")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take the keys of the list before Qt copies the name alone."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            for key, run in (
                (QKeySequence.StandardKey.Copy, "form.copy"),
                (QKeySequence.StandardKey.Paste, "form.paste"),
            ):
                if event.matches(key):
                    event.accept()
                    if event.type() == QEvent.Type.KeyPress:
                        self._window.actions_by_id[run].trigger()
                    return True
        return super().eventFilter(watched, event)
