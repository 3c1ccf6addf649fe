"""Mendings on forms thrown together from what clerks type: each removes its finding, a safe one makes no other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

import pytest

import soak
from perfdesk.model import Draft, Form, Indicator, path
from perfdesk.region import Template, templates
from perfdesk.work.checking import check_draft

TYPED = tomllib.loads(Path(__file__).with_name("typed.toml").read_text(encoding="utf-8"))


def _form(rng: Random, template: Template) -> Draft:
    fields = {"project_name": "综合服务", **{name: rng.choice(TYPED["goals"]) for name in ("goal_mid", "goal_annual")}}
    fields |= {name: rng.choice(TYPED["amounts"]) for name, each in template.fields.items() if each.kind == "amount"}
    fields |= {"mid_period": rng.choice(TYPED["periods"]), "start_year": "2026", "end_year": "2028"}
    rows = tuple(_row(rng, str(number), template) for number in range(rng.randint(2, 10)))
    known = {name: text for name, text in fields.items() if name in template.fields}
    form = Form(id="1", template=template.id, fields=known, indicators=rows)
    return Draft(id="d", shared={"year": "2026"}, forms=(form,))


def _row(rng: Random, number: str, template: Template) -> Indicator:
    level2, name, target = (
        rng.choice(template.taxonomy.level2),
        rng.choice(TYPED["names"]),
        rng.choice(TYPED["targets"]),
    )
    horizons: dict[str, dict[str, str]] = {}
    for each in template.horizons:
        horizons.setdefault(template.name_horizon(each), {})["name"] = name
        horizons.setdefault(each, {})["target"] = target if rng.random() < 0.7 else rng.choice(TYPED["targets"])
    return Indicator(id=number, level1=level2.level1.name, level2=level2.name, horizons=horizons)


@pytest.mark.soak
def test_a_mending_removes_its_finding_and_a_safe_one_makes_no_other() -> None:
    start = Random().randrange(10**9)
    for number in soak.loop("forms mended", 4000, 40):
        rng = Random(start + number)
        draft = _form(rng, rng.choice(list(templates().values())))
        found = check_draft(draft, templates())
        assert not [each for each in found if each.code.startswith("R")], start + number
        told = {(each.code, each.path) for each in found}
        for finding in (each for each in found if each.fix is not None):
            mended = draft
            for where, text in finding.fix.edits if finding.fix else ():
                mended = path.put(mended, 0, where, text)
            after = {(each.code, each.path) for each in check_draft(mended, templates())}
            assert (finding.code, finding.path) not in after, (start + number, finding)
            assert not (finding.fix and finding.fix.safe) or after <= told, (start + number, finding, after - told)
