"""S07: optional level-2 rows that are printed and say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import is_nothing, kinds_of
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import words


def run(seen: Seen) -> Iterator[Finding]:
    """印出来的效益行空着，或者名称和指标值都填了“无”。

    ## 为什么
    这些行可以不填，但要确认是不涉及，不是漏填；填“无”会被当作一个指标。

    ## 怎么改
    不涉及的留空，不用填“无”；涉及的补上。
    """
    optional = frozenset(words("S07")["optional"])
    yield from _rows_of_nothing(seen, optional)
    present = {row.level2 for row in seen.form.indicators}
    empty = [
        each
        for each in seen.template.taxonomy.level2
        if each.name in seen.template.listed
        and each.name not in present
        and kinds_of(each.name) <= optional
        and kinds_of(each.name)
    ]
    if empty:
        path, _ = seen.empty_row(sorted(kinds_of(empty[0].name))[0])
        names = "、".join(f"“{each.name}”" for each in empty)
        yield RULE.finding(seen, path, f"{names}空着，请确认确实不涉及。").placed(empty[0].name)


def _rows_of_nothing(seen: Seen, optional: frozenset[str]) -> Iterator[Finding]:
    full = {each.id for each in seen.filled}
    told: set[str] = set()
    for each in seen.written:
        row = each.indicator
        if row.id in full or row.id in told or not each.kinds or not each.kinds <= optional:
            continue
        text = each.name.strip() or each.target.text.strip()
        if text and is_nothing(text):
            told.add(row.id)
            message = f"“{row.level2}”填了“{text}”，不涉及的留空即可。"
            yield RULE.finding(seen, each.name_path, message).placed(row.level2)


def _any_row(seen: Seen) -> bool:
    return bool(seen.form.indicators)


RULE = Rule("S07", "空着的效益行", Severity.HINT, run, source="经验（待核）", applies=_any_row)
