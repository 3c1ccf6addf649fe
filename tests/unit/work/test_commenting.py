"""批注 and 审核意见: made, answered, settled, opened again, deleted; an opinion becomes a checklist."""

from __future__ import annotations

import pytest

from papers import sample
from perfdesk.model import path as paths
from perfdesk.region import templates
from perfdesk.work import commenting
from perfdesk.work.commenting import Said, comment, comment_opinion, is_acted_on, split_opinion

PLACE = "indicators/1/annual/target"
SAID = Said("请说明依据", "市财政局", "2026-03-05 10:32")


def test_a_comment_is_answered_settled_opened_again_and_deleted() -> None:
    draft = comment(comment(sample(), 0, PLACE, SAID), 0, None, Said("整体较好"))
    first, second = draft.forms[0].comments
    assert (first.path, first.author, first.when, second.path) == (PLACE, "市财政局", "2026-03-05 10:32", None)
    draft = commenting.reply(draft, 0, first.id, "依据见附件")
    draft = commenting.close(draft, 0, first.id)
    assert [(each.reply, each.closed) for each in draft.forms[0].comments] == [("依据见附件", True), ("", False)]
    draft = commenting.close(draft, 0, first.id, closed=False)
    assert not draft.forms[0].comments[0].closed
    draft = commenting.delete(draft, 0, first.id)
    assert [each.text for each in draft.forms[0].comments] == ["整体较好"]
    again = comment(draft, 0, PLACE, SAID)
    assert len({each.id for each in again.forms[0].comments}) == 2


def test_blank_words_make_no_comment() -> None:
    assert comment(sample(), 0, PLACE, Said(" \n")) is sample()


def test_a_comment_shows_whether_its_cell_has_changed_since() -> None:
    draft = comment(sample(), 0, PLACE, SAID)
    said = draft.forms[0].comments[0]
    assert not is_acted_on(draft, 0, said)
    assert is_acted_on(paths.put(draft, 0, PLACE, "≥200次"), 0, said)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "审核意见：\n1.数量指标不够量化；2、满意度偏低。\n3．时效应写到月。",
            ("数量指标不够量化", "满意度偏低。", "时效应写到月。"),
        ),
        (
            "一、目标不具体。二、指标值“1.5万元”偏高；（三）缺少满意度指标",
            ("目标不具体。", "指标值“1.5万元”偏高", "缺少满意度指标"),
        ),
        ("• 补充质量指标\n- 目标拆分\n\n", ("补充质量指标", "目标拆分")),
        ("总体可行，但是：①目标过大；②没有时效", ("目标过大", "没有时效")),
        ("总体可行。1.补充时效", ("总体可行。", "补充时效")),
        ("预算为1.5万元，请核对", ("预算为1.5万元，请核对",)),
        ("审核意见：", ("审核意见：",)),
        ("  \n", ()),
    ],
)
def test_an_opinion_is_split_into_its_items(text: str, items: tuple[str, ...]) -> None:
    assert split_opinion(text) == items


def test_each_item_goes_to_the_cell_that_it_names() -> None:
    template = templates()[sample().forms[0].template]
    row = sample().forms[0].indicators[0]
    name = next(iter(row.horizons.values()))["name"]
    said = Said(f"1.“{name}”指标值偏低\n2.项目名称不规范\n3.请补充材料", "市财政局")
    draft = comment_opinion(sample(), 0, said, template)
    assert [each.path for each in draft.forms[0].comments] == [
        f"indicators/{row.id}/{template.horizons[0]}/target",
        "fields/project_name",
        None,
    ]
    assert {each.author for each in draft.forms[0].comments} == {"市财政局"}
