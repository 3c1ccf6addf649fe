"""Whole forms on the clipboard: one or several copied in one window, pasted behind the shown form of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence

from perfdesk.desk.editors.editing import PASSING
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
        window.forms.wished.connect(lambda name: window.actions_by_id[name].trigger())

    def copy(self) -> None:
        """Put the chosen forms on the clipboard, as tables for other programs too."""
        document = self._window.document
        if document is None or not document.drawable:
            return
        self._window.commit()
        draft, numbers = document.draft, self._window.forms.chosen()
        alone = form_editing.only_forms(draft, numbers)
        shown = [(document.templates.get(draft.forms[each].template), each) for each in numbers]
        grids = [render_form(template, draft, each).grid for template, each in shown if template is not None]
        mime = QMimeData()
        mime.setText("\n".join(map(carrying.as_tsv, grids)))
        mime.setHtml(carrying.as_html(*grids))
        mime.setData(carrying.KIND, carrying.pack(Carried(draft=alone)))
        QGuiApplication.clipboard().setMimeData(mime)
        words = f"“{form_name(draft, numbers[0])}”整张表" if len(numbers) == 1 else f"选中的 {len(numbers)} 张表"
        self._window.say(f"已复制{words}，可在另一份草稿的表列表里按 Ctrl+V。")

    def paste(self) -> None:
        """Put the forms on the clipboard behind the shown one."""
        document, mime = self._window.document, QGuiApplication.clipboard().mimeData()
        own = mime.data(carrying.KIND).data() if mime is not None and mime.hasFormat(carrying.KIND) else b""
        carried = carrying.unpack(bytes(own))
        if document is None:
            return
        if carried is None or carried.draft is None or not carried.draft.forms:
            self._window.say("剪贴板里没有复制过的表。请先在表的列表里选中，按 Ctrl+C。")
            return
        source = carried.draft
        lacking = dict.fromkeys(form.template for form in source.forms if form.template not in document.templates)
        if lacking:
            self._window.say(f"这里没有安装版式“{'、'.join(lacking)}”，没有粘贴，也没有改动任何内容。")
            return
        self._window.commit()
        at = document.number + 1 if document.draft.forms else 0
        made = form_editing.copy_forms(source, document.draft, document.templates, at)
        if document.edit("粘贴表", made):
            document.show(at)
            count = len(source.forms)
            words = f"“{form_name(made, at)}”" if count == 1 else f" {count} 张表"
            self._window.say(f"已粘贴{words}，可以撤销。")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take the keys of the list before Qt copies the name alone; who leaves it leaves what is selected in it."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in PASSING:
            self._window.forms.choose_shown()
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
