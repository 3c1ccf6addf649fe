"""Writes the pages of this folder that are made from the program: `python docs/make_docs.py`; a test compares."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE)]

from error_codes import messages  # noqa: E402 - the path comes first
from rule_marks import marks  # noqa: E402 - the path comes first

from perfdesk.desk.settings import SETTINGS  # noqa: E402 - as above
from perfdesk.errors import CODES  # noqa: E402 - as above
from perfdesk.region import templates  # noqa: E402 - as above
from perfdesk.rules import Rule  # noqa: E402 - as above
from perfdesk.rules.checks import RULES  # noqa: E402 - as above

GROUPS = {
    "G": "目标文本",
    "H": "表头、资金与前后一致",
    "N": "指标名称与归类",
    "S": "结构",
    "V": "指标值",
    "W": "权重",
    "X": "表与表之间",
}
ORDERS = {"off": "不检查", "hint": "提示", "warning": "提醒", "error": "错误"}
HEAD = """# 检查规则

<!-- 由 docs/make_docs.py 从各规则的说明生成，不要手改。 -->

错误要改正才能定稿；提醒和提示可以写情况说明后保留。任何一条都不妨碍填写和保存。
“待核”表示依据凭记忆写下，还没有与原文核对。
界限值和词表在 `resources/rules/`，各版式的开关在 `template.toml` 的 `[rules]` 里。
"""
ERRORS_HEAD = """# 错误代码

<!-- 由 docs/make_docs.py 从程序里的全部消息生成，不要手改。 -->

每条消息说三件事：发生了什么，什么是安全的，怎么办；代码供技术支持用。“…”是文件名、数字等。
"""
SETTINGS_HEAD = """# 设置

<!-- 由 docs/make_docs.py 从 desk/settings.py 生成，不要手改。 -->

在“文件 → 设置…”里改，立即生效。存在状态文件夹的 `window.ini` 里；存坏了的值按默认值用，并记进日志。
"""


def rules_page() -> str:
    """Return docs/rules.md: a table of all rules, then a section for each."""
    lines = [HEAD, "| 规则 | 级别 | 查什么 |", "|---|---|---|"]
    lines += [f"| [{rule.code}](#{rule.code.lower()}) | {_rank(rule)} | {rule.name} |" for rule in RULES]
    group = ""
    for rule in RULES:
        if rule.code[0] != group:
            group = rule.code[0]
            lines += ["", f"## {GROUPS[group]}"]
        lines += _section(rule)
    return "\n".join(lines) + "\n"


def _section(rule: Rule) -> Iterator[str]:
    page = rule.help()
    yield from ("", f'### <a id="{rule.code.lower()}"></a>{rule.code} {rule.name}', "")
    yield from (f"{_rank(rule)}。依据：{rule.source}。", "", page.summary)
    yield from ("", f"**为什么** {_one_line(page.why)}", "", f"**怎么改** {_one_line(page.how)}")
    orders = [
        (each.data.short or each.data.name, each.data.rules[rule.code])
        for each in templates().values()
        if rule.code in each.data.rules
    ]
    if orders:
        yield from ("", "版式：" + "；".join(f"{name}{ORDERS[order]}" for name, order in orders) + "。")


def _rank(rule: Rule) -> str:
    return rule.severity.value if rule.on else f"{rule.severity.value}（默认不开）"


def _one_line(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines())


def settings_page() -> str:
    """Return docs/settings.md: every setting with its values."""
    lines = [SETTINGS_HEAD, "| 设置 | 作用 | 可选 | 默认 | 代号 |", "|---|---|---|---|---|"]
    for each in SETTINGS:
        values = {"switch": "开、关", "folder": "文件夹，可以不用"}.get(each.kind) or "、".join(
            words for _, words in each.choices
        )
        lines.append(f"| {each.words} | {each.help} | {values} | {each.shown(each.default)} | `{each.id}` |")
    return "\n".join(lines) + "\n"


def errors_page() -> str:
    """Return docs/errors.md: every code with all its messages."""
    lines = [ERRORS_HEAD]
    found = messages()
    for code, meaning in CODES.items():
        lines += [f"## {code} {meaning}", "", "| 发生了什么 | 什么是安全的 | 怎么办 |", "|---|---|---|"]
        told = dict.fromkeys((each.what, each.safe, each.todo) for each in found if each.code == code)
        lines += [*(f"| {' | '.join(parts)} |" for parts in told), ""]
    return "\n".join(lines)


def marks_page() -> str:
    """Return resources/help/marks.toml: which rules may mark a cell, by field or part of an indicator."""
    head = "# Made by docs/make_docs.py from the cases of the rules; do not edit.\n"
    return head + "".join(f"{name} = {json.dumps(codes)}\n" for name, codes in marks().items())


PAGES = {
    "rules.md": rules_page,
    "settings.md": settings_page,
    "errors.md": errors_page,
    "../resources/help/marks.toml": marks_page,
}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
