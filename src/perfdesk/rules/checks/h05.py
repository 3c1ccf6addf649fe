"""H05: dates in the wrong order, or outside the year of the form."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.periods import period, read_date, read_year
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_PAIRS = (("start_year", "end_year"), ("start_date", "end_date"))
_LAST = (12, 31)


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """开始日期晚于完成日期，或者实施期间不包含本表的年度，或者日期读不出来。

    ## 为什么
    期间写错，中期目标、年度目标和预算都对不上。

    ## 怎么改
    核对起止日期和表的年度，写成“2026年1月1日”这样的日期。
    """
    for first, last in _PAIRS:
        if first in seen.template.fields and last in seen.template.fields:
            yield from _pair(seen, first, last)
    span = period(seen)
    if span is not None:
        yield from _order(seen, "mid_period", (span[0].year, span[0].month or 1), (span[1].year, span[1].month or 12))
        yield from _year(seen, "mid_period", span[0].year, span[1].year)


def _pair(seen: Seen, first: str, last: str) -> Iterator[Finding | Unsure]:
    texts = {name: seen.text(name).strip() for name in (first, last)}
    dates = {name: read_date(text) for name, text in texts.items()}
    for name, text in texts.items():
        path = seen.field_path(name)
        if text and dates[name] is None:
            message = f"{seen.place(path)}“{text}”读不出是哪一天。"
            yield RULE.finding(seen, path, message).ranked(Severity.WARNING)
        elif not text and any(texts.values()):
            yield RULE.finding(seen, path, f"{seen.place(path)}没有填写。").ranked(Severity.WARNING)
    one, two = dates[first], dates[last]
    if one is None or two is None:
        yield Unsure(seen.field_path(first), "日期没有填全或者读不出来，没有比较。")
        return
    early = (one.year, one.month or 1, one.day or 1)
    late = (two.year, two.month or _LAST[0], two.day or _LAST[1])
    yield from _order(seen, last, early, late)
    if early <= late:
        yield from _year(seen, last, one.year, two.year)


def _order(seen: Seen, name: str, early: tuple[int, ...], late: tuple[int, ...]) -> Iterator[Finding]:
    if early > late:
        path = seen.field_path(name)
        yield RULE.finding(seen, path, f"{seen.place(path)}“{seen.text(name).strip()}”：结束早于开始。")


def _year(seen: Seen, name: str, first: int, last: int) -> Iterator[Finding]:
    year = read_year(seen.text("year"))
    if year is not None and first <= last and not first <= year <= last:
        path = seen.field_path(name)
        own = f"{first}年" if first == last else f"{first}年至{last}年"
        yield RULE.finding(seen, path, f"{seen.place(path)}：实施期间是{own}，不包含本表的{year}年度。")


def _has_dates(seen: Seen) -> bool:
    return any(name in seen.template.fields for name in ("start_year", "start_date", "mid_period"))


RULE = Rule(
    "H05",
    "起止日期不对",
    Severity.ERROR,
    run,
    source="财预〔2015〕88号：项目期填报（待核）",
    applies=_has_dates,
)
