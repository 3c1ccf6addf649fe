"""What publishing does to text beyond moving cells: entities, stars, colons, titles again; and what clerks do."""

from __future__ import annotations

import pytest

from handmade import LAMP_HEADS, LAMP_ROWS, LAMPS, LIBRARY, STORES, STREETS, read

LAMP = LAMPS + LAMP_HEADS + LAMP_ROWS


def changed(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new)


@pytest.mark.parametrize("name", ["效益", "满意度", "产出"])
def test_an_indicator_may_have_a_level_as_its_name(name: str) -> None:
    form = read(changed(LAMP, "质量指标|灯具合格率", f"质量指标|灯具合格率|100%|100%\n|||{name}"))
    assert form.rows[2] == ["产出指标", "质量指标", name, "100%", "100%"]
    assert form.doubts == []


def test_a_level_2_name_in_the_place_of_a_name_is_doubted() -> None:
    form = read(changed(LAMP, "灯具合格率", "社会效益指标"))
    assert ("I01", "indicators/2/mid/name") in form.doubts


def test_blanks_written_as_entities_are_no_text() -> None:
    plain, form = read(LAMP), read("".join(f"&nbsp;{sign}" if sign in "|项产效" else sign for sign in LAMP))
    assert form.rows == plain.rows
    assert form.field("project_name") == plain.field("project_name")


def test_cells_with_nothing_but_tags_are_empty() -> None:
    form = read(LAMP.replace("||质量", "<p></p>|<br/>|质量"))
    assert form.rows == read(LAMP).rows
    assert form.doubts == []


@pytest.mark.parametrize("label", ["项目名称：", "**项目名称**", "项目名称:", "<b>项目名称</b>：", "&emsp;项目名称"])
def test_a_label_is_known_with_a_colon_or_in_bold(label: str) -> None:
    form = read(changed(LAMP, "项目名称", label))
    assert form.field("project_name") == "老旧路灯更换"
    assert form.doubts == []


def test_a_value_in_bold_loses_its_stars_with_a_doubt() -> None:
    form = read(changed(LAMP, "老旧路灯更换", "**老旧路灯更换**"))
    assert form.field("project_name") == "老旧路灯更换"
    assert form.doubts == [("I06", "fields/project_name")]
    assert read(changed(LAMP, "≥360盏", "≥**%")).rows[0][3] == "≥**%"


@pytest.mark.parametrize("year", ["二〇二三", "２０２３", "23", "本"])
@pytest.mark.parametrize(("form", "now"), [(STREETS, "(2023年度)"), (LAMP, "2024年预算金额（元）")])
def test_a_year_that_is_not_four_digits_is_kept_and_doubted(form: str, now: str, year: str) -> None:
    got = read(changed(form, now, now.replace(now[now.index("20") :][:4], year)))
    assert got.field("year") in (year, "2024")
    assert any(code == "I11" and path and path.endswith("/year") for code, path in got.doubts)


@pytest.mark.parametrize(
    "text", ["专项资金 经常性项目 一次性项目", "专项资金£ 经常性项目R 一次性项目£", "√经常性项目", "其他"]
)
def test_a_category_without_readable_boxes_is_doubted(text: str) -> None:
    form = read(changed(STREETS, "专项资金□ 经常性项目☑ 一次性项目□", text))
    assert ("I06", "fields/project_category") in form.doubts


@pytest.mark.parametrize("boxes", ["☑\ufe0f□", "🗹□", "☒☐", "✔□"])
def test_boxes_of_newer_fonts_are_read(boxes: str) -> None:
    form = read(changed(changed(STREETS, "☑", boxes[:-1]), "□", boxes[-1]))
    assert (form.field("project_category"), form.doubts) == ("经常性项目", [])


