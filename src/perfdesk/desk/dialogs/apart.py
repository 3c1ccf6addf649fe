"""Two texts side by side in one line each: from shortly before where they begin to differ."""

from __future__ import annotations

_BEFORE = 8
"""Characters shown before the first that differs."""
_EMPTY = "（空）"
_SIGNS = str.maketrans({"\n": "⏎", "\t": "⇥", "\u00a0": "␣", "\u3000": "□"})


def side_by_side(was: str, now: str) -> tuple[str, str]:
    """Return both texts so that the eye finds the difference: what both begin with is cut, line ends are shown."""
    same = next(
        (at for at, (one, two) in enumerate(zip(was, now, strict=False)) if one != two), min(len(was), len(now))
    )
    start = same - _BEFORE if same > 2 * _BEFORE else 0
    one, two = (("…" if start else "") + text[start:].translate(_SIGNS) for text in (was, now))
    return one or _EMPTY, two or _EMPTY
