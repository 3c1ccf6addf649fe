"""N01: a name that names only the category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfdesk.rules.finding import Finding, Severity, Unsure
from perfdesk.rules.naming import is_nothing
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import words
from perfdesk.rules.words import bare

_NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff])[0-9]{1,2}$")  # 数量1, 数量2


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """三级指标名称只写了“数量”“质量”“满意度”这样的类别，或者空着、没有实际意义。

    ## 为什么
    类别在二级指标里已经有了。名称只写“数量”，看不出数的是什么，也没有办法与其他项目汇总。

    ## 怎么改
    写出考核的对象和内容，例如“直管党组织数量”“图书上架准确率”“读者满意度”。
    """
    for _, rows in seen.names:
        for _indicator, name, path in rows:
            if not name.strip():
                yield from _nameless(seen, path)
            elif (rank := _empty(name)) is Severity.ERROR:
                yield RULE.finding(seen, path, f"三级指标“{name.strip()}”只是类别，没有写考核什么。")
            elif rank is not None:
                message = f"三级指标“{name.strip()}”没有实际意义，看不出考核什么。"
                yield RULE.finding(seen, path, message).ranked(rank)


def _nameless(seen: Seen, path: str) -> Iterator[Finding | Unsure]:
    """Yield a finding where a target stands beside an empty name."""
    beside = (each for each in seen.written if each.name_path == path and not is_nothing(each.target.text))
    first = next(beside, None)
    if first is None:
        return
    if seen.is_lost(path):
        yield Unsure(path, "原表的这一格在公布或转换时丢了，请先确认导入的存疑。")
    else:
        message = f"指标值“{first.target.text.strip()[:20]}”没有写三级指标名称。"
        yield RULE.finding(seen, path, message).placed(first.indicator.level2)


@lru_cache(maxsize=65536)
def _empty(name: str) -> Severity | None:
    """Return how grave it is that a name says nothing: it is a category, or hollow; None where it says something."""
    text = _NUMBERED.sub("", bare(name))
    if text in _category():
        return Severity.ERROR
    return Severity.WARNING if text in _hollow() or _idle().fullmatch(text) or _whose().fullmatch(text) else None


@lru_cache(maxsize=1)
def _category() -> frozenset[str]:
    return frozenset(words("N01")["category"]) | {f"{word}指标" for word in words("N01")["category"]}


@lru_cache(maxsize=1)
def _hollow() -> frozenset[str]:
    return frozenset(words("N01")["hollow"])


@lru_cache(maxsize=1)
def _whose() -> re.Pattern[str]:
    whose, what = ("|".join(map(re.escape, words("N01")[key])) for key in ("whose", "what"))
    return re.compile(f"(?:{whose})的?(?:{what})")


@lru_cache(maxsize=1)
def _idle() -> re.Pattern[str]:
    category, idle = ("|".join(map(re.escape, words("N01")[key])) for key in ("category", "idle"))
    return re.compile(f"(?:{category})的?(?:{idle})")


RULE = Rule("N01", "指标名称是空话", Severity.ERROR, run, source="财预〔2021〕101号：指标名称应简洁明确（待核）")
