"""What goes out as Word, Excel or PDF comes in again as it was: every published form, every bundled sample."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from perfdesk.grid import SourceDocument
from perfdesk.model import Draft, Form, Indicator
from perfdesk.paths import resources
from perfdesk.readers.text import read
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from perfdesk.work.importing import READERS
from perfdesk.work.noting import with_notes
from perfdesk.writers import docx, pdf, xlsx

DOCUMENTS = (
    "dongguan-zhigongwei-2020.txt",
    "dongkeng-chengguan-2022.txt",
    "dongkeng-zongzhi-2024.txt",
    "wujing-chengyun-2023.txt",
)
SAMPLES = sorted(resources().glob("templates/*/*.perfdesk"))
WRITERS = {"docx": docx, "xlsx": xlsx, "pdf": pdf}
KINDS = pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
# Doubts that may stand with a form that was not damaged: a name that another form writes otherwise, and in a PDF
# a full line that may have ended there.
HONEST = {"docx": {"I05"}, "xlsx": {"I05"}, "pdf": {"I05", "I15"}}


def out_and_in(draft: Draft, kind: str) -> Draft:
    """Return the draft as it comes in again, and nothing of the file in no known layout."""
    out = io.BytesIO()
    WRITERS[kind].write(render(templates(), draft), out)
    document: SourceDocument = READERS[kind](out.getvalue(), f"a.{kind}")
    got, unknown = extract(document.sources, templates(), "d")
    assert unknown == []
    return with_notes(got, document, templates())


def values(draft: Draft, form: Form) -> dict[str, str]:
    """Return every text of a form that is not empty."""
    return {name: text for name, text in {**draft.shared, **form.fields}.items() if text}


def rows(form: Form) -> list[tuple[str, str, object]]:
    """Return the indicators without their ids, those with a text."""
    return [(each.level1, each.level2, each.horizons) for each in form.indicators if _says(each)]


def _says(each: Indicator) -> bool:
    return any(text for parts in each.horizons.values() for text in parts.values())


def assert_same(draft: Draft, kind: str) -> None:
    got = out_and_in(draft, kind)
    assert [form.template for form in got.forms] == [form.template for form in draft.forms]
    for one, two in zip(draft.forms, got.forms, strict=True):
        assert values(got, two) == values(draft, one)
        assert rows(two) == rows(one)
        assert {doubt.code for doubt in two.doubts} <= HONEST[kind]
    assert got.doubts == ()


@KINDS
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_published_form_comes_back_as_it_went_out(corpus: Path, document: str, kind: str) -> None:
    draft, _ = extract(read(corpus / document), templates(), "d")
    assert_same(draft, kind)


@KINDS
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_every_bundled_sample_comes_back_as_it_went_out(sample: Path, kind: str) -> None:
    assert_same(read_bytes(sample.read_bytes()).draft, kind)
