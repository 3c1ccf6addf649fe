"""The window tried out without a hand: the sample opened, drawn, and exported in every format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice

from perfdesk.desk.pictures import grab, settle
from perfdesk.store.safefile import make_folder, replace_file
from perfdesk.work.exporting import WRITERS, Order, export

if TYPE_CHECKING:
    from perfdesk.desk.program import Program

NAME = "library-2026"
SIZE = (1366, 768)


def show(program: Program, folder: Path) -> list[Path]:
    """Open the sample in a window, write `window.png` and an export in each format into `folder`; return the files.

    Raises:
        UserError: a file cannot be written.
    """
    make_folder(folder)
    window = program.new_window()
    window.resize(*SIZE)  # where there is no screen, nothing else says how large
    window.files.open_sample()
    settle()
    picture = QBuffer()
    picture.open(QIODevice.OpenModeFlag.WriteOnly)
    grab(window, 1.0).save(picture, "PNG")  # type: ignore[call-overload]
    files = [folder / "window.png"]
    replace_file(files[0], bytes(picture.data().data()), force=True)
    document = window.document
    if document is not None:
        for kind in WRITERS:
            files.append(folder / f"{NAME}.{kind}")
            numbers = tuple(range(len(document.draft.forms)))
            export(Order(document.draft, document.templates, numbers, kind), files[-1], force=True)
    window.close()
    return files
