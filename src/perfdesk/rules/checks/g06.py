"""G06: a goal that breaks off."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits, words

_MARKS = '。！？；…”’）)】》.!?;"'


def run(seen: Seen) -> Iterator[Finding]:
    """目标很长，却没有句末标点，像是没有写完或者粘贴时断了。

    ## 为什么
    系统有字数限制，粘贴时后半段会丢；公开出去的是半句话。

    ## 怎么改
    与原稿核对，把话写完，加上句号；太长的先压缩。
    """
    shortest = int(limits("G06")["shortest"])
    for each in seen.typed:
        text = each.text.strip()
        if each.field not in ("goal_mid", "goal_annual", "remarks") or len(text) <= shortest or text[-1] in _MARKS:
            continue
        if not any(text.endswith(word) for word in words("G06")["ends"]):
            message = f"{seen.place(each.path)}在“…{text[-6:]}”处断了，请与原稿核对。"
            yield RULE.finding(seen, each.path, message)


RULE = Rule("G06", "目标没有写完", Severity.WARNING, run, source="填报常见差错（公开的表）")
