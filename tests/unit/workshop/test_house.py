"""What no reviewer should have to count is counted."""

from __future__ import annotations

import pytest


def lines(count: int) -> str:
    return "def long():\n" + "    pass\n" * (count - 1)


def found(house, text: str, *, is_test: bool = False) -> list[str]:
    return [what for _, what in house.numbers(text, is_test=is_test)]


def test_a_function_of_forty_lines_is_fine_and_one_more_is_not(house):
    assert found(house, lines(40)) == []
    assert found(house, lines(41)) == ["long has 41 lines, 40 at most"]


def test_an_exception_says_its_reason_in_the_same_line(house):
    assert found(house, lines(41).replace("():", "():  # house: the table of all kinds, read as one")) == []
    assert found(house, lines(41).replace("():", "():  # house: ")) != []


def test_a_long_file_is_seen(house):
    assert found(house, "x = 1\n" * 400) == []
    assert found(house, "x = 1\n" * 401) == ["file of 401 lines, 400 at most"]


def test_a_class_of_many_methods_is_seen(house):
    body = "".join(f"    def m{number}(self): ...\n" for number in range(21))
    assert found(house, "class Desk:\n" + body) == ["class Desk has 21 methods, 20 at most"]


@pytest.mark.parametrize(
    ("signature", "count"),
    [
        ("def f(self, a, b, c, d, e): ...", 0),
        ("def f(cls, a, b, *, c, d, e): ...", 0),
        ("def f(a, b, c, d, e, f): ...", 1),
        ("async def f(a, b, /, c, *args, d, **kwargs): ...", 1),
    ],
)
def test_parameters_are_counted_without_self(house, signature, count):
    assert len(found(house, signature)) == count
    assert found(house, signature, is_test=True) == []


@pytest.mark.parametrize("line", ["# TO" + "DO later", "raise NotImplemented" + "Error", "x = 1  # FIX" + "ME"])
def test_what_is_left_open_is_seen(house, line):
    assert [number for number, _ in house.words(f"x = 1\n{line}\n")] == [2]


@pytest.mark.parametrize("path", ["/" + "home/li/perfdesk", "/" + "root/x", r"C:\Users" + r"\li", "/" + "work/x"])
def test_a_path_of_somebodys_machine_is_seen(house, path):
    assert len(list(house.words(f'open("{path}")'))) == 1


@pytest.mark.parametrize(
    "text", ["https://example.org/work/12", "docs/home/index.md", "a/work/b", "~/work/x", "/usr/bin"]
)
def test_other_slashes_are_left_alone(house, text):
    assert list(house.words(text)) == []


def test_a_question_to_a_path_that_may_raise_is_seen(house):
    text = "a = path.exists()\nb = paths.is_file(path)\nc = os.path.exists(path)\n"
    text += "d = path.is_dir()  # house: it is ours\n"
    assert [number for number, _ in house.asked(text)] == [1]


def test_a_broken_template_is_named_with_its_line(house):
    assert [line for line, _ in house.toml('id = "x"\nname = \n')] == [2]
    assert list(house.toml('id = "x"\n')) == []


def test_the_project_keeps_its_own_rules_on_real_files(house):
    names = {path.as_posix() for path in house.files()}
    assert {"dev.py", ".ci/tally.py", "src/perfdesk/errors.py", "tests/house.py"} <= names
    assert not any(name.startswith((".venv/", ".git/", "build/")) for name in names)
