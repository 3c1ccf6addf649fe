"""What is drawn can be read again: draft → table → draft, over tables with merges and over bare text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import as_sources, sheet_text
from drafts import Odds, drafts
from judge import Judged
from perfdesk.grid import Source
from perfdesk.model import Draft
from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from soak import rounds

pytestmark = pytest.mark.soak
TEMPLATES = templates()
IDS = st.sampled_from(sorted(TEMPLATES))
FULL = Odds(holes=0.0, mixed=0.0, line_ends=False)
EVERYDAY, STRANGE = Odds(), Odds(labels=True, free=True)


def complaints(draft: Draft, sources: list[Source]) -> list[str]:
    template = TEMPLATES[draft.forms[0].template]
    got, unknown = extract(sources, TEMPLATES, "d")
    assert unknown == []
    assert [form.template for form in got.forms] == [template.id] * len(draft.forms)
    return [
        line for number in range(len(draft.forms)) for line in Judged(template, (draft, number), (got, number)).silent()
    ]


def doubts(sources: list[Source]) -> list[str]:
    got, _ = extract(sources, TEMPLATES, "d")
    return [f"{doubt.code} {doubt.path} {doubt.why}" for _, doubt in got.all_doubts()]


def texts_of(draft: Draft) -> list[Source]:
    return read_text("\n".join(map(sheet_text, render(TEMPLATES, draft))))


@settings(max_examples=rounds(2000, 60))
@given(IDS.flatmap(lambda name: drafts(TEMPLATES[name], EVERYDAY)))
def test_an_everyday_draft_comes_back_from_its_tables_without_a_doubt(draft: Draft) -> None:
    sources = as_sources(list(render(TEMPLATES, draft)))
    assert complaints(draft, sources) == []
    assert doubts(sources) == []


@settings(max_examples=rounds(2000, 60))
@given(IDS.flatmap(lambda name: drafts(TEMPLATES[name], STRANGE)))
def test_a_strange_draft_comes_back_from_its_tables_or_is_doubted(draft: Draft) -> None:
    assert complaints(draft, as_sources(list(render(TEMPLATES, draft)))) == []


@settings(max_examples=rounds(500, 40))
@given(IDS.flatmap(lambda name: drafts(TEMPLATES[name], FULL)))
def test_a_complete_draft_comes_back_from_text_without_a_doubt(draft: Draft) -> None:
    assert complaints(draft, texts_of(draft)) == []
    assert doubts(texts_of(draft)) == []


@settings(max_examples=rounds(2000, 60))
@given(IDS.flatmap(lambda name: drafts(TEMPLATES[name], EVERYDAY)))
def test_an_everyday_draft_comes_back_from_text_or_is_doubted(draft: Draft) -> None:
    assert complaints(draft, texts_of(draft)) == []


@settings(max_examples=rounds(2000, 60))
@given(IDS.flatmap(lambda name: drafts(TEMPLATES[name], STRANGE)))
def test_a_strange_draft_comes_back_from_text_or_is_doubted(draft: Draft) -> None:
    assert complaints(draft, texts_of(draft)) == []
