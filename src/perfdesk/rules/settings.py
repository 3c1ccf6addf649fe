"""Thresholds and words of the rules: data in `resources/rules/`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from perfdesk import paths


def limits(code: str) -> Mapping[str, Any]:
    """Return what `thresholds.toml` says of a rule.

    Raises:
        KeyError: it says nothing.
    """
    return _table("thresholds")[code]


def words(code: str) -> Mapping[str, Any]:
    """Return what `words.toml` says of a rule.

    Raises:
        KeyError: it says nothing.
    """
    return _table("words")[code]


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((paths.resources() / "rules" / f"{name}.toml").read_text(encoding="utf-8"))
