"""docs/rules.md is what the rules say of themselves."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_the_page_of_the_rules_is_made_from_the_rules() -> None:
    spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make_docs.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.path", [*sys.path])  # the pages put folders in front: the path must stay as it is
        spec.loader.exec_module(made)
    for name, page in made.PAGES.items():
        assert (DOCS / name).read_text(encoding="utf-8") == page(), f"run python docs/make_docs.py: {name}"
