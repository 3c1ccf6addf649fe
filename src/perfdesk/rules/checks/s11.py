"""S11: the two panels name one row differently."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.words import bare, same_words


def run(seen: Seen) -> Iterator[Finding]:
    """左右两栏的三级指标名称不同，或者只差标点；两栏的指标值只差标点的是提示。

    ## 为什么
    左栏是中期、右栏是年度，同一行考核同一件事。名称不同，两年之间没有办法比较。

    ## 怎么改
    把两栏的名称改成一样；确实是两个指标的，分成两行。
    """
    (_, left), (_, right) = seen.names[:2]
    for (_, one, _), (_, two, path) in zip(left, right, strict=True):
        if one.strip() and two.strip() and one.strip() != two.strip():
            much = bare(one) != bare(two)
            message = f"左栏是“{one.strip()}”，右栏是“{two.strip()}”，{'名称不同' if much else '只差标点'}。"
            fix = None if much else change(path, one.strip(), safe=True)  # which of two names is meant, nobody knows
            rank = Severity.WARNING if much else Severity.HINT
            yield RULE.finding(seen, path, message, fix).ranked(rank)
    yield from _targets(seen)


def _targets(seen: Seen) -> Iterator[Finding]:
    first = seen.template.horizons[0]
    worded = {each.indicator.id for each in seen.written if each.horizon == first and each.target.kind in _WORDS}
    for each in seen.written:
        other = each.indicator.text(first, "target").strip()
        text = each.target.text.strip()
        if each.horizon == first or each.target.kind not in _WORDS or each.indicator.id not in worded:
            continue
        if text != other and same_words(text, other):
            yield RULE.finding(seen, each.path, "左右两栏的指标值只差标点，请统一。").ranked(Severity.HINT)


def _two_panels(seen: Seen) -> bool:
    return len(seen.names) > 1


_WORDS = ("qualitative", "unknown")

RULE = Rule(
    "S11",
    "左右两栏名称不同",
    Severity.WARNING,
    run,
    source="财预〔2015〕88号：中期与年度指标对应（待核）",
    applies=_two_panels,
)
