"""Every setting declared once: the dialog, reading and checking what is stored, and docs/settings.md come from it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from perfdesk.paths import is_folder

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from perfdesk.desk.program import Program

_log = logging.getLogger(__name__)
ON, OFF = "on", "off"
Kind = Literal["choice", "switch", "folder"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; its value is a word in the program's memory.

    Args:
        id: under which it is stored; never renamed once released.
        words: what it is called, a few words.
        help: what it does, a sentence.
        default: its value until the clerk says otherwise.
        kind: "switch" is on or off; "folder" a folder, or "" for none.
        choices: (value, words) of a "choice".
        apply: what makes a change visible at once; None where it is looked up when it is needed.
    """

    id: str
    words: str
    help: str
    default: str
    kind: Kind = "choice"
    choices: tuple[tuple[str, str], ...] = ()
    apply: Callable[[Program], object] | None = None

    def fault(self, value: object) -> str:
        """Return why a value cannot be used, a sentence for the clerk; "" if it can."""
        if not isinstance(value, str):
            return "不是一个值。"
        if self.kind == "switch":
            return "" if value in (ON, OFF) else "只能是开或关。"
        if self.kind == "folder":
            return "文件夹的名称里有不能用的符号。" if "\0" in value else ""
        return "" if value in dict(self.choices) else "不在可选的值里。"

    def refusal(self, value: str) -> str:
        """Return why the dialog does not take a value: a fault, or a folder that is not there just now."""
        if self.kind == "folder" and value and not self.fault(value) and not is_folder(Path(value)):
            return f"找不到文件夹“{value}”。"
        return self.fault(value)

    def shown(self, value: str) -> str:
        """Return a value as a clerk reads it."""
        if self.kind == "switch":
            return "开" if value == ON else "关"
        return dict(self.choices).get(value, value) or "不用"


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "颜色",
        "窗口用浅色还是深色；纸张始终是白的。",
        "system",
        choices=(("system", "跟随系统"), ("light", "浅色"), ("dark", "深色")),
        apply=lambda program: program.use_theme(),
    ),
    Setting(
        "large_text",
        "大字",
        "菜单、列表和说明的字放大三成；表格本身用缩放来放大。",
        OFF,
        kind="switch",
        apply=lambda program: program.use_text_size(),
    ),
    Setting(
        "zoom_at_start",
        "打开时的缩放",
        "打开草稿时表格显示多大；之后可随时缩放。",
        "last",
        choices=(
            ("last", "和上次一样"),
            ("width", "适合宽度"),
            ("1.0", "100%"),
            ("1.25", "125%"),
            ("1.5", "150%"),
        ),
    ),
    Setting(
        "fill_right",
        "两期同填",
        "填左栏（中期）时，右栏（年度）空着或一直相同就跟着填；关掉后只填一栏，可用 Ctrl+R 同左填充。",
        ON,
        kind="switch",
        apply=lambda program: program.use_filling(),
    ),
    Setting(
        "signature",
        "签字栏",
        "打印和导出时先勾上“加签字栏”；每次仍可改。版式自带签字行的不加。",
        OFF,
        kind="switch",
    ),
    Setting(
        "second_folder",
        "第二份存到",
        "每次保存后在这个文件夹里再留一份，例如U盘或共享文件夹；不在时只提示，不影响保存。",
        "",
        kind="folder",
    ),
)
"""Every setting, in the order of the dialog."""

_BY_ID = {each.id: each for each in SETTINGS}


def setting(name: str) -> Setting:
    """Return the declaration of a setting.

    Raises:
        KeyError: there is none of that id.
    """
    return _BY_ID[name]


class Settings:
    """The values of the settings in the program's memory; a bad stored value counts as the default."""

    def __init__(self, memory: QSettings) -> None:
        self._memory = memory
        self._told: set[str] = set()

    def value(self, name: str) -> str:
        """Return the value in use; the log is told once of a stored one that cannot be used."""
        declared = setting(name)
        stored = self._memory.value(name, declared.default)
        fault = declared.fault(stored)
        if not fault:
            return str(stored)
        if name not in self._told:
            self._told.add(name)
            _log.warning("setting %s: stored %r is not used, %r is: %s", name, stored, declared.default, fault)
        return declared.default

    def on(self, name: str) -> bool:
        """Return whether a switch is on."""
        return self.value(name) == ON

    def put(self, name: str, value: str) -> None:
        """Store a value.

        Raises:
            ValueError: it cannot be used; the dialog asks `Setting.refusal` first.
        """
        fault = setting(name).fault(value)
        if fault:
            raise ValueError(f"{name}: {value!r}: {fault}")
        self._told.discard(name)
        self._memory.setValue(name, value)
