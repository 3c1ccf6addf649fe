"""The documents that we export are read again: what stands in them comes back, or is doubted."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import Odds, drafts
from judge import Judged
from perfdesk.model import Draft
from perfdesk.region import templates
from perfdesk.translate.render import render
from perfdesk.work.exporting import WRITERS
from perfdesk.work.importing import read_files
from soak import rounds

TEMPLATES = templates()
IDS = st.sampled_from(sorted(TEMPLATES))
EVERYDAY, STRANGE = Odds(), Odds(labels=True, free=True)


def complaints(draft: Draft, kind: str, factory: pytest.TempPathFactory) -> Sequence[str]:
    """Export a draft and import it again; return what came back otherwise without a doubt."""
    path = factory.getbasetemp() / f"own.{kind}"
    with path.open("wb") as out:
        importlib.import_module(WRITERS[kind]).write(list(render(TEMPLATES, draft)), out)
    got = read_files([path], TEMPLATES).draft
    template = TEMPLATES[draft.forms[0].template]
    assert [form.template for form in got.forms] == [template.id] * len(draft.forms)
    return [
        line for number in range(len(draft.forms)) for line in Judged(template, (draft, number), (got, number)).silent()
    ]


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@settings(max_examples=rounds(1000, 8))
@given(draft=IDS.flatmap(lambda name: drafts(TEMPLATES[name], STRANGE, 3)))
def test_a_strange_draft_comes_back_from_its_document_or_is_doubted(
    kind: str, draft: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert complaints(draft, kind, tmp_path_factory) == []


@pytest.mark.soak
@settings(max_examples=rounds(1000, 8))
@given(draft=IDS.flatmap(lambda name: drafts(TEMPLATES[name], EVERYDAY, 3)))
def test_an_everyday_draft_comes_back_from_its_pdf_or_is_doubted(
    draft: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert complaints(draft, "pdf", tmp_path_factory) == []
