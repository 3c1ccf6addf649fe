"""The official faces by the names that Word and Excel know them by."""

from __future__ import annotations

from perfdesk.grid import Face

FACES: dict[Face, str] = {"宋体": "宋体", "仿宋": "仿宋", "黑体": "黑体", "小标宋": "方正小标宋简体"}
