"""Help pages, made from what the program knows already: vocabulary, layouts, rules, topics in `resources/help/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from perfdesk.errors import CODES
from perfdesk.model import path as paths
from perfdesk.paths import is_file, resources
from perfdesk.region import Field, Template
from perfdesk.rules import Rule
from perfdesk.rules.checks import RULES

HOW, FIELDS, INDICATORS, LAYOUTS, CHECKS, MORE = "怎么做", "栏目", "指标", "版式", "检查规则", "其他"
FIRST = "topic/10-fill"
_KINDS = {
    "text": "文字",
    "long text": "长文字，可以分行",
    "amount": "金额",
    "year": "年度，四位数字",
    "date": "日期，可以选",
    "choice": "选项，打勾",
}
_EVIDENCE = {
    "语料": "语料：与手头已公布的表逐张核对过",
    "公开": "公开：见过公开的表",
    "待核": "待核：凭记忆写下，还没有核对",
}
_INFERRED = {"columns_mm": "列宽", "style": "字体字号", "min_mm": "行高", "margins_mm": "页边距"}
_ORDERS = {"off": "不检查", "hint": "提示", "warning": "提醒", "error": "错误"}


@dataclass(frozen=True)
class HelpPage:
    """One page; `text` is Markdown without its title, links in it are ids of pages."""

    id: str
    title: str
    group: str
    text: str

    def markdown(self) -> str:
        """Return the whole page."""
        return f"# {self.title}\n\n{self.text}"

    def hits(self, words: str) -> int:
        """Return how well the page answers a search: 0 if a word is missing; the title counts most."""
        title, text, wanted = self.title.casefold(), self.text.casefold(), words.casefold().split()
        if not all(word in title or word in text for word in wanted):
            return 0
        return 1 + sum(100 * (word in title) + text.count(word) for word in wanted)


def pages(templates: Mapping[str, Template]) -> tuple[HelpPage, ...]:
    """Return every page, in the order of the contents."""
    fields = (_field(template, field) for template in templates.values() for field in template.fields.values())
    return (
        *_topics(),
        *(_part(name, data) for name, data in _parts().items()),
        *fields,
        *(_layout(template) for template in templates.values()),
        *(_rule(rule, templates) for rule in RULES),
        HelpPage("codes", "错误代码", MORE, _codes()),
    )


def page_of(template: Template, path: str) -> str:
    """Return the id of the page about a cell, that of the layout if there is none of its own."""
    match paths.split(path) if path else ():
        case ("fields" | "shared", name) if name in template.fields:
            return f"field/{template.id}/{name}"
        case ("indicators", _, *_, part) if part in _parts():
            return f"part/{part}"
    return f"layout/{template.id}"


def _topics() -> Iterator[HelpPage]:
    for file in sorted((resources() / "help" / "topics").glob("*.md")):
        title, _, text = file.read_text(encoding="utf-8").partition("\n")
        yield HelpPage(f"topic/{file.stem}", title.removeprefix("# ").strip(), HOW, text.strip())


@cache
def _parts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources() / "help" / "parts.toml").read_text(encoding="utf-8"))


@cache
def _marks() -> Mapping[str, list[str]]:
    """Return which rules may mark a cell, by field or part."""
    return tomllib.loads((resources() / "help" / "marks.toml").read_text(encoding="utf-8"))


def _part(name: str, data: Mapping[str, str]) -> HelpPage:
    return HelpPage(f"part/{name}", data["name"], INDICATORS, f"{data['text'].strip()}\n\n{_looked_at_by(name)}")


def _field(template: Template, field: Field) -> HelpPage:
    kind = f"金额，单位{template.data.money.unit}" if field.kind == "amount" else _KINDS[field.kind]
    rows = [
        ("谁填", "由财政部门填写，本单位不用填" if field.by == "bureau" else "填表单位"),
        ("几处", "全部表共用，填一次" if field.scope == "draft" else "每张表各填各的"),
        ("填什么", kind),
        ("选项", "、".join(field.options)),
        ("字数", f"不超过 {field.limit} 字" if field.limit else ""),
        ("官方表上也叫", "、".join(field.aliases)),
        ("公开时", "公开的版本里去掉" if field.public == "remove" else ""),
    ]
    facts = "\n".join(f"- {name}：{value}" for name, value in rows if value)
    evidence = (
        f"## 依据\n\n版式：[{template.data.name}](layout/{template.id})，{_EVIDENCE[template.data.evidence.level]}。"
    )
    text = "\n\n".join(filter(None, (field.help, facts, _looked_at_by(field.id), evidence)))
    return HelpPage(f"field/{template.id}/{field.id}", field.name, FIELDS, text)


def _looked_at_by(name: str) -> str:
    known = {rule.code: rule for rule in RULES}
    found = [known[code] for code in _marks().get(name, []) if code in known]
    if not found:
        return ""
    return "\n".join(["## 会标在这里的规则", "", *(f"- [{rule.code} {rule.name}](rule/{rule.code})" for rule in found)])


def _layout(template: Template) -> HelpPage:
    data, paper = template.data, template.data.paper
    inferred = "、".join(_INFERRED.get(each, each) for each in data.evidence.inferred)
    lines = [
        f"{_EVIDENCE[data.evidence.level]}（{data.evidence.document}）。",
        f"推定的部分（待核）：{inferred}。" if inferred else "",
        f"纸张 {paper.size} {'横向' if paper.turned else '竖向'}，金额单位{data.money.unit}。",
        "## 栏目",
        "、".join(f"[{field.name}](field/{template.id}/{field.id})" for field in template.fields.values()),
        "## 一级、二级指标",
        "\n".join(_levels(template)),
        "## 与别处不同的检查" if data.rules else "",
        "\n".join(f"- [{code}](rule/{code})：{_ORDERS[order]}" for code, order in data.rules.items()),
        "## 依据",
        _readme(template),
    ]
    return HelpPage(f"layout/{template.id}", data.name, LAYOUTS, "\n\n".join(filter(None, lines)))


def _levels(template: Template) -> Iterator[str]:
    for level1 in template.taxonomy.level1:
        names = [each.name for each in template.taxonomy.level2 if each.level1 == level1]
        yield f"- {level1.name}：{'、'.join(names)}"


def _readme(template: Template) -> str:
    """Return the table of what each part of a layout rests on."""
    file = template.folder / "README.md"
    lines = file.read_text(encoding="utf-8").splitlines() if is_file(file) else []
    return "\n".join(line for line in lines if line.startswith("|"))


def _rule(rule: Rule, templates: Mapping[str, Template]) -> HelpPage:
    page = rule.help()
    orders = [
        f"{each.data.short or each.data.name}{_ORDERS[each.data.rules[rule.code]]}"
        for each in templates.values()
        if rule.code in each.data.rules
    ]
    rank = rule.severity.value if rule.on else f"{rule.severity.value}（默认不开）"
    text = f"{rank}。依据：{rule.source}。\n\n{page.summary}\n\n## 为什么\n\n{page.why}\n\n## 怎么改\n\n{page.how}"
    return HelpPage(
        f"rule/{rule.code}",
        f"{rule.code} {rule.name}",
        CHECKS,
        text + (f"\n\n版式：{'；'.join(orders)}。" if orders else ""),
    )


def _codes() -> str:
    head = (
        "消息标题里的代码供技术支持用。每条消息都说明发生了什么、什么是安全的、怎么办。\n\n| 代码 | 意思 |\n|---|---|\n"
    )
    return head + "\n".join(f"| {code} | {meaning} |" for code, meaning in CODES.items())
