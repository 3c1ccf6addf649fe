"""H07: an amount that cannot be read, is negative, has odd decimals or perhaps another unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.model.digits import fold
from perfdesk.model.fields import Amount, in_yuan, read_amount
from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits
from perfdesk.rules.sums import amount_text

_MOST_PLACES = 6


def run(seen: Seen) -> Iterator[Finding]:
    """金额读不出来、是负数、小数位与版式不符，或者像是把元和万元弄反了。

    ## 为什么
    金额是表里最要紧的数。单位弄反差一万倍；小数位不一，合计对不上。

    ## 怎么改
    按表头标明的单位填写数字，不写“约”；万元一般保留两位小数。
    """
    for name, field in seen.template.fields.items():
        text = seen.text(name).strip() if field.kind == "amount" else ""
        if not text:
            continue
        path, amount = seen.field_path(name), read_amount(text)
        if amount is None:
            yield RULE.finding(seen, path, f"{field.name}“{text}”读不出是多少钱。")
        elif amount.number < 0:
            yield RULE.finding(seen, path, f"{field.name}“{text}”是负数。")
        else:
            yield from _written(seen, path, amount)


def _written(seen: Seen, path: str, amount: Amount) -> Iterator[Finding]:
    money, name = seen.template.data.money, seen.place(path)
    yuan = in_yuan(amount, money.unit)
    usual = amount_text(yuan, money)
    places = -int(amount.number.as_tuple().exponent)
    wanted = money.decimals if isinstance(money.decimals, int) else None
    if amount.unit is not None and amount.unit != money.unit:
        message = f"{name}写的是“{amount.text.strip()}”，表里的单位是{money.unit}，应当写“{usual}”。"
        fits = wanted is None or _exact(yuan, usual, wanted)
        yield RULE.finding(seen, path, message, change(path, usual, safe=False) if fits else None)
    elif _perhaps_other_unit(yuan, amount.number, money.unit):
        message = f"{name}“{amount.text.strip()}”的单位是{money.unit}，请确认没有把元和万元弄反。"
        yield RULE.finding(seen, path, message).ranked(Severity.HINT)
    elif (
        wanted is not None
        and (places != wanted or amount.unit is not None or amount.text != fold(amount.text))
        and _exact(yuan, usual, wanted)
    ):
        message = f"{name}“{amount.text.strip()}”一般写成“{usual}”。"
        yield RULE.finding(seen, path, message, change(path, usual, safe=True)).ranked(Severity.HINT)
    elif path not in _totals(seen) and places > (wanted if wanted is not None else _MOST_PLACES):
        message = f"{name}“{amount.text.strip()}”有{places}位小数，版式保留{wanted or 0}位。"
        yield RULE.finding(seen, path, message)


def _totals(seen: Seen) -> list[str]:
    """Return the totals: they have as many decimals as their parts."""
    return [seen.field_path(each.total) for each in seen.template.data.sum]


def _exact(yuan: Decimal, usual: str, wanted: int) -> bool:
    """Tell whether the amount has no more decimals than the layout: mending loses nothing."""
    _, point, decimals = usual.partition(".")
    return len(decimals) == wanted if point else wanted == 0


def _perhaps_other_unit(yuan: Decimal, number: Decimal, unit: str) -> bool:
    if unit == "元":
        return 0 < yuan < int(limits("H07")["little_yuan"])
    return unit == "万元" and number > int(limits("H07")["much_wan"])


RULE = Rule("H07", "金额的写法", Severity.WARNING, run, source="版式：金额单位和小数位")
