"""H06: a period written in another way than (YYYY年-YYYY年)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.model.fields import read_period
from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_USUAL = re.compile(r"[0-9]{4}\s*年\s*[-—–―~～至到]+\s*[0-9]{4}\s*年")


def run(seen: Seen) -> Iterator[Finding]:
    """中期期间没有写成“2026年-2028年”的样子。

    ## 为什么
    期间印在表里，各表写法不一就不整齐；“2023.1年”这样的写法本身也不通。

    ## 怎么改
    一键改成年份；读不出来的，按“2026年-2028年”的样子重写。
    """
    text = seen.text("mid_period").strip()
    path = seen.field_path("mid_period")
    if not text:
        return
    span = read_period(text)
    if span is None:
        yield RULE.finding(seen, path, f"期间“{text}”读不出起止年份，请写成“2026年-2028年”的样子。")
    elif span[0].month is not None or span[1].month is not None:
        whole = (span[0].month or 1) == 1 and (span[1].month or 12) == 12 and span[0].day in (None, 1)
        usual = f"{span[0].year}年-{span[1].year}年"
        message = f"期间“{text}”一般写成“{usual}”。"
        yield RULE.finding(seen, path, message, change(path, usual, safe=whole and span[1].day in (None, 31)))
    elif not _USUAL.fullmatch(text):
        usual = f"{span[0].year}年-{span[1].year}年"
        message = f"期间“{text}”一般写成“{usual}”。"
        yield RULE.finding(seen, path, message, change(path, usual, safe=True)).ranked(Severity.HINT)


def _has_period(seen: Seen) -> bool:
    return "mid_period" in seen.template.fields


RULE = Rule("H06", "期间的写法", Severity.WARNING, run, source="版式：期间写作“YYYY年-YYYY年”", applies=_has_period)
