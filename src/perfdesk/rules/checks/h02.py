"""H02: a total that is not the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity, Unsure, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.sums import amount_text, has_parts, parts_total


def run(seen: Seen) -> Iterator[Finding | Unsure]:
    """资金合计不等于各分项之和；空着的分项按0计算，元和万元先统一。

    ## 为什么
    合计与分项不一致，预算无法批复，公开后也最容易被指出。

    ## 怎么改
    核对各分项；分项无误的，把合计改成分项之和。合计空着时可以一键填上。
    """
    money = seen.template.data.money
    for data in seen.template.data.sum:
        total, parts = seen.yuan(data.total), parts_total(seen, data)
        if total is None or parts is None:
            yield Unsure(seen.field_path(data.total), "金额读不出来，没有核对合计。")
            continue
        if total == parts:
            continue
        name, path = seen.place(seen.field_path(data.total)), seen.field_path(data.total)
        given = seen.text(data.total).strip()
        wanted = amount_text(parts, money)
        fix = change(path, wanted, safe=not given) if has_parts(seen, data) and parts >= 0 else None
        if not given:
            message = f"{name}没有填写，各分项之和是{wanted}{money.unit}。"
        elif not has_parts(seen, data):
            message = f"{name}填了{given}，各分项都是空的。"
        else:
            message = f"{name}是{given}，各分项之和是{wanted}{money.unit}。"
        yield RULE.finding(seen, path, message, fix)


RULE = Rule(
    "H02",
    "资金合计不等于分项之和",
    Severity.ERROR,
    run,
    source="财预〔2015〕88号：项目资金填报口径（待核）",
)
