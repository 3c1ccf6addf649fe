"""V20: a unit written in another way than the standard one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from perfdesk.model import path
from perfdesk.model.fields import read_target
from perfdesk.rules.finding import Finding, Fix, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written, usual_unit
from perfdesk.rules.settings import words


def run(seen: Seen) -> Iterator[Finding]:
    """计量单位不规范，例如“百分比”应当写“%”，“平米”应当写“平方米”。

    ## 为什么
    单位写法不一，汇总时同一个单位被算作两个；一体化系统按规范的单位取数。

    ## 怎么改
    一键改成规范的单位，意思不变。
    """
    for each in seen.written:
        if each.target.kind == "number" and _likely().search(each.target.text):
            raw = read_target(each.target.text)
            wrong, usual = f"{raw.unit}{raw.suffix}", usual_unit(raw)
            if usual:
                message = f"指标值“{raw.text}”的单位“{wrong}”一般写成“{usual}”。"
                yield RULE.finding(seen, each.path, message, _mended(each, wrong, usual))
        unit = each.indicator.text(each.horizon, "unit").strip()
        if unit in _usual():
            where = path.join("indicators", each.indicator.id, each.horizon, "unit")
            message = f"计量单位“{unit}”一般写成“{_usual()[unit]}”。"
            yield RULE.finding(seen, where, message, change(where, _usual()[unit], safe=True))


@lru_cache(maxsize=1)
def _likely() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _usual())))


@lru_cache(maxsize=1)
def _usual() -> Mapping[str, str]:
    return dict(words("V20"))


def _mended(each: Written, wrong: str, usual: str) -> Fix | None:
    text = each.target.text.strip()
    at = text.rfind(wrong)
    return change(each.path, text[:at] + usual + text[at + len(wrong) :], safe=True) if at >= 0 else None


RULE = Rule("V20", "计量单位不规范", Severity.HINT, run, source="预算管理一体化规范：计量单位（待核）")
