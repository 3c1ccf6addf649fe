"""G09: tags, marks and control characters that came with pasting."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.checks.g10 import tidied
from perfdesk.rules.finding import Finding, Fix, Severity
from perfdesk.rules.markup import cleaned, first_mark, unmarked
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, mended

_LOST = "\ufffd"


def run(seen: Seen) -> Iterator[Finding]:
    """文字里混进了网页标记、排版符号或者看不见的控制字符。

    ## 为什么
    从网页、聊天工具粘贴时会带进来。打印和公开时，这些符号会照样印出来，或者让文件打不开。

    ## 怎么改
    一键去掉，文字不变。
    """
    for each in seen.typed:
        mark = first_mark(each.text) if unmarked(each.text) != each.text else None
        if mark is None:
            continue
        shown = mark.strip() if mark.isprintable() and mark.strip() else "看不见的字符"
        message = f"文字里有“{shown[:20]}”，是粘贴时带进来的。"
        fix: Fix | None = mended(seen, each, tidied(cleaned(each.text)), safe=True)
        if _LOST in each.text:  # a character stood there: to take its mark away would hide it
            message, fix = f"文字里有“{_LOST}”，这里丢了字，请与原稿核对。", None
        yield RULE.finding(seen, each.path, message, fix)


RULE = Rule("G09", "网页标记和控制字符", Severity.ERROR, run, source="填报常见差错（公开的表）")
