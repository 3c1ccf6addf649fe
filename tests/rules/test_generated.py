"""Whatever is typed: no rule crashes, and what is found depends neither on the order of the forms nor on chance."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

import soak
from drafts import Odds, draft
from perfdesk.model import Draft
from perfdesk.region import templates
from perfdesk.rules import Finding
from perfdesk.work.checking import check_draft

HERE = Path(__file__).resolve()
ODDS = (Odds(), Odds(labels=True, free=True), Odds(holes=0.5, mixed=0.7, free=True), Odds(holes=0.0, mixed=0.0))


def made(number: int) -> Draft:
    """Return the draft of that number, the same on every machine."""
    rng = Random(number)
    template = list(templates().values())[number % len(templates())]
    return draft(rng, template, ODDS[number // 4 % len(ODDS)], most=4)


def digest(first: int, count: int) -> str:
    """Return one number for all that is found in some drafts."""
    told = sha256()
    for number in range(first, first + count):
        told.update(repr(check_draft(made(number), templates())).encode())
    return told.hexdigest()


@pytest.mark.soak
def test_no_draft_makes_a_rule_crash_and_the_order_of_forms_does_not_matter() -> None:
    start = Random().randrange(10**9)
    for number in soak.loop("drafts checked", 10_000, 120):
        one = made(start + number)
        found = check_draft(one, templates())
        assert not [each for each in found if each.code.startswith("R")], start + number
        assert _turned(one) == list(found), start + number


def _turned(one: Draft) -> list[Finding]:
    last = len(one.forms) - 1
    turned = one.model_copy(update={"forms": one.forms[::-1]})
    again = [replace(each, number=last - each.number) for each in check_draft(turned, templates())]
    return sorted(again, key=lambda each: each.number)


@pytest.mark.soak
def test_findings_do_not_depend_on_the_hash_seed() -> None:
    count = soak.rounds(2000, 40)
    code = f"import test_generated; print(test_generated.digest(0, {int(count)}))"
    where = os.pathsep.join([str(HERE.parent), str(HERE.parents[1]), str(HERE.parents[2] / "src")])
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": where},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(told) == 1
