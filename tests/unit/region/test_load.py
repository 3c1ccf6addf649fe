"""Templates are read by file and line; a broken or malicious one is told, and harms nothing."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from perfdesk.region import TemplateError, load_template, read_template, templates

BUNDLED = sorted(templates())
GOOD = (templates()["dongkeng-2024"].folder / "template.toml").read_text(encoding="utf-8")


def folder_with(tmp_path: Path, text: str | bytes, name: str = "dongkeng-2024") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "template.toml").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_template_has_no_fault(name: str) -> None:
    template, faults = read_template(templates()[name].folder)
    assert faults == []
    assert template is not None
    assert template.id == name


FAULTS = {
    "an unknown key": ("version = 1", "version = 1\nshell = 'rm'", "没有这种项目"),
    "a missing key": ("version = 1\n", "", "缺少"),
    "an id that is a path": ('id = "dongkeng-2024"', 'id = "../../etc"', "代号"),
    "an id that is not the folder": ('id = "dongkeng-2024"', 'id = "other-2024"', "文件夹"),
    "a taxonomy that is a path": ('taxonomy = "dongkeng2024"', 'taxonomy = "../fields"', "代号"),
    "a taxonomy that is not there": ('taxonomy = "dongkeng2024"', 'taxonomy = "nowhere"', "没有指标体系"),
    "an unknown field": ('field = "goal_mid"', 'field = "goal_middle"', "没有栏目"),
    "an unknown field in a label": ("{year}年度目标", "{yeer}年度目标", "没有栏目"),
    "an expression in a label": ("{year}年度目标", "{year.__class__}年度目标", "花括号"),
    "a row that is too narrow": ('{ field = "project_name", w = 5 }', '{ field = "project_name", w = 4 }', "列"),
    "a row that is too wide": ('{ field = "project_name", w = 5 }', '{ field = "project_name", w = 6 }', "列"),
    "a width that is no number": ('{ field = "project_name", w = 5 }', '{ field = "project_name", w = "五" }', "类型"),
    "a width of a billion": (
        '{ field = "project_name", w = 5 }',
        '{ field = "project_name", w = 1000000000 }',
        "不能大于60",
    ),
    "a cell that is two things": ('{ label = "项目名称" }', '{ label = "项目名称", field = "remarks" }', "中的一个"),
    "an unknown style": ('style = "title"', 'style = "wild"', "没有样式"),
    "an unknown unit of money": ('unit = "元"', 'unit = "吊"', "只能是"),
    "a font that is not there": ('font = "仿宋"', 'font = "Comic Sans"', "只能是"),
    "a column of minus 3 mm": ("columns_mm = [25,", "columns_mm = [-3,", "不能小于5"),
    "a bracket that is left open": ('unit = "元"', 'unit = ["元"', "不是正确的 TOML"),
    "a label of a megabyte": ('"项目名称"', '"' + "长" * 5000 + '"', "字数不能多于2000"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_by_file_and_line(tmp_path: Path, name: str) -> None:
    old, new, word = FAULTS[name]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    _, faults = read_template(folder_with(tmp_path, text))
    assert faults
    assert any(word in fault.text for fault in faults), faults
    assert not any(re.search(r"\b(?:or|expected|le|ge)\b|at line", fault.text) for fault in faults), faults
    last = text.count("\n") + 1
    assert all(re.match(r".*template\.toml:\d+: ", str(fault)) and 1 <= fault.line <= last for fault in faults)
    if new.strip() and "\n" not in new and word not in ("文件夹",):
        lines = {number for number, line in enumerate(text.split("\n"), 1) if new in line}
        nearest = min(abs(fault.line - line) for fault in faults for line in lines)
        assert nearest <= 3, (faults, lines)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe\0\0",
        b"id = ",
        b"[" * 100_000,
        b"a = " + b"[" * 100_000,
        b"a = " + b"{b=" * 50_000,
        b'id = "a"\nid = "b"',
        b"x = 1\n" * 60_000,
        "甲 = 1".encode("gb18030"),
        b"a." * 50_000 + b"b = 1",
        b"a = 9" + b"9" * 100_000,
    ],
)
def test_a_broken_file_is_told_at_once(tmp_path: Path, text: bytes) -> None:
    start = time.process_time()
    template, faults = read_template(folder_with(tmp_path, text))
    assert template is None
    assert faults
    assert time.process_time() - start < 2


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GOOD)
    with (folder / "template.toml").open("r+b") as out:
        out.truncate(1 << 30)
    _, (fault,) = read_template(folder)
    assert "KB" in fault.text


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GOOD)
    (folder / "template.toml").rename(tmp_path / "elsewhere.toml")
    (folder / "template.toml").symlink_to(tmp_path / "elsewhere.toml")
    template, (fault,) = read_template(folder)
    assert template is None
    assert "链接" in fault.text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_in_the_place_of_a_template_does_not_hang_the_program(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GOOD)
    (folder / "template.toml").unlink()
    os.mkfifo(folder / "template.toml")
    _, (fault,) = read_template(folder)
    assert "打不开" in fault.text


def test_a_folder_without_a_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as refused:
        load_template(tmp_path)
    assert refused.value.code == "E30"
    assert "template.toml:1" in refused.value.what


def test_many_faults_are_told_together(tmp_path: Path) -> None:
    text = GOOD.replace("w = 5", "w = 4")
    _, faults = read_template(folder_with(tmp_path, text))
    assert len(faults) > 5
    assert len({fault.line for fault in faults}) > 5