@pytest.mark.parametrize(
    ("whole", "torn", "path"),
    [
        (STORES, ("物资轮换|每年一次", "物资轮换|每年\n一次"), "indicators/5"),
        (LIBRARY, ("同意按此执行。||||||", "同意按\n此执行。"), "fields/review_opinion"),
        (LIBRARY, ("改造一个阅览室。|||", "改造一个\n阅览室。"), "fields/goal_annual"),
    ],
)
def test_the_end_of_a_cell_torn_off_by_a_line_end_is_doubted_where_it_belongs(
    whole: str, torn: tuple[str, str], path: str
) -> None:
    form = read(changed(whole, *torn))
    assert ("I09", path) in form.doubts
    rest = torn[1].split("\n")[1]
    assert any(rest in doubt.was for _, doubt in form.draft.all_doubts())


def test_a_note_below_the_table_does_not_make_its_last_row_doubtful() -> None:
    form = read(LAMP + "\n注：金额单位为元。\n")
    assert form.doubts == [("I13", None)]


def test_a_title_printed_again_on_the_next_page_begins_no_new_form() -> None:
    form = read(changed(STORES, "|效果指标", "\n财政项目支出绩效目标批复表\n\n|效果指标"))
    assert form.rows == read(STORES).rows
    assert [code for code, _ in form.doubts] == ["I09"]


def test_a_label_typed_as_a_value_begins_no_new_form() -> None:
    rows = "项目名称|审核人|||||3.50|\n"
    form = read(changed(STORES, "申报单位需要说明", rows + "申报单位需要说明"))
    assert any("审核人" in doubt.was for _, doubt in form.draft.all_doubts())


def test_the_lines_above_tell_layouts_with_the_same_table_apart() -> None:
    begin, end = STORES.index("项目名称"), STORES.index("总体目标")
    form = read(STORES[:begin] + STORES[end : STORES.index("审核人")])
    assert form.form.template == "dongguan-town-2022"


def test_a_town_torn_off_its_label_is_doubted_in_its_place() -> None:
    form = read(changed(STORES, "某某财政分局审核意见|", "某某|财政分局审核意见"))
    assert form.field("review_office") == ""
    assert ("I13", "fields/review_office") in form.doubts


def test_no_doubt_speaks_of_a_level_that_nobody_named() -> None:
    form = read(changed(LIBRARY, "|预期产出指标|数量指标（或建筑规模指标）|", "|预算|备用|"))
    assert not any("None" in doubt.why for _, doubt in form.draft.all_doubts())


def test_a_numbered_level_is_the_layouts_own_with_one_doubt() -> None:
    form = read(changed(LAMP, "产出指标", "十、产出指标"))
    assert form.rows == read(LAMP).rows
    assert form.doubts == [("I08", None)]


def test_a_level_with_a_star_is_kept_and_doubted_in_every_row_under_it() -> None:
    form = read(changed(LAMP, "产出指标", "★产出指标"))
    own = [number for number, row in enumerate(form.rows, 1) if row[0] == "★产出指标"]
    assert len(own) > 1
    assert {f"indicators/{number}/level1" for number in own} <= {path for _, path in form.doubts}


def test_a_line_about_whom_to_call_below_the_table_is_no_indicator() -> None:
    form = read(f"{LAMP}\n联系人：王芳|电话：0769-12345678")
    assert form.rows == read(LAMP).rows
    assert ("I13", None) in form.doubts


def test_a_row_written_out_again_with_its_level_is_doubted() -> None:
    form = read(changed(LAMP, "质量指标|灯具合格率", "质量指标|灯具合格率|100%|100%\n||质量指标|灯具合格率"))
    assert form.rows[1] == form.rows[2]
    assert form.doubts == [("I09", "indicators/3")]


def test_a_row_that_a_clerk_has_filled_twice_under_one_level_is_taken_as_it_stands() -> None:
    form = read(changed(LAMP, "质量指标|灯具合格率", "质量指标|灯具合格率|100%|100%\n|||灯具合格率"))
    assert form.rows[1] == form.rows[2]
    assert form.doubts == []


