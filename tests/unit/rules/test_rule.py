"""Rules: a crash is told and harms no other rule, templates rank them, every docstring is a help page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from perfdesk.model import Draft, Form, Indicator
from perfdesk.region import Template, templates
from perfdesk.rules import CRASHED, Finding, Outcome, Rule, Seen, Severity, Unsure, checks
from perfdesk.rules.checks import RULES
from perfdesk.rules.words import same_words


def _seen(template: Template) -> Seen:
    level2 = template.taxonomy.level2[0]
    texts = {horizon: {"name": "数量", "target": "数量"} for horizon in template.horizons}
    row = Indicator(id="1", level1=level2.level1.name, level2=level2.name, horizons=texts)
    form = Form(id="1", template=template.id, indicators=(row,))
    return Seen(Draft(id="d", shared={"year": "2026"}, forms=(form,)), 0, template)


def _ranked(template: Template, **ranks: str) -> Template:
    return replace(template, data=template.data.model_copy(update={"rules": ranks}))


V02 = next(rule for rule in RULES if rule.code == "V02")


def test_every_rule_is_a_file_and_every_file_is_in_the_list() -> None:
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - {"__init__"}
    assert {rule.code.lower() for rule in RULES} == files
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself_to_a_clerk(rule: Rule) -> None:
    page = rule.help()
    assert page.summary.endswith("。") and page.why.endswith("。") and page.how.endswith("。")
    assert rule.name and rule.source
    assert not any(each.isascii() and each.isalpha() for each in page.why)


def test_a_docstring_without_its_headings_is_no_help_page() -> None:
    def run(seen: Seen) -> Iterator[Finding]:
        """Only a sentence."""
        yield from ()

    with pytest.raises(ValueError, match="X01"):
        Rule("X01", "x", Severity.HINT, run, source="").help()


def test_a_rule_that_crashes_is_a_finding_and_keeps_what_it_had(caplog: pytest.LogCaptureFixture) -> None:
    def run(seen: Seen) -> Iterator[Finding]:
        yield rule.finding(seen, "fields/project_name", "先找到一处。")
        raise ZeroDivisionError

    rule = Rule("X01", "试验", Severity.ERROR, run, source="")
    found = rule.check(_seen(templates()["shanghai-2023"]))
    assert [each.code for each in found] == ["X01", CRASHED]
    assert found[1].severity is Severity.HINT
    assert "“试验”（X01）检查时出错" in found[1].message
    assert "Zero" not in found[1].message
    assert "rule X01 crashed on form 1" in caplog.text
    caplog.clear()


@pytest.mark.parametrize(
    ("rank", "severity"), [("error", Severity.ERROR), ("warning", Severity.WARNING), ("hint", Severity.HINT)]
)
def test_a_template_ranks_a_rule_anew(rank: str, severity: Severity) -> None:
    template = _ranked(templates()["shanghai-2023"], V02=rank)
    assert [each.severity for each in V02.check(_seen(template))] == [severity]
    assert V02.rank(template) is severity


def test_a_template_switches_a_rule_off() -> None:
    template = _ranked(templates()["shanghai-2023"], V02="off")
    assert V02.check(_seen(template)) == ()
    assert V02.rank(template) is None


def test_a_rule_has_its_own_rank_where_the_template_says_nothing() -> None:
    template = _ranked(templates()["shanghai-2023"], N07="off")
    assert [each.severity for each in V02.check(_seen(template))] == [Severity.ERROR]


def test_each_panel_is_compared_with_the_name_beside_it() -> None:
    found = V02.check(_seen(templates()["dongguan-city-2020"]))
    assert [each.path for each in found] == ["indicators/1/mid/target", "indicators/1/annual/target"]


def test_a_layout_with_one_name_compares_both_targets_with_it() -> None:
    found = V02.check(_seen(templates()["dongkeng-2024"]))
    assert [each.path for each in found] == ["indicators/1/mid/target", "indicators/1/annual/target"]
    assert {each.place for each in found} == {"数量"}


def test_a_field_is_read_where_it_lives() -> None:
    seen = _seen(templates()["shanghai-2023"])
    assert seen.text("year") == "2026"
    own = seen.form.model_copy(update={"fields": {"year": "2027"}})
    other = Seen(seen.draft.model_copy(update={"forms": (own,)}), 0, seen.template)
    assert other.text("year") == "2027"
    assert (seen.field_path("year"), other.field_path("year")) == ("shared/year", "fields/year")
    assert (seen.place("shared/year"), seen.place(None)) == ("年度", "")


def test_an_indicator_without_a_name_is_found_by_its_level() -> None:
    seen = _seen(templates()["shanghai-2023"])
    row = seen.form.indicators[0].model_copy(update={"horizons": {}})
    nameless = Seen(
        seen.draft.model_copy(update={"forms": (Form(id="1", template="t", indicators=(row,)),)}), 0, seen.template
    )
    assert nameless.place("indicators/1/annual/target") == "数量指标"
    assert nameless.place("indicators/9/annual/target") == ""


def test_texts_without_words_are_never_the_same() -> None:
    assert not same_words("——", "——")
    assert same_words("满意度（%）", "满意度")
    assert not same_words("满意度", "满意")


def _rule(*found: Finding | Unsure, **more: object) -> Rule:
    return Rule("X01", "试验", Severity.ERROR, lambda _: found, source="", **more)  # type: ignore[arg-type]


def test_what_a_rule_cannot_judge_is_no_finding() -> None:
    seen = _seen(templates()["shanghai-2023"])
    unsure = Unsure("fields/project_name", "读不出来。")
    finding = Finding("X01", Severity.ERROR, None, 0, "一处。", "")
    assert _rule(unsure).check(seen) == ()
    assert _rule(unsure).outcome(seen) == (Outcome.UNSURE, (unsure,))
    assert _rule(unsure, finding).check(seen) == (finding,)
    assert _rule(unsure, finding).outcome(seen) == (Outcome.FOUND, (unsure,))
    assert _rule().outcome(seen) == (Outcome.CLEAR, ())


def test_a_rule_that_does_not_apply_is_not_run() -> None:
    seen = _seen(templates()["shanghai-2023"])
    rule = _rule(Finding("X01", Severity.ERROR, None, 0, "一处。", ""), applies=lambda _: False)
    assert rule.check(seen) == ()
    assert rule.outcome(seen) == (Outcome.NOT_APPLICABLE, ())


def test_a_rule_that_is_off_runs_where_a_template_switches_it_on() -> None:
    template = templates()["shanghai-2023"]
    rule = _rule(Finding("X01", Severity.ERROR, None, 0, "一处。", ""), on=False)
    assert rule.check(_seen(template)) == () and rule.rank(template) is None
    on = _ranked(template, X01="hint")
    assert [each.severity for each in rule.check(_seen(on))] == [Severity.HINT] and rule.rank(on) is Severity.HINT


def test_what_shows_between_forms_is_ranked_by_each_template_and_a_crash_harms_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def across(forms: Sequence[Seen]) -> Iterator[Finding]:
        yield rule.finding(forms[0], None, "一处。")
        raise ZeroDivisionError

    rule = _rule(across=across)
    template = templates()["shanghai-2023"]
    seen = _seen(_ranked(template, X01="warning"))
    found = rule.check_across([seen])
    assert [(each.code, each.severity) for each in found] == [("X01", Severity.WARNING), (CRASHED, Severity.HINT)]
    assert rule.check_across([_seen(_ranked(template, X01="off"))]) == ()
    assert _rule().check_across([seen]) == ()
    caplog.clear()


def test_the_templates_switch_rules_that_there_are() -> None:
    codes = {rule.code for rule in RULES}
    for template in templates().values():
        assert set(template.data.rules) <= codes


def test_a_row_that_is_printed_empty_has_a_place() -> None:
    template = templates()["shanghai-2023"]
    seen = _seen(template)
    path, place = seen.empty_row("经济效益")
    assert (path, place) == ("indicators/+效益指标+经济效益指标/annual/name", "经济效益指标")
    assert seen.place(path) == "经济效益指标"
    assert seen.empty_row("质量") == (None, "质量指标")
    assert _seen(templates()["dongguan-town-2022"]).empty_row("质量") == (None, "质量指标")
