"""The library: what a clerk types, in Chinese or in initials, finds the names of the level 2 at hand."""

from __future__ import annotations

import json
import time

import pytest

from perfdesk import paths
from perfdesk.library import Entry, Library, Suggestion, library
from perfdesk.library.entry import kinds_of
from perfdesk.library.initials import spellings
from perfdesk.model.fields import read_target
from perfdesk.region import templates

SMALL = Library(
    (
        Entry("读者满意度", "满意度", unit="%", operator="≥", count=1),
        Entry("满意度测评次数", "数量", unit="次"),
        Entry("重点任务完成率", "质量", unit="%", count=2),
        Entry("工程验收合格率", "质量", unit="%", operator="≥"),
        Entry("合格证取得率", "质量", unit="%"),
        Entry("合同合格份数", "数量", unit="份", count=9),
        Entry("提升阅读习惯", "社会效益", typical="有效提升"),
        Entry("LED屏安装数量", "数量", unit="块"),
    )
)


def _names(found: list[Suggestion]) -> list[str]:
    return [each.entry.name for each in found]


def _marked(suggestion: Suggestion) -> str:
    return "".join(suggestion.entry.name[start:end] for start, end in suggestion.spans)


# --- finding ---


@pytest.mark.parametrize(
    ("typed", "name", "marked"),
    [
        ("验收", "工程验收合格率", "验收"),
        ("ysh", "工程验收合格率", "验收合"),
        ("YSHG", "工程验收合格率", "验收合格"),
        ("zdrw", "重点任务完成率", "重点任务"),
        ("cdrw", "重点任务完成率", "重点任务"),
        ("重d任w", "重点任务完成率", "重点任务"),
        ("\uff44\uff5a", "读者满意度", "读者"),  # full width
        ("led", "LED屏安装数量", "LED"),
        ("ledpaz", "LED屏安装数量", "LED屏安装"),
        ("读 者", "读者满意度", "读者"),
        ("mydl", "读者满意度", "满意度"),
        ("工程合格", "工程验收合格率", "工程合格"),
        ("重点工作", "重点任务完成率", ""),
    ],
)
def test_what_is_typed_finds_the_name_and_marks_it(typed: str, name: str, marked: str) -> None:
    found = {each.entry.name: each for each in SMALL.suggest(typed, "质量指标")}
    assert (_marked(found[name]) if name in found else "") == marked


def test_mydl_finds_satisfaction_under_its_level() -> None:
    found = library().suggest("mydl", "服务对象满意度指标")
    assert len(found) == 20
    assert all("满意度" in each.entry.name and _marked(each) == "满意度" for each in found)


def test_a_partial_fit_is_shown_only_where_nothing_fits_whole() -> None:
    assert _names(SMALL.suggest("myd", "数量指标")) == ["满意度测评次数", "读者满意度"]
    assert _names(SMALL.suggest("mydc", "数量指标")) == ["满意度测评次数"]
    assert _names(SMALL.suggest("mydk", "数量指标")) == ["满意度测评次数", "读者满意度"]


def test_two_letters_are_found_in_one_piece_only() -> None:
    assert _names(SMALL.suggest("gx", "数量指标")) == []
    assert _names(SMALL.suggest("qqq", "数量指标")) == []


# --- order ---


def test_the_level_at_hand_comes_first_then_names_that_begin_so() -> None:
    found = SMALL.suggest("合格", "质量指标")
    assert _names(found) == ["合格证取得率", "工程验收合格率", "合同合格份数"]
    assert [each.here for each in found] == [True, True, False]


def test_the_units_own_names_come_before_more_frequent_ones() -> None:
    own = (Entry("竣工验收合格率", "质量", source="本单位", count=1),)
    assert _names(SMALL.suggest("合格率", "质量指标", own=own)) == ["竣工验收合格率", "工程验收合格率"]


def test_an_own_name_that_the_library_has_is_shown_once_with_what_the_library_knows() -> None:
    own = (Entry("工程验收合格率", "质量", source="本单位", count=3), Entry("工程验收合格率", None, source="本单位"))
    found = SMALL.suggest("验收", "质量指标", own=own)
    assert _names(found) == ["工程验收合格率"]
    assert (found[0].own, found[0].entry.unit, found[0].entry.count) == (True, "%", 3)


def test_nothing_typed_lists_the_level_and_the_frequent_first() -> None:
    assert _names(SMALL.suggest("", "数量指标")) == ["合同合格份数", "满意度测评次数", "LED屏安装数量"]
    assert _names(SMALL.suggest("  ", "质量指标", limit=2)) == ["重点任务完成率", "合格证取得率"]


