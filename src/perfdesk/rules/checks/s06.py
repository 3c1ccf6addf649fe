"""S06: works, repairs, purchases, information systems without a cost."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.naming import kinds_of, read_name
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, names_of
from perfdesk.rules.settings import words


def run(seen: Seen) -> Iterator[Finding]:
    """工程、修缮、购置、信息化类的项目没有成本指标。

    ## 为什么
    工程基建、大型修缮、购置类项目必须设置成本指标，用来控制单价和总额。

    ## 怎么改
    补一条成本指标，例如“执法服装单价≤800元/套”“改造工程造价≤39万元”。
    """
    if not _has_cost(seen):
        path, place = seen.empty_row("成本")
        word = next(word for word in words("S06")["cost"] if word in seen.text("project_name"))
        yield RULE.finding(seen, path, f"“{word}”类的项目没有成本指标。").placed(place)


def _has_cost(seen: Seen) -> bool:
    """Tell whether a row is about cost; spending the budget is none, except where the layout has a row for it."""
    spending_counts = seen.template.data.rules.get("N07") == "off"
    rows = [each for each in seen.filled if "成本" in kinds_of(each.level2)]
    return any(spending_counts or not all(read_name(name).budget for name in names_of(each)) for each in rows)


def _must_have(seen: Seen) -> bool:
    name = seen.text("project_name")
    return "成本" in seen.offered and bool(seen.filled) and any(word in name for word in words("S06")["cost"])


RULE = Rule(
    "S06",
    "没有成本指标",
    Severity.WARNING,
    run,
    source="财预〔2021〕101号：工程、修缮、购置类成本指标必须设置（待核）",
    applies=_must_have,
)
