"""情况说明: what is answered stays answered while it is the same, and comes back when it is not."""

from __future__ import annotations

from dataclasses import replace

from papers import sample
from perfdesk.model import Answer
from perfdesk.model import path as paths
from perfdesk.rules import Finding, Severity
from perfdesk.store.read import read_bytes
from perfdesk.store.write import to_bytes
from perfdesk.work.answering import answer, answer_to, sort_answered, withdraw

PLACE = "indicators/1/annual/target"
FOUND = Finding("V07", Severity.WARNING, PLACE, 0, "“满意”无法核对。", "读者满意度")
WHOLE = Finding("S08", Severity.WARNING, None, 0, "缺少满意度指标。", "")


def test_an_answer_stands_apart_from_what_is_open() -> None:
    draft = answer(sample(), FOUND, "另有问卷，不便量化。", "2026-03-01")
    other = replace(FOUND, code="V12")
    parted = sort_answered(draft, (FOUND, other))
    assert parted.open == (other,)
    assert [(finding, each.text, each.when) for finding, each in parted.answered] == [
        (FOUND, "另有问卷，不便量化。", "2026-03-01")
    ]


def test_a_changed_value_brings_the_finding_back_and_the_old_value_the_answer() -> None:
    draft = answer(sample(), FOUND, "另有问卷。")
    changed = paths.put(draft, 0, PLACE, "很满意")
    assert answer_to(changed, FOUND) is None
    assert answer_to(paths.put(changed, 0, PLACE, paths.get(draft, 0, PLACE)), FOUND) is not None


def test_an_answer_says_nothing_of_another_finding_at_the_same_place() -> None:
    draft = answer(sample(), FOUND, "另有问卷。")
    assert answer_to(draft, replace(FOUND, message="“满意”重复。")) is None
    assert answer_to(draft, replace(FOUND, number=1)) is None
    assert answer_to(draft, replace(FOUND, path=None)) is None


def test_an_answer_about_the_whole_form_holds_while_the_rule_says_the_same() -> None:
    draft = answer(sample(), WHOLE, "本项目不面向公众。")
    assert answer_to(paths.put(draft, 0, PLACE, "别的内容"), WHOLE) is not None
    assert answer_to(draft, replace(WHOLE, message="缺少满意度指标和质量指标。")) is None


def test_an_error_cannot_be_answered_away() -> None:
    error = replace(FOUND, severity=Severity.ERROR)
    assert answer(sample(), error, "没有关系") is sample()
    assert answer_to(answer(sample(), FOUND, "另有问卷。"), error) is None


def test_a_new_answer_takes_the_place_of_the_old_one_and_a_blank_one_takes_it_back() -> None:
    draft = answer(answer(sample(), FOUND, "一"), FOUND, "二")
    assert [each.text for each in draft.forms[0].answers] == ["二"]
    assert withdraw(draft, FOUND).forms[0].answers == ()
    assert withdraw(sample(), FOUND) is sample()


def test_two_findings_of_one_rule_at_one_place_are_answered_one_by_one() -> None:
    second = replace(FOUND, message="“满意”也没有写范围。")
    draft = answer(answer(sample(), FOUND, "一"), second, "二")
    assert [each.text for _, each in sort_answered(draft, (FOUND, second)).answered] == ["一", "二"]


def test_an_answer_travels_in_the_file() -> None:
    draft = answer(sample(), WHOLE, "本项目不面向公众。")
    assert answer_to(read_bytes(to_bytes(draft)).draft, WHOLE) is not None


def test_an_answer_written_by_another_program_needs_code_path_and_value_only() -> None:
    given = Answer(code="V07", path=PLACE, value=paths.get(sample(), 0, PLACE), text="说明")
    form = sample().forms[0].model_copy(update={"answers": (given,)})
    draft = sample().model_copy(update={"forms": (form, *sample().forms[1:])})
    assert answer_to(draft, FOUND) is given
