"""What the name of an indicator asks for: a rate, a count, a time; and what its level 2 is about. Read once a name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from perfdesk.model.digits import fold
from perfdesk.rules.settings import words

OUTPUT: Final = ("数量", "质量", "时效", "成本")
BENEFIT: Final = ("经济效益", "社会效益", "生态效益", "可持续影响")

_KINDS: Final = (
    ("数量", re.compile(r"数量")),
    ("质量", re.compile(r"质量")),
    ("时效", re.compile(r"时效|工期")),
    ("成本", re.compile(r"成本|预算|投资")),
    ("经济效益", re.compile(r"经济(?!成本)")),
    ("社会效益", re.compile(r"社会(?!公众|成本)")),
    ("生态效益", re.compile(r"生态(?!环境成本)|环境效益")),
    ("可持续影响", re.compile(r"可持续")),
    ("满意度", re.compile(r"满意")),
)
_RATE = re.compile(r"(?<![频功辨心倍速汇效表坦草轻统])率(?![先领队众])|满意度|比例|占比|比率|百分比")
_WHOLE = frozenset(
    {"数量", "次数", "人数", "户数", "套数", "台数", "份数", "件数", "场数", "个数", "批数", "篇数", "期数"}
    | {"家数", "辆数", "册数", "人次", "场次", "频次"}
)
_COUNT = _WHOLE | frozenset(
    {"天数", "宗数", "起数", "户次", "件次", "车次", "台次", "班次", "册次", "面积", "里程", "长度", "总量", "数目"}
    | {"规模", "总数"}
)
_NO_COUNT = frozenset("指系分函多参负奇偶")
_TIME = frozenset(["时间", "期限", "时限", "日期", "工期", "周期", "时点", "时长", "期间"])
_MEASURE = frozenset("率度额量值数次比例") | _TIME | frozenset(["占比", "标准", "单价", "成本", "水平", "情况", "年限"])
_ASIDE = re.compile(r"[（(][^（()）]*[)）]$")
_UNIT_ASIDE = re.compile(r"[（(](?P<unit>[^（()）]{1,8})[)）]$")
_UNIT_IN_NAME = re.compile(r"[%‰]|百分|千分|万分|倍")
_BUDGET = re.compile(
    r"(?:预算|资金|经费|款项|专款)[^，,。]{0,8}?(?:执行|支出|使用|支付|拨付|完成|到位|下达)[^，,。]{0,4}(?:率|进度|情况|比例)$|"
    r"(?:执行|支出|支付|拨付)(?:率|进度)$|预算控制(?:率|数|情况)?$|控制在.{0,6}预算|不超(?:过|出)?.{0,4}预算|预算(?:范围)?[之以]?内"
)
_SPENDING = re.compile("[预资经款执支拨]")


class Name(NamedTuple):
    """What a level-3 name says.

    Args:
        text: without blanks around and without brackets at the end.
        unit: what stands in brackets at its end, "" if nothing.
        rate: it asks for a share, whatever says the unit.
        counts: it asks for a count or a measure.
        whole: it asks for a count that cannot be a share (人数, 次数, 数量).
        time: it asks for a date or a length of time.
        measured: it ends like something that can be measured.
        budget: it is about spending the budget, not about what the money does.
        empty: it is blank or a word for nothing.
    """

    text: str
    unit: str
    rate: bool
    counts: bool
    whole: bool
    time: bool
    measured: bool
    budget: bool
    empty: bool


@lru_cache(maxsize=65536)
def read_name(name: str) -> Name:
    """Return what a level-3 name says."""
    folded = fold(name)
    closed = folded[-1:] in (")", "）")
    text = _ASIDE.sub("", folded) if closed else folded
    aside = _UNIT_ASIDE.search(folded) if closed else None
    end, last = text[-2:], text[-1:]
    count = end in _COUNT or (last == "数" and text[-2:-1] not in _NO_COUNT)
    time = end in _TIME
    return Name(
        text=text,
        unit=aside["unit"] if aside else "",
        rate=not count and not time and bool(_RATE.search(text)),
        counts=count,
        whole=end in _WHOLE,
        time=time,
        measured=count or end in _MEASURE or last in _MEASURE,
        budget=_SPENDING.search(text) is not None and _BUDGET.search(text) is not None,
        empty=is_nothing(folded),
    )


def is_nothing(text: str) -> bool:
    """Tell whether a text is blank or a word or sign for nothing."""
    stripped = text.strip()
    if not stripped or stripped in _nothing():
        return True
    return not stripped[0].isalnum() and not any(sign.isalnum() for sign in stripped)


def says_unit(name: str) -> bool:
    """Tell whether a name says of what unit its share is ("合格率（%）")."""
    return bool(_UNIT_IN_NAME.search(fold(name)))


@lru_cache(maxsize=4096)
def kinds_of(level2: str) -> frozenset[str]:
    """Return what a level-2 name is about, in whatever region: {"数量"}, or several kinds at once."""
    return frozenset(kind for kind, pattern in _KINDS if pattern.search(level2))


@lru_cache(maxsize=1)
def _nothing() -> frozenset[str]:
    return frozenset(words("V03")["nothing"])
