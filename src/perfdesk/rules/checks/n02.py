"""N02: a name that holds a value, a date or how often."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.model.units import TIMES
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_VALUE = re.compile(
    r"[≥≤＞＜>]|[0-9０-９]+(?:\.[0-9]+)?\s*[%％]|不(?:少于|低于|超过|高于)\s*[0-9]+|"
    r"[0-9０-９][0-9０-９,.]*\s*(?:万|亿)?(?:人次|户次|家次|场次|人|名|户|次|场|个|套|台|份|件|家|辆|亩|公里|千米|平方米|立方米|"
    r"万元|元|本|册|期|批|宗|起|例|篇|条|座|处|间|盏|棵|株|吨|公顷|节|课时|学时)(?:/\S{1,6})?(?:及?以[内上下]|之内|左右)?$"
)
_DATED = re.compile(
    r"^(?:1[0-2]|[1-9])月(?:[0-9]{1,2}[日号])?(?:底|末|[上中下]旬)?(?:前|之前|以前|内)(?:全部|按时|按期)?(?:完成|完工|竣工|验收|到位|建成)$|"
    r"(?:19|20)[0-9]{2}\s*年(?:度)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?(?:底|末|内|前|之前|以前)?\s*(?:前|内)?"
    r"(?:全部|按时|按期)?(?:完成|完工|竣工|验收|投入使用|到位|建成)?$"
)
_OFTEN = re.compile(
    r"每(?:人|户|天|日|周|月|季|季度|年|半年|次|个|村|社区)\S{0,6}?[一二两三四五六七八九十0-9]+\s*(?:件|次|场|期|人|份|元|个|小时)"
)
_LIKELY = re.compile("[0-9０-９≥≤＞＜>每]")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")


def run(seen: Seen) -> Iterator[Finding]:
    """三级指标名称里写了指标值、日期或者频次，例如“2023年完成”“每人每天一件”。

    ## 为什么
    名称说明考核什么，指标值说明达到多少。值写进名称，指标值一栏就只能填“100%”，每年还要改名称。

    ## 怎么改
    把数字、日期移到指标值一栏：名称写“缴纳完成时间”，指标值写“2026年12月前”。
    """
    for _, rows in seen.names:
        for _indicator, name, path in rows:
            if not _LIKELY.search(name):
                continue
            text = _ASIDE.sub("", name.strip())
            found = _VALUE.search(text) or _DATED.search(text) or _OFTEN.search(text)
            said = found[0] if found is not None else _own_value(seen, path, text)
            if said:
                message = f"指标名称“{name.strip()}”里写了“{said}”，请移到指标值一栏。"
                yield RULE.finding(seen, path, message)


def _own_value(seen: Seen, path: str, name: str) -> str:
    """Return what a name says as its own target does ("购置20台电脑" = "20台"); "" where it says nothing of it."""
    for each in seen.of_kind("number"):
        if each.name_path == path and each.target.unit and each.target.unit not in TIMES:
            value = f"{each.target.number}{each.target.unit}"
            if re.search(rf"(?<![0-9.]){re.escape(value)}", name):
                return value
    return ""


RULE = Rule("N02", "指标名称里有值", Severity.WARNING, run, source="财预〔2021〕101号：末级指标名称不含指标值（待核）")
