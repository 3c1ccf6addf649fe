"""Targets: operator, number and unit as typed; no guess where the words leave it open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfdesk.model.fields import Date, Kind, Operator, normal_form, read_target
from perfdesk.model.units import counted

NUMBERS = [
    ("≥95%", "≥", "95", "%"),
    (">=95", "≥", "95", ""),
    ("≧95", "≥", "95", ""),
    ("不少于4次", "≥", "4", "次"),
    ("不少于四次", "≥", "4", "次"),
    ("45000元/人/年", "", "45000", "元/人/年"),
    ("达到90以上", "≥", "90", ""),
    ("达到80%以上", "≥", "80", "%"),
    ("大于等于90%", "≥", "90", "%"),
    ("90%以上", "≥", "90", "%"),
    ("百分之九十五以上", "≥", "95", "%"),
    ("至少达到95%", "≥", "95", "%"),
    ("≥180", "≥", "180", ""),
    ("95％", "", "95", "%"),
    ("＝100%", "=", "100", "%"),
    ("1人/每周三", "", "1", "人/每周三"),
    ("≤12万元/年", "≤", "12", "万元/年"),
    ("控制在5万元以内", "≤", "5", "万元"),
    ("控制在5万元", "≤", "5", "万元"),
    ("24小时内", "≤", "24", "小时"),
    ("超过60分", ">", "60", "分"),
    ("不超过60分", "≤", "60", "分"),
    ("低于5%", "<", "5", "%"),
    ("2天", "", "2", "天"),
    ("三次", "", "3", "次"),
    ("0起", "", "0", "起"),
    ("≥-5%", "≥", "-5", "%"),
    ("44,561", "", "44561", ""),
    ("≥1.6元/份（个）", "≥", "1.6", "元/份（个）"),
    ("不低于1.5万人次", "≥", "1.5", "万人次"),
    ("≤550元/人·天", "≤", "550", "元/人·天"),
    ("12个月", "", "12", "个月"),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit"), NUMBERS)
def test_a_quantity_is_read_with_operator_and_unit(text: str, operator: Operator, number: str, unit: str) -> None:
    target = read_target(text)
    assert (target.kind, target.text) == ("number", text)
    assert (target.operator, target.number, target.unit) == (operator, Decimal(number), unit)
    assert (target.prefix, target.suffix) == ("", "")


@pytest.mark.parametrize(
    ("text", "prefix", "operator", "number", "suffix"),
    [
        ("执行率95%", "执行率", "", "95", ""),
        ("好评率达95%", "好评率", "≥", "95", ""),
        ("准确率：≥98%", "准确率：", "≥", "98", ""),
        ("每年不少于4次", "每年", "≥", "4", ""),
        ("126个村级服务点", "", "", "126", "村级服务点"),
    ],
)
def test_words_beside_a_quantity_are_kept_apart(
    text: str, prefix: str, operator: Operator, number: str, suffix: str
) -> None:
    target = read_target(text)
    assert (target.kind, target.operator, target.number) == ("number", operator, Decimal(number))
    assert (target.prefix, target.suffix) == (prefix, suffix)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("80%-90%", "80", "90", "%"), ("5～10次", "5", "10", "次"), ("20至30.5万元", "20", "30.5", "万元")],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str) -> None:
    target = read_target(text)
    assert (target.kind, target.low, target.high, target.unit) == ("range", Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "date", "operator"),
    [
        ("2024年12月前", Date(2024, 12), "≤"),
        ("2024年内", Date(2024), "≤"),
        ("2024年12月31日前完成", Date(2024, 12, 31), "≤"),
        ("2024年底", Date(2024), ""),
        ("2021-12-31", Date(2021, 12, 31), ""),
        ("2024年第四季度前", Date(2024), "≤"),
        ("6月底前", None, "≤"),
        ("第三季度前", None, "≤"),
        ("上半年内完成", None, "≤"),
    ],
)
def test_a_time_limit_is_a_date(text: str, date: Date | None, operator: Operator) -> None:
    target = read_target(text)
    assert (target.kind, target.date, target.operator) == ("date", date, operator)


def test_a_span_of_months_is_a_date_with_two_ends() -> None:
    target = read_target("2023.07-2024.01")
    assert (target.kind, target.period) == ("date", (Date(2023, 7), Date(2024, 1)))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("30期专栏，2场读者见面会", [("30", "期"), ("2", "场")]),
        ("一等奖：800元/人；二等奖：500元/人", [("800", "元/人"), ("500", "元/人")]),
        ("培训4次、讲座12场", [("4", "次"), ("12", "场")]),
        ("6辆车和3台泵", [("6", "辆"), ("3", "台")]),
    ],
)
def test_several_quantities_in_one_cell_are_told_apart(text: str, parts: list[tuple[str, str]]) -> None:
    target = read_target(text)
    assert target.kind == "several"
    assert [(part.number, part.unit) for part in target.parts] == [(Decimal(n), unit) for n, unit in parts]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("qualitative", ["良好", "全年", "有效提升", "十分满意", "一次性", "控制在预算范围内", "较上一年提升"]),
        ("empty", ["", "  ", "\n", "无", "—", "/", "不适用"]),
        ("unknown", ["≥", "≥XX%", "≤**万元", "≥X%", "X台", "??", "\x00", "\ud800"]),
        ("unknown", ["100余人", "20多次", "约30万元", "50人左右", "±3%以内", "3百人", "3人或5人", "3万余人"]),
        ("unknown", ["第3名", "前3名", "12月", "3:00", "1/3", "ISO9001", "1、健全制度；2、规范流程"]),
        ("unknown", ["≥5天以内", "大于90%以上", "不≥5", "送达95份", "1，234份", "99.9.%", "18人×2000元", "1.2.3"]),
        ("unknown", ["提升三个百分点", "4次以上培训", "9" * 19 + "次", "90%-80%", "2010-2020", "2024年13月前"]),
    ],
)
def test_what_is_no_single_quantity_is_called_by_its_kind(kind: Kind, texts: list[str]) -> None:
    for text in texts:
        target = read_target(text)
        assert (target.kind, target.text) == (kind, text)
        assert target.number is None


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("大于等于90%", "≥90%"),
        ("达到80%以上", "≥80%"),
        ("达到90以上", "≥90"),
        (">=95", "≥95"),
        ("≥ 95 %", "≥95%"),
        ("95％", "95%"),
        ("＝100%", "=100%"),
        ("不少于四次", "≥4次"),
        ("控制在5万元以内", "≤5万元"),
        ("24小时内", "≤24小时"),
        ("百分之九十五", "95%"),
        ("１２．５万元", "12.5万元"),
        ("九成以上", "≥90%"),
        ("8成五", "85%"),
        ("超95％", ">95%"),
    ],
)
def test_the_usual_spelling_is_offered(text: str, usual: str) -> None:
    assert normal_form(text) == usual
    assert normal_form(usual) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "无", "良好", "≥95%", "95%", "=100%", "4次", "45000元/人/年", "2024年12月前", "约30万元", "一万元"),
        *(
            "达到100%",
            "≥100%",
            "100%以上",
            "执行率９５%",
            "每年不少于4次",
            "30期专栏，2场见面会",
            "80％-90％",
            "≥95%\n",
        ),
    ],
)
def test_nothing_is_offered_where_nothing_is_surely_better(text: str) -> None:
    assert normal_form(text) is None


@pytest.mark.parametrize(
    ("number", "unit", "whole", "plain"),
    [
        ("1.8", "万人次", "18000", "人次"),
        ("20", "万", "200000", ""),
        ("1.2", "亿元", "120000000", "元"),
        ("3", "百万元", "3000000", "元"),
        ("5", "千元/人", "5000", "元/人"),
        ("7", "千米", "7", "千米"),
    ],
)
def test_ten_thousands_are_counted_out(number: str, unit: str, whole: str, plain: str) -> None:
    assert counted(Decimal(number), unit) == (Decimal(whole), plain)
