"""V04: a rate without %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.model.digits import fold
from perfdesk.model.fields import Target, normal_form
from perfdesk.rules.finding import Finding, Fix, Severity, Unsure, change
from perfdesk.rules.naming import says_unit
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import words

_SURE = (Decimal(10), Decimal(100))


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """名称里有“率”“满意度”“比例”“占比”，指标值却只有数字，没有“%”。

    ## 为什么
    “90”可以是90%，也可以是90分、90人。没有单位，监控和自评时无法判断是否完成。

    ## 怎么改
    在数字后面写“%”，例如“≥90%”。如果不是百分比，写出实际单位，例如“≥90分”“4次/年”。
    单位已经写在名称里的（例如“合格率（%）”）不用再写。
    """
    for each in seen.written:
        if _is_bare(each.target) and each.asks.rate and not says_unit(each.name) and not _says_what_of(each.name):
            if each.target.number == 0:
                message = f"“{each.name.strip()}”的指标值“{each.target.text}”宜写成“0%”。"
                yield RULE.finding(seen, each.path, message, _with_percent(each)).ranked(Severity.HINT)
                continue
            message = f"“{each.name.strip()}”的指标值“{each.target.text}”没有单位，看不出是不是百分比。"
            yield RULE.finding(seen, each.path, message, _with_percent(each))
        elif each.target.kind == "unknown" and each.asks.rate and any(sign.isdigit() for sign in each.target.text):
            yield Unsure(each.path, f"指标值“{each.target.text[:20]}”读不出是多少。")


def _says_what_of(name: str) -> bool:
    """Tell whether a rate is so much of one thing per another, not a share (亿元GDP死亡率)."""
    return any(word in name for word in words("V04")["bare"])


def _is_bare(target: Target) -> bool:
    return target.kind in ("number", "range") and not target.unit and not target.suffix


def _with_percent(each: Written) -> Fix | None:
    """Return the mending that adds the %, if it may be one; safe only where it can hardly be anything else."""
    target = each.target
    text = f"{normal_form(target.text) or fold(target.text)}%"
    low, high = (target.number, target.number) if target.kind == "number" else (target.low, target.high)
    sure = low is not None and high is not None and _SURE[0] <= low <= high <= _SURE[1]
    if target.operator in ("≥", ">") and target.number == _SURE[1] and "增" not in each.name:
        return change(each.path, "100%", safe=False)  # nothing is above 100%
    if low == high == 0:
        return change(each.path, text, safe=True)
    if low is not None and low < _SURE[0]:
        return None  # "4.5" is a mark out of five
    if high is not None and high > _SURE[1] and "增" not in each.name:
        return None  # only growth is more than everything
    return change(each.path, text, safe=sure)


RULE = Rule(
    "V04",
    "比率没有写“%”",
    Severity.ERROR,
    run,
    source="财预〔2021〕101号：指标值应有计量单位（待核）",
)
