"""S08: the same indicator twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from perfdesk.model import Indicator
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.words import bare

_FILLING = "的之性地得"
_WITHOUT_FILLING = str.maketrans("", "", _FILLING)
_TAILS = {
    "满意率": "满意度",
    "及时性": "及时率",
    "准确性": "准确率",
    "完整性": "完整率",
    "数量": "数",
    "总数": "数",
}
_NOTHING = frozenset(("无", "暂无", "不适用"))
_SHORTEST = 5


def run(seen: Seen) -> Iterator[Finding]:
    """同一张表里三级指标名称重复：同一个二级指标下是错误，不同二级指标下是提醒，只差虚字或者词尾的是提示。

    ## 为什么
    同一个指标列两次，权重和得分会重复计算；两处的指标值不同时，不知道以哪一个为准。

    ## 怎么改
    删去多余的一行；如果考核的是两件事，在名称里写明区别，例如“采购服务验收合格率”“租赁服务验收合格率”。
    """
    told: set[str] = set()
    for _, rows in seen.names:
        words = [_core(bare(name)) for _, name, _ in rows]
        if len({*words}) == len(words):
            continue  # no two are even nearly the same
        before = _Before()
        for indicator, name, path in rows:
            if not _is_name(name):
                continue
            known = before.find(indicator, name)
            if known is not None and indicator.id not in told:
                told.add(indicator.id)
                yield _finding(seen, path, (indicator, name), known)


_Row = tuple[Indicator, str]


class _Before:
    """The rows above, by their words: a form of sixty rows must not be compared row with row."""

    def __init__(self) -> None:
        self._same_level: dict[tuple[str, str], _Row] = {}
        self._any_level: dict[str, _Row] = {}
        self._core: dict[tuple[str, str], list[_Row]] = {}

    def find(self, indicator: Indicator, name: str) -> _Row | None:
        """Return the first row that this one repeats, and note this one.

        One of the same level 2 first, then of any, then one of the same level 2 with a nearly equal name.
        """
        words, level2 = bare(name), indicator.level2
        near = self._core.setdefault((level2, _core(words)), [])
        known = (
            self._same_level.get((level2, words))
            or self._any_level.get(words)
            or next((row for row in near if min(len(words), len(bare(row[1]))) >= _SHORTEST), None)
        )
        row = (indicator, name)
        self._same_level.setdefault((level2, words), row)
        self._any_level.setdefault(words, row)
        near.append(row)
        return known


def _is_name(name: str) -> bool:
    return bool(bare(name)) and name.strip() not in _NOTHING


@lru_cache(maxsize=65536)
def _core(words: str) -> str:
    """Return a name without words that only fill, its end in one of the ways to say it (满意率: 满意度)."""
    core = words.translate(_WITHOUT_FILLING)
    for end in (core[-3:], core[-2:]):
        if end in _TAILS:
            return core.removesuffix(end) + _TAILS[end]
    return core


def _finding(seen: Seen, path: str, row: tuple[Indicator, str], known: tuple[Indicator, str]) -> Finding:
    (indicator, name), (other, earlier) = row, known
    name, earlier = name.strip(), earlier.strip()
    if bare(name) != bare(earlier):
        message = f"“{name}”与“{earlier}”几乎相同，请确认是不是同一个指标。"
        return replace(RULE.finding(seen, path, message), severity=Severity.HINT)
    if other.level2 == indicator.level2:
        return RULE.finding(seen, path, f"“{indicator.level2}”下已经有指标“{earlier}”，这一行重复。")
    message = f"指标“{name}”在“{other.level2}”下已经有了，请确认没有重复。"
    return replace(RULE.finding(seen, path, message), severity=Severity.WARNING)


RULE = Rule(
    "S08",
    "指标重复",
    Severity.ERROR,
    run,
    source="财预〔2015〕88号：绩效指标应当相互独立（待核）",
)
