"""V10: a target beyond what can be: more than everything, longer than the year, outside the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.model.dates import make_date
from perfdesk.model.digits import fold
from perfdesk.model.fields import Date
from perfdesk.model.units import UNIT
from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.periods import NO_END, years_of
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import limits

_MAY_GROW = re.compile(
    r"增|提升|提高|上升|超额|收益|回报|利润|投入产出|杠杆|拉动|带动|节约|利用率|使用率|入住率|执行率|完成率"
)
_MAY_FALL = re.compile(r"增|降|涨|变化|波动|同比|环比|差|偏")
_LASTING = re.compile(
    r"质保|保修|寿命|使用年|年限|保存|保质|保管|合同|协议|租|有效期|经验|工龄|从业|资质|学制|保险|建成|累计"
)
_DAY = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})[日号])?")
_RANGE = re.compile(rf"(?P<low>[0-9]+(?:\.[0-9]+)?)(?:{UNIT})?[-—–~～至到]+(?P<high>[0-9]+(?:\.[0-9]+)?){UNIT}")
_SPAN = re.compile(r"时间|时长|期限|工期|周期|驻|服务期|天数|时效")
_DAYS = {
    "年": 366,
    "个年": 366,
    "年度": 366,
    "个年度": 366,
    "个月": 30,
    "月": 30,
    "天": 1,
    "日": 1,
    "日历天": 1,
    "自然日": 1,
}


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """指标值超出可能的范围：比率大于100%或者小于0，当年度的时长超过一年，日期不在实施期间内，或者没有这一天。

    ## 为什么
    比率超过100%、当年要用两年、日期在项目开始之前，多半是笔误，审核时一定会被问到。

    ## 怎么改
    核对数字、单位和日期。增长率可以大于100%，不在此列。
    """
    for each in seen.written:
        kind = each.target.kind
        if kind in ("number", "range"):
            yield from _share(seen, each)
            yield from _length(seen, each)
        elif kind == "date" and each.target.date is not None:
            span = years_of(seen, each.horizon)
            if span is None:
                yield Unsure(each.path, "没有填写年度和期间，日期没有核对。")
            yield from _date(seen, each, each.target.date, span)
        elif kind == "unknown":
            yield from _no_such_day(seen, each)
            yield from _turned_range(seen, each)


def _turned_range(seen: Seen, each: Written) -> Iterator[Finding]:
    found = _RANGE.fullmatch(fold(each.target.text))
    if found is not None and Decimal(found["low"]) > Decimal(found["high"]):
        message = f"“{each.name.strip()}”的指标值“{each.target.text}”前面的数比后面的大。"
        yield RULE.finding(seen, each.path, message)


def _no_such_day(seen: Seen, each: Written) -> Iterator[Finding]:
    found = _DAY.search(fold(each.target.text))
    if found is not None and make_date(*found.groups()) is None:
        message = f"“{each.name.strip()}”的指标值“{each.target.text}”：没有“{found[0]}”这一天。"
        yield RULE.finding(seen, each.path, message)


def _share(seen: Seen, each: Written) -> Iterator[Finding]:
    target = each.target
    top, low = target.high or target.number, target.low if target.kind == "range" else target.number
    if target.unit != "%" or top is None or low is None:
        return
    if low >= 0 and top <= 100:
        return
    words = f"{each.name}{target.prefix}{target.suffix}"
    message = f"“{each.name.strip() or each.indicator.level2}”的指标值“{target.text}”"
    if top > 100 and each.asks.rate and target.operator not in ("≤", "<"):
        rank = Severity.WARNING if _MAY_GROW.search(words) else Severity.ERROR
        if rank is Severity.ERROR or not re.search(r"增|超额|收益|回报|利润|投入产出|杠杆|拉动|带动", words):
            yield RULE.finding(seen, each.path, f"{message}大于100%。").ranked(rank)
    elif low < 0 and each.asks.rate and not _MAY_FALL.search(words):
        yield RULE.finding(seen, each.path, f"{message}小于0。")


def _length(seen: Seen, each: Written) -> Iterator[Finding]:
    target = each.target
    days = _DAYS.get(target.unit)
    if days is None or target.number is None or each.horizon != "annual" or target.operator in ("≥", ">"):
        return
    words = f"{each.name}{target.prefix}{target.suffix}"
    if not (_SPAN.search(words) or "时效" in each.kinds) or _LASTING.search(words):
        return
    if target.number * Decimal(days) > int(limits("V10")["year_days"]) and target.number > 1:
        message = f"“{each.name.strip()}”的当年指标值“{target.text}”超过了一年。"
        yield RULE.finding(seen, each.path, message).ranked(Severity.WARNING)


def _date(seen: Seen, each: Written, date: Date, span: tuple[int, int] | None) -> Iterator[Finding]:
    if span is None or span[0] <= date.year <= span[1] or span[0] > span[1]:
        return
    between = f"{span[0]}年" if span[0] == span[1] else f"{span[0]}年至{span[1]}年"
    between = between if span[1] < NO_END else f"{span[0]}年起"
    message = f"“{each.name.strip()}”的指标值“{each.target.text}”不在实施期间（{between}）内。"
    yield RULE.finding(seen, each.path, message).ranked(Severity.WARNING)


RULE = Rule("V10", "指标值超出范围", Severity.ERROR, run, source="财预〔2015〕88号：绩效目标要合理可行（待核）")
