"""Amounts of money are read exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfdesk.model.fields import Amount, MoneyUnit, in_yuan, read_amount

READ = [
    ("700", "700", None),
    ("15.24", "15.24", None),
    ("0", "0", None),
    ("-5", "-5", None),
    ("1,234.50", "1234.50", None),
    ("１２．５０", "12.50", None),
    ("５，０００元", "5000", "元"),
    ("3.50万元", "3.50", "万元"),
    ("3.50（万元）", "3.50", "万元"),
    (" 3.50 万元 ", "3.50", "万元"),
    ("250万", "250", "万元"),
    ("1.2亿元", "1.2", "亿元"),
    ("30千元", "30000", "元"),
    ("2百万元", "200", "万元"),
    ("¥ 1200", "1200", "元"),
    ("￥1,200.00元整", "1200.00", "元"),
    ("十八万", "18", "万元"),
    ("一百二十", "120", None),
    ("两万三千", "23000", "元"),
    ("一亿零五百万", "105000000", "元"),
    ("人民币壹拾贰万元整", "12", "万元"),
    ("壹仟零伍拾元整", "1050", "元"),
    ("壹佰贰拾叁元肆角伍分", "123.45", "元"),
    ("壹万零五元零伍分", "10005.05", "元"),
]

NOT_SURE = [
    *("", " ", "无", "—", "万", "元", "约30万元", "30万元左右", "二十余", "一万五", "一百二", "一亿二", "一百零"),
    *(
        "12,34",
        "1,2345",
        "1 234",
        "1.2.3",
        "1e5",
        "0x10",
        "500元/人",
        "3万-5万",
        "3万元（含税）",
        "12万整",
        "3(万元",
    ),
    *("五五元", "一万万", "٣", "Ⅳ", "½", "1\n2", "NaN", "Infinity", "十万余元"),
]


@pytest.mark.parametrize(("text", "number", "unit"), READ)
def test_an_amount_is_read_exactly_as_typed(text: str, number: str, unit: MoneyUnit | None) -> None:
    found = read_amount(text)
    assert found == Amount(Decimal(number), unit, text)
    assert str(found.number) == number


@pytest.mark.parametrize("text", NOT_SURE)
def test_what_is_not_surely_an_amount_is_not_read(text: str) -> None:
    assert read_amount(text) is None


def test_a_number_of_a_million_digits_is_not_read() -> None:
    assert read_amount("9" * 1_000_000) is None
    assert read_amount("9" * 19) is None
    assert read_amount("九" * 1_000_000) is None


@pytest.mark.parametrize(
    ("text", "default", "yuan"),
    [
        ("15.24", "万元", "152400"),
        ("15.24", "元", "15.24"),
        ("15.24元", "万元", "15.24"),
        ("3.50万元", "元", "35000"),
        ("1.2亿元", "万元", "120000000"),
        ("999999999999999999.0123456789", "亿元", "99999999999999999901234567.89"),
    ],
)
def test_the_unit_typed_wins_over_that_of_the_layout(text: str, default: MoneyUnit, yuan: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert in_yuan(amount, default) == Decimal(yuan)
    assert "E" not in str(in_yuan(amount, default))
