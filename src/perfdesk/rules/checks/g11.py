"""G11: another year than the form's in a goal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.periods import read_year, years
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits

_YEAR = re.compile(r"(?<![0-9〔【\[（(])((?:19|20)[0-9]{2})\s*年(度?)")
_PAST = re.compile(
    r"^(?:以来|起|开始|前|之前|以前|成立|颁布|印发|修订|发布|实施|启用|建成|竣工|投入|缴纳|结算|清算|决算|尾款|欠|基础上|水平|同期|相比|底)"
)
_COMPARED = re.compile(r"(?:较|比|自|从|于|在|同|至|到|与|按|照|以|据|《|[-—–~])[^，,。；;]{0,2}$")
_UNTIL = re.compile(r"[到至][^，,。；;]{0,2}$")
_OLD_BILL = re.compile(r"[^，,。；;]*(?:尾款|余款|欠款|质保金|结算|清算|决算|补发|清欠|遗留)")
_SPAN = re.compile(r"[0-9月日号年\s]*[-—–~至到]+\s*((?:19|20)[0-9]{2})\s*年")
_TITLE = re.compile(r"《[^》]*》")


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """目标里的年份不是本表的年度，也不在实施期间内。

    ## 为什么
    多半是从往年的表抄来，忘了改年份。

    ## 怎么改
    改成本表的年度；确实要写往年的（例如缴纳上年度的费用），可以不改，写一句情况说明。
    """
    year = read_year(seen.text("year"))
    span = years(seen) or ((year, year) if year is not None else None)
    if span is None:
        dated = next((each for each in seen.goals if _YEAR.search(each.text)), None)
        if dated is not None:
            yield Unsure(dated.path, "没有填写本表的年度，文字里的年份没有核对。")
        return
    first, last = min(span[0], year or span[0]), max(span[1], year or span[1])
    for each in seen.typed:
        if each.field not in ("goal_mid", "goal_annual") and each.part != "name":
            continue
        if "年" not in each.text:
            continue
        end = last + int(limits("G11")["rolling"]) if each.field == "goal_mid" and years(seen) is None else last
        text = _TITLE.sub(lambda title: "　" * len(title[0]), each.text)
        found = next((one for one in _YEAR.finditer(text) if _strange(one, text, first, end)), None)
        if found is not None:
            yield RULE.finding(seen, each.path, f"文字里写的是“{found[0]}”，本表是{_own(first, last)}，请核对。")


def _strange(found: re.Match[str], text: str, first: int, last: int) -> bool:
    if first <= int(found[1]) <= last:
        return False
    before, after = text[: found.start()], text[found.end() :]
    if int(found[1]) > last:
        return not _UNTIL.search(before)
    span = _SPAN.match(after)
    if span is not None and (first <= int(span[1]) <= last or _OLD_BILL.match(after)):
        return False  # "2025年11月至2026年10月" runs into the year
    return not _PAST.match(after) and not _COMPARED.search(before) and not _OLD_BILL.match(after)


def _own(first: int, last: int) -> str:
    return f"{first}年度" if first == last else f"{first}年至{last}年"


RULE = Rule("G11", "年份不是本表年度", Severity.HINT, run, source="填报常见差错（公开的表）")