def test_a_level_that_no_kind_fits_suggests_from_all() -> None:
    assert len(SMALL.suggest("", "其他", limit=99)) == len(SMALL.entries)


# --- what is inserted ---


def test_the_target_leaves_room_for_the_number() -> None:
    assert Entry("甲", "质量", unit="%", operator="≥").target == ("≥%", 1)
    assert Entry("甲", "数量", unit="次").target == ("次", 0)
    assert Entry("甲", "社会效益", typical="有效提升").target == ("有效提升", 4)
    assert Entry("甲", "时效").target == ("", 0)


# --- the bundled names ---


def test_every_bundled_name_can_be_used_in_any_region() -> None:
    kinds = {
        kind for template in templates().values() for each in template.taxonomy.level2 for kind in kinds_of(each.name)
    }
    assert {each.kind for each in library().entries} == kinds
    assert len({(each.name, each.kind) for each in library().entries}) == len(library().entries) > 400


@pytest.mark.parametrize(
    ("level2", "kinds"),
    [
        ("数量指标（或建筑规模指标）", ("数量",)),
        ("数量指标(或建筑规模指标)", ("数量",)),
        ("时效指标（工期指标、形象进度指标）", ("时效",)),
        ("预算（或投资规模）控制指标", ("成本",)),
        ("社会、经济、生态效益指标", ("经济效益", "社会效益", "生态效益")),
        ("经济成本指标", ("成本",)),
        ("服务对象 满意度指标", ("满意度",)),
        ("可持续影响指标", ("可持续影响",)),
        ("其他", ()),
    ],
)
def test_each_region_s_level_2_is_understood(level2: str, kinds: tuple[str, ...]) -> None:
    assert kinds_of(level2) == kinds


@pytest.mark.parametrize("entry", library().entries, ids=lambda each: each.name)
def test_a_number_in_the_target_of_a_bundled_name_is_understood(entry: Entry) -> None:
    text, caret = entry.target
    target = read_target(f"{text[:caret]}95{text[caret:]}") if entry.unit else read_target(text)
    assert target.kind in (("number",) if entry.unit else ("qualitative", "empty", "unknown"))
    assert (target.operator, target.unit) == ((entry.operator, entry.unit) if entry.unit else ("", ""))


@pytest.mark.parametrize("word", ["监察室", "东坑", "扫黑", "平安出租屋", "吴泾", "预算执行率", "控制在预算", "我镇"])
def test_no_bundled_name_is_that_of_one_unit_or_measures_the_budget(word: str) -> None:
    assert not [each.name for each in library().entries if word in each.name]


def test_no_bundled_name_holds_a_placeholder() -> None:
    text = (paths.resources() / "library" / "indicators.json").read_text(encoding="utf-8")
    assert not [row for row in json.loads(text) if "X" in row["name"] + row["typical"] or "*" in row["typical"]]


# --- initials ---


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(("重点任务", "zdrw"), ("长期", "cq"), ("可行性", "kxx"), ("调研", "dy"), ("会计", "kj"), ("行政", "xz")),
        *(("参会", "ch"), ("银行", "yh"), ("出勤率", "cql"), ("单位", "dw"), ("\u3007", "l"), ("2026年", "2026n")),
    ],
)
def test_the_usual_reading_is_among_the_spellings(name: str, typed: str) -> None:
    assert typed in spellings(name)
    assert {len(each) for each in spellings(name)} == {len(name)}


def test_a_name_full_of_polyphones_stays_small() -> None:
    assert 0 < len(spellings("行重长会率调" * 10)) <= 64


# --- speed ---


@pytest.mark.parametrize("typed", ["", "m", "myd", "mydl", "合格率", "满yd", "没有这个名称", "zzzzzz"])
def test_an_answer_takes_less_than_five_milliseconds(typed: str) -> None:
    names = [f"{each.name}（{number}）" for each in library().entries for number in (1, 2)][:200]
    own = tuple(Entry(name, "质量", source="本单位", count=1) for name in names)
    library().suggest("合", "质量指标", own=own)
    assert min(_seconds(typed, own) for _ in range(5)) < 0.005


def _seconds(typed: str, own: tuple[Entry, ...]) -> float:
    start = time.process_time()
    library().suggest(typed, "质量指标", own=own)
    return time.process_time() - start
