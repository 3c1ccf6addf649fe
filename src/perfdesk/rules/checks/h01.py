"""H01: a unit's name that differs by a character from the other forms'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits, words

_SHORTEST_TOWN = 3
_SHORT_OFFICE = 4
_TOWN = re.compile(r".{1,8}?(?:街道|[镇乡县区市])")
_UNITS = ("department", "executing_unit", "budget_unit", "approving_unit")
_ORDER = frozenset(
    "0123456789０１２３４５６７８９一二三四五六七八九十百第东西南北中上下左右前后内外新老大小总分甲乙丙丁"
)


def run(seen: Seen) -> Iterator[Finding]:
    """同一批表里，单位名称只差一两个字，像是写错了。

    ## 为什么
    “吴淞镇”和“吴泾镇”只差一个字，却是两个地方。单位写错，整张表都要重新公开。学校、村、社区常有名称相近的，只是提醒。

    ## 怎么改
    与单位印章、预算批复核对，改成正确的名称；确实是两个单位的，写一句情况说明。
    """
    yield from ()


def across(forms: Sequence[Seen]) -> Iterator[Finding]:
    """Yield a finding for each unit name that nearly is that of more forms, or of another unit of its own form."""
    told: set[int] = set()
    for finding in _between(forms):
        told.add(finding.number)
        yield finding
    for seen in forms:
        if seen.number not in told:
            yield from _within(seen)


def _within(seen: Seen) -> Iterator[Finding]:
    unit = seen.text("executing_unit").strip()
    path = seen.field_path("executing_unit")
    for field in _UNITS:
        other = seen.text(field).strip()
        wrong = _town_differs(unit, other) if field != "executing_unit" else ""
        if wrong:
            named = f"{seen.place(path)}“{unit}”与{seen.place(seen.field_path(field))}“{other}”"
            yield RULE.finding(seen, path, f"{named}只差一个字：{wrong}，请核对。")
            return


def _between(forms: Sequence[Seen]) -> Iterator[Finding]:
    for field in _UNITS:
        named = [(seen, seen.text(field).strip()) for seen in forms if field in seen.template.fields]
        counts = Counter(name for _, name in named if len(name) >= _SHORTEST_TOWN)
        if len(counts) < 2:
            continue
        near = _neighbours(counts)
        usual = {name: _likely(name, near[name], counts) for name in counts}
        for seen, name in named:
            if (likely := usual.get(name)) is not None:
                path = seen.field_path(field)
                message = f"{seen.place(path)}“{name}”与其他表的“{likely}”只差一两个字，请核对。"
                fix = change(path, likely, safe=False) if counts[likely] > counts[name] else None
                finding = RULE.finding(seen, path, message, fix)
                yield finding.ranked(Severity.WARNING) if _are_many(name, likely) else finding


def _neighbours(names: Iterable[str]) -> dict[str, set[str]]:
    """Return for each name those that may nearly be it: a batch of hundreds must not be compared each with each."""
    by_mask: dict[str, list[str]] = {}
    for name in names:
        for mask in _masks(name):
            by_mask.setdefault(mask, []).append(name)
    near: dict[str, set[str]] = {name: set() for name in names}
    for alike in by_mask.values():
        for name in alike if len(alike) > 1 else ():
            near[name].update(alike)
    return near


def _masks(name: str) -> set[str]:
    """Return a name as it stands, with a character left out, and with one or two characters hidden."""
    two = len(name) >= 2 * limits("H01")["shortest"]
    ones = [f"{name[:at]}*{name[at + 1 :]}" for at in range(len(name))]
    twos = (f"{one[:at]}*{one[at + 1 :]}" for one in ones for at in range(one.index("*") + 1, len(name)))
    shorter = (f"{name[:at]}{name[at + 1 :]}" for at in range(len(name)))
    return {name, *shorter, *ones, *(twos if two else ())}


def _likely(name: str, near_names: Iterable[str], counts: Counter[str]) -> str | None:
    """Return the name that is meant: one as alike that more forms have; where as many have it, both are told."""
    near = [other for other in near_names if counts[other] >= counts[name] and _nearly(name, other)]
    return min(near, key=lambda other: (-counts[other], other)) if near else None


def _nearly(one: str, other: str) -> bool:
    """Tell whether two names differ by a character or two, and not by a number or a side (第一、第二)."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if min(len(one), len(other)) < limits("H01")["shortest"]:
        return len(one) == len(other) and bool(_town_differs(one, other))
    if len(one) == len(other):
        differ = [place for place in range(len(one)) if one[place] != other[place]]
        most = int(limits("H01")["differ"]) if len(one) >= 2 * limits("H01")["shortest"] else 1
        ordered = any(one[place] in _ORDER and other[place] in _ORDER for place in differ)
        return len(differ) <= most and not ordered and not _are_two(one, other, differ)
    short, long = sorted((one, other), key=len)
    at = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    return short[at:] == long[at + 1 :] and long[at] not in _ORDER


def _are_two(one: str, other: str, differ: list[int]) -> bool:
    """Tell whether two names are two bodies: of other trades (教育局, 体育局) or of other kinds (局, 馆)."""
    known = words("H01")
    if differ == [len(one) - 1] and {one[-1], other[-1]} <= set(known["kinds"]):
        return True
    trades = [next((word for word in known["trades"] if _spans(name, word, differ)), "") for name in (one, other)]
    return all(trades) and trades[0] != trades[1]


def _spans(name: str, word: str, places: list[int]) -> bool:
    """Tell whether a word stands in a name over all these places."""
    first, last = places[0], places[-1]
    return any(name.startswith(word, at) for at in range(max(0, last - len(word) + 1), first + 1))


def _are_many(one: str, other: str) -> bool:
    """Tell whether there are often several of such units with names of their own: schools, villages, small offices."""
    a, b = _office(one), _office(other)
    if a != b and 0 < len(a) <= _SHORT_OFFICE and len(a) == len(b):
        return True
    return any(one.endswith(word) and other.endswith(word) for word in words("H01")["many"])


def _office(name: str) -> str:
    """Return what stands behind the town in a unit's name ("民政办"), "" if no town does."""
    found = _TOWN.match(name)
    return name[found.end() :] if found else ""


def _town_differs(name: str, other: str) -> str:
    """Return the two towns where two units of one form begin alike but for one character ("吴淞镇", "吴泾镇")."""
    for end in ("街道", "镇", "乡", "县", "区"):
        one, two = name.find(end), other.find(end)
        if one == two and 2 <= one <= 8:
            a, b = name[: one + len(end)], other[: two + len(end)]
            differ = {sign for x, y in zip(a, b, strict=True) if x != y for sign in (x, y)}
            alike = len(a) >= 3 and sum(x != y for x, y in zip(a, b, strict=True)) == 1 and a[0] == b[0]
            if alike and not differ & _ORDER:
                return f"“{a}”和“{b}”"
    return ""


RULE = Rule("H01", "单位名称不一致", Severity.ERROR, run, source="填报常见差错（公开的表）", across=across)
