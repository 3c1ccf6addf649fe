"""Many forms as a county has them: names and numbers of their own, few mistakes."""

from __future__ import annotations

from perfdesk.model import Draft, Form, Indicator
from perfdesk.region import Template, templates

_ROWS = (
    ("数量指标", "{}讲座场次", "≥{}场"),
    ("数量指标", "{}服务读者人次", "≥{}0人次"),
    ("质量指标", "{}图书上架准确率", "≥98%"),
    ("时效指标", "{}活动按期开展率", "≥95%"),
    ("成本指标", "{}单次服务成本", "≤{}元/次"),
    ("社会效益指标", "{}社区覆盖率", "≥80%"),
    ("可持续影响指标", "{}志愿队伍续约率", "≥90%"),
    ("服务对象满意度指标", "{}居民满意度", "≥92%"),
)
_UNIT = {"executing_unit": "云溪市图书馆总馆", "project_category": "经常性项目", "mid_period": "2026年-2026年"}
_DATES = {"start_date": "2026年1月1日", "end_date": "2026年12月31日"}
_DIGITS = "零一二三四五六七八九"
SHANGHAI = templates()["shanghai-2023"]


def word(number: int) -> str:
    """Return a number in Chinese digits: no two forms or rows have a name in common."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def form(number: int, rows: int, template: Template = SHANGHAI) -> Form:
    """Return form `number` with so many indicators; one of eight targets is written so that a rule speaks."""
    made = tuple(_row(place, f"{word(number)}号{word(place)}类", number, template) for place in range(rows))
    goals = {
        "goal_mid": f"保障{word(number)}号书房全年开放，举办讲座{10 + number % 90}场。",
        "goal_annual": f"办好{word(number)}号书房，举办讲座{10 + number % 90}场。",
    }
    money = {"fund_total": "12.00", "fund_fiscal": "12.00", "fund_annual": "12.00", "fund_annual_fiscal": "12.00"}
    fields = {"project_name": f"{word(number)}号书房经费", **_UNIT, **_DATES, **goals, **money}
    return Form(id=str(number + 1), template=template.id, fields=fields, indicators=made)


def _row(place: int, name: str, number: int, template: Template) -> Indicator:
    level2, text, target = _ROWS[place % len(_ROWS)]
    found = template.taxonomy.find_level2(level2)
    assert found is not None
    value = "满意" if place % 64 == 7 else target.format(10 + (number * 7 + place) % 90)
    texts = {"annual": {"name": text.format(name), "target": value}}
    return Indicator(id=str(place + 1), level1=found.level1.name, level2=found.name, horizons=texts)


def draft(first: int, forms: int, rows: int) -> Draft:
    """Return a draft of so many forms, from number `first` on."""
    shared = {"year": "2026", "department": "云溪市文化广电旅游体育局"}
    return Draft(id="d", shared=shared, forms=tuple(form(first + place, rows) for place in range(forms)))
