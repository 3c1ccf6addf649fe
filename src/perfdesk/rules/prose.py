"""Quantities and amounts inside sentences: what a goal promises in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.model.digits import CHINESE_SIGNS, fold, read_chinese, read_decimal
from perfdesk.model.fields import read_amount
from perfdesk.model.units import UNIT

_DATE = re.compile(
    r"(?:19|20)[0-9]{2}年度?(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|[0-9]{1,2}月(?:[0-9]{1,2}[日号])|[0-9]{1,2}月(?!份)|"
    r"第[0-9]+[届次期个项章条款类批]|分[0-9一二两三四五六七八九十]+[期批次]|[一二三四五六七八九十]期(?=建设|工程|项目|改造|用地|扩建)|[0-9]+号文?|24小时|[〔\[【(（](?:19|20)[0-9]{2}[〕\]】)）]|[0-9]{5,}(?:热线|平台)"
)
_QUANTITY = re.compile(rf"(?P<number>[0-9][0-9,.]*)(?P<unit>{UNIT})")
_CHINESE = re.compile(
    r"(?<![第一二三四五六七八九十百千万])(?P<number>[两二三四五六七八九十][百十千]?[一二三四五六七八九]?十?[一二三四五六七八九]?)"
    r"(?P<unit>人次|人|名|次|场|期|台|套|份|件|户|家|辆|万元|元|亩|公里|平方米|册|天|个月)"
)
_SHARE = re.compile(r"百分之(?P<number>[一二三四五六七八九十百]+|[0-9.]+)")
_AMOUNT = re.compile(r"(?P<number>[0-9][0-9,.]*)(?P<unit>亿元|万元|元|亿|万(?![人次份户册字台套件条平亩吨公个名家]))")
_CHINESE_AMOUNT = re.compile(
    rf"(?<![0-9.{CHINESE_SIGNS}])[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾][{CHINESE_SIGNS}]*(?:万元|亿元|元)"
)
_SAME: dict[str, str] = {"名": "人", "位": "人", "次": "次", "场": "场", "场次": "场", "平方": "平方米", "㎡": "平方米"}
_FROM = re.compile(r"(?:由|从|自)(?:原来的?|原有的?|目前的?|现有的?|上年的?|不足|约)?$")
_TOWARDS = re.compile(r"[^，,。；;]{0,6}?(?:提[高升]|上升|增[加长]|扩大|下?降低?|减少?|压减|缩短|[到至])")
_ABOUT = re.compile(r"(?:约|大约|近|大概|预计约)$")
_PER = re.compile(r"^(?:[/／每]|[（(]?(?:人|户|次|份|月|天|年)均)")
_PRICE = re.compile(r"(?:每[^，,。；;]{0,6}|标准[^，,。；;]{0,6}|(?:单价|均价|人均)[^，,。；;]{0,4})$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit inside a sentence; `about`: the text says 约; `before`: what it is now ("由18%降到9%")."""

    text: str
    number: Decimal
    unit: str
    about: bool = False
    before: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """An amount inside a sentence, in 元; `before` is what the sentence says ahead of it."""

    text: str
    yuan: Decimal
    before: str


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the numbers with a unit that a text holds; dates, numbers of documents and 第…届 are none."""
    plain = _DATE.sub("　", fold(text))
    for found in _QUANTITY.finditer(plain):
        number = read_decimal(found["number"].rstrip(".,"))
        if number is not None and not (found["unit"] == "年" and len(found["number"]) == 4):
            ahead = plain[: found.start()]
            now = bool(_FROM.search(ahead) and _TOWARDS.match(plain, found.end()))
            yield Quantity(found[0], number, found["unit"], bool(_ABOUT.search(ahead)), now)
    for found in _CHINESE.finditer(plain):
        value = read_chinese(found["number"].replace("两", "二"))
        if value is not None:
            yield Quantity(found[0], Decimal(value), found["unit"])
    for found in _SHARE.finditer(plain):
        value = read_chinese(found["number"])
        share = Decimal(value) if value is not None else read_decimal(found["number"])
        if share is not None:
            yield Quantity(found[0], share, "%")


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units count the same (名 and 人)."""
    return one == other or _SAME.get(one, one) == _SAME.get(other, other)


def amounts(text: str) -> Iterator[Money]:
    """Yield the amounts of money that a text holds; prices ("…元/人", "每人…元") are none."""
    plain = fold(text)
    for found in sorted((*_AMOUNT.finditer(plain), *_CHINESE_AMOUNT.finditer(plain)), key=lambda found: found.start()):
        before, after = plain[: found.start()], plain[found.end() :]
        if _PER.match(after) or _PRICE.search(before[-14:]):
            continue
        read = read_amount(found[0].rstrip(".,"))
        if read is not None and read.unit is not None:
            factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[read.unit]
            yield Money(found[0], read.number * factor, before)
