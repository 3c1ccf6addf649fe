"""A Linux desktop with fcitx only: Chinese can still be typed, and the clerk is told what to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from perfdesk.desk import fcitx

FCITX = "libfcitx5platforminputcontextplugin.so"
OLD = "libfcitxplatforminputcontextplugin-qt6.so"


def plugins(folder: Path, *names: str) -> Path:
    """Return a folder of Qt's plugins that holds these input methods."""
    inner = folder / "platforminputcontexts"
    inner.mkdir(parents=True)
    for name in ("libibusplatforminputcontextplugin.so", *names):
        (inner / name).touch()
    return folder


@pytest.mark.parametrize(
    "environment",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=fcitx5"},
        {"QT_IM_MODULE": "fcitx", "WAYLAND_DISPLAY": "wayland-0"},
        {"QT_IM_MODULES": "fcitx5;fcitx", "QT_IM_MODULE": "fcitx"},
    ],
    ids=str,
)
def test_fcitx_without_its_plugin_is_asked_as_ibus(environment: dict[str, str], tmp_path: Path) -> None:
    bare = plugins(tmp_path / "bare")
    found = fcitx.fallback(environment, [bare])
    assert found["QT_IM_MODULE"] == "ibus"
    assert ("QT_IM_MODULES" in found) == ("QT_IM_MODULES" in environment), "the list goes before the single name"
    for name in (FCITX, OLD):
        assert fcitx.fallback(environment, [bare, plugins(tmp_path / name, name)]) == {}


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"},
        {"QT_IM_MODULE": "compose"},
        {"XMODIFIERS": "@im=ibus"},
        {"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"},
        {"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"},
    ],
    ids=str,
)
def test_any_other_input_method_is_left_alone(environment: dict[str, str], tmp_path: Path) -> None:
    assert fcitx.fallback(environment, [plugins(tmp_path / "bare"), tmp_path / "missing"]) == {}


def test_plugins_are_looked_for_where_qt_looks(tmp_path: Path) -> None:
    own = plugins(tmp_path / "own", FCITX)
    folders = fcitx.plugin_folders({"QT_PLUGIN_PATH": f"{own}:"}, tmp_path / "qt")
    assert folders == [own, tmp_path / "qt"]
    assert fcitx.fallback({"QT_IM_MODULE": "fcitx"}, folders) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="fcitx is an input method of Linux")
def test_the_program_sets_it_before_qt_starts() -> None:
    code = "import os; from perfdesk import app; print(app.use_ibus_for_fcitx(), os.environ['QT_IM_MODULE'])"
    left = {name: value for name, value in os.environ.items() if not name.startswith(("QT_IM", "QT_PLUGIN"))}
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**left, "QT_IM_MODULE": "fcitx"}, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["True", "ibus"]
