"""What a document says about the unit of its amounts beside the labels: "单位：元" over a table in 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from perfdesk.model import path
from perfdesk.region import fold
from perfdesk.translate.fields import FieldReader

_UNIT = r"(?:人民币)?(?P<unit>(?:百|千|万|亿|十万)?元)"
_SAID = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:金额|货币|计量)?单位(?:为|是|:)?{_UNIT}|\((?:单位:?)?{_UNIT.replace('unit', 'inside')}\)"
)


def doubt_units(fields: FieldReader, left: Iterable[str]) -> None:
    """Doubt every amount if a text that fits nowhere says another unit than the layout's; the text stays as it was."""
    own = fields.template.data.money.unit
    said = [(text, found["unit"] or found["inside"]) for text in left for found in _SAID.finditer(fold(text))]
    other = next(((text, unit) for text, unit in said if unit != own), None)
    if other is None:
        return
    for name, info in fields.template.fields.items():
        now = fields.texts.get(name, "")
        if info.kind == "amount" and now:
            why = f"原文写着“{other[1]}”，本版式的金额以“{own}”为单位；数字按原文保留，请核对。"
            fields.doubts.add("I08", why, path=path.join("fields", name), was=other[0], now=now)
