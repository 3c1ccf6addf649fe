"""Years, dates and periods say what the text says, no more."""

from __future__ import annotations

import pytest

from perfdesk.model.fields import Date, read_date, read_period, read_year


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022年04月12日", Date(2022, 4, 12)),
        ("2022年4月12号", Date(2022, 4, 12)),
        ("２０２２ 年 4 月 12 日", Date(2022, 4, 12)),
        ("2026/1/1", Date(2026, 1, 1)),
        ("2026-01-01", Date(2026, 1, 1)),
        ("2026.1.31", Date(2026, 1, 31)),
        ("2026-01-01 00:00:00", Date(2026, 1, 1)),
        ("20260101", Date(2026, 1, 1)),
        ("2024年2月29日", Date(2024, 2, 29)),
        ("2024年12月", Date(2024, 12)),
        ("2023.1", Date(2023, 1)),
        ("2023.1年", Date(2023, 1)),
        ("2024", Date(2024)),
        ("2024年度", Date(2024)),
        ("二〇二四年十二月三十一日", Date(2024, 12, 31)),
        ("二〇二四年", Date(2024)),
    ],
)
def test_a_date_is_read_as_exactly_as_it_was_typed(text: str, date: Date) -> None:
    assert read_date(text) == date
    assert read_year(text) == date.year


@pytest.mark.parametrize(
    "text",
    [
        *("", "无", "长期", "2023年2月29日", "2023年13月", "2023-00-10", "22年4月", "1/2/2026", "2022年12月底"),
        *("2022年-2024年", "3.14", "1234", "9999", "44561", "2024年12月前", "0000-00-00", "20261301"),
    ],
)
def test_what_is_not_surely_a_date_is_not_read(text: str) -> None:
    assert read_date(text) is None
    assert read_year(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020年--2022年", Date(2020), Date(2022)),
        ("2020年—2022年", Date(2020), Date(2022)),
        ("2023年-2023年", Date(2023), Date(2023)),
        ("（2023年-2025年）", Date(2023), Date(2025)),
        ("2023.1年-2023.12年", Date(2023, 1), Date(2023, 12)),
        ("2023.07-2024.01", Date(2023, 7), Date(2024, 1)),
        ("2022-2024", Date(2022), Date(2024)),
        ("2022 ～ 2024年", Date(2022), Date(2024)),
        ("2026-01-01-2026-12-31", Date(2026, 1, 1), Date(2026, 12, 31)),
        ("2026/1/1至2026/12/31", Date(2026, 1, 1), Date(2026, 12, 31)),
        ("2022年3月1日至12月31日", Date(2022, 3, 1), Date(2022, 12, 31)),
        ("2025年到2023年", Date(2025), Date(2023)),
    ],
)
def test_a_period_is_read_in_the_order_it_was_typed(text: str, start: Date, end: Date) -> None:
    assert read_period(text) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "2023", "2023-12", "2024-01-03", "2020年-", "三年", "2020-2021-2022", "12-31", "至", "(2023年-"]
)
def test_what_is_not_surely_a_period_is_not_read(text: str) -> None:
    assert read_period(text) is None
