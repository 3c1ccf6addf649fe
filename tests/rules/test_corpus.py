"""The rules on 27 published forms against the mistakes that people found in them."""

from __future__ import annotations

import json
import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from perfdesk.model import Draft, path
from perfdesk.readers.text import read
from perfdesk.region import templates
from perfdesk.rules import Finding, Severity
from perfdesk.translate.extract import extract
from perfdesk.work.checking import check_draft

REVIEW = Path(__file__).with_name("corpus_review.toml")
Place = tuple[str, int, str]


@pytest.fixture(scope="session")
def mistakes(corpus: Path) -> list[dict[str, Any]]:
    """Return what clerks got wrong; skip, saying so, where the list is absent."""
    file = Path(os.environ.get("PERFDESK_MISTAKES") or corpus.parent / "reference" / "mistakes.json")
    if not file.is_file():
        pytest.skip(f"no list of mistakes at {file} (set PERFDESK_MISTAKES)")
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    documents = {each.name for each in corpus.glob("*.txt")}
    return [each for each in items if each["origin"] == "clerk" and each["document"] in documents]


@lru_cache
def checked(document: Path) -> tuple[Draft, tuple[Finding, ...]]:
    draft, _ = extract(read(document), templates(), "corpus")
    return draft, check_draft(draft, templates())


def found(corpus: Path) -> list[tuple[Place, Finding]]:
    return [
        ((document.name, each.number + 1, each.code), each)
        for document in sorted(corpus.glob("*.txt"))
        for each in checked(document)[1]
    ]


def listed(mistakes: list[dict[str, Any]]) -> set[Place]:
    return {(each["document"], each["form"], each["check"]) for each in mistakes}


def counts(corpus: Path, mistake: dict[str, Any]) -> bool:
    """Tell whether an entry is an error or a warning of a rule that the form's layout has switched on."""
    if not mistake["severity"].startswith(("error", "warning")):
        return False
    form = checked(corpus / mistake["document"])[0].forms[mistake["form"] - 1]
    return templates()[form.template].data.rules.get(mistake["check"]) != "off"


def test_no_rule_crashes_on_a_published_form(corpus: Path) -> None:
    assert [place for place, _ in found(corpus) if place[2].startswith("R")] == []


def test_nine_of_ten_known_mistakes_are_found(corpus: Path, mistakes: list[dict[str, Any]]) -> None:
    wanted = [each for each in mistakes if counts(corpus, each)]
    hits = {place for place, _ in found(corpus)}
    missed = [each for each in wanted if (each["document"], each["form"], each["check"]) not in hits]
    assert len(wanted) > 100
    assert 1 - len(missed) / len(wanted) >= 0.9, missed


def test_every_error_is_a_known_mistake_or_defended(corpus: Path, mistakes: list[dict[str, Any]]) -> None:
    errors = [(place, each) for place, each in found(corpus) if each.severity is Severity.ERROR]
    known = listed(mistakes)
    others = [(place, each) for place, each in errors if place not in known]
    assert 1 - len(others) / len(errors) >= 0.95, others
    defences = {(each["document"], each["form"], each["check"], each["path"]): each for each in _defences()}
    assert {(*place, each.path) for place, each in others} == set(defences), others
    for (document, number, _, where), each in defences.items():
        text = path.get(checked(corpus / document)[0], number - 1, where)
        assert each["cell"] == text
        assert len(each["why"]) > 10


def _defences() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads(REVIEW.read_text(encoding="utf-8"))["defence"]
    return entries


def test_each_mending_on_a_published_form_removes_its_finding_and_makes_no_other(corpus: Path) -> None:
    for document in sorted(corpus.glob("*.txt")):
        draft, before = checked(document)
        told = {(each.code, each.number, each.path) for each in before}
        for finding in before:
            if finding.fix is None:
                continue
            mended = draft
            for where, text in finding.fix.edits:
                mended = path.put(mended, finding.number, where, text)
            after = {(each.code, each.number, each.path) for each in check_draft(mended, templates())}
            assert after <= told - {(finding.code, finding.number, finding.path)}, finding
