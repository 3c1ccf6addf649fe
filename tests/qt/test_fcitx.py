"""What the clerk of a Linux desktop with fcitx alone is told."""

from __future__ import annotations

from desks import Desk
from perfdesk.desk import fcitx


def test_the_clerk_is_told_until_it_is_enough(desk: Desk) -> None:
    desk.program.tell_once("fcitx", fcitx.WORDS)
    assert "fcitx5-chinese-addons" in desk.banner()
    desk.click(desk.button("知道了"))
    assert not desk.banner()
    desk.program.tell_once("fcitx", fcitx.WORDS)
    desk.click(desk.button("不再提示"))
    desk.program.tell_once("fcitx", fcitx.WORDS)
    assert not desk.banner()


def test_a_sentence_about_the_computer_pushes_no_other_away(desk: Desk) -> None:
    desk.window.banner.show_words("只读：别人正在使用。")
    desk.program.tell_once("fcitx", fcitx.WORDS)
    assert desk.banner() == "只读：别人正在使用。"
