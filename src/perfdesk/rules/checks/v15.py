"""V15: a target that is lower than usual."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import BENEFIT
from perfdesk.rules.reverse import wants_less
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import limits

_ACCEPTANCE = re.compile(r"(?:验收|采购|产品|工程|制品|质量|服装|货物|设备|检测)\S{0,4}合格率|合格率$")
_SURELY_PERCENT = 10
_EFFECTS = frozenset(BENEFIT)  # 学生体质健康合格率 is an effect, nothing that is accepted
_PARTIAL = re.compile(r"不合格|不满意|结余|结转|抗体|免疫|体质|健康|考试|考核|培训|学员|成绩|达标赛")


def run(seen: Seen) -> Iterator[Finding]:
    """目标值偏低：预算执行率低于90%，验收合格率低于95%，满意度低于80%。

    ## 为什么
    验收不合格的不应付款，预算执行率低于90%多半要收回资金；目标定得太低，完成了也说明不了什么。

    ## 怎么改
    按往年实际和行业标准提高目标值；确实只能达到这个水平的，说明理由。
    """
    for each in seen.of_kind("number"):
        target = each.target
        if target.number is None or target.operator in ("≤", "<"):
            continue
        bare = not target.unit and not target.suffix and (target.number >= _SURELY_PERCENT or target.number == 0)
        if target.unit != "%" and not bare:
            continue
        least = _least(each)
        if least is not None and target.number < least:
            message = f"“{each.name.strip()}”的指标值“{target.text}”偏低，一般不低于{least}%。"
            yield RULE.finding(seen, each.path, message)


def _least(each: Written) -> Decimal | None:
    name, limit = each.asks.text, limits("V15")
    if each.asks.budget:
        least = limit["budget_execution"]
    elif "合格率" in name and not each.kinds & _EFFECTS and _ACCEPTANCE.search(name):
        least = limit["acceptance"]
    else:
        least = limit["satisfaction"] if "满意" in name else None
    return None if least is None or _PARTIAL.search(name) or wants_less(name) else Decimal(least)


RULE = Rule("V15", "目标值偏低", Severity.HINT, run, source="经验值（待核）")
