"""N09: an indicator under the wrong level 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import BENEFIT
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, Written
from perfdesk.rules.settings import words

_SATISFIED = re.compile(r"满意(?:度|率|程度|比例|情况|度情况|度水平)?$")
_MUST_SAY_MORE = frozenset(BENEFIT)


def run(seen: Seen) -> Iterator[Finding]:
    """指标放错了二级指标，例如满意度放在社会效益下，成本指标里没有一个是成本。

    ## 为什么
    每个二级指标有各自的分值。放错的指标，得分算到了别的一类，缺的那一类等于没有。

    ## 怎么改
    移到相应的二级指标下；成本指标写单价、标准、总额；生态效益写对环境的影响。
    """
    told: set[str] = set()
    for each in seen.written:
        if each.name_path in told or each.asks.empty:
            continue
        wrong = _wrong(seen, each)
        if wrong:
            told.add(each.name_path)
            yield RULE.finding(seen, each.name_path, f"“{each.name.strip()}”放在“{each.indicator.level2}”下，{wrong}。")


def _wrong(seen: Seen, each: Written) -> str:
    name, kinds = each.asks.text, each.kinds
    if not kinds:
        return ""
    if "满意" in name and _SATISFIED.search(name) and "满意度" not in kinds and "满意度" in seen.offered:
        return "满意度应当放在满意度指标下"
    if kinds == {"成本"}:
        says = any(word in name for word in words("N09")["money"]) or any(
            "元" in one.target.unit or any("元" in part.unit for part in one.target.parts) or "元" in one.target.text
            for one in seen.written
            if one.indicator is each.indicator
        )
        return "" if says or each.asks.budget else "看不出是成本"
    if kinds == {"生态效益"} and any(word in name for word in words("N09")["ecology"]):
        return "看不出对生态环境有什么影响"
    if kinds == {"经济效益"} and any(word in name for word in words("N09")["economy"]):
        return "看不出有什么经济效益"
    if kinds <= _MUST_SAY_MORE and name.endswith(_ends("running")):
        return "说的是运行质量，应当放在质量指标下"
    return _of_outputs(each, name)


def _of_outputs(each: Written, name: str) -> str:
    """Return what is wrong with an output that stands under another kind of output."""
    kind = next(iter(each.kinds)) if len(each.kinds) == 1 else ""
    if kind == "质量" and each.target.kind == "date" and name.endswith(_ends("when")):
        return "说的是什么时候完成，应当放在时效指标下"
    if kind in ("时效", "数量") and name.endswith(_ends("how")):
        return "说的是做得好不好，应当放在质量指标下"
    if kind in ("质量", "时效") and each.target.kind == "number" and name.endswith(_ends("often")):
        return "说的是做了多少，应当放在数量指标下"
    return ""


@lru_cache(maxsize=8)
def _ends(key: str) -> tuple[str, ...]:
    return tuple(words("N09")[key])


RULE = Rule("N09", "指标归错类", Severity.WARNING, run, source="财预〔2021〕101号：二级指标的内涵（待核）")
