"""Text that is broken in any way is read or refused: no crash, no hang, and every doubt says why."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from documents import sheet_text
from drafts import Odds, draft
from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.translate.extract import extract
from perfdesk.translate.render import render
from soak import loop

TEMPLATES = templates()
LONGEST_S = 2.0
SIGNS = '\t\t\n\n "|-#<>（）:：{}\r\x0b\u2028\ufeff\u00a0\u3000&;\\\x00\ud800□☑指标'


def own_text(seed: int) -> str:
    """Return two forms of different templates as text."""
    rng = Random(seed)
    names = rng.sample(sorted(TEMPLATES), 2)
    drafts = [draft(rng, TEMPLATES[name], Odds(free=True, labels=True), most=1) for name in names]
    return "\n".join(sheet_text(sheet) for each in drafts for sheet in render(TEMPLATES, each))


def mutated(text: str, rng: Random) -> str:
    """Return the text with a few characters, lines or stretches deleted, doubled, swapped or put in."""
    for _ in range(rng.choice([1, 2, 5, 20])):
        at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        to = min(to, at + rng.choice([1, 1, 3, 40, 400]))
        match rng.randrange(7):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:to] + text[at:to] * rng.choice([1, 2, 5]) + text[to:]
            case 2:
                text = text[:at] + rng.choice(SIGNS) * rng.choice([1, 1, 2, 30]) + text[at:]
            case 3:
                sign = rng.choice("\t\n")
                text = text[:at] + text[at:].replace(sign, "", rng.choice([1, 5]))
            case 4:
                lines = text.split("\n")
                one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
                lines[one], lines[two] = lines[two], lines[one]
                text = "\n".join(lines)
            case 5:
                lines = text.split("\n")
                del lines[rng.randrange(len(lines))]
                text = "\n".join(lines)
            case _:
                text = text[:at] + text[at:to][::-1] + text[to:]
    return text


def survives(text: str) -> Draft | None:
    """Return the draft that a text is read as, None if it is refused with a message; at once, if need be on retry."""
    got, seconds = timed(text)
    for _ in range(2):
        if seconds >= LONGEST_S:  # a busy machine may stall; a hang stays one
            got, seconds = timed(text)
    assert seconds < LONGEST_S
    assert got is None or all(doubt.why and doubt.code for _, doubt in got.all_doubts())
    return got


def timed(text: str) -> tuple[Draft | None, float]:
    start = time.process_time()
    got = None
    try:
        got, _ = extract(read_text(text), TEMPLATES, "d")
    except UserError as error:
        assert error.what and error.code
    return got, time.process_time() - start


@pytest.mark.soak
def test_broken_texts_of_our_own_are_read_or_refused() -> None:
    for seed in loop("mutated texts of our own", 3000, 40):
        survives(mutated(own_text(seed % 50), Random(seed)))


@pytest.mark.soak
def test_broken_texts_of_the_corpus_are_read_or_refused(corpus: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(corpus.glob("*.txt"))]
    for seed in loop("mutated texts of the corpus", 2000, 15):
        survives(mutated(texts[seed % len(texts)], Random(seed)))


def complete(template: str) -> Draft:
    """Return a draft of one form with indicators, nothing missing."""
    drafts = (draft(Random(seed), TEMPLATES[template], Odds(holes=0.0, mixed=0.0), most=1) for seed in range(99))
    return next(each for each in drafts if each.forms[0].indicators)


MONSTERS = {
    "100,000 tabs in a row": "项目名称" + "\t" * 100_000,
    "a million tabs": "\t" * 1_000_000,
    "100,000 rows": "甲\t乙\n" * 100_000,
    "100,000 rows of a form": "\t产出指标\t数量指标\t甲\t乙\n" * 100_000,
    "20,000 forms": "项目绩效目标表\n项目名称\t甲\n" * 20_000,
    "a cell of 10 MB": "项目名称\t" + "字" * 5_000_000 + "\n",
    "a line of 10 MB": "字" * 5_000_000,
    "10 MB of blanks": "项目名称\t" + " " * 10_000_000 + "\t乙",
    "10 MB of open tags": "项目名称\t" + "<p " * 2_000_000,
    "10 MB of dashes": "项目名称\t甲\n" + "-" * 5_000_000 + "甲",
    "quotes that never close": '甲\t"乙\n' * 50_000,
    "nothing but quotes": '"' * 1_000_000 + "\t",
    "a million bars": "|" * 1_000_000,
    "lines without end": "字\n" * 500_000,
    "a wide table": "\n".join("\t".join(["项目名称", "主管部门", "甲", "乙"] * 400) for _ in range(100)),
}


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monstrous_text_is_read_or_refused_at_once(name: str) -> None:
    survives(MONSTERS[name])


@pytest.mark.parametrize("template", sorted(TEMPLATES))
@pytest.mark.parametrize(
    "value", ["字" * 3_000_000, "<p>" * 300_000, "专项资金□" * 100_000, "&#" * 500_000, "（" * 500_000, "≥1" * 500_000]
)
def test_a_monstrous_value_in_a_form_is_read_at_once(template: str, value: str) -> None:
    whole = complete(template)
    text = sheet_text(next(iter(render(TEMPLATES, whole))))
    target = whole.forms[0].indicators[0].text("annual", "target")
    for old in (whole.forms[0].fields["project_name"], target):
        assert survives(text.replace(old, value, 1)) is not None


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_monstrous_value_is_kept_whole(template: str) -> None:
    whole, value, mark = complete(template), "字" * 1_000_000, "只在这一格里的话"
    fields = {**whole.forms[0].fields, "goal_annual": mark}
    whole = whole.model_copy(update={"forms": (whole.forms[0].model_copy(update={"fields": fields}),)})
    got = survives(sheet_text(next(iter(render(TEMPLATES, whole)))).replace(mark, value, 1))
    assert got is not None
    assert value in got.forms[0].fields.values()


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_form_of_a_thousand_rows_is_read_at_once(template: str) -> None:
    whole = complete(template)
    form = whole.forms[0]
    rows = tuple(row.model_copy(update={"id": str(number)}) for number, row in enumerate(form.indicators * 200))
    large = whole.model_copy(update={"forms": (form.model_copy(update={"indicators": rows[:1000]}),)})
    survives(sheet_text(next(iter(render(TEMPLATES, large)))))
