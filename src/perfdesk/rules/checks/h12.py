"""H12: a count for several years that is less than, or the same as, the count of one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.periods import several_years
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import words

_SHARES = ("%", "‰", "百分比", "百分点", "个百分点", "分", "级", "度", "倍")
_TIMES = ("年", "月", "个月", "天", "日", "小时", "分钟", "周", "季度", "工作日", "个工作日", "个小时", "日历天")
_STOCK = ("人", "名", "位", "户", "家")


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """跨年度的项目，整个期间的数量小于当年的数量；两者相同时提示一下。比率、定性、人数不比。

    ## 为什么
    整个期间包含当年。三年一共4次，当年也是4次，说明后两年什么也不做，或者没有累计。

    ## 怎么改
    期间的数量写累计数，例如每年4次、三年12次；每年都是同一批人、同一套设备的，可以相同。
    """
    several = several_years(seen)
    if several is False:
        return
    for whole, annual in _pairs(seen):
        (one, unit), (two, other) = (whole.quantity, annual.quantity)
        if one is None or two is None or unit != other or not _adds_up(annual):
            continue
        if several is None:
            yield Unsure(whole.path, "看不出项目是几年期，请先填写实施期间。")
            return
        yield from _judge(seen, whole, annual, one, two)


def _judge(seen: Seen, whole: Written, annual: Written, one: Decimal, two: Decimal) -> Iterator[Finding]:
    name = annual.name.strip()
    if one < two and not (whole.target.operator in ("≥", ">") and annual.target.operator in ("≤", "<")):
        message = f"“{name}”整个期间是“{whole.target.text}”，小于当年的“{annual.target.text}”。"
        yield RULE.finding(seen, whole.path, message)
    elif one == two != 0 and annual.quantity[1] not in _STOCK:
        message = f"“{name}”整个期间与当年都是“{annual.target.text}”，请确认是不是要累计。"
        yield RULE.finding(seen, whole.path, message).ranked(Severity.HINT)


def _pairs(seen: Seen) -> Iterator[tuple[Written, Written]]:
    """Yield each row's target for the whole period and for the year, where both are one quantity."""
    whole = {each.indicator.id: each for each in seen.written if each.horizon != "annual"}
    for annual in seen.written:
        other = whole.get(annual.indicator.id) if annual.horizon == "annual" else None
        if other is not None and other.target.kind == annual.target.kind == "number":
            yield other, annual


def _adds_up(each: Written) -> bool:
    """Tell whether the years' numbers add up: a count or an amount; no share, no price, no upper limit."""
    unit = each.quantity[1]
    if not unit or unit in _SHARES or unit in _TIMES or "/" in unit or each.asks.rate or each.asks.time:
        return False
    if each.target.operator in ("≤", "<") or each.target.prefix.startswith("每"):
        return False
    return not any(word in each.name for word in words("H12")["standing"])


def _has_both(seen: Seen) -> bool:
    return len(seen.template.horizons) > 1


RULE = Rule(
    "H12",
    "期间数量小于当年",
    Severity.ERROR,
    run,
    source="财预〔2015〕88号：中期目标和年度目标（待核）",
    applies=_has_both,
)
