"""Every published form and every sample, exported in three formats: each text stands in its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfdesk import paths
from perfdesk.grid import Sheet
from perfdesk.model import Draft
from perfdesk.page import fit
from perfdesk.readers.text import read
from perfdesk.region import templates
from perfdesk.store import open_draft
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from perfdesk.writers import docx, pdf, xlsx
from readback import docx_forms, expected, pdf_boxes, xlsx_forms

SAMPLES = sorted(paths.resources().rglob("*.perfdesk"))
MM = 72 / 25.4


def drafts(corpus: Path | None) -> Iterator[tuple[str, Draft]]:
    for path in SAMPLES:
        yield f"{path.parent.name}-{path.stem}", open_draft(path).draft
    for path in sorted(corpus.glob("*.txt")) if corpus else []:
        yield path.stem, extract(read(path), templates(), "x")[0]


def plain(text: str) -> str:
    """Return the ink of a text: what a PDF can show of it."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if not char.isspace())


@pytest.fixture(params=["samples", "corpus"])
def named(request: pytest.FixtureRequest) -> list[tuple[str, list[Sheet]]]:
    corpus = request.getfixturevalue("corpus") if request.param == "corpus" else None
    found = [(name, list(render(templates(), draft))) for name, draft in drafts(corpus)]
    return found[len(SAMPLES) :] if corpus else found


def test_word_has_every_text_in_its_place(named: list[tuple[str, list[Sheet]]], tmp_path: Path) -> None:
    for name, sheets in named:
        path = tmp_path / f"{name}.docx"
        with path.open("wb") as out:
            assert docx.write(sheets, out) == []
        forms = docx_forms(path)
        assert len(forms) == len(sheets)
        for form, sheet in zip(forms, sheets, strict=True):
            wanted = expected(sheet)
            assert form.cells == wanted.cells
            assert form.lines_above == wanted.lines_above


def test_excel_has_every_text_in_its_place(named: list[tuple[str, list[Sheet]]], tmp_path: Path) -> None:
    for name, sheets in named:
        path = tmp_path / f"{name}.xlsx"
        with path.open("wb") as out:
            assert xlsx.write(sheets, out) == []
        forms = list(xlsx_forms(path).values())
        assert [form.cells for form in forms] == [expected(sheet).cells for sheet in sheets]


def test_the_pdf_has_every_text_in_its_place(named: list[tuple[str, list[Sheet]]], tmp_path: Path) -> None:
    for name, sheets in named:
        path = tmp_path / f"{name}.pdf"
        with path.open("wb") as out:
            assert pdf.write(sheets, out) == []
        boxes = pdf_boxes(path)
        pages = [page for sheet in sheets for page in fit(sheet).pages]
        assert len(boxes) == len(pages)
        for found, page in zip(boxes, pages, strict=True):
            at = {(round(box.x0), round(box.top)): plain("".join(box.lines)) for box in found}
            for cell in page.cells:
                place = (round(cell.x_mm * MM), round(cell.y_mm * MM))
                near = [at[x, y] for x, y in at if abs(x - place[0]) <= 1 and abs(y - place[1]) <= 1]
                assert near == [plain("".join(line.text for line in cell.lines))]
