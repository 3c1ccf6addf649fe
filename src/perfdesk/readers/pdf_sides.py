"""Sides of a table that nobody has drawn: where its rows end although it is open at the left or right.

Edges are what the PDF library makes of lines and boxes: dictionaries with `x0`, `x1`, `top`, `bottom` in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfplumber.table import merge_edges

Edge = dict[str, Any]

_NEAR_PT = 3.0
_LEAST_ROWS = 3  # lines across that end at one place, before that place is a side; two, if a line joins them
_LEAST_WIDE_PT = 20.0


def open_sides(edges: Sequence[Edge]) -> list[Edge]:
    """Return upright edges where lines across begin or end together and nothing upright stands."""
    merged: list[Edge] = merge_edges(list(edges), _NEAR_PT, _NEAR_PT, _NEAR_PT, _NEAR_PT)
    upright = [edge for edge in merged if edge["orientation"] == "v"]
    across = [edge for edge in merged if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > _LEAST_WIDE_PT]
    ruled = [edge for edge in across if any(_cross(edge, line) for line in upright)]
    return [side for end in ("x0", "x1") for side in _sides(ruled, upright, end)]


def _sides(ruled: Sequence[Edge], upright: Sequence[Edge], end: str) -> list[Edge]:
    found = []
    for place in _places(ruled, end):
        own = [edge for edge in ruled if abs(edge[end] - place) <= _NEAR_PT]
        top, bottom = min(edge["top"] for edge in own), max(edge["top"] for edge in own)
        there = [line for line in upright if abs(line["x0"] - place) <= _NEAR_PT and _beside(line, top, bottom)]
        beyond = [
            edge
            for edge in ruled
            if edge["x0"] < place - _NEAR_PT and edge["x1"] > place + _NEAR_PT and top <= edge["top"] <= bottom
        ]
        joined = any(all(_cross(edge, line) for edge in own) for line in upright)
        if (len(own) >= _LEAST_ROWS or (len(own) > 1 and joined)) and not there and not beyond:
            found.append(_upright(place, top, bottom))
    return found


def _places(ruled: Sequence[Edge], end: str) -> list[float]:
    places: list[float] = []
    for place in sorted(edge[end] for edge in ruled):
        if not places or place - places[-1] > _NEAR_PT:
            places.append(place)
    return places


def _cross(across: Edge, upright: Edge) -> bool:
    beside = across["x0"] - _NEAR_PT <= upright["x0"] <= across["x1"] + _NEAR_PT
    return bool(beside and upright["top"] - _NEAR_PT <= across["top"] <= upright["bottom"] + _NEAR_PT)


def _beside(upright: Edge, top: float, bottom: float) -> bool:
    return bool(min(upright["bottom"], bottom) - max(upright["top"], top) > _NEAR_PT)


def _upright(place: float, top: float, bottom: float) -> Edge:
    return {
        "object_type": "line_edge",
        "orientation": "v",
        "x0": place,
        "x1": place,
        "top": top,
        "bottom": bottom,
        "width": 0.0,
        "height": bottom - top,
    }
