"""The names that the unit itself uses, from the drafts that are open."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from perfdesk.library.entry import Entry, kinds_of
from perfdesk.model import Draft
from perfdesk.model.fields import Target, read_target

_CLASS = re.compile(
    r"(?:数据|服务|工作|社会|经济|生态)?(?:数量|质量|时效|成本|效益|效果|作用|目的|满意度|可持续(?:性|影响)?)(?:指标)?"
)
_BUDGET = re.compile(r"(?:预算|资金).{0,6}(?:执行|支出率|支出进度|完成率)|控制在预算")
"""Names too general, and names that measure how the budget was spent: in use, but not to be spread."""


def own_entries(drafts: Iterable[Draft], *, but: tuple[Draft, int, str] | None = None) -> tuple[Entry, ...]:
    """Return each level-3 name of the drafts once under each level 2, with its usual unit, operator and target.

    Args:
        but: draft, form number and indicator id of the row that is being edited: what stands there is not suggested.
    """
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for draft in drafts:
        for number, form in enumerate(draft.forms):
            for row in form.indicators:
                if but is not None and but[0] is draft and but[1:] == (number, row.id):
                    continue
                pairs = {
                    (parts.get("name", "").strip(), parts.get("target", "").strip()) for parts in row.horizons.values()
                }
                for name in {name for name, _ in pairs if name}:
                    seen[name, row.level2] += sorted({target for _, target in pairs if target})[:1] or [""]
    return tuple(_entry(name, level2, targets) for (name, level2), targets in seen.items() if _is_name(name))


def _is_name(name: str) -> bool:
    return not (_CLASS.fullmatch(name) or _BUDGET.search(name)) and read_target(name).kind not in ("empty", "unknown")


def _entry(name: str, level2: str, targets: list[str]) -> Entry:
    usual = max(Counter(targets).items(), key=lambda pair: (bool(pair[0]), pair[1], pair[0]))[0]
    target: Target = read_target(usual)
    sure = target.kind == "number" and target.operator in ("≥", "≤", "") and not target.prefix and not target.suffix
    kinds = kinds_of(level2)
    return Entry(
        name,
        kinds[0] if kinds else None,
        unit=target.unit if sure else "",
        operator=target.operator if sure else "",
        typical=usual,
        source="本单位",
        count=len(targets),
    )
