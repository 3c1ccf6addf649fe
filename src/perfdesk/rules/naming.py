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
_RATE = re.compile(
    r"(?<![频辨心倍速汇表坦草轻统曲斜])(?<!(?<!成)功)(?<!(?<!有)效)率(?![先领队众])|满意度|比例(?!尺)|占比|比率|百分比"
)
_COUNT = frozenset(
    {"数量", "人次", "场次", "频次", "户次", "家次", "件次", "车次", "台次", "班次", "批次", "册次", "篇次", "轮次"}
    | {"面积", "里程", "长度", "总量", "规模", "重量"}
)
_OWN_UNIT = {
    "人次": "人次",
    "场次": "场",
    "户次": "户次",
    "次数": "次",
    "频次": "次",
    "人数": "人",
    "户数": "户",
    "套数": "套",
    "台数": "台",
    "份数": "份",
    "件数": "件",
    "场数": "场",
    "天数": "天",
    "期数": "期",
    "家数": "家",
    "辆数": "辆",
}
_PART_OF_ALL = frozenset({"总量", "规模"})
_NO_COUNT = frozenset("指系分函多参负奇偶")
_TIME = frozenset(["时间", "期限", "时限", "日期", "工期", "周期", "时点", "时长", "期间", "年份"])
_MEASURE = frozenset("率度额量值数次比例") | _TIME | frozenset(["占比", "标准", "单价", "成本", "水平", "情况", "年限"])
_ASIDE = re.compile(r"[（(][^（()）]*[)）]$")
_UNIT_ASIDE = re.compile(r"[（(](?P<unit>[^（()）]{1,8})[)）]$")
_UNIT_IN_NAME = re.compile(r"[%‰]|百分|千分|万分|倍")
_BUDGET = re.compile(
    r"(?:预算|资金|经费|款项|专款)[^，,。]{0,8}?(?:执行|支出|使用|支付|拨付|完成|到位|下达)[^，,。]{0,4}(?:率|进度|情况|比例)$|"
    r"(?:执行|支出|支付|拨付)(?:率|进度)$|预算控制(?:率|数|情况)?$|控制在.{0,6}预算|不超(?:过|出)?.{0,4}预算|预算(?:范围)?[之以]?内"
)
_SPENDING = re.compile("[预资经款执支拨]")
_MONEY = re.compile(r"(?:单价|均价|价格|造价|成本|费|费用|标准|总额|金额|经费|租金|工资|薪酬)$")
_HOW_SPENT = re.compile(
    r"(?:发放|兑付|兑现)[^，,。]{0,4}率$|(?:及时|准时|按时|按期|准确|精准|合规|规范|违规|违纪|足额|安全|公示|公开|闲置|沉淀|挪用)[^，,。]{0,4}率$"
)


class Name(NamedTuple):
    """What a level-3 name says.

    Args:
        text: without blanks around and without brackets at the end.
        unit: what stands in brackets at its end, "" if nothing.
        own_unit: in which a count is counted as its name itself says (人数: 人), "" if it says nothing.
        rate: it asks for a share, whatever says the unit.
        counts: it asks for a count or a measure.
        whole: it asks for a count that cannot be a share (人数, 次数, 面积).
        time: it asks for a date or a length of time.
        measured: it ends like something that can be measured.
        money: it asks for a sum, a price or a rate of pay.
        budget: it is about spending the budget, not about what the money does.
        empty: it is blank or a word for nothing.
    """

    text: str
    unit: str
    own_unit: str
    rate: bool
    counts: bool
    whole: bool
    time: bool
    measured: bool
    money: bool
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
        own_unit="" if _ends_otherwise(text) else _OWN_UNIT.get(end, ""),
        rate=not count and not time and bool(_RATE.search(text)),
        counts=count,
        whole=count and end not in _PART_OF_ALL,
        time=time,
        measured=count or end in _MEASURE or last in _MEASURE,
        money=bool(_MONEY.search(text)) and not any(word in text for word in words("V07")["no_money"]),
        budget=_is_budget(text),
        empty=is_nothing(folded),
    )


def is_nothing(text: str) -> bool:
    """Tell whether a text is blank or a word or sign for nothing."""
    stripped = text.strip()
    if not stripped or stripped in _nothing():
        return True
    return not stripped[0].isalnum() and not any(sign.isalnum() for sign in stripped)


def _is_budget(name: str) -> bool:
    """Tell whether a name is about spending the budget; not where a rule is carried out (最低工资标准执行率)."""
    if not _SPENDING.search(name) or not _BUDGET.search(name) or _HOW_SPENT.search(name):
        return False
    return not any(f"{word}执行" in name for word in words("N07")["rules"])


def _ends_otherwise(name: str) -> bool:
    """Tell whether the last sign but one is part of a word, not a unit (平台数 does not count 台)."""
    return name.endswith(tuple(f"{word}数" for word in words("V05")["no_unit"]))


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
