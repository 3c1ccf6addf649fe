"""Drafts of every released version open, for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfdesk.model import FORMAT_VERSION
from perfdesk.store.migrate import CURRENT, STEPS, migrate, version_of
from perfdesk.store.read import read_bytes
from perfdesk.store.write import to_bytes
from saved import three_forms

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("v*/*.perfdesk")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_draft_of_an_old_version_opens_whole(path: Path) -> None:
    opened = read_bytes(path.read_bytes())
    assert opened.notices == ()
    assert not opened.read_only
    assert opened.draft.forms


def test_every_version_has_its_step_and_its_samples() -> None:
    kept = {version_of(folder.name.removeprefix("v")) for folder in SAMPLES.glob("v*") if any(folder.iterdir())}
    assert set(STEPS) <= kept
    assert CURRENT in kept
    assert version_of(FORMAT_VERSION) == CURRENT


def test_the_first_format_is_still_written_byte_for_byte() -> None:
    sample = SAMPLES / "v1.0" / "every-part.perfdesk"
    assert to_bytes(three_forms()) == sample.read_bytes()


def test_the_first_version_needs_no_change() -> None:
    tree = {"format_version": "1.0", "id": "a"}
    assert migrate(dict(tree)) == tree


@pytest.mark.parametrize(
    ("text", "version"), [("1.0", (1, 0)), ("12.34", (12, 34)), ("1", None), ("a.b", None), (1.0, None)]
)
def test_a_version_is_two_numbers(text: object, version: tuple[int, int] | None) -> None:
    assert version_of(text) == version
