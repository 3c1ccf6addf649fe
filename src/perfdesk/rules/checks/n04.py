"""N04: a name that is too long."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import limits


def run(seen: Seen) -> Iterator[Finding]:
    """三级指标名称超过二十五个字。

    ## 为什么
    名称太长，多半是把工作内容写成了一句话，公开的表里也排不下。

    ## 怎么改
    只留下考核的对象和量词，例如“房屋修缮面积”；说明写进年度目标。
    """
    longest = int(limits("N04")["longest"])
    for _, rows in seen.names:
        for _indicator, name, path in rows:
            if len(name.strip()) > longest:
                message = f"指标名称有{len(name.strip())}个字，一般不超过{longest}个字。"
                yield RULE.finding(seen, path, message)


RULE = Rule("N04", "指标名称太长", Severity.HINT, run, source="财预〔2021〕101号：指标名称应简洁明确（待核）")
