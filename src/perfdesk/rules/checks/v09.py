"""V09: the more the worse, and still "at least"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.model.fields import normal_form
from perfdesk.model.units import TIMES
from perfdesk.rules.finding import Finding, Fix, Severity, change
from perfdesk.rules.reverse import wants_haste, wants_less, wants_more
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written

_COST = re.compile(r"成本|单价|费用|造价")
_MOSTLY = 50
_OTHER_RATE = re.compile(r"(?:率|比例|占比|满意度|情况)$")


def run(seen: Seen) -> Iterator[Finding]:
    """成本、单价、标准、故障率、投诉率、响应时间这类越低越好的指标，指标值却写成“≥”。

    ## 为什么
    “宣传品单价≥1.6元/份”的意思是越贵越好：花得越多，完成得越好。自评时会得出相反的结论。

    ## 怎么改
    改成“≤”，例如“≤1.6元/份”；标准固定的直接写数值，例如“1.6元/份”。
    “成本节约率≥5%”“投诉率降低≥10%”越高越好，不在此列。
    """
    for each in seen.of_kind("number"):
        target = each.target
        if target.operator in ("≥", ">") and _lower_is_better(seen, each):
            message = f"“{each.name.strip() or each.indicator.level2}”越低越好，指标值“{target.text}”却是越高越好。"
            yield RULE.finding(seen, each.path, message, _turned(each))


def _lower_is_better(seen: Seen, each: Written) -> bool:
    return _sounds_bad(seen, each) and not wants_more(f"{each.asks.text} {each.target.prefix} {each.target.suffix}")


def _sounds_bad(seen: Seen, each: Written) -> bool:
    name = each.asks.text
    if wants_less(name):
        return True
    if each.target.unit in TIMES:
        return wants_haste(name)
    if _OTHER_RATE.search(name) or "元" not in each.target.unit:
        return False
    return bool(_COST.search(name)) or name.endswith("标准") or seen.level2_is(each.indicator, "成本指标")


def _turned(each: Written) -> Fix | None:
    """Return the suggestion with the comparator turned round; None where the text cannot be rewritten surely."""
    target = each.target
    usual = normal_form(target.text) or target.text.strip()
    turned = "≤" if target.operator == "≥" else "<"
    if not usual.startswith(target.operator) or (target.unit == "%" and (target.number or 0) > _MOSTLY):
        return None  # "故障率≥98%" means another name, not "≤98%"
    turned = "" if target.number == 0 else turned
    return change(each.path, turned + usual[1:], safe=False)


RULE = Rule(
    "V09",
    "反向指标用了“≥”",
    Severity.ERROR,
    run,
    source="财预〔2021〕101号：成本指标不得超出预算支出标准（待核）",
)
