"""Of what there should be little: rates and numbers of bad things, and times to wait. Its words are data."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from perfdesk.rules.settings import words

_EVENT = "(?:发生|事件|案件|事故|问题|行为|使用|情况)*"
_SHARE = r"(?:率|比例|占比)$"
_COUNT = r"(?:次数|件数|起数|宗数|人数|总数|数量|数|[次件起宗人]次|量)$"
_WAIT = r"(?:平均)?(?:时间|时长|时限|期限|天数|耗时)$"
_NOT_SO = frozenset("不未无零非防")
_ENDS = frozenset("率例比数量次")


class _Patterns(NamedTuple):
    worse: re.Pattern[str]
    harm: re.Pattern[str]
    share: re.Pattern[str]
    handled: re.Pattern[str]
    waits: re.Pattern[str]
    good: re.Pattern[str]


def wants_less(name: str) -> bool:
    """Tell whether an indicator counts what is bad (故障率, 事故发生起数), not how it is met (投诉处理率)."""
    if name[-1:] not in _ENDS:
        return False
    likely = _patterns()
    found = likely.worse.search(name)
    if found is None or name[found.start() - 1 : found.start()] in _NOT_SO:
        return False
    return likely.share.search(name) is not None or not likely.handled.search(name)


def names_harm(name: str) -> bool:
    """Tell whether an indicator is something bad itself, which should not happen (重大安全事故, 疫情)."""
    return _patterns().harm.search(name) is not None


def wants_haste(name: str) -> bool:
    """Tell whether an indicator is a time that should be short (响应时间, 办结时限)."""
    return _patterns().waits.search(name) is not None


def wants_more(text: str) -> bool:
    """Tell whether a text says that less of something, or more of it, is the aim (节约率, 降幅, 增收)."""
    return _patterns().good.search(text) is not None


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    data = words("V09")
    word = {key: "|".join(map(re.escape, sorted(data[key], key=lambda one: -len(one)))) for key in data}
    return _Patterns(
        worse=re.compile(f"(?:{word['worse']}){_EVENT}(?:{_SHARE}|{_COUNT})"),
        harm=re.compile(f"(?:{word['worse']}){_EVENT}$"),
        share=re.compile(_SHARE),
        handled=re.compile(word["handled"]),
        waits=re.compile(f"(?:{word['waits']}){_WAIT}|(?<!保存|保管|服务|质保|有效)时限$"),
        good=re.compile(word["good"]),
    )
