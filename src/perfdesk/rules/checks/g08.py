"""G08: an amount in the text that is not the amount in the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.periods import several_years
from perfdesk.rules.prose import Money, amounts
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits
from perfdesk.rules.sums import amount_of, amount_text

_ANNUAL = ("amount_annual", "fund_annual", "fund_annual_fiscal", "fund_carryover", "fund_annual_other")
_WHOLE = ("amount_mid", "fund_total", "fund_fiscal", "fund_other")
_BUDGET = re.compile(
    r"(?:预算|申请(?:资金|经费|财政)?|安排(?:资金|经费|财政)?|投入(?:财政|专项)?(?:资金|经费)|项目(?:资金|经费|总投资)|财政(?:资金|拨款|预算)|"
    r"年度(?:经费|资金)|总金额|项目金额|(?:资金|经费)(?:总额|共计|合计|共|为)|总(?:投资|费用|经费|预算)|所需(?:资金|经费))"
    r"[^，,。；;0-9]{0,8}$"
)
_LONGER = re.compile(
    r"总投资|总费用|总造价|概算|估算|合同|中标|累计|[一两二三四五六七八九十0-9]年(?:共|合计|总|累)|分[二两三四五]年"
)
_ABOUT = re.compile(r"(?:约|大约|近|大概|预计)$")
_ASIDE = re.compile(
    r"税|收入|社会|产值|节约|带动|拉动|上年|去年|罚|贷|捐|自筹|营业|销售|人均|每|标准|其中|分别|余下|剩余|第[一二三]"
)


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """目标或说明里写的预算金额与表头的金额不一致；元和万元先统一，单价、收费标准（带“/”）不比。

    ## 为什么
    同一个项目两个金额，审核时不知道以哪一个为准，预算调整后最容易漏改文字。

    ## 怎么改
    以批准的预算为准，改正文字或者表头；四舍五入的写成“约18万元”，或者写准确的数。
    """
    for each in seen.typed:
        if each.field not in ("goal_mid", "goal_annual", "remarks"):
            continue
        known = [yuan for name in _fields(seen, each.field) if (yuan := amount_of(seen, name))]
        wanted = known[0] if known else None
        if wanted is None or wanted <= 0:
            if any(amount_of(seen, name) is None for name in _fields(seen, each.field)) and any(amounts(each.text)):
                yield Unsure(each.path, "表头的金额读不出来，文字里的金额没有核对。")
            continue
        told = list(amounts(each.text))
        said = {money.yuan for money in told} & set(known)
        if sum((money.yuan for money in told), Decimal(0)) in known:
            continue  # the parts of the amount, and all of them
        for money in told:
            if money.yuan in known or money.yuan <= 0 or (finding := _judge(money, wanted)) is None:
                continue
            longer = each.field == "goal_annual" and _LONGER.search(_clause(money))
            if longer and (said or several_years(seen) is not False):
                continue  # what the whole project costs is not set against the money of a year
            given = f"{amount_text(wanted, seen.template.data.money)}{seen.template.data.money.unit}"
            message = f"{seen.place(each.path)}里是“{money.text}”，表头的金额是{given}，请统一。"
            yield RULE.finding(seen, each.path, message).ranked(finding)
            break


def _fields(seen: Seen, field: str) -> list[str]:
    """Return the amounts that a text may speak of; those of one year and of several are never compared."""
    shown = seen.template.fields
    annual = [name for name in _ANNUAL if name in shown]
    whole = [name for name in _WHOLE if name in shown]
    if several_years(seen) is False or field == "remarks":
        return [*annual, *whole]
    return whole if field == "goal_mid" else annual


def _judge(money: Money, wanted: Decimal) -> Severity | None:
    """Return how grave it is: an amount near the field's is the same one, rounded or mistyped."""
    away = abs(money.yuan - wanted) / wanted
    before = money.before[-16:]
    if _ASIDE.search(_clause(money)):
        return None
    near, slip = (Decimal(str(limits("G08")[key])) for key in ("near", "slip"))
    if away <= (slip if _ABOUT.search(before) else near):
        return None if _ABOUT.search(before) and away <= near else Severity.HINT
    if _BUDGET.search(before):
        return Severity.ERROR
    return Severity.WARNING if away <= slip else None


def _clause(money: Money) -> str:
    return re.split(r"[，,。；;]", money.before[-16:])[-1]


RULE = Rule("G08", "文字里的金额与表头不一致", Severity.ERROR, run, source="财预〔2015〕88号：目标与资金量匹配（待核）")
