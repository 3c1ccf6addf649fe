"""Amounts of money: the exact decimal that a text says, with the unit it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final, Literal

from perfdesk.model.digits import CHINESE_SIGNS, MAX_LENGTH, fold, read_chinese, read_decimal

MoneyUnit = Literal["元", "万元", "亿元"]

_EXACT = Context(prec=60)
_YUAN: Final[dict[str, Decimal]] = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_UNITS: Final[dict[str, tuple[MoneyUnit | None, int]]] = {
    "": (None, 1),
    "元": ("元", 1),
    "千元": ("元", 1000),
    "万": ("万元", 1),
    "万元": ("万元", 1),
    "百万元": ("万元", 100),
    "亿": ("亿元", 1),
    "亿元": ("亿元", 1),
}
_FRAME = re.compile(r"(?P<head>(?:人民币|¥|RMB|CNY)*)(?P<body>.*?)(?P<whole>整|正)?", re.DOTALL)
_ARABIC = re.compile(
    r"(?P<sign>[-+]?)(?P<number>[0-9][0-9,.]*)(?P<unit>[(（]?(?:千元|百万元|万元|亿元|元|万|亿)[)）]?)?"
)
_CAPITALS = re.compile(
    rf"(?P<number>[{CHINESE_SIGNS}]{{1,40}})"
    rf"(?:(?P<yuan>元)零?(?:(?P<jiao>[{CHINESE_SIGNS}])角)?零?(?:(?P<fen>[{CHINESE_SIGNS}])分)?)?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as typed: `number` counted in `unit`; `unit` None if the text names none."""

    number: Decimal
    unit: MoneyUnit | None
    text: str


def read_amount(text: str) -> Amount | None:
    """Return the amount that the whole of `text` says ("15.24", "3.50万元", "壹拾贰万元整").

    None where there is no amount or it is not sure ("约30万元", "二十余万", "500元/人", "12,34").
    """
    folded = fold(text)
    frame = _FRAME.fullmatch(folded.replace("，", ",").replace("圆", "元")) if len(folded) <= MAX_LENGTH else None
    if frame is None:
        return None
    body = frame["body"]
    found = _arabic(body, text) or _chinese(body, text)
    if found is None or (frame["whole"] and not body.endswith("元")):
        return None
    if frame["head"] and found.unit is None:
        return Amount(found.number, "元", text)
    return found


def in_yuan(amount: Amount, default_unit: MoneyUnit) -> Decimal:
    """Return the amount in 元, exactly; `default_unit` (that of the layout) counts where the text names none."""
    return _EXACT.multiply(amount.number, _YUAN[amount.unit or default_unit])


def _arabic(body: str, text: str) -> Amount | None:
    found = _ARABIC.fullmatch(body)
    number = read_decimal(found["number"]) if found else None
    if found is None or number is None:
        return None
    written = found["unit"] or ""
    if (written[:1] in ("(", "（")) != (written[-1:] in (")", "）")):
        return None
    unit, times = _UNITS[written.strip("()（）")]
    signed = -number if found["sign"] == "-" else number
    return Amount(_EXACT.multiply(signed, Decimal(times)) if times != 1 else signed, unit, text)


def _chinese(body: str, text: str) -> Amount | None:
    found = _CAPITALS.fullmatch(body)
    if found is None:
        return None
    number = found["number"].replace("萬", "万").replace("億", "亿")
    rest, last = number[:-1], number[-1]
    if (
        (last == "亿" or (last == "万" and "亿" not in rest))
        and last not in rest
        and not (found["jiao"] or found["fen"])
    ):
        value = read_chinese(rest)
        return None if value is None else Amount(Decimal(value), "亿元" if last == "亿" else "万元", text)
    value = read_chinese(number)
    jiao, fen = (read_chinese(found[name]) if found[name] else 0 for name in ("jiao", "fen"))
    if value is None or jiao is None or fen is None or max(jiao, fen) > 9:
        return None
    counts_yuan = bool(found["yuan"]) or "万" in number or "亿" in number
    exact = _EXACT.add(Decimal(value), Decimal(jiao * 10 + fen).scaleb(-2)) if jiao or fen else Decimal(value)
    return Amount(exact, "元" if counts_yuan else None, text)
