"""V17: a date that became Excel's number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.periods import years_of
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import limits

_TIMED = re.compile(r"时间|日期|期限|时限|到位|完成日|工期|节点")
_DAY_0 = date(1899, 12, 30)


def run(seen: Seen) -> Iterator[Finding]:
    """日期变成了表格软件的序列号，例如“44561”。

    ## 为什么
    从电子表格复制日期时，单元格里存的是从1900年数起的天数。印出来没有人看得懂。

    ## 怎么改
    写成日期，例如“2021年12月31日前”。
    """
    limit = limits("V17")
    for each in seen.of_kind("number"):
        number = each.target.number
        if number is None or each.target.unit or each.target.suffix or not _asks_time(each):
            continue
        if limit["first"] <= number <= limit["last"] and number == number.to_integral_value():
            day = _day(number)
            message = f"“{each.name.strip()}”的指标值“{each.target.text}”像是日期的序列号，应当是{day}。"
            span = years_of(seen, each.horizon)
            fits = span is None or span[0] <= int(day[:4]) <= span[1]
            yield RULE.finding(seen, each.path, message, change(each.path, day, safe=False) if fits else None)


def _asks_time(each: Written) -> bool:
    return bool(_TIMED.search(each.name)) or ("时效" in each.kinds and not each.asks.counts)


def _day(number: Decimal) -> str:
    day = _DAY_0 + timedelta(days=int(number))
    return f"{day.year}年{day.month}月{day.day}日"


RULE = Rule("V17", "日期变成了数字", Severity.ERROR, run, source="填报常见差错（公开的表）")
