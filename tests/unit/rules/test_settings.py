"""The words and thresholds of the rules are data, and every one of them is used."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from perfdesk import paths
from perfdesk.rules import checks
from perfdesk.rules.checks import RULES

FOLDER = paths.resources() / "rules"
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in sorted(Path(checks.__file__).parents[1].rglob("*.py")))


@pytest.mark.parametrize(("name", "call"), [("thresholds", "limits"), ("words", "words")])
def test_every_table_belongs_to_a_rule_and_is_read(name: str, call: str) -> None:
    tables = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    assert set(tables) <= {rule.code for rule in RULES}
    for code in tables:
        assert f'{call}("{code}")' in SOURCE, code


def test_every_number_is_used() -> None:
    tables = tomllib.loads((FOLDER / "thresholds.toml").read_text(encoding="utf-8"))
    for code, table in tables.items():
        for key in table:
            assert f'"{key}"' in SOURCE or key in ("goal", "name", "target"), (code, key)
