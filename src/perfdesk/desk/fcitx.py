"""A Linux desktop with fcitx, but a Qt without its plugin: noticed before Qt starts, so that Chinese can be typed.

Qt as Python installs it brings the plugins of ibus and compose, not that of fcitx, and a system's own may not fit it.
fcitx 5 answers what ibus programs ask, so asking as they do works there; fcitx 4 does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

VARIABLE = "QT_IM_MODULE"
SEVERAL = "QT_IM_MODULES"
FALLBACK = "ibus"
WORDS = (
    "本机使用 fcitx 输入法，但没有适合本程序的插件，已改用 ibus 方式输入。填写的内容不受影响。"
    "如果打不出中文，请安装 fcitx5 和 fcitx5-chinese-addons（旧版 fcitx 4 不支持这种方式），"
    "或安装 ibus 和 ibus-libpinyin，重新登录后再试。"
)


def fallback(environment: Mapping[str, str], plugins: Iterable[Path]) -> dict[str, str]:
    """Return the variables to set so that an input method works; none where it does, or where none is wished.

    Args:
        environment: the variables of the process.
        plugins: Qt's plugin folders.
    """
    if not _wishes_fcitx(environment) or any(_has_plugin(folder) for folder in plugins):
        return {}
    return {VARIABLE: FALLBACK, **({SEVERAL: FALLBACK} if environment.get(SEVERAL) else {})}


def plugin_folders(environment: Mapping[str, str], qt: Path) -> list[Path]:
    """Return where Qt looks for plugins; `qt` is its own folder of them."""
    named = environment.get("QT_PLUGIN_PATH", "").split(":")
    return [*(Path(each) for each in named if each), qt]


def _wishes_fcitx(environment: Mapping[str, str]) -> bool:
    """Say whether fcitx is the input method, and no other one that Qt can ask stands beside it."""
    named = environment.get(SEVERAL) or environment.get(VARIABLE) or ""
    wished = [each.strip() for each in named.split(";") if each.strip()]
    if wished:
        return all(each.startswith("fcitx") for each in wished)
    if environment.get("WAYLAND_DISPLAY"):
        return False  # the desktop itself hands over what is typed
    return environment.get("XMODIFIERS", "").startswith("@im=fcitx")


def _has_plugin(folder: Path) -> bool:
    return any((folder / "platforminputcontexts").glob("*fcitx*platforminputcontextplugin*"))
