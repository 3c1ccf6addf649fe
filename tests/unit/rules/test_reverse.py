"""Of what there should be little."""

from __future__ import annotations

import pytest

from perfdesk.rules.reverse import wants_haste, wants_less


@pytest.mark.parametrize(
    "name", ["设备故障率", "群众投诉率", "安全事故发生起数", "火灾起数", "人员流失率", "资金违规使用率", "信访量"]
)
def test_bad_things_should_be_few(name: str) -> None:
    assert wants_less(name)


@pytest.mark.parametrize(
    "name", ["投诉处理率", "查处违法案件数量", "事故调查报告数量", "无差错率", "失业人员培训人数", "火灾扑救次数"]
)
def test_dealing_with_bad_things_is_not_bad(name: str) -> None:
    assert not wants_less(name)


@pytest.mark.parametrize("name", ["故障响应时间", "投诉办结时限", "平均等候时长"])
def test_waiting_should_be_short(name: str) -> None:
    assert wants_haste(name)


@pytest.mark.parametrize("name", ["开放时间", "培训时长", "档案保存时限", "质保期限"])
def test_other_times_may_be_long(name: str) -> None:
    assert not wants_haste(name)
