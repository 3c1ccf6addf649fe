"""Everybody gets the same packages: each pinned to one version, and to one that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
PLATFORMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = (re.fullmatch(r"([\w.-]+)==([^\s;]+)( ; .+)?", line) for line in lines if not line.startswith("#"))
    return {canonicalize_name(one[1]): one[2] for one in found if one is not None}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_pins_one_version(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert len(pins(name)) == len([line for line in lines if not line.startswith("#")])


def test_the_lock_meets_what_the_package_asks_for():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    locked = pins("requirements.txt")
    for requirement in map(Requirement, asked):
        version = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_both_locks_agree():
    runtime, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: dev[name] for name in runtime.keys() & dev.keys()} == {
        name: runtime[name] for name in runtime.keys() & dev.keys()
    }


def test_qt_is_the_release_that_does_not_crash_on_python_3_11():
    assert pins("requirements.txt")["pyside6-essentials"] == pins("requirements.txt")["shiboken6"] == "6.8.3"


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform["sys_platform"])
def test_nothing_that_a_locked_package_needs_is_missing_from_the_locks(platform):
    from importlib.metadata import distribution

    locked = pins("requirements.txt") | pins("requirements-dev.txt")
    for name in locked:
        if name in ("colorama", "macholib", "pefile", "pywin32-ctypes"):  # not on Linux
            continue
        for text in distribution(name).requires or []:
            need = Requirement(text)
            if need.marker is None or need.marker.evaluate({**platform, "extra": ""}):
                assert canonicalize_name(need.name) in locked, f"{name} needs {text}"
