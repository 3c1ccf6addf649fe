"""Doubts of an import: every step that was not literal, with its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from perfdesk.model import Doubt, Form, path
from perfdesk.region import Template
from perfdesk.translate.source import SourceRow

MEANINGS = {
    "I01": "整行或部分格左移，已按结构归位",
    "I02": "整行或部分格右移，已按结构归位",
    "I03": "列宽、列数或空列与版式不同，已按标签定位",
    "I04": "表前的几段文字连在一起，已分开",
    "I05": "同一份文件里姓名有相近的两种写法",
    "I06": "网页标记已去掉，或复选框已转换",
    "I07": "汉字之间由换行留下的空格已去掉",
    "I08": "名称与版式的写法不同，按原文保留",
    "I09": "分隔线或被拆开的标签，已合并或去掉",
    "I10": "原文缺少这一行或这一栏，留空",
    "I11": "同一栏目在原文中有不同的值",
    "I12": "版式不能确定",
    "I13": "无法归入任何栏目的文字",
    "I14": "有名称而没有指标值，或有指标值而没有名称",
    "I17": "像是没有设成日期格式的日期",
    "I16": "按您指定的标签读入",
}
"""What each code says; I01 to I10 as layouts.md 5.5 names them; I15 is what a reader itself is not sure of."""


_PLACES = {"I03": "表格", "I10": "绩效指标", "I07": "标签", "I09": "标签", "I12": "版式", "I13": "未归入"}


@dataclass
class Doubts:
    """Collects the doubts of one form."""

    items: list[Doubt] = field(default_factory=list)

    def add(self, code: str, why: str, *, path: str | None = None, was: str = "", now: str = "") -> None:
        """Note a doubt; see `Doubt`. Its place, in words, is added by `placed` when the form is whole."""
        self.items.append(Doubt(code=code, path=path, was=was, now=now, why=why))


def cut_off(row: SourceRow) -> str:
    """Return why a row is in doubt below which a text stands."""
    return f"这一行下面紧接着一段没有归入的文字，可能是最后一格被换行截断的后半段（{row.where}）。"


def placed(doubts: Iterable[Doubt], form: Form, template: Template) -> tuple[Doubt, ...]:
    """Return the doubts with the label or name that a clerk would look for."""
    return tuple(doubt.model_copy(update={"place": _place(doubt, form, template)}) for doubt in doubts)


def _place(doubt: Doubt, form: Form, template: Template) -> str:
    if doubt.path is None:
        return doubt.now or _PLACES.get(doubt.code, "") if doubt.code == "I10" else _PLACES.get(doubt.code, doubt.now)
    match path.split(doubt.path):
        case ("fields" | "shared", name):
            return template.fields[name].name
        case ("indicators", number, *_):
            indicator = path.find_indicator(form, number)
            if indicator is not None:
                names = [parts.get("name", "") for parts in indicator.horizons.values()]
                return next((name for name in names if name), "") or indicator.level2 or indicator.level1
    return doubt.place
