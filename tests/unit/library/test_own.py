"""The unit's own names: from its drafts, each once, with its usual target; bad habits are not spread."""

from __future__ import annotations

import pytest

from perfdesk.library import own_entries
from perfdesk.model import Draft, Form, Indicator


def _row(number: int, name: str, target: str, level2: str = "质量指标") -> Indicator:
    texts = {"mid": {"name": name, "target": target}, "annual": {"name": name, "target": target}}
    return Indicator(id=str(number), level1="产出指标", level2=level2, horizons=texts)


def _draft(*rows: Indicator) -> Draft:
    return Draft(id="d", forms=(Form(id="1", template="t", indicators=rows),))


def test_a_name_is_given_once_with_its_usual_target() -> None:
    rows = (
        _row(1, "上架准确率", "≥98%"),
        _row(2, "上架准确率", "≥95%"),
        _row(3, "上架准确率", "≥98%"),
        _row(4, "上架准确率", ""),
    )
    (entry,) = own_entries([_draft(*rows)])
    assert (entry.name, entry.kind, entry.count) == ("上架准确率", "质量", 4)
    assert (entry.operator, entry.unit, entry.typical, entry.source) == ("≥", "%", "≥98%", "本单位")


def test_words_are_kept_whole_and_promise_no_number() -> None:
    (entry,) = own_entries([_draft(_row(1, "提升阅读习惯", "有效提升", "社会、经济、生态效益指标"))])
    assert (entry.target, entry.unit) == (("有效提升", 4), "")


def test_a_name_under_two_levels_is_two() -> None:
    found = own_entries([_draft(_row(1, "上架准确率", "98%"), _row(2, "上架准确率", "98%", "其他"))])
    assert [each.kind for each in found] == ["质量", None]


def test_the_row_being_edited_suggests_nothing_to_itself() -> None:
    draft = _draft(_row(1, "上架准", ""), _row(2, "分编准确率", ""))
    assert [each.name for each in own_entries([draft], but=(draft, 0, "1"))] == ["分编准确率"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "无",
        "数量",
        "质量指标",
        "数据质量",
        "可持续性",
        "满意度",
        "预算执行率（%）",
        "资金支出进度",
        "控制在预算内",
        "——",
    ],
)
def test_names_that_are_no_good_are_not_spread(name: str) -> None:
    assert own_entries([_draft(_row(1, name, "95%"))]) == ()


@pytest.mark.parametrize("name", ["群众满意度", "采购数量", "资金支付及时率", "质量达标率"])
def test_names_that_only_look_alike_are_kept(name: str) -> None:
    assert [each.name for each in own_entries([_draft(_row(1, name, "95%"))])] == [name]