def test_signs_written_as_entities_are_read_with_a_doubt() -> None:
    form = read(LAMP.replace("（", "&#65288;").replace("≥", "&ge;"))
    assert form.rows == read(LAMP).rows
    assert form.field("amount_annual") == "88000"
    assert ("I06", "indicators/1/mid/target") in form.doubts


def test_targets_are_read_under_their_heads_where_the_columns_are_changed_about() -> None:
    lines = (LAMP_HEADS + LAMP_ROWS).splitlines()
    moved = ["|".join([*line.split("|")[:4], *reversed(line.split("|")[4:])]) for line in lines]
    form = read(LAMPS + "\n".join(moved))
    assert form.rows == read(LAMP).rows
    assert form.doubts == [("I03", None)]


def test_a_column_under_a_head_of_another_meaning_is_doubted() -> None:
    form = read(changed(LAMP, "当年度指标值", "上年度完成值"))
    assert {path for _, path in form.doubts} >= {f"indicators/{number}" for number in range(1, 8)}


@pytest.mark.parametrize("said", ["单位：万元", "金额单位：人民币万元", "（万元）", "(单位:千元)"])
def test_amounts_are_doubted_where_the_document_says_another_unit(said: str) -> None:
    form = read(changed(LAMP, "\n\n项目名称", f"\n\n{said}\n\n项目名称"))
    assert form.field("amount_annual") == "88000"
    assert ("I08", "fields/amount_annual") in form.doubts


@pytest.mark.parametrize("said", ["单位：元", "单位：某某镇（万元镇）", "项目单位：万元亭居委会"])
def test_amounts_are_not_doubted_for_their_own_unit_nor_for_a_name(said: str) -> None:
    form = read(changed(LAMP, "\n\n项目名称", f"\n\n{said}\n\n项目名称"))
    assert ("I08", "fields/amount_annual") not in form.doubts


def test_a_head_with_another_unit_doubts_every_amount_beside_it() -> None:
    form = read(changed(STREETS, "项目资金(万元)", "项目资金(元)"))
    for name in ("fund_total", "fund_fiscal", "fund_annual", "fund_annual_fiscal", "fund_carryover"):
        assert ("I08", f"fields/{name}") in form.doubts


def test_a_name_parted_by_the_end_of_a_page_is_doubted_in_both_rows() -> None:
    form = read(changed(LAMP, "更换及时率|≥95%|≥95%", "更换|≥95%|≥95%\n|||及时率||"))
    assert ("I09", "indicators/3/mid/name") in form.doubts
    assert any(path and path.startswith("indicators/4") for _, path in form.doubts)


def test_a_level_grown_together_with_the_name_is_doubted_in_every_row_under_it() -> None:
    torn = changed(LAMP, "||生态效益指标|节电率|≥30%|≥30%", "|||生态效益指标 节电率|≥30%|≥30%\n|||节约电费|≥5%|≥5%")
    doubts = read(torn).doubts
    for number in ("6", "7"):
        assert {("I01", f"indicators/{number}/level1"), ("I01", f"indicators/{number}/level2")} <= set(doubts)


def test_columns_changed_about_stay_so_on_the_next_page() -> None:
    lines = (LAMP_HEADS + LAMP_ROWS).splitlines()
    moved = ["|".join([*line.split("|")[:4], *reversed(line.split("|")[4:])]) for line in lines]
    form = read(LAMPS + "\n".join(moved[:4]) + "\n\n项目绩效目标表\n\n" + "\n".join(moved[4:]))
    assert form.rows == read(LAMP).rows


def test_a_head_in_the_place_of_another_of_unknown_meaning_makes_every_row_doubtful() -> None:
    heads = LAMP_HEADS.replace("实施周期指标值|当年度指标值", "上年度完成值|实施周期指标值")
    form = read(LAMPS + heads + LAMP_ROWS)
    assert {path for _, path in form.doubts} >= {f"indicators/{number}" for number in range(1, 8)}
