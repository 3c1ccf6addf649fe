"""Published forms come in without a difference: 27 of them, each value in its field, each repair in doubt."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from perfdesk.model import Doubt, Draft, Form, Indicator, path
from perfdesk.readers.text import read
from perfdesk.region import templates
from perfdesk.translate.extract import Unknown, extract

# The words of expected.json → field ids.
FIELDS = {
    "项目名称": "project_name",
    "项目类型": "project_type",
    "项目等级": "project_grade",
    "项目类别": "project_category",
    "主管部门": "department",
    "用款单位": "executing_unit",
    "实施单位": "executing_unit",
    "批复单位": "approving_unit",
    "预算单位": "budget_unit",
    "年度": "year",
    "起始年度": "start_year",
    "到期年度": "end_year",
    "计划开始日期": "start_date",
    "计划完成日期": "end_date",
    "预算金额": "amount_annual",
    "本年度申请镇财政预算资金": "amount_annual",
    "本年度申请市财政预算资金": "amount_annual",
    "中期市财政预算": "amount_mid",
    "项目资金总额": "fund_total",
    "财政资金": "fund_fiscal",
    "其他资金": "fund_other",
    "年度资金申请总额": "fund_annual",
    "当年财政拨款": "fund_annual_fiscal",
    "上年结转资金": "fund_carryover",
    "其他资金(年度)": "fund_annual_other",
    "中期期间": "mid_period",
    "项目总目标期间": "mid_period",
    "中期滚动目标": "goal_mid",
    "实施周期总目标": "goal_mid",
    "项目总目标": "goal_mid",
    "年度目标": "goal_annual",
    "年度总体目标": "goal_annual",
    "申报单位需要说明的其他情况": "remarks",
    "审核人": "reviewer",
    "审核意见": "review_opinion",
    "市财政局批复意见": "review_opinion",
    "审核时间": "review_date",
}
# The columns of an indicator row in expected.json; level 2 stands twice in a row of two panels.
TWO_PANELS = ("level1", "level2", "mid/name", "mid/target", "level2", "annual/name", "annual/target")
COLUMNS = {
    "dongguan-town-2022": TWO_PANELS,
    "dongguan-city-2020": TWO_PANELS,
    "dongkeng-2024": ("level1", "level2", "mid/name", "mid/target", "annual/target"),
    "shanghai-2023": ("level1", "level2", "annual/name", "annual/target"),
}
# What publishing did to each form, by document and form number from 1 (brackets and dashes of another width aside).
DAMAGE = {
    "dongguan-zhigongwei-2020.txt": {
        1: {"I01", "I07"},
        2: {"I06"},
        3: {"I06"},
        4: {"I03", "I07"},
        5: {"I07"},
        6: {"I01", "I07"},
        7: {"I03"},
        8: {"I07"},
    },
    "dongkeng-chengguan-2022.txt": {
        3: {"I01"},
        4: {"I03", "I05"},
        5: {"I02", "I05"},
        6: {"I02"},
        7: {"I04", "I05"},
    },
    "dongkeng-zongzhi-2024.txt": {1: {"I01"}, 2: {"I01"}, 3: {"I01"}, 4: {"I01"}, 5: {"I01"}, 8: {"I01", "I02"}},
    "wujing-chengyun-2023.txt": {
        1: {"I03", "I06", "I07", "I10"},
        2: {"I01", "I02", "I03", "I06", "I07"},
        3: {"I03", "I06", "I07", "I10"},
        4: {"I03", "I06", "I07", "I10"},
    },
}
FORMS = [
    pytest.param(document, number, id=f"{document.split('-')[1]}-{number}")
    for document, count in (
        ("dongguan-zhigongwei-2020.txt", 8),
        ("dongkeng-chengguan-2022.txt", 7),
        ("dongkeng-zongzhi-2024.txt", 8),
        ("wujing-chengyun-2023.txt", 4),
    )
    for number in range(1, count + 1)
]
every_form = pytest.mark.parametrize(("document", "number"), FORMS)


def bare(text: str) -> str:
    """Return a text without tags and white space, brackets and colons of one width."""
    return re.sub(r"\s", "", re.sub(r"<[^>]*>", "", text)).translate(str.maketrans("（）：", "():"))


@lru_cache
def drafts(corpus: Path, document: str) -> tuple[Draft, list[Unknown]]:
    return extract(read(corpus / document), templates(), "corpus")


@lru_cache
def all_expected(corpus: Path) -> dict[tuple[str, int], dict[str, Any]]:
    forms = json.loads((corpus / "expected.json").read_text(encoding="utf-8"))
    return {(form["document"], form["form"]): form for form in forms}


def value(indicator: Indicator, column: str) -> str:
    if column in ("level1", "level2"):
        return str(getattr(indicator, column))
    horizon, part = column.split("/")
    return indicator.text(horizon, part)


def in_doubt(doubts: tuple[Doubt, ...], indicator: Indicator, column: str) -> bool:
    place = path.join("indicators", indicator.id)
    return any(doubt.path in (place, f"{place}/{column}") for doubt in doubts)


def test_every_form_of_the_corpus_is_found(corpus: Path) -> None:
    expected = all_expected(corpus)
    assert len(expected) == len(FORMS) == 27
    for document in DAMAGE:
        draft, unknown = drafts(corpus, document)
        assert (len(draft.forms), unknown, draft.doubts) == (sum(name == document for name, _ in expected), [], ())


@every_form
def test_every_field_is_as_published(corpus: Path, document: str, number: int) -> None:
    expected = all_expected(corpus)[document, number]
    draft, _ = drafts(corpus, document)
    form = draft.forms[number - 1]
    assert form.template == expected["template"]
    for label, text in expected["fields"].items():
        name = FIELDS[label]
        assert bare(form.fields.get(name, draft.shared.get(name, ""))) == bare(text), label
    known = {FIELDS[label] for label in expected["fields"]} | {"review_office"}
    assert {name for name, text in form.fields.items() if text} <= known


@every_form
def test_every_indicator_is_as_published(corpus: Path, document: str, number: int) -> None:
    expected = all_expected(corpus)[document, number]
    form = drafts(corpus, document)[0].forms[number - 1]
    columns = COLUMNS[form.template]
    parts = [place for place, column in enumerate(columns) if "/" in column]
    rows = [(nth, row) for nth, row in enumerate(expected["indicators"]) if any(row[place] for place in parts)]
    assert len(form.indicators) == len(rows)
    for indicator, (nth, row) in zip(form.indicators, rows, strict=True):
        for place, column in enumerate(columns):
            if f"indicators/{nth}/{place}" in expected["unknown"]:
                assert value(indicator, column) == ""
                assert in_doubt(form.doubts, indicator, column)
            else:
                assert bare(value(indicator, column)) == bare(row[place]), (nth, column)


@every_form
def test_every_repair_is_in_doubt_and_nothing_else_is(corpus: Path, document: str, number: int) -> None:
    form: Form = drafts(corpus, document)[0].forms[number - 1]
    found = {doubt.code for doubt in form.doubts}
    damage = DAMAGE[document].get(number, set())
    assert damage <= found
    values_lost = {"I14"} if all_expected(corpus)[document, number]["unknown"] else set()
    assert found <= damage | values_lost
    assert all(doubt.why and (doubt.place or doubt.path) for doubt in form.doubts)
