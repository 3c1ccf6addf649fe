"""Names of files that a project gave."""

from __future__ import annotations

import pytest

from perfdesk.store.names import safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("图书馆改造", "图书馆改造"),
        ("a/b\\c:d*e?f", "a_b_c_d_e_f"),
        ('<"甲|乙">', "__甲_乙__"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("  两头空格.  ", "两头空格"),
        ("第一行\n第二行\t尾", "第一行 第二行 尾"),
        ("合同\u202efdp.exe", "合同fdp.exe"),
        ("甲\x00乙\ud800丙\u200b", "甲乙丙"),
        ("", "未命名"),
        ("...", "未命名"),
        ("𠮷田𬭩", "𠮷田𬭩"),
    ],
)
def test_a_project_name_becomes_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize("text", ["CON", "nul", "Com1", "LPT9", "aux.txt", "con .txt", "COM¹", "prn.tar.gz"])
def test_names_reserved_by_windows_are_changed(text: str) -> None:
    name = safe_name(text)
    assert name.split(".", 1)[0].rstrip().upper() not in {"CON", "NUL", "COM1", "LPT9", "AUX", "COM¹", "PRN"}


def test_a_word_that_begins_like_a_reserved_name_stays() -> None:
    assert safe_name("Console项目") == "Console项目"


def test_a_reserved_name_with_a_suffix_is_changed_too() -> None:
    assert safe_name("NUL", suffix=".docx") == "NUL_.docx"


@pytest.mark.parametrize("text", ["项目" * 200, "a" * 300, "𠮷" * 90])
def test_a_long_name_is_cut_between_characters_and_keeps_its_suffix(text: str) -> None:
    name = safe_name(text, suffix=".docx")
    assert len(name.encode()) <= 200
    assert len(name.encode()) > 190
    assert name.endswith(".docx")
    assert text.startswith(name.removesuffix(".docx"))


def test_two_projects_of_one_name_get_two_files() -> None:
    taken: list[str] = []
    for _ in range(3):
        taken.append(safe_name("改造", suffix=".docx", taken=taken))
    assert taken == ["改造.docx", "改造（2）.docx", "改造（3）.docx"]


def test_names_that_differ_in_capitals_only_are_one_name_on_windows() -> None:
    assert safe_name("wifi", suffix=".xlsx", taken=["WIFI.xlsx"]) == "wifi（2）.xlsx"


def test_long_names_cut_to_the_same_text_still_differ() -> None:
    first = safe_name("项目" * 200 + "一")
    second = safe_name("项目" * 200 + "二", taken=[first])
    assert first != second
    assert len(second.encode()) <= 200
