"""What publishing put into texts is taken out, and told."""

from __future__ import annotations

import pytest

from perfdesk.region import templates
from perfdesk.translate import choice
from perfdesk.translate.clean import broken_by_blanks, clean
from perfdesk.translate.segments import is_rule
from perfdesk.translate.sharing import one_sign_apart

CATEGORY = templates()["shanghai-2023"].fields["project_category"]


@pytest.mark.parametrize(
    ("text", "now", "codes"),
    [
        ("<p>一、建账。</p><p>二、报数。</p>", "一、建账。\n二、报数。", ("I06",)),
        ("上<br/>下", "上\n下", ("I06",)),
        ("A&nbsp;乙 &amp; 丙", "A 乙 & 丙", ("I06",)),
        ("开展 主题 服务", "开展主题服务", ("I07",)),
        ("a < b，c > d", "a < b，c > d", ()),
        ("Wi-Fi 覆盖 95 %", "Wi-Fi 覆盖 95 %", ()),
        ("<18岁的儿童>", "<18岁的儿童>", ()),
        ("  \u00a0 ", "", ()),
    ],
)
def test_tags_and_blanks_of_publishing_go(text: str, now: str, codes: tuple[str, ...]) -> None:
    cleaned = clean(text, loose=True)
    assert (cleaned.text, cleaned.codes[:1]) == (now, codes)


def test_a_true_table_keeps_its_blanks() -> None:
    assert clean("开展 主题", loose=False).text == "开展 主题"
    assert not broken_by_blanks("时效指标 (工期指标)")


@pytest.mark.parametrize(
    ("text", "chosen", "sure"),
    [
        ("专项资金□ 经常性项目☑ 一次性项目□", "经常性项目", True),
        ("专项资金☑经常性项目☑一次性项目□", "专项资金、经常性项目", True),
        ("专项资金[x] 经常性项目[ ] 一次性项目[ ]", "专项资金", True),
        ("专项 资金□ 经常 性项目√ 一次性项目□", "经常性项目", True),
        ("专项资金□ 经常性项目□ 一次性项目□ 跨年项目", "跨年项目", True),
        ("经常性项目", "经常性项目", True),
        ("", "", True),
        ("专项资金□ 经常性项目☑", "经常性项目", False),
        ("专项资金□ 经常性项目☑ 一次性项目□ 其他☑", "经常性项目、其他☑", False),
        ("☑ 专项资金 □ 经常性项目 □ 一次性项目", "专项资金", True),
        ("专项资金 经常性项目√ 一次性项目", "经常性项目", False),
        ("√经常性项目", "经常性项目", False),
        ("☑ 专项资金 □ 经常性项目 □ 一次性项目（三选一）", "专项资金、（三选一）", True),
        ("□专项资金 ☑经常性项目", "经常性项目", False),
        ("√", "√", False),
        ("专项资金（ ） 经常性项目（√） 一次性项目（ ）", "经常性项目", True),
    ],
)
def test_boxes_of_any_make_are_read(text: str, chosen: str, sure: bool) -> None:  # noqa: FBT001 - a table of cases
    got = choice.read(CATEGORY, text)
    assert got.sure is sure
    if sure:
        assert got.text == chosen


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("卢美婷", "卢羨婷", True),
        ("张三", "张三丰", True),
        ("张三", "张三", False),
        ("张三", "李四", False),
        ("张三", "三张", False),
    ],
)
def test_names_that_differ_by_one_sign(one: str, two: str, apart: bool) -> None:  # noqa: FBT001 - a table of cases
    assert one_sign_apart(one, two) is apart


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("---", True),
        ("| --- | :---: |", True),
        ("———————", True),
        ("* * *", True),
        ("-", False),
        ("--甲--", False),
        ("", False),
    ],
)
def test_a_separator_is_dashes_and_nothing_else(text: str, rule: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_rule(text) is rule
