"""The start page says what each way of beginning does; wherever nothing is, it says what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desks import Desk, escape
from papers import sample
from perfdesk.desk.start import WAYS


def labels(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_each_way_of_beginning_is_a_button_with_its_sentence(desk: Desk) -> None:
    told = labels(desk.window.start)
    for words, does, _name in WAYS:
        assert desk.button(words, desk.window.start)
        assert does in told
    assert "拖进窗口" in told


def test_the_ways_do_what_they_say(desk: Desk) -> None:
    desk.when_asked(escape)
    desk.click(desk.button("新建草稿", desk.window.start))
    assert desk.asked == ["新建草稿"]
    desk.click(desk.button("打开示例", desk.window.start))
    assert desk.window.document is not None
    assert len(desk.document.draft.forms) == len(sample().forms)


def test_an_empty_draft_says_how_to_go_on(desk: Desk) -> None:
    desk.open(desk.saved(sample().model_copy(update={"forms": ()})))
    assert "先新建一张" in labels(desk.window.empty)
    assert [each for each in desk.window.empty.findChildren(QPushButton) if each.isVisible()]


def test_nothing_found_says_what_to_try(desk: Desk) -> None:
    desk.open(desk.saved())
    desk.press("form.search")
    desk.type("zzz")
    assert "没有相符的表" in desk.window.forms.below.text()
    desk.window.forms.words.clear()
    desk.at("indicators/1/annual/name")
    desk.press("view.library")
    desk.type("zzzzxx")
    assert "换个词" in desk.window.library.where.text()
    desk.press("check.doubts")
    assert "没有存疑" in labels(desk.window.doubts)
    assert "逐条核对" in labels(desk.window.doubts)
