"""X03: more money asked for than there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.sums import CEILING, EXACT, amount_of, amount_text, ceiling_of


def run(seen: Seen) -> Iterator[Unsure]:
    """各表的年度资金合计超过了预算控制数；草稿里没有填控制数时不检查。

    ## 为什么
    超过控制数的申报，财政部门会整批退回。

    ## 怎么改
    压缩项目或者金额，使各表合计不超过控制数；控制数填错的，改正控制数。
    """
    text = seen.draft.shared.get(CEILING, "").strip()
    if text and ceiling_of(seen.draft, {seen.template.data.money.unit}) is None:
        yield Unsure(None, f"预算控制数“{text[:20]}”读不出是多少钱，没有比较。")
    elif text and _asked(seen) is None:
        yield Unsure(seen.field_path(_field(seen)), "金额读不出来，各表合计没有与预算控制数比较。")


def across(forms: Sequence[Seen]) -> Iterator[Finding]:
    """Yield a finding for each form, where all together ask for more than the ceiling of the draft."""
    ceiling = ceiling_of(forms[0].draft, {seen.template.data.money.unit for seen in forms})
    if ceiling is None:
        return
    asked = {seen.number: yuan for seen in forms if (yuan := _asked(seen)) is not None}
    total = Decimal(0)
    for yuan in asked.values():
        total = EXACT.add(total, yuan)
    if len(asked) < len(forms) or total <= ceiling:
        return
    for seen in forms:
        money = seen.template.data.money
        sums = f"{amount_text(total, money)}{money.unit}"
        message = f"各表的年度资金一共{sums}，超过了控制数{amount_text(ceiling, money)}{money.unit}。"
        yield RULE.finding(seen, seen.field_path(_field(seen)), message)


def _field(seen: Seen) -> str:
    return "fund_annual" if "fund_annual" in seen.template.fields else "amount_annual"


def _asked(seen: Seen) -> Decimal | None:
    return amount_of(seen, _field(seen))


RULE = Rule("X03", "超过预算控制数", Severity.ERROR, run, source="预算控制数（单位自填）", across=across)
