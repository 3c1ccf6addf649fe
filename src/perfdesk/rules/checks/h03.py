"""H03: less money for several years than for one."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_PAIRS = (("amount_mid", "amount_annual"),)
_MOST_YEARS = 10


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """中期预算小于年度预算；正好是年度的几倍时提示一下。

    ## 为什么
    中期预算包含本年度，不可能更少。正好三倍的，多半是照年度数乘出来的，没有按各年工作量安排。

    ## 怎么改
    核对两个金额和单位；各年安排确实相同的，不用改。
    """
    for whole, annual in _PAIRS:
        more, less = seen.yuan(whole), seen.yuan(annual)
        path = seen.field_path(whole)
        if more is None or less is None:
            yield Unsure(path, "金额读不出来，没有比较。")
        elif not more or not less:
            continue
        elif more < less:
            name = seen.place(path)
            message = f"{name}是{seen.text(whole).strip()}，小于年度的{seen.text(annual).strip()}。"
            yield RULE.finding(seen, path, message)
        elif more > less > 0 and more % less == 0 and more / less <= _MOST_YEARS:
            message = f"{seen.place(path)}正好是年度的{int(more / less)}倍，请确认是按各年工作量安排的。"
            yield RULE.finding(seen, path, message).ranked(Severity.HINT)


def _has_both(seen: Seen) -> bool:
    return all(name in seen.template.fields for pair in _PAIRS for name in pair)


RULE = Rule(
    "H03",
    "中期预算小于年度预算",
    Severity.ERROR,
    run,
    source="财预〔2015〕88号：项目资金填报口径（待核）",
    applies=_has_both,
)
