"""One name of the library, and which kind of indicator a level-2 name asks for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from perfdesk import paths
from perfdesk.region import fold

Kind = Literal["数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "满意度"]
Source = Literal["语料", "公开", "待核", "本单位"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A level-3 name.

    Args:
        kind: of level 2 it belongs to; None for an own name under a level 2 that no kind fits.
        operator: "≥", "≤" or "" (exactly, or words).
        typical: a usual target, shown beside the name; "" if there is none.
        categories: of projects that use it ("培训", "宣传", …).
        source: where it comes from: 语料 (published forms at hand), 公开 (seen published), 待核 (from memory), 本单位.
        count: how often it was seen.
    """

    name: str
    kind: Kind | None
    unit: str = ""
    operator: str = ""
    typical: str = ""
    categories: tuple[str, ...] = ()
    source: Source = "待核"
    count: int = 0

    @property
    def target(self) -> tuple[str, int]:
        """The target to start from, and where the number goes in it: ("≥%", 1); words are whole, the cursor last."""
        if self.unit:
            return f"{self.operator}{self.unit}", len(self.operator)
        text = self.typical or self.operator
        return text, len(text)


@lru_cache(maxsize=1)
def _level2() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    text = (paths.resources() / "library" / "level2.toml").read_text(encoding="utf-8")
    return {
        kind: {"names": tuple(map(fold, data["names"])), "words": tuple(map(fold, data["words"]))}
        for kind, data in tomllib.loads(text).items()
    }


@lru_cache(maxsize=1024)
def kinds_of(level2: str) -> tuple[Kind, ...]:
    """Return the kinds of indicator that stand under a level-2 name, as any region spells it; none if it is unknown."""
    name = fold(level2)
    whole = [kind for kind, data in _level2().items() if name in data["names"]]
    found = whole or [kind for kind, data in _level2().items() if any(word in name for word in data["words"])]
    return tuple(found)  # type: ignore[arg-type]
