"""The workshop's own programs, which are no part of the package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


def program(path: str) -> ModuleType:
    name = f"workshop_{Path(path).stem}"
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def dev() -> ModuleType:
    return program("dev.py")


@pytest.fixture(scope="session")
def house() -> ModuleType:
    return program("tests/house.py")


@pytest.fixture(scope="session")
def tally() -> ModuleType:
    return program(".ci/tally.py")


@pytest.fixture(scope="session")
def frame() -> ModuleType:
    return program("tests/bench/frame.py")
