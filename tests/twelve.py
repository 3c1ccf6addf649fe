"""A form of twelve indicators filled by keyboard alone: which keys, what then stands there, what Excel would take."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NO = Qt.KeyboardModifier.NoModifier
TEMPLATE = "dongguan-town-2022"


class Field(NamedTuple):
    """A text of the form, and the path it stands at."""

    path: str
    text: str


class Row(NamedTuple):
    """An indicator.

    Args:
        query: what is typed in the name: the initials of a library name, or the name itself.
        typed: what is typed as the mid-term target; the library has put operator and unit around it.
        annual: what is typed as the annual target, "" where it is that of the mid-term.
    """

    level2: str
    name: str
    query: str
    typed: str
    mid: str
    annual: str = ""


FIELDS = (
    Field("fields/project_name", "全民阅读宣传推广"),
    Field("fields/amount_annual", "36.00"),
    Field("fields/goal_mid", "三年内举办宣传活动12次，群众知晓率达到85%。"),
    Field("fields/goal_annual", "举办宣传活动4次，群众知晓率达到80%。"),
)
QUANTITY, QUALITY, TIME = "数量指标（或建筑规模指标）", "质量指标", "时效指标（工期指标）"
COST, EFFECT, LASTING = "预算（或投资规模）控制指标", "社会、经济、生态效益指标", "可持续影响指标"
CONTENT = "服务对象满意度指标"
ROWS = (
    Row(QUANTITY, "宣传活动次数", "xchdcs", "12", "≥12次", "≥4次"),
    Row(QUANTITY, "与会人数", "yhrs", "300", "≥300人", "≥100人"),
    Row(QUANTITY, "推广图书册数", "推广图书册数", "≥6000册", "≥6000册", "≥2000册"),
    Row(QUALITY, "宣传覆盖率", "xcfgl", "95", "≥95%"),
    Row(QUALITY, "采购服务质量达标率", "cgfwzl", "98", "≥98%"),
    Row(TIME, "采购验收及时率", "cgysjs", "95", "≥95%"),
    Row(TIME, "资金支付及时率", "zjzfjs", "98", "≥98%"),
    Row(COST, "成本控制率", "cbkzl", "100", "≤100%"),
    Row(COST, "补助总额", "bzze", "30", "≤30万元", "≤10万元"),
    Row(EFFECT, "群众知晓率", "qzzxl", "85", "≥85%", "≥80%"),
    Row(LASTING, "设备使用年限", "sbsynx", "5", "≥5年"),
    Row(CONTENT, "群众满意度", "qzmyd", "92", "≥92%", "≥90%"),
)
EXCEL_COPY = 8
"""Names and targets are copied to the columns of the year: two keys select, one copies, four go, one pastes."""


def excel_keys() -> int:
    """Return the fewest keys in a sheet that has all labels and as many rows as are needed, its cells never merged.

    A character is a key, as it is in perfdesk; Tab or Enter leaves a cell; the columns of the year are copied, then
    gone through once, where Enter leaves a target as it is.
    """
    fields = sum(len(each.text) + 1 for each in FIELDS)
    rows = sum(len(row.name) + 1 + len(row.mid) + 1 for row in ROWS)
    annual = sum(len(row.annual) + 1 for row in ROWS)
    return fields + rows + EXCEL_COPY + annual


def fill(press: Callable[[Qt.Key, Qt.KeyboardModifier], object], write: Callable[[str], object]) -> int:
    """Fill the form from its first field on; return how many keys that took, a character being one."""
    count = 0

    def key(name: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        nonlocal count
        count += 1
        press(name, modifiers)

    def text(words: str) -> None:
        nonlocal count
        count += len(words)
        write(words)

    for each in FIELDS:
        text(each.text)
        key(Key.Key_Tab)
    for number, row in enumerate(ROWS):
        text(row.query)
        key(Key.Key_Return if row.query.isascii() else Key.Key_Tab)
        text(row.typed)
        for _ in range(2):  # over the name of the year, which is there already
            key(Key.Key_Tab)
        text(row.annual)
        more = number + 1 < len(ROWS) and ROWS[number + 1].level2 == row.level2
        key(*((Key.Key_Return, CTRL) if more else (Key.Key_Tab, NO)))
    return count
