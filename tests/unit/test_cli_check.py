"""`perfdesk check` and `perfdesk rules`, as a clerk or a script uses them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from perfdesk import paths
from perfdesk.cli import main
from perfdesk.model import Draft, path
from perfdesk.region import templates
from perfdesk.rules import Severity
from perfdesk.rules.checks import RULES
from perfdesk.store import open_draft, save_draft, to_bytes
from perfdesk.work.answering import answer
from perfdesk.work.check_command import NAMES
from perfdesk.work.checking import check_draft

SAMPLE = paths.resources() / "samples" / "library-2026.perfdesk"
KEYS = ["file", "form", "project", "place", "path", "code", "severity", "message", "source"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def _with(draft: Draft, number: int, where: str, text: str) -> Draft:
    return path.put(draft, number, where, text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a clean draft, one with an error and one with a warning, in folders of their own."""
    clean = open_draft(SAMPLE).draft
    where = f"indicators/{clean.forms[3].indicators[0].id}/annual/target"
    below = tmp_path / "交来的表" / "乙科"
    below.mkdir(parents=True)
    save_draft(below / "错误.perfdesk", _with(clean, 3, where, "达标"))
    save_draft(tmp_path / "交来的表" / "提醒.perfdesk", _with(clean, 3, where, "36台，2套"))
    broken = _with(clean, 3, f"indicators/{clean.forms[3].indicators[7].id}/annual/target", "满意")
    save_draft(tmp_path / "交来的表" / "满意.perfdesk", broken)
    return tmp_path / "交来的表"


def test_each_finding_is_a_line_with_its_place(run: Run, folder: Path) -> None:
    code, out, err = run("check", folder / "乙科")
    assert code == 1
    line = f"{folder / '乙科' / '错误.perfdesk'}:4:自助借还设备维护数量: V06 错误 “自助借还设备维护数量”要写数量"
    assert [each for each in out.splitlines() if " 错误 " in each] == [f"{line}，指标值“达标”里没有数字。"]
    assert "检查了 1 个文件、6 张表：错误 1" in err


def test_a_clean_draft_leaves_with_zero(run: Run) -> None:
    code, out, err = run("check", SAMPLE)
    assert (code, " 错误 " in out, " 提醒 " in out) == (0, False, False)
    assert "错误 0，提醒 0" in err


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("乙科/错误", "error", 1),
        ("乙科/错误", "never", 0),
        ("满意", "error", 0),
        ("满意", "warning", 1),
    ],
)
def test_the_exit_code_says_from_which_rank_on(run: Run, folder: Path, name: str, fail_on: str, code: int) -> None:
    assert run("check", folder / f"{name}.perfdesk", "--fail-on", fail_on)[0] == code


def test_a_script_gets_the_findings_of_the_window_as_json(run: Run, folder: Path) -> None:
    file = folder / "乙科" / "错误.perfdesk"
    _, out, _ = run("check", file, "--format", "json")
    told = json.loads(out)
    draft = open_draft(file).draft
    found = check_draft(draft, templates())
    sources = {rule.code: rule.source for rule in RULES}
    assert [list(each) for each in told] == [KEYS] * len(found)
    assert told == [
        {
            "file": str(file),
            "form": each.number + 1,
            "project": draft.forms[each.number].fields["project_name"],
            "place": each.place,
            "path": each.path or "",
            "code": each.code,
            "severity": NAMES[each.severity],
            "message": each.message,
            "source": sources[each.code],
        }
        for each in found
    ]


def test_nothing_found_is_an_empty_list(run: Run) -> None:
    assert json.loads(run("check", SAMPLE, "--format", "json", "--rules", "V02")[1]) == []


def test_csv_has_the_same_columns(run: Run, folder: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(run("check", folder, "--format", "csv")[1])))
    told = json.loads(run("check", folder, "--format", "json")[1])
    assert [{**each, "form": str(each["form"])} for each in told] == lines
    assert list(lines[0]) == KEYS


def test_a_spreadsheet_takes_no_text_of_a_draft_for_a_formula(run: Run, tmp_path: Path) -> None:
    clean = open_draft(SAMPLE).draft
    spoilt = _with(_with(clean, 3, "fields/project_name", '=HYPERLINK("x")'), 3, "fields/goal_annual", "")
    save_draft(tmp_path / "表.perfdesk", spoilt)
    lines = list(csv.DictReader(io.StringIO(run("check", tmp_path, "--format", "csv", "--rules", "G01")[1])))
    assert [each["project"] for each in lines] == ['\'=HYPERLINK("x")']


def test_what_cannot_be_judged_is_counted_and_listed_where_asked_for(run: Run, tmp_path: Path) -> None:
    clean = open_draft(SAMPLE).draft
    save_draft(tmp_path / "表.perfdesk", _with(clean, 3, "fields/start_date", ""))
    plain = run("check", tmp_path, "--rules", "H05", "--report", tmp_path / "报告.xlsx")
    told = run("check", tmp_path, "--rules", "H05", "--unsure")
    assert "1 处无法判断" in plain[2] and "无法判断" not in plain[1]
    assert ":4:计划开始日期: H05 无法判断 日期没有填全或者读不出来，没有比较。" in told[1]
    listed = json.loads(run("check", tmp_path, "--rules", "H05", "--unsure", "--format", "json")[1])
    assert [(list(each), each["severity"]) for each in listed] == [(KEYS, "warning"), (KEYS, "unsure")]
    rows = list(openpyxl.load_workbook(tmp_path / "报告.xlsx").worksheets[0].iter_rows(values_only=True))
    assert "无法判断 1" in rows[1][0] and "无法判断" in rows[-1]


