"""N03: a count whose name does not say that it counts."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.model.fields import Target
from perfdesk.rules.finding import Finding, Fix, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.words import bare

_SAID = ("带宽", "学时", "课时", "名额", "容量", "流量")
_ENDS = {
    "面积": ("米", "亩", "公顷", "㎡", "m²"),
    "长度": ("公里", "千米", "km"),
    "人次": ("人次", "户次", "家次"),
    "重量": ("吨", "公斤", "千克", "斤"),
}
_TIMES = ("次", "场", "场次", "期", "人次", "节", "课时")


def run(seen: Seen) -> Iterator[Finding]:
    """数量指标的名称没有“数量”“次数”“人数”这样的词尾。

    ## 为什么
    “法律咨询工作室”是一样东西，不是指标；“法律咨询工作室数量”才看得出考核的是多少。

    ## 怎么改
    在名称后面加上“数量”“次数”“人数”等。
    """
    told: set[str] = set()
    for each in seen.written:
        target, asks = each.target, each.asks
        if "数量" not in each.kinds or each.name_path in told or asks.empty or asks.measured or asks.rate:
            continue
        if not _counts(target) or bare(each.name) in ("数量",) or asks.text.endswith((target.unit, *_SAID)):
            continue
        told.add(each.name_path)
        name = each.name.strip()
        better = f"{name}{_tail(target.unit)}"
        panels = [one for one in seen.written if one.indicator is each.indicator and one.name == each.name]
        edits = tuple((path, better) for path in sorted({one.name_path for one in panels}))
        fits = name.isalpha() and all(_counts(one.target) for one in panels)
        fix = Fix(f"改为“{better}”", edits, safe=False) if fits else None
        yield RULE.finding(seen, each.name_path, f"数量指标“{name}”没有写明数的是什么，名称后面宜加“数量”等。", fix)


def _counts(target: Target) -> bool:
    return target.kind == "number" and bool(target.unit) and target.unit not in ("%", "‰")


def _tail(unit: str) -> str:
    if unit in ("人", "名", "位"):
        return "人数"
    if unit == "米":
        return "长度"
    end = next((end for end, signs in _ENDS.items() if unit.endswith(signs) and "立方" not in unit), "")
    return end or ("次数" if unit in _TIMES else "数量")


RULE = Rule("N03", "数量指标名称缺词尾", Severity.HINT, run, source="财预〔2021〕101号：指标名称应简洁明确（待核）")
