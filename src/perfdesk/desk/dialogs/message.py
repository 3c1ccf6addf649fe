"""Messages: what happened, what is still safe, what to do; never a class name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from perfdesk.desk.dialogs.modal import answered
from perfdesk.errors import UserError


def tell_error(parent: QWidget | None, error: UserError, ways: Sequence[str] = ()) -> str:
    """Show an error; return which of `ways` the clerk chose, "" if none."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(f"没有完成（{error.code}）")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(error.what)
    box.setInformativeText("\n".join(line for line in (error.safe, error.todo) if line))
    return _ask(box, ways, "关闭" if ways else "知道了")


def ask(parent: QWidget | None, title: str, text: str, ways: Sequence[str], *, more: str = "") -> str:
    """Ask a question; return the way chosen, "" for 取消. The first way is the usual one."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return _ask(box, ways, "取消")


def tell(parent: QWidget | None, title: str, text: str, *, more: str = "", details: str = "") -> None:
    """Say something that the clerk asked for."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    if details:
        box.setDetailedText(details)
    _ask(box, (), "知道了")


def _ask(box: QMessageBox, ways: Sequence[str], leave: str) -> str:
    buttons = {box.addButton(way, QMessageBox.ButtonRole.AcceptRole): way for way in ways}
    left = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(left)
    box.setDefaultButton(next(iter(buttons), left))
    answered(box)
    return buttons.get(box.clickedButton(), "")  # type: ignore[call-overload, no-any-return]
