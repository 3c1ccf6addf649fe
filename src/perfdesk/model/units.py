"""Units and measure words that a target's number may carry."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Final

_COUNTED = (
    "个 名 位 人 人次 人天 人月 人日 户 户次 家 家次 户数 次 批 批次 频次 册次 台次 件次 项次 车次 架次 班次 "
    "场次 项 件 宗 起 例 份 篇 首 集 封 笔 单 条 种 类 套 台 具 组 队 辆 艘 架 部 块 幅 面 把 张 页 本 册 版 枚 "
    "只 头 棵 株 盏 座 栋 幢 处 间 所 片 根 支 对 双 期 讲 节 "
    "堂 课 课时 学时 轮 届 场 班 趟 点位 级 倍 字 粒 卷 盒 箱 瓶 桶 袋"
)
_MEASURED = (
    "米 平方米 立方米 公里 平方公里 千米 厘米 毫米 亩 公顷 吨 公斤 千克 克 斤 升 毫升 千瓦时 千瓦 分贝 摄氏度 度 "
    "℃ ㎡ m² m³ km kg m t h s GB TB MB Mbps dB kW"
)
_TIMED = (
    "秒 分钟 小时 个小时 天 日 周 个星期 个月 季度 个季度 年 个年度 工作日 个工作日 自然日 个自然日 日历天 个日历天"
)
_OTHER = "% ‰ 百分比 百分点 个百分点 分 元 角 千元 百万元"

TIMES: Final = tuple(_TIMED.split())
_WORDS = sorted({*_COUNTED.split(), *_MEASURED.split(), *TIMES, *_OTHER.split()}, key=len, reverse=True)
_ONE = "|".join(re.escape(word) + ("(?![A-Za-z])" if word.isascii() else "") for word in _WORDS)
_PER = r"(?:[/·][^\s0-9/·,，;；、。≥≤<>=()（）]{1,8}(?:[(（][^\s0-9()（）]{1,4}[)）])?){0,3}"
_ASIDE = rf"(?:[(（](?:{_ONE})[)）])?"
UNIT: Final = rf"(?:(?:万亿|万|亿)(?:{_ONE})?|{_ONE}){_ASIDE}{_PER}"
"""A pattern: a known unit, perhaps by ten thousands, perhaps per something ("万元/人/年", "份（个）")."""

_UNIT = re.compile(UNIT)
_EXACT = Context(prec=60)
_SCALE_SIGNS: Final = ("万", "亿", "百", "千")
_SCALES: Final = (
    ("万亿", 10**12, ""),
    ("百万元", 10**6, "元"),
    ("千元", 1000, "元"),
    ("亿", 10**8, ""),
    ("万", 10**4, ""),
)


def split_unit(text: str) -> tuple[str, str]:
    """Return the known unit that `text` begins with ("" if none) and what stands after it."""
    found = _UNIT.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def counted(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return a number and its unit without 万, 亿 and the like before it (1.8, "万人次" → 18000, "人次")."""
    for word, times, left in _SCALES if unit[:1] in _SCALE_SIGNS else ():
        if unit.startswith(word):
            return _EXACT.multiply(number, Decimal(times)), left + unit[len(word) :]
    return number, unit