def test_a_form_of_an_unknown_layout_is_told_and_counted(run: Run, tmp_path: Path) -> None:
    clean = open_draft(SAMPLE).draft
    forms = (clean.forms[0].model_copy(update={"template": "elsewhere"}), *clean.forms[1:])
    (tmp_path / "表.perfdesk").write_bytes(to_bytes(clean.model_copy(update={"forms": forms})))
    _, out, err = run("check", tmp_path)
    assert ":1:整张表: R02 提示 版式“elsewhere”没有安装，这张表没有检查。" in out
    assert "1 处没有查完" in err


def test_only_the_rules_asked_for_speak(run: Run, folder: Path) -> None:
    told = json.loads(run("check", folder, "--format", "json", "--rules", "v06，V13")[1])
    assert {each["code"] for each in told} == {"V06", "V13"}


def test_files_come_in_the_same_order_however_many_at_once(run: Run, folder: Path) -> None:
    one = run("check", folder, SAMPLE)
    two = run("check", folder, SAMPLE, "--jobs", 2)
    assert one == two
    files = list(dict.fromkeys(line.partition(":")[0] for line in one[1].splitlines()))
    assert files == [*map(str, sorted(folder.rglob("*.perfdesk"))), str(SAMPLE)]


def test_a_file_named_twice_is_checked_once(run: Run) -> None:
    assert "检查了 1 个文件" in run("check", SAMPLE, SAMPLE.parent, SAMPLE)[2]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(run: Run, folder: Path) -> None:
    (folder / "坏的.perfdesk").write_bytes(b"")
    code, out, err = run("check", folder)
    assert code == 3
    assert "文件是空的" in err and "1 个文件读不出来" in err
    assert " V06 " in out


def test_an_unknown_rule_path_or_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    assert run("check", SAMPLE, "--rules", "V6")[0] == 2
    code, _, err = run("check", tmp_path / "没有")
    assert code == 2 and "没有“" in err
    assert "里没有草稿" in run("check", tmp_path)[2]
    assert run("check", SAMPLE, "--jobs", "0")[0] == 2


def test_a_report_is_an_excel_file_with_every_finding(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告.xlsx"
    code, _, err = run("check", folder, "--report", out)
    assert code == 1 and str(out) in err
    told = json.loads(run("check", folder, "--format", "json")[1])
    rows = [row for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True) if row[4]]
    assert rows[0][:8] == ("文件", "表号", "项目", "位置", "规则", "级别", "问题", "依据")
    assert [(row[1], row[4], row[6]) for row in rows[1:]] == [
        (str(each["form"]), each["code"], each["message"]) for each in told
    ]
    assert run("check", folder, "--report", out)[0] != 1
    assert run("check", folder, "--report", out, "--force")[0] == 1
    assert run("check", folder, "--report", tmp_path / "报告.docx")[0] == 2


def test_a_report_without_findings_says_so(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "报告.xlsx"
    assert run("check", SAMPLE, "--rules", "V02", "--report", out)[0] == 0
    texts = [cell for row in openpyxl.load_workbook(out).active.iter_rows(values_only=True) for cell in row]
    assert "没有发现问题" in texts


def test_the_rules_are_listed_and_explained(run: Run) -> None:
    code, out, _ = run("rules")
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == [rule.code for rule in RULES]
    code, out, _ = run("rules", "n07")
    assert code == 0
    assert out.startswith("N07 预算执行作指标\n级别：提醒\n依据：")
    assert "\n为什么\n" in out and "\n怎么改\n" in out
    assert "版式 dongguan-city-2020：不检查" in out
    assert "默认不开" in run("rules", "N08")[1]


def test_a_mistyped_rule_is_met_with_the_nearest(run: Run) -> None:
    code, _, err = run("rules", "V022")
    assert code == 2 and "V02" in err


def test_a_draft_among_other_files_is_found(run: Run, tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "草稿.PERFDESK".lower())
    (tmp_path / "说明.txt").write_text("不是草稿", encoding="utf-8")
    (tmp_path / ".草稿.perfdesk").write_text("旁边的文件", encoding="utf-8")
    assert "检查了 1 个文件" in run("check", tmp_path)[2]


def test_every_rank_has_a_name_for_scripts() -> None:
    assert set(NAMES) == set(Severity)


def test_an_answered_warning_is_shown_with_its_answer_and_counts_for_nothing(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    draft = open_draft(folder / "满意.perfdesk").draft
    found = next(each for each in check_draft(draft, templates()) if each.severity is Severity.WARNING)
    file, out = tmp_path / "已说明.perfdesk", tmp_path / "报告.xlsx"
    save_draft(file, answer(draft, found, "另有问卷。"))
    code, text, err = run("check", file, "--fail-on", "warning", "--report", out)
    assert code == 0
    assert "提醒 0" in err and "已说明 1" in err
    assert f"{found.message}（情况说明：另有问卷。）" in text
    told = json.loads(run("check", file, "--format", "json")[1])
    assert [each["answer"] for each in told if "answer" in each] == ["另有问卷。"]
    rows = list(csv.DictReader(io.StringIO(run("check", file, "--format", "csv")[1])))
    assert list(rows[0]) == KEYS
    assert any("另有问卷。" in each["message"] for each in rows)
    cells = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "另有问卷。" in cells
