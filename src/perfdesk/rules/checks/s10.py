"""S10: a level name that the layout does not have."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.model import path
from perfdesk.rules.finding import Finding, Severity, change
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen


def run(seen: Seen) -> Iterator[Finding]:
    """一级、二级指标的名称不在本版式的指标体系里；是别名的提醒，可以改成本版式的写法。

    ## 为什么
    一级、二级指标由财政部门规定，不能自己增加或者改名；用别的年份的名称，汇总时归不了类。

    ## 怎么改
    换成本版式的名称，三级指标移到相应的二级指标下。
    """
    taxonomy = seen.template.taxonomy
    right = {(each.level1.name, each.name) for each in taxonomy.level2}
    for each in seen.filled:
        if (each.level1, each.level2) in right:
            continue
        one = taxonomy.find_level1(each.level1)
        two = taxonomy.find_level2(each.level2, each.level1)
        for text, found, step in ((each.level1, one, "level1"), (each.level2, two, "level2")):
            where = path.join("indicators", each.id, step)
            if found is None:
                message = f"本版式没有“{text}”这个{'一级' if step == 'level1' else '二级'}指标。"
                yield RULE.finding(seen, where, message)
            elif found.name != text:
                message = f"“{text}”在本版式里写作“{found.name}”。"
                yield RULE.finding(seen, where, message, change(where, found.name, safe=True)).ranked(Severity.WARNING)
        if one is not None and two is not None and two.level1 != one:
            message = f"“{two.name}”在本版式里属于“{two.level1.name}”，不属于“{one.name}”。"
            yield RULE.finding(seen, path.join("indicators", each.id, "level2"), message)


RULE = Rule("S10", "一级、二级指标名称不在版式里", Severity.ERROR, run, source="版式：指标体系")
