"""Every rule turns red on each of its mutants: a clean bundled sample with one thing changed."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from perfdesk import paths
from perfdesk.model import Draft, Form, Indicator, path
from perfdesk.region import Template, templates
from perfdesk.region.schema import ColumnData
from perfdesk.rules import Severity
from perfdesk.rules.checks import RULES
from perfdesk.rules.naming import kinds_of
from perfdesk.store import open_draft
from perfdesk.work.checking import check_draft

HERE = Path(__file__).parent
MUTANTS = tomllib.loads((HERE / "mutants.toml").read_text(encoding="utf-8"))["mutant"]
SAMPLES = sorted((paths.resources() / "templates").glob("*/sample.perfdesk")) + sorted(
    (paths.resources() / "samples").glob("*.perfdesk")
)


@lru_cache
def sample(template: str) -> Draft:
    """Return the sample of a template, its first form only."""
    draft = open_draft(paths.resources() / "templates" / template / "sample.perfdesk").draft
    return draft.model_copy(update={"forms": draft.forms[:1]})


def _rows(form: Form, kind: str) -> list[Indicator]:
    return [each for each in form.indicators if kind in kinds_of(each.level2)]


def _where(draft: Draft, number: int, address: str, template: Template) -> str:
    """Return the path of an address such as "数量/0/mid/target"; the last horizon if it names none."""
    first, *rest = address.split("/")
    if first in ("fields", "shared"):
        return address
    row = _rows(draft.forms[number], first)[int(rest[0])].id
    if rest[-1] in ("level1", "level2"):
        return path.join("indicators", row, rest[-1])
    horizon = rest[1] if len(rest) == 3 else template.horizons[-1]
    part = rest[-1]
    return path.join("indicators", row, template.name_horizon(horizon) if part == "name" else horizon, part)


def _set(draft: Draft, number: int, texts: dict[str, str], template: Template) -> Draft:
    goals = draft.forms[number].fields
    for address, text in texts.items():
        full = text.replace("@goal_mid", goals.get("goal_mid", "")).replace(
            "@goal_annual", goals.get("goal_annual", "")
        )
        draft = path.put(draft, number, _where(draft, number, address, template), full)
    return draft


def _with_weights(draft: Draft, weights: list[str], template: Template) -> tuple[Draft, Template]:
    horizon = template.horizons[-1]
    form = draft.forms[0]
    for row, weight in zip(form.indicators, weights, strict=False):
        draft = path.put(draft, 0, path.join("indicators", row.id, horizon, "weight"), weight)
    column = ColumnData(label="权重", part="weight", horizon=horizon)
    blocks = [
        block.model_copy(update={"columns": (*block.columns, column)}) if block.columns else block
        for block in template.data.block
    ]
    return draft, replace(template, data=template.data.model_copy(update={"block": tuple(blocks)}))


def mutated(mutant: dict[str, Any]) -> tuple[Draft, Template]:
    """Return the sample with the changes of a mutant, and the template with its switches."""
    template = templates()[mutant["template"]]
    if "rules" in mutant:
        template = replace(template, data=template.data.model_copy(update={"rules": mutant["rules"]}))
    draft = _set(sample(template.id), 0, mutant.get("set", {}), template)
    form = draft.forms[0]
    gone = {row.id for kind in mutant.get("drop", ()) for row in _rows(form, kind)}
    kept = [row.id for row in form.indicators if row.id in gone][: mutant.get("keep", 0)]
    rows = tuple(row for row in form.indicators if row.id not in gone or row.id in kept)
    draft = draft.model_copy(update={"forms": (form.model_copy(update={"indicators": rows}),)})
    if "other" in mutant:
        draft = draft.model_copy(update={"forms": (*draft.forms, draft.forms[0].model_copy(update={"id": "2"}))})
        draft = _set(draft, 1, mutant["other"], template)
    if "weights" in mutant:
        draft, template = _with_weights(draft, mutant["weights"], template)
    return draft, template


@pytest.mark.parametrize("mutant", MUTANTS, ids=[f"{each['rule']}-{place}" for place, each in enumerate(MUTANTS)])
def test_a_mutant_of_a_clean_sample_turns_its_rule_red(mutant: dict[str, Any]) -> None:
    draft, template = mutated(mutant)
    before = check_draft(sample(template.id), {template.id: template})
    found = check_draft(draft, {template.id: template})
    told = {(each.number, each.path, each.message) for each in before if each.code == mutant["rule"]}
    assert [
        each for each in found if each.code == mutant["rule"] and (each.number, each.path, each.message) not in told
    ]


@pytest.mark.parametrize("mutant", MUTANTS, ids=[f"{each['rule']}-{place}" for place, each in enumerate(MUTANTS)])
def test_each_mending_on_a_mutant_removes_its_finding_and_makes_no_other(mutant: dict[str, Any]) -> None:
    draft, template = mutated(mutant)
    before = check_draft(draft, {template.id: template})
    told = {(each.code, each.number, each.path) for each in before}
    for finding in before:
        if finding.fix is None:
            continue
        mended = draft
        for where, text in finding.fix.edits:
            mended = path.put(mended, finding.number, where, text)
        after = {(each.code, each.number, each.path) for each in check_draft(mended, {template.id: template})}
        assert after <= told - {(finding.code, finding.number, finding.path)}, finding


def test_every_rule_has_three_mutants() -> None:
    counts = Counter(each["rule"] for each in MUTANTS)
    assert {rule.code for rule in RULES} == set(counts)
    assert min(counts.values()) >= 3


@pytest.mark.parametrize("file", SAMPLES, ids=[f"{each.parent.name}/{each.stem}" for each in SAMPLES])
def test_the_bundled_samples_have_no_error_and_no_warning(file: Path) -> None:
    found = check_draft(open_draft(file).draft, templates())
    assert [each for each in found if each.severity is not Severity.HINT] == []
