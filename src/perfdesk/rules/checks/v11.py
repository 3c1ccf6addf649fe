"""V11: a comparator or a percent sign written in another way than usual."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.model.digits import fold
from perfdesk.model.fields import Target, normal_form
from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.reverse import wants_less
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen

_JUDGED = re.compile(r"^(?:满意|基本满意|合格|达标|完成|及时|准确|覆盖|优良)$")
_MUST = re.compile(r"^(?:应当?|必?须|需要?|要|确保|保证|保持|维持|力争|争取|努力)$")
_YEARLY = re.compile(r"^(?:全年|每年|当年|年度|年)$")
_EACH = {
    "每月": "/月",
    "每周": "/周",
    "每日": "/日",
    "每天": "/天",
    "每季度": "/季度",
    "每季": "/季度",
    "每半年": "/半年",
}
_AFTER = ("以上", "以下", "以内", "之内")
_USUAL = re.compile(r"[≥≤<>=]?[0-9][0-9.]*(?:[A-Za-z%/\u4e00-\u9fff])*")


def run(seen: Seen) -> Iterator[Finding]:
    """指标值用文字写比较符（“达到80%以上”“大于等于90%”），或者用了全角的“％”。

    ## 为什么
    一体化系统里比较符是单独的一项：≥、≤、＝、＞、＜。写成文字的读不出来，汇总时要逐条改。

    ## 怎么改
    一键改成符号，例如“≥80%”，意思不变。“满意95%”这样的，确认是不是“≥95%”。
    """
    for each in seen.of_kind("number"):
        target = each.target
        text = target.text
        if _JUDGED.match(target.prefix) and target.unit == "%" and not target.suffix:
            better = f"{target.operator or '≥'}{target.number}%"
            fix = None if wants_less(each.asks.text) else change(each.path, better, safe=False)
            message = f"指标值“{text}”把结果和数字写在一起，看不出是不是“不低于”。"
            yield RULE.finding(seen, each.path, message, fix).ranked(Severity.WARNING)
            continue
        if _USUAL.fullmatch(text) and not text.endswith(_AFTER) and (not target.operator or text[0] == target.operator):
            continue
        usual = normal_form(text)
        safe = usual is not None
        usual = usual or _without_word(target)
        if usual is not None:
            message = f"指标值“{text}”一般写成“{usual}”。"
            yield RULE.finding(seen, each.path, message, change(each.path, usual, safe=safe)).ranked(Severity.HINT)


def _without_word(target: Target) -> str | None:
    """Return "应不低于90%" without its 应, "全年不少于12次" as "≥12次/年"; None where it has no such word."""
    per = "/年" if _YEARLY.match(target.prefix) else _EACH.get(target.prefix, "") if target.operator else ""
    per = per if target.unit and "/" not in target.unit else ""
    if not (per or _MUST.match(target.prefix)) or target.suffix:
        return None
    rest = fold(target.text)[len(target.prefix) :]
    if target.operator in (">", "≥") and target.number == 100:
        return None
    return f"{normal_form(rest) or rest}{per}"


RULE = Rule("V11", "比较符写成文字", Severity.WARNING, run, source="预算管理一体化规范：指标计算符号（待核）")
