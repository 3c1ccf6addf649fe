"""Labels with fields inside: printed from texts, read back from documents, never slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.region import Pattern


@pytest.mark.parametrize(
    ("label", "text", "values"),
    [
        ("总体目标", "总体 目标", {}),
        ("预算（万元）", "预算 (万 元)", {}),
        ("{year}年预算金额（元）", "2024年预算金额(元)", {"year": "2024"}),
        ("（{year}年度）", "( 2023 年度)", {"year": "2023"}),
        ("中期滚动目标（{mid_period}）", "中期滚动目标（2020年--2022年）", {"mid_period": "2020年--2022年"}),
        ("中期滚动目标（{mid_period}）", "中期滚动目标（含（括号）内）", {"mid_period": "含（括号）内"}),
        ("{review_office}财政分局审核意见", "某某财政分局审核意见", {"review_office": "某某"}),
        (
            "填表人：{filler}  联系电话：{phone}  填报日期：{fill_date}",
            "填表人:张三 联系电话: 填报日期：6月1日",
            {"filler": "张三", "phone": "", "fill_date": "6月1日"},
        ),
        ("<b>总体目标", "总体目标", {}),
    ],
)
def test_a_label_is_found_whatever_its_blanks_and_widths(label: str, text: str, values: dict[str, str]) -> None:
    found = Pattern(label).match(text)
    assert found is not None
    assert found.values == values


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("总体目标", "总体目标值"),
        ("{year}年预算金额（元）", "2024年预算金额"),
        ("{year}年度目标", "关于进一步做好本年度目标"),
        ("项目名称", ""),
        ("批复单位：{approving_unit}", "预算单位：甲"),
    ],
)
def test_another_text_is_no_label(label: str, text: str) -> None:
    assert Pattern(label).match(text) is None


def test_a_year_that_is_none_is_found_but_not_trusted() -> None:
    found = Pattern("（{year}年度）").match("（202年度）")
    assert found is not None
    assert (found.values, found.loose) == ({"year": "202"}, True)


@pytest.mark.parametrize("label", ["{a}{b}", "甲{", "甲}", "{A}", "{甲}", "{}", "{a!r}", "{a.b}", "{a[0]}", "{a:>9}"])
def test_only_names_of_fields_stand_in_braces(label: str) -> None:
    with pytest.raises(ValueError, match="“"):
        Pattern(label)


@given(st.text(st.sampled_from("甲乙2024 （"), max_size=6), st.text(st.sampled_from("丙丁-"), max_size=6))
def test_what_is_printed_is_found_again(first: str, second: str) -> None:
    found = Pattern("【{unit}】和〖{phone}〗").match(f"【{first}】和〖{second}〗")
    assert found is not None
    assert [found.values["unit"], found.values["phone"]] == [first.strip(), second.strip()]


@pytest.mark.parametrize("piece", ["（", "年", "2024年", " ", "<p>", "<p ", "ﬃ"])
def test_no_text_makes_the_search_slow(piece: str) -> None:
    start = time.process_time()
    for size in (1_000, 3_999, 1_000_000):
        Pattern("中期（{mid_period}）到（{year}年）").match((piece * size)[:size])
    assert time.process_time() - start < 1
