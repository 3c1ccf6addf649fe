"""A draft that went through LibreOffice comes in again: right, or in doubt where it differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge import Judged
from perfdesk.model import Draft
from perfdesk.paths import resources
from perfdesk.readers.text import read
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from perfdesk.work.importing import import_files
from perfdesk.writers import docx, xlsx
from referee.office import Office

pytestmark = pytest.mark.referee
TRIPS = [
    ("docx", ("docx",)),
    ("docx", ("doc", "docx")),
    ("docx", ("odt", "docx")),
    ("docx", ("pdf",)),
    ("docx", ("doc",)),
    ("docx", ("odt",)),
    ("docx", ("rtf",)),
    ("xlsx", ("xlsx",)),
    ("xlsx", ("ods", "xlsx")),
    ("xlsx", ("xls",)),
    ("xlsx", ("ods",)),
    ("xlsx", ("pdf",)),
]
IN_PIECES = ("xlsx", ("pdf",))
"""Here a row is cut by the page's end without a line: both pieces are doubted, and the text stands in no single one."""


def drafts(corpus: Path) -> dict[str, Draft]:
    """Return every published document and every bundled sample."""
    found = {path.stem: extract(read(path), templates(), "d")[0] for path in sorted(corpus.glob("*.txt"))}
    for path in sorted(resources().glob("templates/*/*.perfdesk")):
        found[f"sample-{path.parent.name}"] = read_bytes(path.read_bytes()).draft
    return found


@pytest.mark.parametrize(
    ("kind", "trip"), TRIPS, ids=lambda value: value if isinstance(value, str) else "-".join(value)
)
def test_no_cell_is_silently_wrong_after_a_round_trip(
    kind: str, trip: tuple[str, ...], corpus: Path, office: Office, tmp_path: Path
) -> None:
    writer = {"docx": docx, "xlsx": xlsx}[kind]
    went = drafts(corpus)
    paths = []
    for name, draft in went.items():
        paths.append(tmp_path / f"{name}.{kind}")
        with paths[-1].open("wb") as out:
            writer.write(render(templates(), draft), out)
    for form in trip:
        paths = office.convert(paths, form)
    complaints = []
    for path, (name, draft) in zip(paths, went.items(), strict=True):
        got = import_files([path], templates()).draft
        assert [form.template for form in got.forms] == [form.template for form in draft.forms], name
        for number, form in enumerate(draft.forms):
            judged = Judged(templates()[form.template], (draft, number), (got, number))
            found = [line for line in judged.silent() if (kind, trip) != IN_PIECES or not line.endswith("has vanished")]
            complaints += [f"{name} {number + 1}: {line}" for line in found]
    assert complaints == []
