"""Every rule finds what its cases say and leaves the others alone; a mending removes its finding and makes no other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from perfdesk.model import Doubt, Draft, Form, Indicator, path
from perfdesk.region import Template, templates
from perfdesk.region.schema import ColumnData
from perfdesk.rules import Finding, Rule, Seen
from perfdesk.rules.checks import RULES
from perfdesk.work.checking import check_draft

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A case in one template; one that names no template holds in all of them.

    Keys of a case: `indicator` or `indicators`, `fields`, `shared` (texts of the draft), `others` (more forms),
    `lost` (paths that the import did not find), and what the template says: `rules`, `limits`, `weights`.
    """

    rule: Rule
    base: Template
    data: dict[str, Any]

    @property
    def template(self) -> Template:
        data, fields = self.base.data, dict(self.base.fields)
        for name, limit in self.data.get("limits", {}).items():
            fields[name] = replace(fields[name], limit=limit)
        if "rules" in self.data:
            data = data.model_copy(update={"rules": {**data.rules, **self.data["rules"]}})
        if self.data.get("weights"):
            column = ColumnData(label="权重", part="weight", horizon=self.base.horizons[-1])
            blocks = (
                block.model_copy(update={"columns": (*block.columns, column)}) if block.columns else block
                for block in data.block
            )
            data = data.model_copy(update={"block": tuple(blocks)})
        return replace(self.base, data=data, fields=fields)

    def draft(self) -> Draft:
        forms = [self.data, *self.data.get("others", ())]
        texts = {name: text for name, text in self.data.get("fields", {}).items() if self._scope(name) == "draft"}
        shared = {**texts, **self.data.get("shared", {})}
        return Draft(id="d", shared=shared, forms=tuple(self._form(number, form) for number, form in enumerate(forms)))

    def found(self, draft: Draft) -> list[Finding]:
        return [each for each in self.all_found(draft) if each.code == self.rule.code]

    def all_found(self, draft: Draft) -> tuple[Finding, ...]:
        return check_draft(draft, {self.base.id: self.template})

    def _scope(self, name: str) -> str:
        return self.base.fields[name].scope

    def _form(self, number: int, data: dict[str, Any]) -> Form:
        rows = data.get("indicators") or [data[key] for key in ("indicator",) if key in data]
        fields = data.get("fields", {}).items()
        own = {name: text for name, text in fields if number or self._scope(name) == "form"}
        made = tuple(self._indicator(place, row) for place, row in enumerate(rows, 1))
        doubts = tuple(Doubt(code="I14", path=where, why="原表缺这一格。") for where in data.get("lost", ()))
        return Form(id=str(number + 1), template=self.base.id, fields=own, indicators=made, doubts=doubts)

    def _indicator(self, number: int, row: dict[str, Any]) -> Indicator:
        horizons = {key: dict(value) for key, value in row.items() if isinstance(value, dict)}
        if "name" in row:
            last = self.base.horizons[-1]
            horizons.setdefault(self.base.name_horizon(last), {})["name"] = row["name"]
            horizons.setdefault(last, {})["target"] = row["target"]
        if "level1" in row:
            return Indicator(id=str(number), level1=row["level1"], level2=row["level2"], horizons=horizons)
        level2 = self.base.taxonomy.find_level2(row.get("level2", "数量指标"))
        assert level2 is not None
        return Indicator(id=str(number), level1=level2.level1.name, level2=level2.name, horizons=horizons)


def _cases() -> Iterator[Any]:
    for rule in RULES:
        data = tomllib.loads((CASES / f"{rule.code}.toml").read_text(encoding="utf-8"))
        for case in data["case"]:
            for template in [case["template"]] if "template" in case else templates():
                yield pytest.param(
                    Case(rule, templates()[template], case), id=f"{rule.code}: {case['name']} ({template})"
                )


ALL = list(_cases())
MENDABLE = [each for each in ALL if each.values[0].data.get("finds")]


@pytest.mark.parametrize("case", ALL)
def test_a_rule_finds_what_its_case_says_and_nothing_else(case: Case) -> None:
    wanted = [_worded(message, case.template) for message in case.data.get("finds", [])]
    draft = case.draft()
    found = case.found(draft)
    assert [each.message for each in found] == wanted
    if "outcome" in case.data:
        assert case.rule.outcome(Seen(draft, 0, case.template))[0].value == case.data["outcome"]
    if "ranks" in case.data:
        assert [each.severity.value for each in found] == case.data["ranks"]
    if "paths" in case.data:
        assert [each.path for each in found] == case.data["paths"]
    if "mended" in case.data:
        assert [each.fix.edits[-1][1] for each in found if each.fix] == [case.data["mended"]]
    if case.data.get("unmended"):
        assert [each.fix for each in found] == [None] * len(found)
    if "safe" in case.data:
        assert [each.fix.safe for each in found if each.fix] == [case.data["safe"]]


@pytest.mark.parametrize("case", MENDABLE)
def test_a_mending_removes_its_finding_and_makes_no_other(case: Case) -> None:
    draft = case.draft()
    before = case.all_found(draft)
    for finding in before:
        if finding.fix is None:
            continue
        mended = draft
        for where, text in finding.fix.edits:
            mended = path.put(mended, finding.number, where, text)
            assert text in finding.fix.label
        after = case.all_found(mended)
        assert finding not in after
        told = {(each.code, each.number, each.path) for each in before}
        assert {(each.code, each.number, each.path) for each in after} <= told - {
            (finding.code, finding.number, finding.path)
        }


@pytest.mark.parametrize("case", MENDABLE)
def test_a_finding_names_a_place_that_is_on_the_form(case: Case) -> None:
    draft = case.draft()
    for finding in case.found(draft):
        assert finding.place
        if finding.path is not None:
            path.get(draft, finding.number, finding.path)  # raises for what is no path
            assert Seen(draft, finding.number, case.template).place(finding.path)


@pytest.mark.parametrize("case", MENDABLE)
def test_findings_do_not_depend_on_the_order_of_the_forms(case: Case) -> None:
    draft = case.draft()
    turned = draft.model_copy(update={"forms": draft.forms[::-1]})
    last = len(draft.forms) - 1
    again = [replace(each, number=last - each.number) for each in case.found(turned)]
    assert sorted(again, key=lambda each: each.number) == case.found(draft)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_cases_to_find_and_cases_to_leave_alone(rule: Rule) -> None:
    cases = tomllib.loads((CASES / f"{rule.code}.toml").read_text(encoding="utf-8"))["case"]
    assert sum(bool(case.get("finds")) for case in cases) >= 3
    assert sum(not case.get("finds") for case in cases) >= 3
    assert len({case["name"] for case in cases}) == len(cases)


def _worded(message: str, template: Template) -> str:
    """Return a message as it reads in a region that calls the level 2 by another name."""
    for name in ("数量指标", "质量指标"):
        found = template.taxonomy.find_level2(name)
        if found is not None and f"“{name}”" in message:
            return message.replace(f"“{name}”", f"“{found.name}”")
    return message
