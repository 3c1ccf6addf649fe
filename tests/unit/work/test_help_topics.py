"""What the help topics name is really there: menus, commands and keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from perfdesk.desk.actions import ACTIONS
from perfdesk.desk.bar import shown_keys
from perfdesk.paths import resources

TOPICS = sorted((resources() / "help" / "topics").glob("*.md"))
KEYS = {key for action in ACTIONS for key in shown_keys(action)} | {"Shift+F2", "F2", "PageUp", "PageDown"}


@pytest.mark.parametrize("topic", TOPICS, ids=[each.stem for each in TOPICS])
def test_menus_and_keys_of_a_topic_are_those_of_the_program(topic: Path) -> None:
    text = topic.read_text(encoding="utf-8")
    for menu, words in re.findall(r"“(\S+) → ([^”]+)”", text):
        assert (menu, words) in {(each.group, name) for each in ACTIONS for name in (each.text, each.menu)}, words
    for key in re.findall(r"(?:Ctrl|Alt|Shift)\+\S*?(?=[^\w+↑↓])|\bF\d+\b", text, re.ASCII):
        assert key in KEYS, key
