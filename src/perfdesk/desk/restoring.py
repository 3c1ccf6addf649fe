"""After a crash: what was not saved is offered, with what differs from the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk.desk.dialogs.differences import DifferencesDialog
from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.dialogs.modal import answered
from perfdesk.desk.document import Document
from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.store import Opened, open_draft, read_bytes
from perfdesk.store.recovery import Pending, pending, set_aside_damaged
from perfdesk.work.differences import differences

if TYPE_CHECKING:
    from perfdesk.desk.program import Program
    from perfdesk.desk.window import Window

RESTORE, DROP, LATER = "恢复", "不要这些内容", "以后再说"


def offer_all(program: Program, window: Window) -> None:
    """Offer every copy that a crash left behind; say once of one that it cannot be read."""
    damaged = set_aside_damaged()
    for copy in pending():
        try:
            found = read_bytes(copy.data())
        except UserError:
            damaged.append(copy.set_aside())
            continue
        except OSError:
            continue  # gone in between
        _offer(program, window, copy, found)
    for kept in damaged:
        tell_error(
            window,
            UserError(
                "E87",
                what="上次没有正常关闭，留下的一份恢复副本已损坏，读不出来。",
                safe=f"保存过的文件没有改动。损坏的副本保留在：{kept}",
                todo="请打开上次编辑的草稿，核对最后填写的内容。",
            ),
        )


def _offer(program: Program, window: Window, copy: Pending, found: Opened) -> None:
    path = None if copy.untitled else Path(copy.document)
    file = _file(path)
    old = file.draft if file is not None else Draft(id=found.draft.id)
    differs = differences(old, found.draft, program.templates)
    if not differs:
        copy.clear()
        return
    name = path.name if path else "没有保存过的草稿"
    when = copy.when.replace("T", " ")
    told = f"上次没有正常关闭。“{name}”有 {len(differs)} 处内容没有保存，保留在 {when} 的恢复副本里。"
    if path is not None and file is None:
        told += "原来的文件现在读不到，恢复后请另存为。"
    if found.salvaged:
        told = "\n".join((f"{told}副本本身有损坏，只能恢复一部分：", *found.notices))
    dialog = DifferencesDialog("恢复没有保存的内容", told, differs, (RESTORE, DROP, LATER), window)
    answered(dialog)
    if dialog.chosen == RESTORE:
        _restore(program, window, copy, (found, path if file is not None else None))
    elif dialog.chosen == DROP:
        copy.clear()


def _restore(program: Program, window: Window, copy: Pending, found: tuple[Opened, Path | None]) -> None:
    """Show the recovered text as an unsaved edit of the file; the copy goes only when the next one is on disk."""
    opened, path = found
    if path is None:
        target = program.show_document(Document(opened.draft, program.templates, saved=False), window)
    else:
        target = window.files.open_path(path)
        document = target.document
        if document is None or document.read_only:
            target = program.show_document(Document(opened.draft, program.templates, saved=False), None)
        else:
            document.replace("恢复没有保存的内容", opened.draft)
    target.recovery.keep_now()
    copy.clear()
    target.banner.show_words("已恢复上次没有保存的内容，请核对后保存。")


def _file(path: Path | None) -> Opened | None:
    try:
        return open_draft(path) if path is not None else None
    except UserError:
        return None
