"""Drafts for property tests: forms of any template, filled with what clerks type and with what they should not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from perfdesk.model import Draft, Form, Indicator
from perfdesk.region import Field, Template

_NAMES = (
    "培训场次",
    "验收合格率",
    "群众满意度",
    "台账完整率（%）",
    "道路保洁覆盖面",
    "改善阅览环境",
    "预算执行率",
    "效益",
    "满意度",
    "无",
)
_TARGETS = (
    "≥95%",
    "100%",
    "≤30万元",
    "4次",
    "2026年12月前",
    "按时完成",
    "较上年提升",
    "良好",
    "无",
    "每季度1次，全年4次",
)
_PLAIN = (
    "完成全镇道路保洁",
    "图书馆阅览室改造",
    "3.50",
    "12000",
    "加强日常管理，提高服务水平；确保资金安全。",
    "第一，建好台账；第二，按季检查。\n每季度通报一次。",
    "“双随机”抽查（含复查）",
    "A、B两段共2.5公里",
    "=1+1",
    "-",
    "@联系人",
    "𠮷田路",
    "100 %",
    "Wi-Fi 覆盖",
    '引号"在中间',
    "/",
)
_PLAIN_FIELDS = ("project_category", "start_year", "end_year")
# Ranges of characters: Chinese, rare Chinese, Latin, digits and signs, marks, blanks, arrows and boxes.
_RANGES = (
    (0x4E00, 0x9FA5),
    (0x4E00, 0x9FA5),
    (0x20000, 0x2A000),
    (0x41, 0x7A),
    (0x20, 0x40),
    (0x3000, 0x3017),
    (0xFF01, 0xFF5E),
    (0x2190, 0x2199),
    (0x2610, 0x2612),
    (0x0A, 0x0A),
    (0xA0, 0xA0),
)


@dataclass(frozen=True)
class Odds:
    """How strange the texts may be: `labels` lets labels and level names stand as values, `free` any character.

    `holes`: how often a text is missing; `mixed`: how often a name or target is just any text; `unique`: no text of
    a form occurs twice, so that a value in the wrong place is seen.
    """

    labels: bool = False
    free: bool = False
    line_ends: bool = True
    holes: float = 0.15
    mixed: float = 0.2
    unique: bool = False


def words_of(template: Template) -> list[str]:
    """Return the labels and level names of a template, which a clerk may type as a value."""
    data = template.data
    labels = [cell.label for block in data.block for row in block.row for cell in row.cells if cell.label]
    labels += [column.label for block in data.block for column in block.columns]
    labels += [block.head.label for block in data.block if block.head]
    levels = [each.name for each in template.taxonomy.level1] + [each.name for each in template.taxonomy.level2]
    return [*labels, *levels]


def free_text(rng: Random) -> str:
    """Return a few characters of any kind, not all blank."""
    signs = [rng.choice(_RANGES) for _ in range(rng.randint(1, 10))]
    text = "".join(chr(rng.randint(first, last)) for first, last in signs)
    return text if text.strip() else "空"


def text(rng: Random, template: Template, odds: Odds) -> str:
    """Return a text that is not blank."""
    kind = rng.random()
    if odds.labels and kind < 0.15:
        return rng.choice(words_of(template))
    if odds.free and kind > 0.85:
        return free_text(rng)
    plain = rng.choice(_PLAIN)
    return plain if odds.line_ends else plain.replace("\n", "")


def value(rng: Random, field: Field, template: Template, odds: Odds) -> str:
    """Return a value of a field; "" now and then."""
    if field.kind == "choice" and not (odds.free and rng.random() < 0.2):
        if not odds.holes:
            return rng.choice(field.options)
        chosen = [option for option in field.options if rng.random() < 0.4]
        return "、".join(chosen)
    if field.kind == "year" and not (odds.free and rng.random() < 0.2):
        return rng.choice(["2024", "2026", ""]) if odds.holes else "2025"
    return "" if rng.random() < odds.holes else text(rng, template, odds)


def level(rng: Random, template: Template, odds: Odds) -> tuple[str, str]:
    """Return names of level 1 and level 2, now and then such as the taxonomy does not have."""
    known = [(each.level1.name, each.name) for each in template.taxonomy.level2]
    if odds.labels and rng.random() < 0.1:
        return rng.choice([known[0][0], "其他指标", "产出"]), rng.choice(["安全指标", "其他", "数量"])
    return rng.choice(known)


def indicators(rng: Random, template: Template, odds: Odds) -> tuple[Indicator, ...]:
    """Return the indicators of one form in any order: several under one level 2, now and then an empty panel."""
    columns = template.indicators.columns if template.indicators else ()
    parts = [(column.horizon or "", column.part) for column in columns if column.part not in ("level1", "level2")]
    rows = []
    for number in range(rng.choice([0, 1, 3, 5, 8, 12])):
        one, two = level(rng, template, odds)
        holes = 0.4 if odds.holes and rng.random() < 0.2 else 0.0
        horizons: dict[str, dict[str, str]] = {}
        for horizon, part in parts:
            usual = rng.choice(_NAMES if part == "name" else _TARGETS)
            full = text(rng, template, odds) if rng.random() < odds.mixed else usual
            horizons.setdefault(horizon, {})[part] = "" if rng.random() < holes else full
        if len(horizons) > 1 and odds.holes and rng.random() < 0.05:
            horizons[rng.choice(list(horizons))] = {}
        if any(any(each.values()) for each in horizons.values()):
            rows.append(Indicator(id=str(number + 1), level1=one, level2=two, horizons=horizons))
    return tuple(rows)


def made_unique(form: Form) -> Form:
    """Return a form in which no text occurs twice: numbers are counted up, a character is put before the others."""
    numbers = iter(range(101, 10_000))

    def unique(text: str) -> str:
        if not text:
            return text
        number = next(numbers)
        counted = re.sub(r"\d[\d.]*", str(number), text, count=1)
        return counted if counted != text else f"{chr(0x5100 + number)}{text}"

    rows = tuple(
        row.model_copy(
            update={
                "horizons": {
                    name: {part: unique(text) for part, text in parts.items()} for name, parts in row.horizons.items()
                }
            }
        )
        for row in form.indicators
    )
    fields = {name: text if name in _PLAIN_FIELDS else unique(text) for name, text in form.fields.items()}
    return form.model_copy(update={"fields": fields, "indicators": rows})


def draft(rng: Random, template: Template, odds: Odds, most: int = 2) -> Draft:
    """Return a draft of one to `most` forms of one template."""
    by_scope: dict[str, list[Field]] = {"draft": [], "form": []}
    for field in template.fields.values():
        by_scope[field.scope].append(field)
    forms = [
        Form(
            id=str(number + 1),
            template=template.id,
            fields={field.id: value(rng, field, template, odds) for field in by_scope["form"]},
            indicators=indicators(rng, template, odds),
        )
        for number in range(rng.randint(1, most))
    ]
    if odds.unique:
        forms = [made_unique(form) for form in forms]
    shared = {field.id: value(rng, field, template, odds) for field in by_scope["draft"]}
    return Draft(id="d", shared=shared, forms=tuple(forms))


def drafts(template: Template, odds: Odds, most: int = 2) -> st.SearchStrategy[Draft]:
    """Return drafts for hypothesis, which can make a failing one smaller."""
    return st.randoms(use_true_random=False).map(lambda rng: draft(rng, template, odds, most))
