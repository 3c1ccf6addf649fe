"""Meaning read from any text: never an error, never a guess, exact, and in a time that grows with the length."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clock import working_less_than
from perfdesk.model.fields import (
    Date,
    in_yuan,
    normal_form,
    read_amount,
    read_date,
    read_period,
    read_target,
    read_year,
)
from soak import rounds

WORDS = [
    *(
        "≥",
        "≤",
        ">=",
        "不少于",
        "达到",
        "控制在",
        "以上",
        "以内",
        "至",
        "-",
        "年",
        "月",
        "日",
        "前",
        "%",
        "％",
        "元",
        "万",
    ),
    *(
        "次",
        "人/年",
        "个",
        "（",
        "）",
        "；",
        "，",
        ",",
        ".",
        " ",
        "一",
        "十",
        "百分之",
        "零",
        "亿",
        "约",
        "余",
        "无",
        "\n",
    ),
    *("0", "1", "95", "2024", "12", "９", "\x00", "𠮷", "\ud800", "X"),
]
TYPED = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)
ANY = st.one_of(TYPED, st.text(max_size=60))
NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2).map(lambda number: number.copy_abs())
BEFORE = {
    "≥": ["≥", ">=", "不少于", "不低于", "大于等于", "至少", "达到"],
    "≤": ["≤", "<=", "不超过", "不高于", "小于等于"],
}
AFTER = {"≥": ["以上", "及以上"], "≤": ["以内", "以下"]}
UNITS = ["", "%", "次", "人次", "元/人/年", "万元", "个", "平方米", "份", "天"]


@settings(max_examples=rounds(20_000, 300))
@given(ANY)
@pytest.mark.soak
def test_any_text_has_a_meaning_or_none_and_stays_as_it_was(text: str) -> None:
    target = read_target(text)
    assert target.text == text
    assert (target.number is not None) == (target.kind == "number")
    assert (target.low is not None) == (target.high is not None) == (target.kind == "range")
    assert bool(target.parts) == (target.kind == "several")
    amount = read_amount(text)
    if amount is not None:
        assert amount.text == text
        assert amount.number.is_finite()
        assert "E" not in str(in_yuan(amount, "亿元"))
    year, date = read_year(text), read_date(text)
    assert year == (None if date is None else date.year)
    read_period(text)


@settings(max_examples=rounds(20_000, 300))
@given(TYPED)
@pytest.mark.soak
def test_the_usual_spelling_means_the_same_and_is_offered_once(text: str) -> None:
    usual = normal_form(text)
    if usual is None:
        return
    was, now = read_target(text), read_target(usual)
    assert (now.kind, now.operator, now.number, now.unit) == (was.kind, was.operator, was.number, was.unit)
    assert normal_form(usual) is None


@given(NUMBERS, st.sampled_from(["", "元", "万元", "亿元"]), st.sampled_from(["plain", "grouped", "full"]))
def test_an_amount_of_any_size_is_read_exactly(number: Decimal, unit: str, looks: str) -> None:
    text = f"{number:,.2f}{unit}" if looks == "grouped" else f"{number:.2f}{unit}"
    if looks == "full":
        text = text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    amount = read_amount(text)
    assert amount is not None
    assert (amount.number, amount.unit) == (number, unit or None)


def _spell(number: int) -> str:
    """Return the standard Chinese spelling; an independent way, group by group from the right."""
    digits, small, large = "零一二三四五六七八九", ["", "十", "百", "千"], ["", "万", "亿"]
    out, zero = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if zero and out else "") + digits[digit] + small[place % 4]
            zero = False
        else:
            zero = True
        if place % 4 == 0 and number // 10**place % 10**4:
            out += large[place // 4]
    return out or "零"


@given(st.integers(0, 10**12 - 1))
def test_every_whole_number_in_chinese_is_read_back(number: int) -> None:
    amount = read_amount(_spell(number) + "元")
    assert amount is not None
    assert in_yuan(amount, "元") == number
    capitals = _spell(number).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    amount = read_amount(f"人民币{capitals}圆整")
    assert amount is not None
    assert in_yuan(amount, "万元") == number


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_is_read_in_every_usual_spelling(day: datetime.date) -> None:
    y, m, d = day.year, day.month, day.day
    for text in (
        f"{y}年{m}月{d}日",
        f"{y}年{m:02}月{d:02}日",
        f"{y}/{m}/{d}",
        f"{y}-{m:02}-{d:02}",
        f"{y}.{m}.{d}",
    ):
        assert read_date(text) == Date(y, m, d)
    assert read_date(f"{y}年{m}月") == Date(y, m)
    assert read_period(f"{y}年{m}月{d}日至{y}年12月31日") == (Date(y, m, d), Date(y, 12, 31))
    assert read_target(f"{y}年{m}月{d}日前").date == Date(y, m, d)


@given(NUMBERS, st.sampled_from("≥≤"), st.data())
def test_a_target_means_the_same_in_signs_and_in_words(number: Decimal, operator: str, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(UNITS))
    before = data.draw(st.sampled_from(["", *BEFORE[operator]]))
    after = data.draw(st.sampled_from(AFTER[operator] if not before else ["", *AFTER[operator]]))
    target = read_target(f"{before}{number}{unit}{after}")
    assert (target.kind, target.operator, target.number, target.unit) == ("number", operator, number, unit)


@pytest.mark.parametrize("piece", [*WORDS, "9,", "9-", " 9", "9元；", "2024年1月至", "一万", "(", "达到≥", "元/人"])
def test_a_hundred_thousand_characters_are_judged_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    with working_less_than(1.5):
        for read in (read_target, normal_form, read_amount, read_date, read_period, read_year):
            read(text)
            read(text[:390])
