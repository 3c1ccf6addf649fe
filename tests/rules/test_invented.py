"""Forms that nobody published: sound ones are left alone, and each mistake put into one is found.

A file of `invented/` is one form: `rows` are (level 2, name, target of the year, target of the whole period if it is
another one); each of `mistakes` writes something into it (`target`, `mid`, `name` name the row; `drop` takes away the
rows of these kinds) and names the rule that must turn red; "" for what must go without error and warning.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perfdesk.model import Draft, Form, Indicator, path
from perfdesk.region import Template, templates
from perfdesk.rules import Finding, Severity
from perfdesk.work.checking import check_draft

FILES = sorted((Path(__file__).parent / "invented").glob("*.toml"))
Told = tuple[str, int, str | None, str]


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _form(data: dict[str, Any]) -> tuple[Draft, Template]:
    template = templates()[data["template"]]
    rows = tuple(_row(number, row, template) for number, row in enumerate(data["rows"], 1))
    fields = {"project_name": data["project"], **data["fields"]}
    return Draft(
        id="d", shared=data["shared"], forms=(Form(id="1", template=template.id, fields=fields, indicators=rows),)
    ), template


def _row(number: int, row: list[str], template: Template) -> Indicator:
    kind, name, annual, *whole = row
    level2 = template.taxonomy.find_level2("服务对象满意度指标" if kind == "满意度" else f"{kind}指标")
    assert level2 is not None, kind
    horizons: dict[str, dict[str, str]] = {}
    for each in template.horizons:
        horizons.setdefault(template.name_horizon(each), {})["name"] = name
        horizons.setdefault(each, {})["target"] = annual if each == "annual" or not whole else whole[0]
    return Indicator(id=str(number), level1=level2.level1.name, level2=level2.name, horizons=horizons)


def _edits(data: dict[str, Any], mistake: dict[str, Any], template: Template) -> Iterator[tuple[str, str]]:
    rows = {row[1]: str(number) for number, row in enumerate(data["rows"], 1)}
    first = template.horizons[0]
    for what, (where, text) in ((key, mistake[key]) for key in mistake if key not in ("finds", "drop")):
        match what:
            case "field" | "also":
                yield path.join("shared" if where in data["shared"] else "fields", where), text
            case "target" | "mid":
                yield path.join("indicators", rows[where], "annual" if what == "target" else first, "target"), text
            case "name":
                for horizon in dict.fromkeys(template.name_horizon(each) for each in template.horizons):
                    yield path.join("indicators", rows[where], horizon, "name"), text
            case "midname":
                yield path.join("indicators", rows[where], first, "name"), text


def _spoilt(data: dict[str, Any], mistake: dict[str, Any]) -> Draft:
    draft, template = _form(data)
    for where, text in _edits(data, mistake, template):
        draft = path.put(draft, 0, where, text)
    form, gone = draft.forms[0], mistake.get("drop", ())
    kept = tuple(each for each, row in zip(form.indicators, data["rows"], strict=True) if row[0] not in gone)
    return draft.model_copy(update={"forms": (form.model_copy(update={"indicators": kept}),)})


def _grave(found: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in found if each.severity is not Severity.HINT]


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_a_sound_form_has_no_error_and_no_warning(file: Path) -> None:
    assert _grave(check_draft(_form(_read(file))[0], templates())) == []


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_each_mistake_in_a_sound_form_is_found(file: Path) -> None:
    data = _read(file)
    before = {_told(each) for each in check_draft(_form(data)[0], templates())}
    missed = []
    for mistake in data["mistakes"]:
        found = check_draft(_spoilt(data, mistake), templates())
        new = tuple(each for each in found if _told(each) not in before)
        good = mistake["finds"] in {each.code for each in new} if mistake["finds"] else not _grave(new)
        if not good:
            missed.append((mistake, new))
    assert missed == []
    assert len(data["mistakes"]) >= 9


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_each_mending_of_a_mistake_removes_its_finding_and_makes_no_other(file: Path) -> None:
    data = _read(file)
    for mistake in data["mistakes"]:
        draft = _spoilt(data, mistake)
        before = check_draft(draft, templates())
        told = {(each.code, each.path) for each in before}
        for finding in before:
            if finding.fix is None:
                continue
            mended = draft
            for where, text in finding.fix.edits:
                mended = path.put(mended, 0, where, text)
            after = check_draft(mended, templates())
            assert finding not in after
            assert {(each.code, each.path) for each in after} <= told - {(finding.code, finding.path)}, finding


def _told(finding: Finding) -> Told:
    return finding.code, finding.number, finding.path, finding.message
