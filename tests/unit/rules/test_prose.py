"""Quantities and amounts inside sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfdesk.rules.prose import amounts, quantities, same_unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("举办讲座12场，服务读者3,000人次。", ["12场", "3000人次"]),
        ("满意度达到92%以上", ["92%"]),
        ("培训十二名学员、组织两场活动", ["12名", "2场"]),
        ("覆盖率达到百分之九十", ["90%"]),
        ("修缮广场2400.5平方米", ["2400.5平方米"]),
    ],
)
def test_what_a_goal_promises_in_numbers(text: str, found: list[str]) -> None:
    assert [f"{each.number}{each.unit}" for each in quantities(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "落实2026年度工作，12月31日前完成",
        "按云府办〔2020〕6号执行",
        "办好第5届读书节和24小时书房",
        "接听12345热线，推行3+X模式",
        "1、加强管理；2、做好服务",
        "千家万户，四类书刊，一支队伍，一批批读者",
    ],
)
def test_years_documents_and_names_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


def test_about_is_remembered() -> None:
    assert [each.about for each in quantities("奖励约23人，培训30人")] == [True, False]


def test_units_of_people_are_the_same() -> None:
    assert same_unit("名", "人") and same_unit("场", "场次") and not same_unit("场", "人")


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("预算资金18万元", ["180000"]),
        ("购置一台，18万。", ["180000"]),
        ("安排1,500元和2.5亿元", ["1500", "250000000"]),
        ("按2000元/人补助", []),
        ("每人补助2000元", []),
        ("单价为300元，标准是5万元", []),
        ("服务3万人次，印制2万份", []),
    ],
)
def test_amounts_but_no_prices(text: str, yuan: list[str]) -> None:
    assert [each.yuan for each in amounts(text)] == [Decimal(each) for each in yuan]
