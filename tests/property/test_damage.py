"""Damaged text is never silently wrong: each value is right or doubted where it stands, and no text vanishes."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damage import KINDS, MOVES, Kind, damage, page_of
from documents import sheet_text
from drafts import Odds, draft
from judge import Judged
from perfdesk.model import Draft
from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from soak import loop, rounds

pytestmark = pytest.mark.soak
TEMPLATES = templates()
ODDS = Odds(holes=0.03, mixed=0.1, unique=True)


def complaints(draft: Draft, text: str) -> list[str]:
    template = TEMPLATES[draft.forms[0].template]
    got, unknown = extract(read_text(text), TEMPLATES, "d")
    if [form.template for form in got.forms] != [template.id] * len(draft.forms):
        return [f"{[form.template for form in got.forms]} for {template.id}, {len(unknown)} unknown"]
    return [
        line
        for number in range(len(draft.forms))
        for line in Judged(template, (draft, number), (got, number), source=text).silent(told=True)
    ]


def damaged(seed: int, kinds: list[Kind]) -> tuple[Draft, str, list[str]]:
    rng = Random(seed)
    whole = draft(rng, TEMPLATES[rng.choice(sorted(TEMPLATES))], ODDS, most=1)
    page = page_of(next(iter(render(TEMPLATES, whole))))
    damage(page, kinds, rng)
    return whole, page.text(), page.done


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_one_kind_of_damage_is_repaired_or_doubted(kind: Kind) -> None:
    for seed in loop(f"damage {kind.__name__}", 200, 12):
        whole, text, done = damaged(seed, [kind])
        assert complaints(whole, text) == [], (seed, done, text)


@settings(max_examples=rounds(5000, 120))
@given(st.integers(0, 2**31), st.lists(st.sampled_from(MOVES), min_size=2, max_size=4, unique=True))
def test_several_kinds_of_damage_are_repaired_or_doubted(seed: int, kinds: list[Kind]) -> None:
    whole, text, done = damaged(seed, kinds)
    assert complaints(whole, text) == [], (done, text)


def test_a_form_is_not_harmed_by_its_neighbours() -> None:
    for seed in loop("damaged forms side by side", 300, 20):
        first, text, done = damaged(seed, [MOVES[seed % len(MOVES)]])
        second = draft(Random(seed + 1), TEMPLATES[first.forms[0].template], ODDS, most=1)
        sheets = list(render(TEMPLATES, second))
        got, unknown = extract(read_text(text + "\n附：说明见后。\n\n" + sheet_text(sheets[0])), TEMPLATES, "d")
        assert (len(got.forms), unknown) == (2, []), (done, text)
        template = TEMPLATES[first.forms[0].template]
        assert list(Judged(template, (second, 0), (got, 1)).silent()) == [], (done, text)
        assert any("附：说明见后。" in doubt.was for _, doubt in got.all_doubts())


def test_a_name_that_reads_otherwise_in_one_form_is_doubted() -> None:
    template = TEMPLATES["dongguan-town-2022"]
    forms = [draft(Random(seed), template, ODDS, most=1).forms[0] for seed in range(3)]
    names = ("罗䶮婷", "罗䶮婷", "罗龚婷")
    forms = [
        form.model_copy(update={"id": str(number + 1), "fields": {**form.fields, "reviewer": name}})
        for number, (form, name) in enumerate(zip(forms, names, strict=True))
    ]
    whole = Draft(id="d", shared={"year": "2026"}, forms=tuple(forms))
    got, _ = extract(read_text("\n".join(map(sheet_text, render(TEMPLATES, whole)))), TEMPLATES, "d")
    codes = [[doubt.code for doubt in form.doubts if doubt.path == "fields/reviewer"] for form in got.forms]
    assert codes == [[], [], ["I05"]]
    assert got.forms[2].fields["reviewer"] == "罗龚婷"
