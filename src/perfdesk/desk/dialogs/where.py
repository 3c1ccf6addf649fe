"""Asks where a file shall go; a file that is there is never replaced without a yes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from perfdesk import paths
from perfdesk.desk.dialogs.message import ask


def ask_where(parent: QWidget, title: str, start: Path | str, filters: str, suffixes: Sequence[str]) -> Path | None:
    """Return the file that the clerk names, None if none.

    Args:
        start: the folder and name offered.
        filters: the kinds of files, as Qt writes them, in the order of `suffixes`.
        suffixes: those that the name may have; one that is missing is added, as the chosen kind says.
    """
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(start), filters)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in suffixes:
        return path
    suffix = next((each for each in suffixes if f"*{each}" in kind), suffixes[0])
    path = path.with_name(path.name + suffix)  # the dialog asked about the name without it
    there = not paths.is_missing(path)
    return None if there and not ask(parent, title, f"“{path.name}”已经存在，要替换它吗？", ("替换",)) else path
