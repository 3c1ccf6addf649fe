"""Puts the texts of a row into the places of a template's row, in order, at the least cost."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEVER = 1e9


@dataclass(frozen=True, slots=True)
class Assignment:
    """For each text the number of its place (None: it fits nowhere), and what that costs."""

    places: tuple[int | None, ...]
    cost: float


def assign(
    n_tokens: int,
    n_slots: int,
    put: Callable[[int, int], float],
    skip: Sequence[float],
    drop: float,
) -> Assignment:
    """Return the cheapest way to put texts into places without crossing; at most one text in a place.

    Args:
        n_tokens, n_slots: how many texts and places there are.
        put: what text i in place j costs; `NEVER` where it cannot stand.
        skip: what an empty place costs, `n_slots` entries.
        drop: what a text that fits nowhere costs.
    """
    best = [[0.0] * (n_slots + 1) for _ in range(n_tokens + 1)]
    move = [[0] * (n_slots + 1) for _ in range(n_tokens + 1)]
    for i in range(n_tokens, -1, -1):
        for j in range(n_slots, -1, -1):
            least, how = (0.0, 0) if i == n_tokens and j == n_slots else (math.inf, 0)
            if i < n_tokens and j < n_slots:
                cost = put(i, j)
                if cost < NEVER:
                    least, how = best[i + 1][j + 1] + cost, 3
            if j < n_slots and best[i][j + 1] + skip[j] < least:
                least, how = best[i][j + 1] + skip[j], 2
            if i < n_tokens and best[i + 1][j] + drop < least:
                least, how = best[i + 1][j] + drop, 1
            best[i][j], move[i][j] = least, how
    return Assignment(tuple(_walk(move, n_tokens)), best[0][0])


def _walk(move: list[list[int]], n_tokens: int) -> list[int | None]:
    places: list[int | None] = []
    i = j = 0
    while i < n_tokens:
        step = move[i][j]
        if step == 2:
            j += 1
            continue
        places.append(j if step == 3 else None)
        i += 1
        j += step == 3
    return places
