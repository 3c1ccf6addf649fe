"""What a name asks for and what a level 2 is about, in whatever region."""

from __future__ import annotations

import pytest

from perfdesk.region import templates
from perfdesk.rules.naming import is_nothing, kinds_of, read_name, says_unit


@pytest.mark.parametrize(
    "name", ["验收合格率", "读者满意度", "外借比例", "新书占比", "宣传覆盖率（%）", "调解成功率", "治疗有效率"]
)
def test_a_rate_is_known(name: str) -> None:
    assert read_name(name).rate and not read_name(name).counts


@pytest.mark.parametrize(
    "name", ["设备巡检频率", "审批效率", "满意度调查次数", "覆盖率达标时间", "率先完成的街道", "图纸比例尺", "设备功率"]
)
def test_a_name_with_such_a_word_inside_is_no_rate(name: str) -> None:
    assert not read_name(name).rate


@pytest.mark.parametrize("name", ["讲座场次", "采购宣传制品的数量", "培训人数（人）", "修缮面积", "事故起数"])
def test_a_count_is_known(name: str) -> None:
    assert read_name(name).counts


@pytest.mark.parametrize("name", ["空气质量指数", "安全系数", "综合评分", "数量准确率", "法律咨询室"])
def test_an_index_is_no_count(name: str) -> None:
    assert not read_name(name).counts


@pytest.mark.parametrize(
    "name", ["预算执行率", "部门预算执行率", "资金支出进度", "控制在预算范围内", "专项资金使用率（%）"]
)
def test_spending_is_known(name: str) -> None:
    assert read_name(name).budget


@pytest.mark.parametrize(
    "name", ["讲座单价", "成本节约率", "补助发放到位率", "活动方案执行情况", "补贴资金惠及人数", "补助资金拨付及时率"]
)
def test_what_money_does_is_no_spending(name: str) -> None:
    assert not read_name(name).budget


def test_brackets_at_the_end_are_the_unit() -> None:
    name = read_name("印刷数量（份）")
    assert (name.text, name.unit, name.whole) == ("印刷数量", "份", True)
    assert says_unit("合格率（％）") and not says_unit("合格率")


@pytest.mark.parametrize("text", ["", "  ", "无", "暂无", "—", "/", "……"])
def test_words_and_signs_for_nothing(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["无偿献血人数", "0", "（一）", "甲"])
def test_words_that_say_something(text: str) -> None:
    assert not is_nothing(text)


def test_every_level_2_of_every_region_is_about_something() -> None:
    for template in templates().values():
        for level2 in template.taxonomy.level2:
            assert kinds_of(level2.name), level2.name


def test_a_level_2_may_be_about_several_things() -> None:
    assert kinds_of("社会、经济、生态效益指标") == {"社会效益", "经济效益", "生态效益"}
    assert kinds_of("预算（或投资规模）控制指标") == {"成本"}
    assert kinds_of("社会公众或服务对象满意度指标") == {"满意度"}
    assert kinds_of("安全指标") == frozenset()
