from perfdesk.model import Answer, Comment, Draft, Form, Indicator
from perfdesk.region import templates
from perfdesk.work.differences import Difference, differences

TEMPLATE = "dongguan-town-2022"


def row(name: str, target: str, row_id: str = "1") -> Indicator:
    return Indicator(id=row_id, level1="甲", level2="乙", horizons={"annual": {"name": name, "target": target}})


def draft(*forms: Form, **shared: str) -> Draft:
    return Draft(id="d", shared=shared, forms=forms)


def form(form_id: str = "1", rows: tuple[Indicator, ...] = (), **fields: str) -> Form:
    return Form(id=form_id, template=TEMPLATE, fields=fields, indicators=rows)


def test_the_same_draft_has_no_differences() -> None:
    one = draft(form(project_name="修路"), year="2026")
    assert differences(one, one.model_copy(update={"seq": 7}), templates()) == ()


def test_a_changed_field_is_named_as_the_clerk_knows_it() -> None:
    found = differences(
        draft(form(project_name="修路", amount_annual="1")),
        draft(form(project_name="修路", amount_annual="2")),
        templates(),
    )
    assert found == (Difference("修路", "本年度申请镇财政预算资金", "1", "2"),)


def test_a_shared_text_belongs_to_no_form() -> None:
    assert differences(draft(form(), year="2025"), draft(form(), year="2026"), templates()) == (
        Difference("", "年度", "2025", "2026"),
    )


def test_a_target_is_told_with_its_indicator_and_period() -> None:
    old, new = draft(form(rows=(row("次数", "1次"),))), draft(form(rows=(row("次数", "2次"),)))
    assert differences(old, new, templates()) == (Difference("第1张表", "次数 · 年度指标值", "1次", "2次"),)


def test_rows_that_came_and_went_are_told_with_their_texts() -> None:
    old, new = draft(form(rows=(row("甲率", "1%"),))), draft(form(rows=(row("乙率", "2%", "2"),)))
    assert differences(old, new, templates()) == (
        Difference("第1张表", "指标 乙率", "", "乙率，2%"),
        Difference("第1张表", "指标 甲率", "甲率，1%", "已删除"),
    )


def test_forms_that_came_went_or_moved_are_told() -> None:
    one, two, three = form("1", project_name="一"), form("2", project_name="二"), form("3", project_name="三")
    found = differences(draft(one, two), draft(two, one, three), templates())
    assert found == (Difference("三", "整张表", "", "新增"), Difference("", "表的顺序", "", "已调整"))
    assert differences(draft(one, two), draft(two), templates()) == (Difference("一", "整张表", "有", "已删除"),)


def test_indicators_in_another_order_are_told() -> None:
    a, b = row("甲率", "1%"), row("乙率", "2%", "2")
    found = differences(draft(form(rows=(a, b))), draft(form(rows=(b, a))), templates())
    assert found == (Difference("第1张表", "指标的顺序", "", "已调整"),)


def test_status_answers_and_comments_are_told_so_that_a_copy_with_only_these_is_never_dropped() -> None:
    answer = Answer(code="V07", path="fields/goal", text="另有问卷")
    said = Comment(id="1", text="请核对")
    remarked = {"status": "自查通过", "answers": (answer,), "comments": (said,)}
    new = form().model_copy(update=remarked)
    assert differences(draft(form()), draft(new), templates()) == (
        Difference("第1张表", "状态", "草稿", "自查通过"),
        Difference("第1张表", "情况说明", "", "另有问卷"),
        Difference("第1张表", "批注", "", "请核对"),
    )
    closed = new.model_copy(update={"comments": (said.model_copy(update={"reply": "已核对", "closed": True}),)})
    assert differences(draft(new), draft(closed), templates()) == (
        Difference("第1张表", "批注", "请核对", "请核对　答复：已核对（已办结）"),
    )


def test_whatever_differs_is_told_if_only_in_a_word() -> None:
    new = form().model_copy(update={"tables": {"items": ({"amount": "1"},)}})
    assert differences(draft(form()), draft(new), templates()) == (Difference("第1张表", "其他内容", "", "有改动"),)
